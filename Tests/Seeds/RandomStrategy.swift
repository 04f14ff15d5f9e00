/// Strategies in text that trade much and mean little: wholly a function of their seed.
///
/// All of them are legal, and known within 200 candles.
package struct RandomStrategy {
    private var random: SplitMix64
    /// What stands behind an `@`.
    private let longer: String

    /// - Parameters:
    ///   - seed: all that tells one strategy from another.
    ///   - longer: a timeframe that is longer than the trader's.
    package init(seed: UInt64, longer: String) {
        random = SplitMix64(seed: seed)
        self.longer = longer
    }

    /// The `functions` of `algom.json` that they use.
    package static let functions = """
        { "band(n, k)": "sma(close, n) - k * stdev(close, n)", calm: "atr(14) / close < 0.02",
          "back(x, n)": "x[n]", "over(x, y)": "x > y", "late(n)": "bars_held >= n",
          "middle(x)": "(highest(x, 10) + lowest(x, 10)) / 2",
          "steps(c)": "recur(0, if(c, self + 1, 0), 100)" }
        """

    /// One as `algom.json` says it.
    package mutating func json() -> String {
        var members = [
            #"about: "A random one.""#,
            "parameters: { entry: \(pick("5", "10", "20")), leave: \(pick("3", "5", "8")), "
                + "room: \(pick("0.25", "1", "1.5", "2")), share: \(pick("0.1", "5", "30", "95")) }",
            "enter: \(named(["breakout", "rsi", "luck"]) { $0.buy() })",
        ]
        if roll(6) > 0 {
            members.append("exit: \(named(["channel", "late", "luck"]) { $0.sell() })")
        }
        if roll(5) > 0 { members.append("stop: \"\(stop())\"") }
        if roll(5) > 0 { members.append("target: \"\(target())\"") }
        if roll(5) > 1 {
            let trails = (0...roll(3)).map { _ in "\"\(trail())\"" }
            members.append(
                trails.count == 1
                    ? "trail: \(trails[0])" : "trail: [\(trails.joined(separator: ", "))]")
        }
        if roll(2) > 0 { members.append("size: \"\(size())\"") }
        return "{ \(members.joined(separator: ", ")) }"
    }

    // MARK: Rules

    private mutating func buy() -> String {
        switch roll(11) {
        case 0: "noise(\(roll(50))) < \(pick("0.05", "0.2", "0.4"))"
        case 1: "close > highest(high, entry)[1]"
        case 2: "sma(close, leave) crosses above sma(close, entry)"
        case 3:
            "close < band(entry, \(pick("0.5", "1", "1.5"))) and rsi(close, 14) < \(30 + roll(40))"
        case 4: "(\(condition(2))) and noise(\(roll(50))) < 0.3"
        case 5: condition(2)
        case 6: "over(close, middle(high)@\(longer)) or bars_flat > \(2 + roll(30))"
        case 7: "steps(close > close[1]) >= \(1 + roll(3))"
        case 8: "calm and (last_profit_percent > 0 or bars_flat >= \(1 + roll(20)))"
        case 9: "close crosses above ema(hlc3, entry)"
        default: "not known(last_profit_percent) or bars_flat > \(roll(10))"
        }
    }

    private mutating func sell() -> String {
        switch roll(9) {
        case 0: "close < lowest(low, leave)[1]"
        case 1: "bars_held >= \(1 + roll(20)) and profit_percent < \(pick("0", "1", "-0.2"))"
        case 2: "profit_percent > \(pick("0.3", "1", "2"))"
        case 3: "late(\(1 + roll(30)))"
        case 4: "noise(\(roll(50))) < 0.1"
        case 5: "sma(close, leave) crosses below sma(close, entry)"
        case 6: "(\(condition(2))) and bars_held > \(roll(5))"
        case 7: "close < peak * 0.99"
        default: "trough < entry_price * 0.985 and close > entry_price * 0.99"
        }
    }

    private mutating func stop() -> String {
        switch roll(6) {
        case 0: "\(pick("0.5", "1", "2", "5"))%"
        case 1: "room%"
        case 2: "entry_price - room * atr(14)"
        case 3: "entry_price * 0.99"
        case 4: "min(\(price(1)), entry_price * 0.995)"
        default: "if(calm, entry_price * 0.98, unknown)"
        }
    }

    private mutating func target() -> String {
        switch roll(7) {
        case 0: "\(pick("0.3", "1", "3", "6"))%"
        case 1: "if(bars_held < 12, entry_price * 1.01, entry_price * 1.002)"
        case 2: "entry_price + room * atr(14)"
        case 3: "max(bb_upper(close, entry, 2), entry_price * 1.001)"
        case 4: "if(bars_held == 0, entry_price * 1.02, close)"
        case 5: "if(bars_held < 5, entry_price * 1.03, \(price(1)))"
        default: "entry_price * (1.02 - bars_held / 2000)"
        }
    }

    private mutating func trail() -> String {
        switch roll(6) {
        case 0: "peak - 2 * atr(14)"
        case 1: "peak * 0.99"
        case 2: "if(peak > entry_price * 1.005, entry_price * 1.003, unknown)"
        case 3: "lowest(low, leave)"
        case 4: "psar(0.02, 0.2)"
        default: price(1)
        }
    }

    private mutating func size() -> String {
        switch roll(7) {
        case 0: "\(pick("10", "50", "99.9", "33.333"))%"
        case 1: "share%"
        case 2: "share"
        case 3: "0.05 * entry_price / atr(14)"
        case 4: "if(calm, 60, 20)"
        case 5: "noise(1) * 120"
        default: "50 - hour * 3"
        }
    }

    // MARK: Parts

    private mutating func condition(_ depth: Int) -> String {
        guard depth > 0 else { return "close > \(price(0))" }
        switch roll(8) {
        case 0: return "(\(condition(depth - 1)) and \(condition(depth - 1)))"
        case 1: return "(\(condition(depth - 1)) or \(condition(depth - 1)))"
        case 2: return "not (\(condition(depth - 1)))"
        case 3: return "(\(price(1)) crosses \(pick("above", "below")) \(price(1)))"
        case 4: return "within(\(condition(depth - 1)), \(period()))"
        case 5: return "\(plain()) > \(plain())"
        case 6: return "(\(condition(depth - 1)))[\(period())]"
        default: return "\(price(depth - 1)) \(pick("<", "<=", ">", ">=")) \(price(depth - 1))"
        }
    }

    private mutating func price(_ depth: Int) -> String {
        guard depth > 0 else {
            return pick("open", "high", "low", "close", "hlc3", "hl2", "ha_open")
        }
        switch roll(9) {
        case 0: return "(\(price(depth - 1)) + \(price(depth - 1))) / 2"
        case 1: return "back(\(price(depth - 1)), \(period()))"
        case 2: return "if(\(condition(0)), \(price(0)), \(price(0)))"
        case 3: return "value_when(\(condition(0)), \(price(0)), entry)"
        case 4: return "kama(\(price(0)), \(period()), 2, 10)"
        case 5: return "supertrend(\(period()), 2)"
        default:
            let window = pick(
                "sma", "ema", "rma", "highest", "lowest", "median", "wma", "linreg", "dema", "hma")
            return "\(window)(\(price(depth - 1)), \(period()))"
        }
    }

    private mutating func plain() -> String {
        switch roll(6) {
        case 0: "rsi(\(price(0)), \(period()))"
        case 1: "count(\(condition(0)), 10)"
        case 2: "percent_rank(\(price(0)), 20)"
        case 3: "since(\(condition(0)), 12)"
        case 4: "100 * noise(\(roll(9)))"
        default: "\(roll(100))"
        }
    }

    private mutating func period() -> String { pick("entry", "leave", "4", "7", "12") }

    // MARK: Chance

    private mutating func named(
        _ tags: [String], _ rule: (inout RandomStrategy) -> String
    ) -> String {
        guard roll(2) > 0 else { return "\"\(rule(&self))\"" }
        let rules = tags.prefix(1 + roll(3)).map { "\($0): \"\(rule(&self))\"" }
        return "{ \(rules.joined(separator: ", ")) }"
    }

    private mutating func pick(_ texts: String...) -> String { texts[roll(texts.count)] }

    private mutating func roll(_ sides: Int) -> Int { Int.random(in: 0..<sides, using: &random) }
}
