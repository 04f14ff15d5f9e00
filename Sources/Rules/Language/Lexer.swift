internal import Text

/// Takes an expression's text apart.
///
/// - White space separates: space, tab, line breaks, and the space that editors put in to keep a
///   line whole (U+00A0).
/// - A number is `digits` or `digits.digits`: no sign, no exponent, digits on both sides of a point.
/// - A name is a letter or `_`, then letters, digits and `_`; which names there are is not its matter.
/// - `@` and the timeframe behind it are one token.
struct Lexer {
    private let bytes: [UInt8]
    private var position = 0

    private init(_ text: String) { bytes = Array(text.utf8) }

    /// All tokens, and one for the end.
    static func tokens(of text: String) throws(Flaw) -> [Token] {
        var lexer = Lexer(text)
        var tokens: [Token] = []
        while let token = try lexer.next() { tokens.append(token) }
        tokens.append(Token(kind: .end, span: lexer.bytes.count..<lexer.bytes.count))
        return tokens
    }

    private mutating func next() throws(Flaw) -> Token? {
        skipSpace()
        guard position < bytes.count else { return nil }
        let start = position
        let byte = bytes[position]
        if byte.isDigit { return try number() }
        if byte.isLetter {
            let name = take { $0.isLetter || $0.isDigit }
            return Token(kind: .name(name), span: start..<position)
        }
        if byte == UInt8(ascii: "@") { return try timeframe() }
        let second = position + 1 < bytes.count ? bytes[position + 1] : 0
        let pair = String(decoding: [byte, second], as: UTF8.self)
        if let sign = Sign(rawValue: pair) {
            position += 2
            return Token(kind: .sign(sign), span: start..<position)
        }
        if Self.foreign[pair] == nil,
            let sign = Sign(rawValue: String(decoding: [byte], as: UTF8.self))
        {
            position += 1
            return Token(kind: .sign(sign), span: start..<position)
        }
        throw unknownSign(pair)
    }

    private mutating func skipSpace() {
        let space: [UInt8] = [0x20, 0x09, 0x0a, 0x0d]
        while position < bytes.count {
            if space.contains(bytes[position]) {
                position += 1
            } else if bytes[position...].starts(with: [0xc2, 0xa0]) {
                position += 2
            } else {
                return
            }
        }
    }

    private mutating func take(while isPart: (UInt8) -> Bool) -> String {
        let start = position
        while position < bytes.count, isPart(bytes[position]) { position += 1 }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func number() throws(Flaw) -> Token {
        let start = position
        var text = take { $0.isDigit }
        if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
            position += 1
            let fraction = take { $0.isDigit }
            guard !fraction.isEmpty else {
                throw Flaw(
                    span: start..<position,
                    message: "a number has digits on both sides of its point",
                    hint: "\(text)")
            }
            text += ".\(fraction)"
        }
        if position < bytes.count, bytes[position].isLetter {
            let rest = take { $0.isLetter || $0.isDigit }
            let isExponent = rest.lowercased().hasPrefix("e")
            throw Flaw(
                span: start..<position,
                message: isExponent
                    ? "numbers are spelled without an exponent"
                    : "'\(excerpt(of: text + rest))' is neither a number nor a name",
                hint: isExponent ? nil : "times is *: \(excerpt(of: "\(text) * \(rest)"))")
        }
        guard let value = Double(text), value.isFinite else {
            throw Flaw(span: start..<position, message: "a number is too large for a Double")
        }
        return Token(kind: .number(value), span: start..<position)
    }

    private mutating func timeframe() throws(Flaw) -> Token {
        let start = position
        position += 1
        skipSpace()
        let name = take { $0.isLetter || $0.isDigit }
        guard LongerTimeframe(rawValue: name) != nil else {
            let known = LongerTimeframe.allCases.dropFirst().map(\.rawValue)
            throw Flaw(
                span: start..<max(position, start + 1),
                message: name.isEmpty
                    ? "a timeframe follows @" : "'\(excerpt(of: name))' is no timeframe",
                hint: Text.hint(forUnknown: name, among: known))
        }
        return Token(kind: .timeframe(name), span: start..<position)
    }

    /// Signs of other languages, and what is said here instead.
    private static let foreign: [String: String] = [
        "&&": "'and'", "||": "'or'", "**": "x * x, as often as need be", "<>": "'!='",
        "=>": "'>='", "=<": "'<='", "//": "nothing: JSON5 has comments, outside the text",
    ]

    private static let foreignSingle: [Unicode.Scalar: String] = [
        "&": "'and'", "|": "'or'", "!": "'not'", "=": "'==' to compare",
        "^": "x * x, as often as need be", "?": "if(condition, x, y)", ":": "if(condition, x, y)",
        "≥": "'>='", "≤": "'<='", "≠": "'!='", "×": "'*'", "·": "'*'", "÷": "'/'", "−": "'-'",
        "–": "'-'", "√": "sqrt(x)", "{": "parentheses", "}": "parentheses",
        "%": "a plain factor: 2 % of x is 0.02 * x; \"2%\" stands alone, as stop, target or size",
        ".": "0.5 for .5",
    ]

    private func unknownSign(_ pair: String) -> Flaw {
        let start = position
        if let instead = Self.foreign[pair] {
            return Flaw(
                span: start..<start + 2, message: "'\(pair)' is not of this language",
                hint: "write \(instead)")
        }
        // A scalar has four bytes at most.
        let text = String(decoding: bytes[start..<min(start + 4, bytes.count)], as: UTF8.self)
        let scalar = text.unicodeScalars.first ?? " "
        let end = min(start + UTF8.width(scalar), bytes.count)
        if scalar == ".", start > 0, bytes[start - 1].isLetter {
            return Flaw(
                span: start..<end, message: "names have no parts",
                hint: "write sma(x, n), not ta.sma(x, n)")
        }
        return Flaw(
            span: start..<end,
            message: "'\(ShownText.line(String(scalar)))' is not of this language",
            hint: Self.foreignSingle[scalar].map { "write \($0)" })
    }
}

extension UInt8 {
    var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
    /// Of ASCII, or `_`.
    var isLetter: Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) || self == UInt8(ascii: "_")
    }
}
