import Market
import Testing

@testable import Rules

struct RuleWarningTests {
    @Test(
        arguments: [
            ("close > highest(high, 20)", "highest(high, 20)[1] ends before it"),
            ("close < lowest(low, 20)", "lowest(low, 20)[1] ends before it"),
            ("rsi(close, 14) > 120", "rsi(close, 14) is from 0 to 100"),
            ("close < 0", "close is never below 0"), ("hour > 23", "hour is from 0 to 23"),
            ("weekday == 0", "weekday is from 1 to 7"), ("low > high", "low is never above high"),
            ("close crosses above highest(close, 9)", "ends before it"),
            ("close > close", "both sides are the same"),
            (
                "rsi(close, 14) > 70 and close > open and rsi(close, 14) < 30",
                "rsi(close, 14) would be above 70 and below 30"
            ),
            ("close > open and not (close > open)", "wanted and refused"),
            ("false", "false for ever"),
            ("close > open / 0", "is never known"), ("unknown", "unknown is never true"),
            ("hour > 30 or weekday > 7", "hour is from 0 to 23"),
            ("count(close > open, 5) > 5", "from 0 to 5"),
            ("held(hour > 3, 4) and close > unknown", "unknown is never known"),
            ("close[2] > highest(high, 20)[2]", "never above"),
            ("sma(rsi(close, 3), 5) >= 101", "from 0 to 100"),
            ("close@4h[1] > open", "x[1]@4h is close so many 4h candles before"),
            ("sma(close, 9) * 0.5 == ema(close, 4)", "compare with < or >"),
            ("close != 5", "compare with < or >"),
        ])
    func `warns`(_ text: String, _ words: String) throws {
        let found = try warnings(about: text)
        #expect(found.contains { $0.contains(words) }, "\(found)")
    }

    @Test(
        arguments: [
            "close > highest(high, 20)[1]", "close == open", "hlc3 == hlc3[1]",
            "sma(close, 5) == sma(close, 6)", "hour == 9",
            "held(close > open, 5)", "rsi(close, 14) > 70 or rsi(close, 14) < 30",
            "close >= highest(high, 20)",
            "high >= highest(high, 20)", "true", "close[1]@4h > open", "weekday == 1 and hour == 0",
            "bars_flat == 5",
            "rsi(close, 14) >= 100", "close * 2 == open + high", "close > max(open, high)[1]",
            "not (hour > 30)",
        ])
    func `has nothing to say`(_ text: String) throws {
        #expect(try warnings(about: text) == [])
    }

    @Test func `a parameter that nothing uses is told`() throws {
        var text = entering(
            "close > sma(close, fast)", parameters: ["fast": "5", "slow": "9", "far": "4"])
        text.target = "far%"
        let warnings = try RuleStrategy.checked(text, timeframe: nil).warnings
        #expect(warnings.map(\.message) == ["no rule uses 'slow'"])
    }
}
