import Market
import Seeds
import Testing

@testable import Rules

struct CanonicalSpellingTests {
    @Test(
        arguments: [
            ("close+open>2*5", "(close + open) > 10"),
            (
                "close > open and high > low and hour < 5",
                "((close > open) and (high > low)) and (hour < 5)"
            ),
            ("not close > open", "not (close > open)"),
            ("- close < -2", "(-close) < -2"),
            ("close * -2 < 1 - 3", "(close * -2) < -2"),
            ("(close + open)[3] > close[1][2]", "(close + open)[3] > close[1][2]"),
            ("(-2)[1] < hour", "(-2)[1] < hour"),
            ("close > sma ( close , 3 + 4 ) @4h", "close > sma(close, 7)@4h"),
            ("hl2 crosses above close", "((high + low) / 2) crosses above close"),
            ("hour / 3 > 1 / 3", "(hour / 3) > 0.3333333333333333"),
            ("hour > 10000000000000000000000 * 10", "hour > 100000000000000000000000"),
            ("hour > 0.0000001 / 10", "hour > 0.00000001"),
            ("hour > 0 * -1", "hour > 0"),
            ("hour > min(3, 2, round(2.5))", "hour > 2"),
            ("count(true, 3) == 3", "count(true, 3) == 3"),
            (
                "close > recur(close, 0.5 * self + 0.5 * close, 20)",
                "close > recur(close, (0.5 * self) + (0.5 * close), 20)"
            ),
            ("close > if(hour < 5, unknown, open)", "close > if(hour < 5, unknown, open)"),
        ])
    func `is one for all who mean the same`(_ text: String, _ canonical: String) throws {
        #expect(try spelled(text) == canonical)
        let strategy = try RuleStrategy(entering(text), timeframe: .oneHour)
        #expect(
            try RuleStrategy(canonical: strategy.canonical, name: "tried", timeframe: .oneHour)
                == strategy)
    }

    @Test(arguments: 0..<400)
    func `reads back to the same strategy`(_ seed: Int) throws {
        var rules = RandomRules(seed: UInt64(seed))
        let text = rules.strategy()
        let strategy: RuleStrategy
        do { strategy = try RuleStrategy(text, timeframe: .oneHour) } catch {
            // Some remember too much.
            #expect(error.message.contains("are the most"), "\(error)")
            return
        }
        let again = try RuleStrategy(
            canonical: strategy.canonical, name: text.name, timeframe: .oneHour)
        #expect(again == strategy)
        #expect(again.canonical.description == strategy.canonical.description)
    }

    @Test func `parameters, functions and white space are no part of it`() throws {
        let library = try FunctionLibrary(functions: [
            ("band(n, k)", "sma(close, n) - k * spread(n)"), ("spread(m)", "stdev(close, m)"),
        ])
        let first = try spelled("close < band(20, 2)", functions: library)
        let second = try spelled("close  <\n sma(close,20) - 2*stdev(close, 20)")
        #expect(first == second)
    }

    @Test func `a long sum reads back, however deep its spelling`() throws {
        let sum = (1...150).map { "close[\($0)]" }.joined(separator: " + ")
        let strategy = try RuleStrategy(entering("close > \(sum)"), timeframe: .oneHour)
        #expect(strategy.canonical.enter[0].text.contains("(((((((("))
        #expect(
            try RuleStrategy(canonical: strategy.canonical, name: "tried", timeframe: .oneHour)
                == strategy)
    }

    @Test(arguments: 0..<2_000)
    func `every number is spelled as what it is`(_ seed: Int) {
        var random = SplitMix64(seed: UInt64(seed))
        let value = Double(bitPattern: random.next())
        guard value.isFinite else { return }
        let text = Decimals.text(value)
        #expect(Double(text) == value)
        #expect(!text.contains("e"))
    }
}
