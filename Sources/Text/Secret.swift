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

/// All that a run was given to keep to itself: none of it is shown, whichever service sends it back.
package struct Credentials: Sendable {
    /// Looked up when something from outside is shown, which few runs do.
    let secrets: @Sendable () -> [Secret]

    /// Nothing that would have to be kept back.
    package static let none = Credentials { [] }

    package init(_ secrets: @escaping @Sendable () -> [Secret]) { self.secrets = secrets }
}

extension Credentials: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "<redacted>" }
    package var debugDescription: String { "<redacted>" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
