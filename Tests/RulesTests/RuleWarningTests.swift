import Market
import Seeds
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
                "'rsi(close, 14) > 70' and 'rsi(close, 14) < 30' exclude each other"
            ),
            ("close > open and not (close > open)", "wanted and refused"),
            ("false", "false for ever"),
            ("close > open / 0", "is never known"), ("unknown", "unknown is never true"),
            ("hour > 30 or weekday > 7", "hour is from 0 to 23"),
            ("count(close > open, 5) > 5", "from 0 to 5"),
            ("held(hour > 3, 4) and close > unknown", "unknown is never known"),
            ("close[2] > highest(high, 20)[2]", "never above"),
            ("sma(rsi(close, 3), 5) >= 101", "from 0 to 100"),
            ("close@4h[1] > open", "write close[1]@4h to count those of 4h"),
            ("(close + open)@4h[2] > open", "write (close + open)[2]@4h to count"),
            (
                "close > open and close < open",
                "'close > open' and 'close < open' exclude each other"
            ),
            ("close > open and open >= close", "exclude each other"),
            (
                "close > ema(close, 5) and ema(close, 5) > ema(close, 9) and ema(close, 9) > close",
                "exclude one another"
            ),
            ("close == open and close != open", "exclude each other"),
            ("not (close > open or close <= open)", "exclude each other"),
            ("close > highest(high, 9)[1] and close < lowest(low, 9)[1]", "exclude each other"),
            ("close crosses above open and close crosses below open", "exclude each other"),
            ("hour == 3.5", "hour is a whole number"), ("hour == 3 and hour == 4", "exclude"),
            ("hour > 3 and hour < 4", "exclude"), ("count(close > open, 3) == 1.5", "whole number"),
            ("hour + 1 > 24", "from 1 to 24"), ("2 > 3", "both sides are constants"),
            ("not (close >= 0)", "close is never below 0"),
            ("abs(close - open) < 0", "never below 0"),
            ("held(hour > 30, 4)", "always 0"), ("known(since(hour > 30, 4))", "is never known"),
            ("known(sqrt(-1 - hour))", "is never known"), ("noise(1) >= 1", "from 0 to"),
            ("value_when(hour > 30, close, 5) > 0", "is never known"),
            ("close > 3 * open and rsi(close, 14) > 100", "from 0 to 100"),
            ("close crosses above -1", "close is never below 0"),
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
            "not (hour > 30)", "recur(close, unknown, 10) >= close[1]",
            "if(close > open, close, unknown) > open", "correlation(close, open, 5) > 1",
            "correlation(close, open, 5) < -1", "since(known(close[5]), 3) > 0",
            "sma(rsi(close, 3), 5) > 100", "ema(hour, 3) > 23", "close > open or close < open",
            "close > open and close[1] < open[1]", "hour >= 3 and hour < 4",
            "close >= open and close <= open", "close > open and not (close > high * 2)",
            "value_when(close > open, close, 5) > 0", "abs(hour - 3) > 19",
            "noise(1) > 0.999", "count(hour < 30, 3) == 3", "2 > 1",
            "if(hour > 30, 200, rsi(close, 3)) > 70",
        ])
    func `has nothing to say`(_ text: String) throws {
        #expect(try warnings(about: text) == [])
    }

    @Test(
        arguments: [
            ("bars_held < 1", "bars_held is never below 1"), ("bars_held == 2.5", "whole number"),
            ("close > peak", "close is never above peak"), ("low < trough", "never above low"),
            ("profit_percent < -100", "never below -100"),
        ])
    func `warns of an exit`(_ text: String, _ words: String) throws {
        var strategy = entering("close > open")
        strategy.exit = [TaggedText(text)]
        let found = try RuleStrategy.checked(strategy, timeframe: nil).warnings
        #expect(found.contains { $0.place.hasSuffix(".exit") && $0.hint?.contains(words) == true })
    }

    @Test(arguments: ["bars_held < 2", "close >= peak", "low <= trough", "peak < entry_price"])
    func `an exit may be`(_ text: String) throws {
        var strategy = entering("close > open")
        strategy.exit = [TaggedText(text)]
        #expect(try RuleStrategy.checked(strategy, timeframe: nil).warnings == [])
    }

    @Test func `the part that can never hold is marked, and not all of its rule`() throws {
        let text = "close > open and rsi(close, 14) > 101"
        let warning = try #require(
            try RuleStrategy.checked(entering(text), timeframe: nil).warnings.first)
        let marked = String(decoding: Array(text.utf8)[warning.span], as: UTF8.self)
        #expect(marked == "rsi(close, 14) > 101")
        #expect(warning.message == "nothing can make this true, and so its rule never holds")
    }

    /// No warning is wrong: what is said to be impossible does not happen on any candle.
    @Test(arguments: 0..<400)
    func `what is called impossible does not come`(_ seed: Int) throws {
        var rules = RandomRules(seed: UInt64(seed))
        let text = rules.condition(4)
        guard let checked = try? RuleStrategy.checked(entering(text), timeframe: .oneHour),
            checked.warnings.contains(where: { $0.message.hasPrefix("nothing can make") })
        else { return }
        var memory = RuleMemory(for: checked.strategy)
        for candle in RandomCandles.array(seed: UInt64(seed), timeframe: .oneHour, count: 400) {
            memory.consume(candle, of: checked.strategy)
            let value = memory.value(
                of: checked.strategy.program.enter[0].node,
                .flat(barsFlat: 3, lastProfitPercent: 1), of: checked.strategy)
            #expect(value != 1, "\(text)")
        }
    }

    @Test func `many ways through many terms end in time`() throws {
        var functions: [(head: String, body: String)] = [("f0(x)", "max(x, x, x, x, x, x, x, x)")]
        for index in 1...12 {
            functions.append(("f\(index)(x)", "max(f\(index - 1)(x), x, x, x, x, x, x, x, x)"))
        }
        let library = try FunctionLibrary(functions: functions)
        let clock = ContinuousClock()
        let duration = try clock.measure {
            _ = try RuleStrategy.checked(
                entering("open[1] > f12(close) and f12(open) < close[2]"), functions: library,
                timeframe: nil)
        }
        #expect(duration < .seconds(2))
    }

    @Test func `a parameter that nothing uses is told`() throws {
        var text = entering(
            "close > sma(close, fast)", parameters: ["fast": "5", "slow": "9", "far": "4"])
        text.target = "far%"
        let warnings = try RuleStrategy.checked(text, timeframe: nil).warnings
        #expect(warnings.map(\.message) == ["no rule uses 'slow'"])
    }
}
