import Seeds

@testable import Rules

/// Rules that nobody would write, all of them legal: wholly a function of their seed.
struct RandomRules {
    private var random: SplitMix64
    /// Whether a word about the position may stand here.
    private var words: [String] = []
    private var isLonger = false
    private var isRecur = false

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    mutating func strategy() -> StrategyText {
        var text = StrategyText(name: "random", enter: [])
        text.parameters = [
            .init(name: "slow", value: ExactNumber(Int.random(in: 20...60, using: &random))),
            .init(name: "fast", value: ExactNumber(Int.random(in: 1...19, using: &random))),
            .init(
                name: "room",
                value: ExactNumber("\(Int.random(in: 1...9, using: &random)).5") ?? ExactNumber(2)),
        ]
        text.require = "fast < slow"
        words = ["bars_flat"]
        text.enter = rules("enter")
        words = ["bars_held", "bars_held", "profit_percent"]
        text.exit = roll(4) ? [] : rules("exit")
        words = []
        text.stop = roll(3) ? nil : roll(2) ? "room%" : "entry_price - room * atr(fast)"
        text.target = roll(3) ? nil : roll(2) ? "slow%" : "entry_price + \(price(2))"
        if roll(2) { text.trail = ["peak - \(price(1)) * 0.05"] }
        if roll(3) { text.trail.append("if(\(condition(2)), \(price(2)), unknown)") }
        text.size = roll(2) ? nil : roll(2) ? "25%" : "min(40, \(plain(2)))"
        return text
    }

    private mutating func rules(_ name: String) -> [TaggedText] {
        if roll(2) { return [TaggedText(condition(4))] }
        return (1...Int.random(in: 1...3, using: &random)).map {
            TaggedText(tag: "\(name)\($0)", condition(3))
        }
    }

    /// A condition that nests at most so deep.
    mutating func condition(_ depth: Int) -> String {
        guard depth > 0 else { return "\(price(0)) > \(price(0))" }
        switch Int.random(in: 0..<12, using: &random) {
        case 0: return "\(condition(depth - 1)) and \(condition(depth - 1))"
        case 1: return "(\(condition(depth - 1)) or \(condition(depth - 1)))"
        case 2: return "not (\(condition(depth - 1)))"
        case 3:
            return bare {
                "\($0.price(depth - 1)) crosses \($0.roll(2) ? "above" : "below") \($0.price(depth - 1))"
            }
        case 4: return bare { "held(\($0.condition(depth - 1)), \($0.period()))" }
        case 5: return "known(\(price(depth - 1)))"
        case 6: return bare { "(\($0.condition(depth - 1)))[\($0.period())]" }
        case 7: return "\(plain(depth - 1)) \(comparison()) \(plain(depth - 1))"
        case 8: return longer(depth) { "(\($0.condition(depth - 1)))" }
        default: return "\(price(depth - 1)) \(comparison()) \(price(depth - 1))"
        }
    }

