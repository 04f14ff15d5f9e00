/// A value that never prints: not in a log, a state file, an error or a debugger.
///
/// Nor does anything that holds it: printing, interpolating, dumping and reflecting upon it all
/// give `<redacted>`.
package struct Secret: Equatable, Sendable {
    /// The value itself, for the one place that sends it.
    package let revealed: String

    package init(_ value: String) { revealed = value }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "<redacted>" }
    package var debugDescription: String { "<redacted>" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
