import Market
import Seeds
import Testing

@testable import Rules

struct PositionTests {
    private func strategy(_ change: (inout StrategyText) -> Void) throws -> RuleStrategy {
        var text = StrategyText(name: "held", enter: [TaggedText("false")])
        change(&text)
        return try RuleStrategy(text, timeframe: .oneHour)
    }

    private func memory(of strategy: RuleStrategy, _ closes: [Price] = ["100", "110", "120"])
        -> RuleMemory
    {
        var memory = RuleMemory(for: strategy)
        for candle in candles(closing: closes) { memory.consume(candle, of: strategy) }
        return memory
    }

    @Test func `position words are what they are given`() throws {
        let words = PositionWords.holding(
            entryPrice: "100", barsHeld: 3, close: "110", peak: "130", trough: "90")
        #expect(words.profitPercent == 100 * (110.0 / 100 - 1))
        let strategy = try strategy {
            $0.exit = [
                TaggedText(tag: "late", "bars_held >= 4"),
                TaggedText(tag: "deep", "trough < entry_price * 0.95 and close == 120"),
                TaggedText(tag: "won", "profit_percent > 5"),
            ]
        }
        var memory = memory(of: strategy)
        #expect(memory.first(thatHoldsOf: strategy.program.exit, words, strategy.plan) == 1)
        #expect(memory.first(thatHoldsOf: strategy.program.exit, .none, strategy.plan) == nil)
    }

    @Test func `asking leaves no trace`() throws {
        let strategy = try strategy { $0.exit = [TaggedText("bars_held * 2 > 5")] }
        var memory = memory(of: strategy)
        let before = memory
        let words = PositionWords.holding(
            entryPrice: "100", barsHeld: 3, close: "110", peak: "130", trough: "90")
        #expect(memory.first(thatHoldsOf: strategy.program.exit, words, strategy.plan) == 0)
        #expect(memory == before && memory.words == before.words)
        #expect(memory.first(thatHoldsOf: strategy.program.exit, .none, strategy.plan) == nil)
    }

    @Test func `the first rule that is true names the trade`() throws {
        let strategy = try strategy {
            $0.enter = [
                TaggedText(tag: "never", "close[50] > 0"), TaggedText(tag: "later", "close > 1000"),
                TaggedText(tag: "now", "close > 100 and bars_flat > 2"), TaggedText("true"),
            ]
        }
        var memory = memory(of: strategy)
        #expect(
            memory.first(
                thatHoldsOf: strategy.program.enter, .flat(barsFlat: 3, lastProfitPercent: nil),
                strategy.plan) == 2)
        #expect(
            memory.first(
                thatHoldsOf: strategy.program.enter, .flat(barsFlat: 2, lastProfitPercent: nil),
                strategy.plan) == 3)
    }

    @Test func `levels are prices rounded to the nearest digit, or percents`() throws {
        let strategy = try strategy {
            $0.stop = "entry_price - (high - low) / 3"
            $0.target = "6.5%"
            $0.trail = ["peak - 3 * (high - low)", "close - sma(high - low, 50)", "close - 5"]
            $0.size = "100 / 3 + 0 * (close / open)"
        }
        var memory = memory(of: strategy)
        let filled = PositionWords.filled(at: "121")
        let stop = try #require(strategy.program.stop.node)
        #expect(memory.price(of: stop, filled, strategy.plan) == "117.66666667")
        #expect(strategy.program.target == .percent("6.5"))
        let size = try #require(strategy.program.size.node)
        #expect(memory.percent(of: size, filled, strategy.plan) == "33.33333333")
        let held = PositionWords.holding(
            entryPrice: "100", barsHeld: 1, close: "120", peak: "120", trough: "90")
        #expect(memory.highestPrice(of: strategy.program.trail, held, strategy.plan) == "115")
    }

    @Test func `what is unknown or out of range is no price`() throws {
        let strategy = try strategy {
            $0.stop = "close[40]"
            $0.target = "close * 1000000 * 1000000 * 1000000"
            $0.size = "10 - 20 * (close / close)"
        }
        var memory = memory(of: strategy)
        let filled = PositionWords.filled(at: "121")
        for level in [strategy.program.stop, strategy.program.target] {
            #expect(memory.price(of: try #require(level.node), filled, strategy.plan) == nil)
        }
        let size = try #require(strategy.program.size.node)
        #expect(memory.percent(of: size, filled, strategy.plan) == nil)
    }

    @Test func `at the fill nothing has happened yet`() {
        let words = PositionWords.filled(at: "12.5")
        #expect(words.barsHeld == 0 && words.profitPercent == 0)
        #expect(words.peak == 12.5 && words.trough == 12.5 && words.entryPrice == 12.5)
        #expect(words.barsFlat.isNaN && words.lastProfitPercent.isNaN)
    }

    /// A stop that is spelled in twice as many bytes with every call.
    private func doubled(_ times: Int) throws -> RuleStrategy {
        let text = (0..<times).reduce("entry_price") { text, _ in "twice(\(text))" }
        let library = try FunctionLibrary(functions: [("twice(x)", "x / 2 + x / 2")])
        return try RuleStrategy(
            StrategyText(name: "deep", enter: [TaggedText("true")], stop: "0.9 * \(text)"),
            functions: library, timeframe: .oneHour)
    }

    @Test func `what is used many times is computed once`() throws {
        let strategy = try doubled(8)
        #expect(strategy.program.nodes.count < 40)
        var memory = memory(of: strategy)
        let stop = try #require(strategy.program.stop.node)
        #expect(memory.price(of: stop, .filled(at: "100"), strategy.plan) == "90")
    }

    @Test func `what would be spelled without end is refused`() {
        #expect(throws: RuleError.self) { try doubled(50) }
    }
}