    /// A number that is a price.
    mutating func price(_ depth: Int) -> String {
        guard depth > 0 else {
            let leaves = [
                "open", "high", "low", "close", "hlc3", "hl2", "tr", "ha_open", "day_high", "vwap",
            ]
            return isRecur && roll(2) ? "self" : leaves.randomElement(using: &random) ?? "close"
        }
        switch Int.random(in: 0..<17, using: &random) {
        case 0: return "(\(price(depth - 1)) + \(price(depth - 1)))"
        case 1: return "(\(price(depth - 1)) - \(price(depth - 1)))"
        case 2: return "\(price(depth - 1)) * \(number())"
        case 3: return "\(price(depth - 1)) / \(period())"
        case 4: return "-\(price(0))"
        case 5, 6, 7:
            let window =
                [
                    "sma", "ema", "rma", "highest", "lowest", "median", "wma", "stdev", "meandev",
                    "linreg",
                    "slope", "sum", "dema", "bb_upper",
                ].randomElement(using: &random) ?? "sma"
            let end = window == "bb_upper" ? ", 2" : ""
            return bare { "\(window)(\($0.price(depth - 1)), \($0.period())\(end))" }
        case 8: return bare { "(\($0.price(depth - 1)))[\($0.period())]" }
        case 9: return "if(\(condition(depth - 1)), \(price(depth - 1)), \(price(depth - 1)))"
        case 10: return "max(\(price(depth - 1)), \(price(depth - 1)), \(price(depth - 1)))"
        case 11: return "abs(\(price(depth - 1)))"
        case 12:
            return bare {
                "value_when(\($0.condition(depth - 1)), \($0.price(depth - 1)), \($0.period()))"
            }
        case 13: return longer(depth) { "(\($0.price(depth - 1)))" }
        case 14: return recur(depth)
        case 15: return bare { _ in "supertrend(fast, room)" }
        default: return bare { "kama(\($0.price(depth - 1)), \($0.period()), 2, 30)" }
        }
    }

    /// A plain number.
    mutating func plain(_ depth: Int) -> String {
        guard depth > 0 else {
            let leaves = ["hour", "rsi(close, 14)", "1", "50", "room"] + (isRecur ? [] : words)
            return leaves.randomElement(using: &random) ?? "1"
        }
        switch Int.random(in: 0..<8, using: &random) {
        case 0: return "(\(plain(depth - 1)) + \(plain(depth - 1)))"
        case 1: return "\(price(depth - 1)) / \(price(depth - 1))"
        case 2: return bare { "rsi(\($0.price(depth - 1)), \($0.period()))" }
        case 3: return bare { "count(\($0.condition(depth - 1)), \($0.period()))" }
        case 4: return bare { "since(\($0.condition(depth - 1)), \($0.period()))" }
        case 5: return "sqrt(abs(\(plain(depth - 1))))"
        case 6: return bare { "percent_rank(\($0.price(depth - 1)), \($0.period()))" }
        default: return "noise(\(period()))"
        }
    }

    /// What remembers: no word about the position, nor `self`, stands inside.
    private mutating func bare(_ text: (inout Self) -> String) -> String {
        let before = (words, isRecur)
        (words, isRecur) = ([], false)
        defer { (words, isRecur) = before }
        return text(&self)
    }

    private mutating func longer(_ depth: Int, _ text: (inout Self) -> String) -> String {
        guard !isLonger, !isRecur else { return text(&self) }
        isLonger = true
        defer { isLonger = false }
        let timeframe = ["4h", "8h", "1d"].randomElement(using: &random) ?? "4h"
        return bare { text(&$0) } + "@\(timeframe)"
    }

    private mutating func recur(_ depth: Int) -> String {
        guard !isRecur else { return price(depth - 1) }
        let start = bare { $0.price(0) }
        let wasLonger = isLonger
        let before = words
        (isRecur, isLonger, words) = (true, true, [])
        defer { (isRecur, isLonger, words) = (false, wasLonger, before) }
        let factor = ["0.5", "0.9"].randomElement(using: &random) ?? "0.5"
        return "recur(\(start), \(factor) * self + max(self, close) * 0.1, \(period()))"
    }

    private mutating func comparison() -> String {
        ["<", "<=", ">", ">=", "==", "!="].randomElement(using: &random) ?? "<"
    }

    private mutating func period() -> String {
        ["fast", "slow", "\(Int.random(in: 1...12, using: &random))", "floor(slow / 2)"]
            .randomElement(using: &random) ?? "3"
    }

    private mutating func number() -> String {
        ["2", "0.5", "room", "-1.25", "(room - 3)", "100", "0.000001"].randomElement(using: &random)
            ?? "2"
    }

    private mutating func roll(_ sides: Int) -> Bool {
        Int.random(in: 1...sides, using: &random) == 1
    }
}
