internal import Text

/// Takes an expression's text apart.
///
/// - White space separates: space, tab, line breaks, and the space that editors put in to keep a
///   line whole (U+00A0).
/// - A number is `digits` or `digits.digits`: no sign, no exponent, digits on both sides of a point.
/// - A name is a letter or `_`, then letters, digits and `_`; which names there are is not its matter.
/// - `@` and the timeframe behind it are one token.
struct Lexer {
    let bytes: [UInt8]
    private(set) var position = 0
    /// What was read before.
    private(set) var last: Token?

    private init(_ text: String) { bytes = Array(text.utf8) }

    /// All tokens, and one for the end.
    static func tokens(of text: String) throws(Flaw) -> [Token] {
        var lexer = Lexer(text)
        var tokens: [Token] = []
        while let token = try lexer.next() {
            tokens.append(token)
            lexer.last = token
        }
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
            return Token(kind: .name(try name()), span: start..<position)
        }
        if byte == UInt8(ascii: "@") { return try timeframe() }
        let second = position + 1 < bytes.count ? bytes[position + 1] : 0
        let pair = String(decoding: [byte, second], as: UTF8.self)
        if bytes[position...].starts(with: "===".utf8)
            || bytes[position...].starts(with: "!==".utf8)
        {
            throw unknownSign("\(pair)=")
        }
        if let sign = Sign(rawValue: pair) {
            position += 2
            return Token(kind: .sign(sign), span: start..<position)
        }
        if ForeignSigns.pairs[pair] == nil,
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

    /// A name; what is a word of the grammar but for capitals is none.
    private mutating func name() throws(Flaw) -> String {
        let start = position
        let name = take { $0.isLetter || $0.isDigit }
        // Names begin with a small letter, so that no name is meant.
        guard let first = name.utf8.first, first & 0x20 == 0, first != UInt8(ascii: "_"),
            Keyword(rawValue: name.lowercased()) != nil
        else { return name }
        throw Flaw(
            span: start..<position, message: "'\(name)' is written small here",
            hint: "write '\(name.lowercased())'", fix: name.lowercased())
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
                    fix: text)
            }
            text += ".\(fraction)"
        }
        if position < bytes.count, bytes[position].isLetter {
            throw flawOfNumber(text, from: start)
        }
        guard let value = Double(text), value.isFinite else {
            throw Flaw(
                span: start..<position, message: "a number is too large for a Double",
                hint: "no price has so many digits")
        }
        return Token(kind: .number(value), span: start..<position)
    }

    /// What letters behind a number are most likely meant to be.
    private mutating func flawOfNumber(_ text: String, from start: Int) -> Flaw {
        var rest = take { $0.isLetter || $0.isDigit }
        if rest.utf8.first.map({ $0 | 0x20 == UInt8(ascii: "e") }) ?? false, rest.utf8.count == 1,
            position < bytes.count,
            [UInt8(ascii: "-"), UInt8(ascii: "+")].contains(bytes[position])
        {
            rest += String(decoding: [bytes[position]], as: UTF8.self)
            position += 1
            rest += take(while: \.isDigit)
        }
        let span = start..<position
        let shown = excerpt(of: text + rest)
        let digits = (text + rest).filter { $0 != "_" }
        if rest.contains("_"), digits.utf8.allSatisfy({ $0.isDigit }) {
            return Flaw(
                span: span, message: "digits are not grouped: '\(shown)'", fix: digits)
        }
        if let number = ExactNumber(text + rest) {
            let isShort = number.description.utf8.count <= 40
            return Flaw(
                span: span, message: "numbers are spelled without an exponent",
                hint: isShort ? nil : "no price has so many digits",
                fix: isShort ? number.description : nil)
        }
        let isName = rest.utf8.first.map { $0 != UInt8(ascii: "_") } ?? false
        return Flaw(
            span: span, message: "'\(shown)' is neither a number nor a name",
            hint: isName ? "times is *: \(excerpt(of: "\(text) * \(rest)"))" : nil,
            fix: isName ? "\(text) * \(rest)" : nil)
    }

    private mutating func timeframe() throws(Flaw) -> Token {
        let start = position
        position += 1
        skipSpace()
        let name = take { $0.isLetter || $0.isDigit }
        guard LongerTimeframe(rawValue: name) != nil else {
            let known = LongerTimeframe.allCases.dropFirst().map(\.rawValue)
            let meant = LongerTimeframe(meant: name)?.rawValue
            throw Flaw(
                span: start..<max(position, start + 1),
                message: name.isEmpty
                    ? "a timeframe follows @" : "'\(excerpt(of: name))' is no timeframe",
                hint: meant == nil ? Text.hint(forUnknown: name, among: known) : nil,
                fix: meant.map { "@\($0)" })
        }
        return Token(kind: .timeframe(name), span: start..<position)
    }
}

extension UInt8 {
    var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
    /// Of ASCII, or `_`.
    var isLetter: Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) || self == UInt8(ascii: "_")
    }
}
