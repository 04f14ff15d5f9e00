import Market
import Rules
import Testing
import Trading

@testable import Reporting

struct FamiliarSpellingTests {
    private static func strategy(_ text: String) throws -> RuleStrategy {
        try RuleStrategy(
            StrategyText(name: "tried", enter: [TaggedText(text)]), timeframe: .fiveMinutes)
    }

    private static func spelled(_ text: String) throws -> String {
        let strategy = try strategy(text)
        let part = try #require(strategy.rules[0].part)
        return FamiliarSpelling(strategy).text(of: part, in: strategy.program)
    }

    @Test(arguments: [
        "atr(14) > natr(3) * close", "close < bb_lower(close, 20, 2)",
        "bb_width(close, 20, 2) < 0.1", "bb_percent(close, 20, 2.5) > 1", "cci(20) > 100",
        "macd(12, 26) crosses above macd_signal(12, 26, 9)", "stoch_k(14, 3) < 20",
        "stoch_d(14, 3, 3) < 20", "adx(14) > 25", "plus_di(14) > minus_di(14)",
        "tenkan crosses below kijun", "close > max(span_a, span_b)", "aroon_up(25) > 70",
        "mfi(14) < 20", "hlc3 > vwma(hl2, 20)", "roc(close, 10) > 2", "zscore(volume, 50) > 1",
        "held(close > open, 3)", "within(rsi(close, 2) < 5, 10)", "rising(sma(close, 5), 3)",
        "dema(close, 9) > tema(close, 9)", "close < keltner_lower(20, 2, 10)",
        "atr(14)@1h > atr(14)", "close[1] < atr(5)[3]",
    ])
    func `functions of the language are told by their names`(text: String) throws {
        #expect(try Self.spelled(text) == text)
    }

    @Test(arguments: [
        (
            "(close > open) and ((volume > 5) or (hour == 3))",
            "close > open and (volume > 5 or hour == 3)"
        ),
        ("close - (open - high) > low", "close - (open - high) > low"),
        ("(close - open) - high < low", "close - open - high < low"),
        ("not (close > open)", "not (close > open)"),
        ("not not close > open", "not (not (close > open))"),
        ("(close + open) * 2 > -(high)", "(close + open) * 2 > -high"),
        ("(close + open)[1] > close * (2 / 4)", "(close + open)[1] > close * 0.5"),
    ]) func `parentheses stand where they are needed alone`(text: String, told: String) throws {
        #expect(try Self.spelled(text) == told)
    }

    @Test(arguments: BuiltinStrategy.all.map(\.text.name))
    func `what is told of a built-in strategy reads back to the same rules`(name: String) throws {
        let text = try #require(BuiltinStrategy.named(name)).text
        let strategy = try RuleStrategy(text, timeframe: .fiveMinutes)
        let spelling = FamiliarSpelling(strategy)
        for rule in strategy.rules where rule.purpose == .enter {
            let part = try #require(rule.part)
            let told = spelling.text(of: part, in: strategy.program)
            let canonical = strategy.text(of: part)
            #expect(try Self.strategy(told).canonical.enter[0].text == canonical, "\(told)")
            #expect(told.count <= canonical.count)
        }
    }

    @Test func `what nobody can read to its end is cut`() throws {
        let sum = Array(repeating: "close", count: 250).joined(separator: " + ")
        let told = try Self.spelled("\(sum) > close")
        #expect(told.count <= 1_010 && told.hasSuffix("…"))
    }
}
