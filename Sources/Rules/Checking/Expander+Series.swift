// Values of other candles: before, and longer ones.

extension Expander {
    mutating func expandIndex(
        _ base: Syntax, _ count: Syntax, _ span: Range<Int>, _ scope: Scope
    ) throws(Flaw) -> TermIndex {
        let scope = try deeper(span, scope)
        let term = try expand(base, scope)
        let candles = try expand(count, scope)
        guard let value = table.number(candles) else {
            throw flaw(
                count.span, scope, "an index is a constant: so many candles before",
                hint: table[candles].isPosition
                    ? nil : "value_when(c, x, n) finds what x was when c held")
        }
        guard value >= 0 else {
            throw flaw(
                count.span, scope, "no later candle can be seen",
                hint: "x[1] is the candle before")
        }
        guard value <= Double(Limits.period), let number = Int(exactly: value) else {
            throw flaw(
                count.span, scope,
                "an index is a whole number from 0 to 10,000, not \(Decimals.text(value))")
        }
        try refusePosition(term, base.span, scope, "'[\(number)]'")
        if case .longer(let inner, let timeframe) = table[term].form, number > 0 {
            let isLoose = table[inner].form.rank < .value
            let own = isLoose ? "(\(shown(inner)))" : shown(inner)
            let meant = "\(own)[\(number)]@\(timeframe.rawValue)"
            warn(
                span, scope,
                "'[\(number)]' here counts candles of the trader, not of \(timeframe.rawValue)",
                hint: table[inner].length > 50
                    ? "x[\(number)]@\(timeframe.rawValue) counts those of \(timeframe.rawValue)"
                    : "write \(meant) to count those of \(timeframe.rawValue)",
                fix: table[inner].length > 50 ? nil : meant)
        }
        return try make(.shifted(term, number), table[term].kind, span, scope)
    }

    mutating func expandLonger(
        _ base: Syntax, _ timeframe: LongerTimeframe, _ span: Range<Int>, _ scope: Scope
    ) throws(Flaw) -> TermIndex {
        let scope = try deeper(span, scope)
        let term = try expand(base, scope)
        let mark = "'@\(timeframe.rawValue)'"
        guard timeframe.minutes > 1 else {
            throw flaw(
                span, scope, "nothing is shorter than a minute: @1m stands nowhere",
                hint: "candles of a minute are the trader's own, and named without it")
        }
        guard !table[term].holdsLonger else {
            throw flaw(span, scope, "\(mark) stands outside of another @")
        }
        try refusePosition(term, base.span, scope, mark)
        return try make(.longer(term, timeframe), table[term].kind, span, scope)
    }
}
