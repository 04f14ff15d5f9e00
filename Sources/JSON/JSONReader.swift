/// Bytes to a ``JSONValue``, checking all of the grammar and trusting none of the sizes.
///
/// - UTF-8 only; invalid bytes are an error. One value, then nothing but white space.
/// - At most 64 levels deep, at most 1,000 members in one object. Callers bound the bytes.
/// - A name that appears twice in one object is an error: readers would differ on which counts.
/// - ``Dialect/json5`` also takes what people write by hand: comments, trailing commas, names
///   without quotes, single quotes, tabs in strings, a leading `+`, a bare point, hexadecimal numbers, the mark that
///   an editor begins a file with and all other white space of JSON5. `Infinity` and `NaN` are
///   refused in both, for no figure here can be either.
package struct JSONReader {
    package enum Dialect: Sendable {
        /// RFC 8259.
        case strict
        /// JSON5, for files that people edit.
        case json5
    }

    private static let deepest = 64
    private static let maximumMembers = 1_000

    private let bytes: [UInt8]
    private let dialect: Dialect
    private var position = 0

    /// The value that bytes spell.
    ///
    /// - Throws: ``JSONError/syntax(line:column:expected:)`` with the place and what was expected.
    package static func parse(
        _ bytes: [UInt8], as dialect: Dialect = .strict
    ) throws(JSONError) -> JSONValue {
        var reader = JSONReader(bytes: bytes, dialect: dialect)
        try reader.skipSpace()
        let value = try reader.value(depth: 0)
        try reader.skipSpace()
        guard reader.position == bytes.count else { throw reader.error("expected the end") }
        return value
    }

    private init(bytes: [UInt8], dialect: Dialect) {
        self.bytes = bytes
        self.dialect = dialect
    }

    // MARK: Values

    private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
        guard depth < Self.deepest else { throw error("nested over \(Self.deepest) levels deep") }
        switch peek {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "'") where dialect == .json5: return .string(try string())
        case UInt8(ascii: "t"):
            try take("true")
            return .bool(true)
        case UInt8(ascii: "f"):
            try take("false")
            return .bool(false)
        case UInt8(ascii: "n"):
            try take("null")
            return .null
        default: return .number(try number())
        }
    }

    private mutating func object(depth: Int) throws(JSONError) -> JSONValue {
        position += 1
        var members: [JSONMember] = []
        try skipSpace()
        while peek != UInt8(ascii: "}") {
            let name = try memberName()
            guard !members.contains(where: { $0.name == name }) else {
                throw error("the name '\(JSONError.excerpt(of: name))' appears twice")
            }
            guard members.count < Self.maximumMembers else {
                throw error("over \(Self.maximumMembers) members in one object")
            }
            try skipSpace()
            guard peek == UInt8(ascii: ":") else { throw error("expected ':'") }
            position += 1
            try skipSpace()
            members.append(JSONMember(name: name, value: try value(depth: depth + 1)))
            guard try continues(until: UInt8(ascii: "}")) else { break }
        }
        position += 1
        return .object(members)
    }

    private mutating func array(depth: Int) throws(JSONError) -> JSONValue {
        position += 1
        var elements: [JSONValue] = []
        try skipSpace()
        while peek != UInt8(ascii: "]") {
            elements.append(try value(depth: depth + 1))
            guard try continues(until: UInt8(ascii: "]")) else { break }
        }
        position += 1
        return .array(elements)
    }

    /// Whether another member or element follows; stands before it, or at the closing bracket.
    private mutating func continues(until closing: UInt8) throws(JSONError) -> Bool {
        try skipSpace()
        if peek == closing { return false }
        guard peek == UInt8(ascii: ",") else {
            throw error("expected ',' or '\(Unicode.Scalar(closing))'")
        }
        position += 1
        try skipSpace()
        if peek == closing, dialect == .strict { throw error("expected a value after ','") }
        return peek != closing
    }

    private mutating func memberName() throws(JSONError) -> String {
        if peek == UInt8(ascii: "\"") || (dialect == .json5 && peek == UInt8(ascii: "'")) {
            return try string()
        }
        let start = position
        if dialect == .json5 {
            while let byte = peek, Self.isNameByte(byte) { position += 1 }
        }
        guard position > start, !Self.isDigit(bytes[start]) else { throw error("expected a name") }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    // MARK: Numbers

    private mutating func number() throws(JSONError) -> String {
        let start = position
        if peek == UInt8(ascii: "-") || (dialect == .json5 && peek == UInt8(ascii: "+")) {
            position += 1
        }
        if dialect == .json5, let number = try hexadecimalNumber(from: start) { return number }
        let whole = skipDigits()
        if dialect == .strict, whole == 0 { throw error("expected a value") }
        if whole > 1, bytes[position - whole] == UInt8(ascii: "0") {
            throw error("a number has no leading zeros")
        }
        var fraction = 0
        if peek == UInt8(ascii: ".") {
            position += 1
            fraction = skipDigits()
            if dialect == .strict, fraction == 0 { throw error("expected a digit after '.'") }
        }
        guard whole + fraction > 0 else { throw error("expected a value") }
        if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
            position += 1
            if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { position += 1 }
            guard skipDigits() > 0 else { throw error("expected a digit in the exponent") }
        }
        if let byte = peek, Self.isNameByte(byte) { throw error("expected the end of the number") }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    /// The decimal text of a number as `0x32`, behind whose sign the reader stands; `nil` of others.
    private mutating func hexadecimalNumber(from start: Int) throws(JSONError) -> String? {
        guard peek == UInt8(ascii: "0"), position + 1 < bytes.count,
            bytes[position + 1] | 0x20 == UInt8(ascii: "x")
        else { return nil }
        position += 2
        let digits = position
        while let byte = peek, Self.isNameByte(byte) { position += 1 }
        let text = String(decoding: bytes[digits..<position], as: UTF8.self)
        guard let value = UInt64(text, radix: 16) else {
            throw error("expected up to 16 hexadecimal digits")
        }
        return (bytes[start] == UInt8(ascii: "-") ? "-" : "") + "\(value)"
    }

    private mutating func skipDigits() -> Int {
        let start = position
        while let byte = peek, Self.isDigit(byte) { position += 1 }
        return position - start
    }

    // MARK: Strings

    private mutating func string() throws(JSONError) -> String {
        let quote = bytes[position]
        position += 1
        var text = try characters(before: quote)
        while peek == UInt8(ascii: "\\") {
            position += 1
            try escape(into: &text)
            text += try characters(before: quote)
        }
        guard peek == quote else { throw error("expected the end of the string") }
        position += 1
        return text
    }

    /// The characters up to a quote, an escape or the end of all.
    private mutating func characters(before quote: UInt8) throws(JSONError) -> String {
        let start = position
        var bits: UInt8 = 0
        while let byte = peek, byte != quote, byte != UInt8(ascii: "\\") {
            guard byte >= 0x20 || byte == UInt8(ascii: "\t") && dialect == .json5 else {
                throw error(Self.words(forControl: byte, dialect))
            }
            bits |= byte
            position += 1
        }
        let characters = bytes[start..<position]
        // Decoding is several times as fast as validating, and the same of ASCII.
        if bits < 0x80 { return String(decoding: characters, as: UTF8.self) }
        guard let text = String(validating: characters, as: UTF8.self) else {
            throw error("a string that is not UTF-8")
        }
        return text
    }

    private static func words(forControl byte: UInt8, _ dialect: Dialect) -> String {
        switch byte {
        case UInt8(ascii: "\n") where dialect == .json5, UInt8(ascii: "\r") where dialect == .json5:
            "a string ends in the line that it begins in; '\\' at the end of a line goes on"
        case UInt8(ascii: "\t"): "a tab in a string: write \\t"
        default: "a control character in a string"
        }
    }

    private mutating func escape(into text: inout String) throws(JSONError) {
        guard let byte = peek else { throw error("expected the end of the string") }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
            text.unicodeScalars.append(Unicode.Scalar(byte))
        case UInt8(ascii: "'") where dialect == .json5: text += "'"
        case UInt8(ascii: "\n") where dialect == .json5: break
        case UInt8(ascii: "\r") where dialect == .json5:
            // A line that goes on, as editors of Windows end it.
            if peek == UInt8(ascii: "\n") { position += 1 }
        case UInt8(ascii: "b"): text += "\u{8}"
        case UInt8(ascii: "f"): text += "\u{c}"
        case UInt8(ascii: "n"): text += "\n"
        case UInt8(ascii: "r"): text += "\r"
        case UInt8(ascii: "t"): text += "\t"
        case UInt8(ascii: "u"): text.unicodeScalars.append(try unicodeEscape())
        default: throw error("an unknown escape in a string")
        }
    }

    private mutating func unicodeEscape() throws(JSONError) -> Unicode.Scalar {
        let first = try hexadecimal()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard UTF16.isLeadSurrogate(first) else { throw error("half of a surrogate pair") }
        try take("\\u")
        let second = try hexadecimal()
        guard UTF16.isTrailSurrogate(second) else { throw error("half of a surrogate pair") }
        return UTF16.decode(UTF16.EncodedScalar([first, second]))
    }

    private mutating func hexadecimal() throws(JSONError) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            // One digit at a time: read as a whole, a sign would pass for one.
            guard let byte = peek,
                let digit = Character(Unicode.Scalar(byte)).hexDigitValue
            else { throw error("expected four hexadecimal digits") }
            // In range: a hexadecimal digit.
            unit = unit << 4 | UInt16(digit)
            position += 1
        }
        return unit
    }

    // MARK: Bytes

    private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func take(_ word: StaticString) throws(JSONError) {
        for byte in word.description.utf8 {
            guard peek == byte else { throw error("expected '\(word)'") }
            position += 1
        }
    }

    private mutating func skipSpace() throws(JSONError) {
        while let byte = peek {
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                position += 1
            case UInt8(ascii: "/") where dialect == .json5: try skipComment()
            case _ where dialect == .json5 && (byte >= 0x80 || byte == 0xb || byte == 0xc):
                guard let space = Self.spaces.first(where: bytes[position...].starts(with:)) else {
                    return
                }
                position += space.count
            default: return
            }
        }
    }

    /// White space that only JSON5 knows: the tabulator and page feed of ASCII, the mark of a file's
    /// encoding, the separators of lines and paragraphs, and Unicode's spaces (category Zs).
    private static let spaces: [[UInt8]] =
        [
            "\u{b}", "\u{c}", "\u{feff}", "\u{2028}", "\u{2029}", "\u{a0}", "\u{1680}", "\u{202f}",
            "\u{205f}", "\u{3000}",
        ].map { Array($0.utf8) } + (0x80...0x8a).map { [0xe2, 0x80, $0] }

    private mutating func skipComment() throws(JSONError) {
        position += 1
        switch peek {
        case UInt8(ascii: "/"):
            while let byte = peek, byte != UInt8(ascii: "\n"), byte != UInt8(ascii: "\r") {
                position += 1
            }
        case UInt8(ascii: "*"):
            position += 1
            let start = position
            // The star that opens a comment does not close it: `/*/` has only begun.
            while !(position > start && peek == UInt8(ascii: "/")
                && bytes[position - 1] == UInt8(ascii: "*"))
            {
                guard peek != nil else { throw error("expected the end of the comment") }
                position += 1
            }
            position += 1
        default: throw error("expected a value")
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        isDigit(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$")
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private func error(_ expected: String) -> JSONError {
        let before = bytes[..<min(position, bytes.count)]
        let line = before.count { $0 == UInt8(ascii: "\n") } + 1
        let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        return .syntax(line: line, column: before.count - lineStart + 1, expected: expected)
    }
}
