/// JSON text in the order it is told, numbers as exact as they come.
///
/// The same calls always give the same bytes: that is what lets a journal be hashed, and two runs
/// be compared with `cmp`.
package struct JSONWriter {
    package enum Layout: Sendable {
        /// One line without spaces, for journals.
        case compact
        /// Two spaces a level, for files that people open.
        case indented
    }

    /// What was written so far.
    package private(set) var bytes: [UInt8] = []
    /// The first thing written that nobody could read again; `nil` where nothing was.
    package private(set) var flaw: JSONError?

    private let layout: Layout
    private var depth = 0
    private var isFirst = true
    private var followsName = false

    package init(_ layout: Layout = .compact) { self.layout = layout }

    /// Notes that what is written cannot be read again.
    package mutating func note(_ flaw: JSONError) { self.flaw = self.flaw ?? flaw }

    /// Says of the flaw noted which field it is in.
    mutating func note(_ flaw: JSONError, in field: String) { self.flaw = flaw.inside(field) }

    // MARK: Structure

    /// An object; `body` writes its members.
    package mutating func object<E: Error>(
        _ body: (inout JSONWriter) throws(E) -> Void
    ) throws(E) {
        try bracket(open: "{", close: "}", body)
    }

    /// A list; `body` writes its elements.
    package mutating func array<E: Error>(
        _ body: (inout JSONWriter) throws(E) -> Void
    ) throws(E) {
        try bracket(open: "[", close: "]", body)
    }

    /// The name of the member whose value is written next.
    package mutating func name(_ name: String) {
        separate()
        quote(name)
        bytes.append(UInt8(ascii: ":"))
        if layout == .indented { bytes.append(UInt8(ascii: " ")) }
        followsName = true
    }

    // MARK: Values

    package mutating func string(_ text: String) {
        separate()
        quote(text)
    }

    /// A number that is already text, as exact decimals are.
    ///
    /// - Precondition: `text` is a JSON number.
    package mutating func number(_ text: String) {
        separate()
        bytes.append(contentsOf: text.utf8)
    }

    package mutating func number(_ value: some BinaryInteger) { number(String(value)) }

    /// The shortest text that reads back as the very same number; `null`, and a flaw, where it is not
    /// finite, for JSON knows no such number.
    package mutating func number(_ value: Double) {
        guard value.isFinite else {
            note(.field(name: "", expected: "a finite number, but \(value)"))
            return null()
        }
        let whole = value.magnitude < 1e15 ? Int64(exactly: value) : nil
        number(whole.map { String($0) } ?? "\(value)")
    }

    package mutating func bool(_ value: Bool) { number(value ? "true" : "false") }

    package mutating func null() { number("null") }

    /// A value read before, written again.
    package mutating func value(_ value: JSONValue) {
        switch value {
        case .null: null()
        case .bool(let truth): bool(truth)
        case .number(let text): number(text)
        case .string(let text): string(text)
        case .array(let elements):
            array { writer in for element in elements { writer.value(element) } }
        case .object(let members):
            object { writer in
                for member in members {
                    writer.name(member.name)
                    writer.value(member.value)
                }
            }
        }
    }

    // MARK: Bytes

    private mutating func bracket<E: Error>(
        open: Unicode.Scalar, close: Unicode.Scalar, _ body: (inout JSONWriter) throws(E) -> Void
    ) throws(E) {
        separate()
        bytes.append(UInt8(ascii: open))
        depth += 1
        isFirst = true
        try body(&self)
        depth -= 1
        if !isFirst { breakLine() }
        bytes.append(UInt8(ascii: close))
        isFirst = false
    }

    private mutating func separate() {
        if followsName {
            followsName = false
            return
        }
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        if depth > 0 { breakLine() }
        isFirst = false
    }

    private mutating func breakLine() {
        guard layout == .indented else { return }
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: depth * 2))
    }

    private mutating func quote(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        if text.utf8.allSatisfy(Self.isPlain) {
            bytes.append(contentsOf: text.utf8)
        } else {
            escape(text)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Whether a byte stands for itself in a string; nearly all do.
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\") && byte != 0x7f
    }

    private mutating func escape(_ text: String) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case UInt8(ascii: "\n"): bytes.append(contentsOf: "\\n".utf8)
            case UInt8(ascii: "\t"): bytes.append(contentsOf: "\\t".utf8)
            case UInt8(ascii: "\r"): bytes.append(contentsOf: "\\r".utf8)
            case 0..<0x20, 0x7f:
                let digits = String(byte, radix: 16)
                bytes.append(contentsOf: "\\u00\(byte < 0x10 ? "0" : "")\(digits)".utf8)
            default: bytes.append(byte)
            }
        }
    }
}
