internal import Market
internal import Text

extension StrategyCompiler {
    /// A rule that was read; `nil` of one that is wrong, what is wrong being kept.
    mutating func read(_ source: Source) -> Reading? {
        (expander.warnings, expander.flaws) = ([], [])
        defer {
            found += expander.warnings.map {
                RuleWarning(place: source.place, text: source.text, $0)
            }
        }
        do throws(Flaw) {
            if let percent = try percent(source) {
                return Reading(source: source, percent: percent)
            }
            let syntax = try Parser.syntax(of: source.text, isCanonical: isCanonical)
            let context = RuleContext(rawValue: source.purpose.rawValue) ?? .enter
            let term = try expander.term(of: syntax, in: context)
            try check(term, source)
            return Reading(source: source, term: term, spans: expander.spans)
        } catch {
            keep([error] + expander.flaws, at: source.place, source.text)
            return nil
        }
    }

    func check(_ term: TermIndex, _ source: Source) throws(Flaw) {
        let span = 0..<source.text.utf8.count
        let kind = expander.table[term].kind
        switch source.purpose {
        case .enter, .exit:
            guard kind.isCondition else {
                throw Flaw(
                    span: span,
                    message: "a condition is wanted here, and this is \(kind)",
                    hint: kind == .constant || kind == .any
                        ? "a condition compares: close > sma(close, 20)"
                        : "compare it with something")
            }
        case .stop, .target, .trail:
            guard expander.table.number(term) == nil else {
                let text = source.text.filter { !$0.isWhitespace }
                throw Flaw(
                    span: span, message: "a price is wanted here, and this is a constant",
                    hint: source.purpose == .trail
                        ? "a distance is written out: peak * 0.97, peak - 3 * atr(20)"
                        : "did you mean \"\(excerpt(of: text))%\"?")
            }
            guard kind == .price || kind == .constant || kind == .any else {
                throw Flaw(
                    span: span, message: "a price is wanted here, and this is \(kind)",
                    hint: kind == .plain
                        ? "a plain number becomes a price times one: entry_price * 0.98"
                        : "a price is written out: entry_price - 2 * atr(20)")
            }
        case .size:
            guard kind == .plain || kind == .constant || kind == .any else {
                throw Flaw(
                    span: span,
                    message:
                        "a size is a plain number, in percent of the balance, and this is \(kind)",
                    hint: "write 30, or 20 * entry_price / atr(20)")
            }
            if let value = expander.table.number(term), value <= 0 {
                throw Flaw(
                    span: span, message: "a size is above 0, not \(Decimals.text(value))",
                    hint: "write 30 for 30 % of the balance")
            }
        }
    }

    /// The percentage that a text is; `nil` where it is an expression.
    func percent(_ source: Source) throws(Flaw) -> Percent? {
        let text = source.text
        let trimmed = text.trimmingWhitespace
        guard trimmed.hasSuffix("%") else { return nil }
        let span = 0..<text.utf8.count
        switch source.purpose {
        case .enter, .exit: return nil
        case .trail:
            throw Flaw(
                span: span, message: "a trail is a price, not a percentage",
                hint: "a distance below the peak is written out: peak * 0.97")
        case .stop, .target, .size: break
        }
        let body = String(trimmed.dropLast()).trimmingWhitespace
        guard
            let number = ExactNumber(body).flatMap({ plainNumber(body, $0) })
                ?? parameters[body]
        else {
            let isName =
                body.utf8.first?.isLetter == true
                && !body.utf8.contains { !$0.isLetter && !$0.isDigit }
            throw Flaw(
                span: span,
                message: isName
                    ? "there is no parameter '\(excerpt(of: body))'"
                    : "a percentage is a number or a parameter's name, and %",
                hint: isName && !parameters.isEmpty
                    ? hint(forUnknown: body, among: parameters.keys.sorted())
                    : "an expression in its place gives a price: entry_price * 0.98")
        }
        guard let percent = number.percent else {
            throw Flaw(
                span: span, message: "\(number) % has more than 8 decimals, or is too large",
                hint: "write fewer digits")
        }
        let whole = Percent(units: 100 * Percent.unitsPerOne)
        let isPositive = percent > .zero
        switch source.purpose {
        case .stop where !isPositive || percent >= whole:
            throw Flaw(
                span: span, message: "a stop is above 0 % and below 100 %, not \(number) %",
                hint: "a stop lies below the fill by itself, without a sign: 2%")
        case .target where !isPositive:
            throw Flaw(
                span: span, message: "a target is above 0 %, not \(number) %",
                hint: "a target lies above the fill by itself: 6%")
        case .size where !isPositive || percent > whole:
            throw Flaw(
                span: span, message: "a size is above 0 % and at most 100 %, not \(number) %",
                hint: "a part of the balance, without credit: 30%")
        default: return percent
        }
    }

    /// A number as the language spells it, which has no exponent and no plus.
    func plainNumber(_ text: String, _ number: ExactNumber) -> ExactNumber? {
        let isPlain = text.utf8.allSatisfy {
            $0.isDigit || [UInt8(ascii: "."), UInt8(ascii: "-")].contains($0)
        }
        return isPlain && text.utf8.first != UInt8(ascii: ".")
            && text.utf8.last != UInt8(ascii: ".")
            ? number : nil
    }
}

extension String {
    /// Without white space at its ends.
    var trimmingWhitespace: String {
        let space: (Character) -> Bool = { $0.isWhitespace }
        guard let last = lastIndex(where: { !space($0) }) else { return "" }
        return String(self[...last].drop(while: space))
    }
}
