internal import Text

/// Signs that other languages have for what is said otherwise here.
enum ForeignSigns {
    /// What stands in the place of one.
    static let pairs: [String: String] = [
        "&&": "and", "||": "or", "<>": "!=", "=>": ">=", "=<": "<=", ":=": "==", "===": "==",
        "!==": "!=", "**": "", "//": "",
    ]

    static let single: [Unicode.Scalar: String] = [
        "&": "and", "|": "or", "!": "not", "=": "==", "≥": ">=", "≤": "<=", "≠": "!=", "×": "*",
        "·": "*", "÷": "/", "−": "-", "–": "-", "∧": "and", "∨": "or", "¬": "not", "{": "(",
        "}": ")", ";": "",
    ]

    /// What helps where no sign stands in the place of another.
    static func hint(_ sign: String) -> String? {
        switch sign {
        case "**", "^": "write x * x, as often as need be"
        case "=": "write '==' to compare"
        case "//": "write nothing: JSON5 has comments, outside the text"
        case "?", ":": "write if(c, x, y)"
        case "√": "write sqrt(x)"
        case "$": "a parameter is written by its name alone"
        case "#": "JSON5 has comments, outside the text: // so"
        default: nil
        }
    }

    /// Marks that quote.
    static let quotes: Set<Unicode.Scalar> = ["\"", "'", "`", "“", "”", "„", "‘", "’", "«", "»"]
}

extension Lexer {
    /// What is said of a sign that begins no token.
    func unknownSign(_ pair: String) -> Flaw {
        let start = position
        if let instead = ForeignSigns.pairs[pair] {
            return foreign(
                pair, start..<start + pair.utf8.count, instead.isEmpty ? nil : instead)
        }
        // A scalar has four bytes at most.
        let text = String(decoding: bytes[start..<min(start + 4, bytes.count)], as: UTF8.self)
        let scalar = text.unicodeScalars.first ?? " "
        let end = min(start + UTF8.width(scalar), bytes.count)
        if ForeignSigns.quotes.contains(scalar) {
            return Flaw(
                span: start..<end,
                message: "quotation marks stand around the whole text, and none inside of it",
                hint: "leave it out", fix: "")
        }
        switch scalar {
        case "%": return percent(start..<end)
        case ".": return point(start..<end)
        default:
            return foreign(
                ShownText.line(String(scalar)), start..<end, ForeignSigns.single[scalar])
        }
    }

    /// A sign and, where there is one, what stands in its place, set off from letters beside it.
    private func foreign(_ sign: String, _ span: Range<Int>, _ instead: String?) -> Flaw {
        let isWord = instead?.utf8.first?.isLetter ?? false
        let isBeside = { (place: Int) in
            isWord && bytes.indices.contains(place)
                && (bytes[place].isLetter || bytes[place].isDigit)
        }
        let fix = instead.map { instead in
            (isBeside(span.lowerBound - 1) ? " " : "") + instead
                + (isBeside(span.upperBound) ? " " : "")
        }
        let words = instead.map { $0.isEmpty ? "leave it out" : "write '\($0)'" }
        return Flaw(
            span: span, message: "'\(sign)' is not of this language",
            hint: ForeignSigns.hint(sign) ?? words, fix: fix)
    }

    /// `3%` within an expression, or a remainder.
    private func percent(_ span: Range<Int>) -> Flaw {
        let message = "'%' has no meaning in an expression"
        let next = bytes[span.upperBound...].first { ![0x20, 0x09, 0x0a, 0x0d].contains($0) }
        let isRemainder =
            next.map { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "(") } ?? false
        guard !isRemainder, let last, case .number = last.kind,
            let part = ExactNumber(
                String(decoding: bytes[last.span], as: UTF8.self) + "e-2")
        else {
            return Flaw(
                span: span, message: message,
                hint: isRemainder
                    ? "there is no remainder of a division; 2 % of x is 0.02 * x"
                    : "2 % of x is 0.02 * x; \"2%\" stands alone, as stop, target or size")
        }
        return Flaw(
            span: last.span.lowerBound..<span.upperBound, message: message,
            hint: "write \(part): 2 % of x is 0.02 * x", fix: part.description)
    }

    /// `.5`, or `ta.sma`.
    private func point(_ span: Range<Int>) -> Flaw {
        let rest = bytes[span.upperBound...]
        if rest.first?.isDigit ?? false {
            let digits = String(decoding: rest.prefix { $0.isDigit }, as: UTF8.self)
            return Flaw(
                span: span.lowerBound..<span.upperBound + digits.utf8.count,
                message: "a number has digits on both sides of its point",
                fix: "0.\(digits)")
        }
        guard let last, case .name = last.kind, last.span.upperBound == span.lowerBound,
            rest.first?.isLetter ?? false
        else { return foreign(".", span, nil) }
        let name = String(
            decoding: rest.prefix { $0.isLetter || $0.isDigit }, as: UTF8.self)
        return Flaw(
            span: last.span.lowerBound..<span.upperBound + name.utf8.count,
            message: "names have no parts",
            hint: "write \(excerpt(of: name)), without what stands before its point", fix: name)
    }
}