extension Level {
    fileprivate var node: NodeIndex? { if case .node(let node) = self { node } else { nil } }
}

struct UnknownTests {
    private let states = ["true", "false", "unknown"]

    /// A condition that is no constant.
    private func computed(_ state: String) -> String {
        ["true": "close > 0", "false": "close < 0", "unknown": "close[9] > 0"][state] ?? state
    }

    @Test func `conditions follow Kleene`() throws {
        let prices = candles(closing: ["1", "2"])
        let worth = ["true": 1.0, "false": 0.0, "unknown": 0.5]
        for left in states {
            for right in states {
                let values = try Evaluations.values(
                    [
                        "\(computed(left)) and \(computed(right))",
                        "\(computed(left)) or \(computed(right))", "not (\(computed(left)))",
                    ], over: prices
                ).map { $0[1] ?? 0.5 }
                let (one, other) = (worth[left] ?? 0, worth[right] ?? 0)
                #expect(values == [min(one, other), max(one, other), 1 - one], "\(left), \(right)")
            }
        }
    }

    @Test(arguments: [
        "close / 0", "close[9] + 1", "sqrt(-close)", "min(close, close[9])", "max(close[9], close)",
        "if(close[9] > 0, close, open)", "abs(close[9])", "sign(close[9])", "-close[9]",
        "close < close[9]", "close / (close - close)", "close * 1000000 / (close - close)",
        "close[9] crosses above close", "sum(close[9], 1)", "count(close[9] > 1, 1)",
        "since(close[9] > 1, 1)", "value_when(close > 0, close[9], 1)",
    ])
    func `what is not known is unknown`(text: String) throws {
        let prices = candles(closing: ["1", "2", "3"])
        #expect(try Evaluations.values(of: text, over: prices).last == .some(nil))
    }

    @Test func `a choice looks at what it chose`() throws {
        let prices = candles(closing: ["1", "2", "3"])
        let rows = try Evaluations.values(
            [
                "if(close > 1, close, close[9])", "if(close < 1, close[9], 7)", "known(close[1])",
                "known(close[9] > 1 and false)",
            ].prefix(3).map { $0 },
            over: prices)
        #expect(rows[0] == [nil, 2, 3])
        #expect(rows[1] == [7, 7, 7])
        #expect(rows[2] == [0, 1, 1])
    }

    @Test func `a cross sees the candle before`() throws {
        let prices = candles(closing: ["3", "1", "2", "2", "3", "1"])
        let rows = try Evaluations.values(
            [
                "close crosses above 2", "close crosses below 2",
                "close > 2 and close[1] <= 2",
            ], over: prices)
        #expect(rows[0] == [nil, 0, 0, 0, 1, 0])
        #expect(rows[1] == [0, 1, 0, 0, 0, 1])
        #expect(rows[2] == rows[0])
    }
}
