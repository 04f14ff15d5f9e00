import Market
import Seeds
import Testing

@testable import Rules

/// The laws that every strategy keeps, whatever it is made of.
struct MemoryLawTests {
    @Test(arguments: 0..<10 as Range<UInt64>)
    func `what comes later changes nothing before`(seed: UInt64) throws {
        var (walk, other) = (RandomWalk(seed: seed), RandomWalk(seed: seed + 1_000))
        let past = walk.candles(60)
        let start = past[59].openTime
        let futures = [
            walk.candles(40),
            other.candles(40).enumerated().map { index, candle in
                Candle(
                    openTime: start.advanced(by: Int64(index) + 1, spansOf: 3_600_000),
                    open: candle.open, high: candle.high, low: candle.low, close: candle.close,
                    volume: candle.volume)
            },
        ]
        let cut = try Evaluations.values(remembering, over: past)
        for future in futures {
            let whole = try Evaluations.values(remembering, over: past + future)
            for (row, values) in whole.enumerated() {
                #expect(Array(values.prefix(60)) == cut[row], "\(remembering[row]), seed \(seed)")
            }
        }
    }

    @Test(arguments: 0..<10 as Range<UInt64>)
    func `a memory written and read back goes on the same`(seed: UInt64) throws {
        var walk = RandomWalk(seed: seed)
        var random = SplitMix64(seed: seed)
        let candles = walk.candles(300)
        var whole = try Evaluations(remembering)
        var split = whole
        for (index, candle) in candles.enumerated() {
            if Int.random(in: 0..<5, using: &random) == 0 {
                let words = split.memory.words
                let read = try #require(RuleMemory(words: words, for: split.plan))
                #expect(read == split.memory, "candle \(index), seed \(seed)")
                #expect(read.words == words)
                split.memory = read
            }
            #expect(split.next(candle) == whole.next(candle), "candle \(index), seed \(seed)")
        }
        #expect(split.memory == whole.memory)
    }

    @Test(arguments: 0..<6 as Range<UInt64>)
    func `one that started late agrees once it is warm`(seed: UInt64) throws {
        let exact = [
            "close[3]", "sma(close / open, 5)", "sum(volume, 4)", "highest(high, 6)",
            "median(close / open, 5)", "age_of_lowest(low, 7)", "wma(close, 5)", "stdev(close, 5)",
            "linreg(close / open, 5)", "percent_rank(close, 6)", "count(close > open, 5)",
            "since(close > open, 5)", "value_when(close > open, high, 5)", "vwap", "day_high",
            "correlation(close, volume, 6)", "close crosses above sma(close, 4)",
            "sma(close, 3)@4h", "highest(close@2h, 4)[3]",
        ]
        let near = [
            "ema(close, 5)", "rma(close / open, 4)", "rsi(close, 5)", "kama(close, 5, 2, 10)",
            "ha_open", "recur(close, self + (close - self) / 4, 120)", "ema(rma(close, 3), 3)@2h",
            "atr(5)",
        ]
        let texts = exact + near
        let warm = try texts.map { try Self.measure($0).warm }.max() ?? 0
        let candles = RandomCandles.array(
            seed: seed, timeframe: .oneHour, count: warm + 400 + Int(seed) * 7)
        let start = 100 + Int(seed) * 13
        let whole = try Evaluations.values(texts, over: candles)
        let late = try Evaluations.values(texts, over: Array(candles[start...]))
        for (row, text) in texts.enumerated() {
            for index in start + warm..<candles.count {
                let (one, other) = (whole[row][index], late[row][index - start])
                if row < exact.count {
                    #expect(one == other, "\(text), candle \(index), seed \(seed)")
                } else {
                    let (one, other) = (try #require(one), try #require(other))
                    #expect(
                        abs(one - other) <= 1e-7 * abs(one),
                        "\(text), candle \(index), seed \(seed)")
                }
            }
        }
    }

    @Test func `a part is known when it says that it is`() throws {
        let candles = RandomCandles.array(
            seed: 5, timeframe: .oneHour, start: "2025-03-03T00:00:00.000Z", count: 400)
        for text in remembering {
            let needs = try Self.measure(text).needs
            let values = try Evaluations.values(of: text, over: candles)
            let first = try #require(values.firstIndex { $0 != nil }, "\(text)")
            #expect(first < needs, "\(text)")
        }
    }

    /// What an expression needs, and when it is warm.
    private static func measure(_ text: String) throws -> (needs: Int, warm: Int) {
        let number = StrategyText(name: "measured", enter: [TaggedText("known(\(text))")])
        let condition = StrategyText(name: "measured", enter: [TaggedText(text)])
        let strategy =
            try (try? RuleStrategy(number, timeframe: .oneHour))
            ?? RuleStrategy(condition, timeframe: .oneHour)
        return (strategy.needs, strategy.warm)
    }

    @Test func `a word of another shape is no memory`() throws {
        var evaluations = try Evaluations(remembering)
        var walk = RandomWalk(seed: 1)
        for candle in walk.candles(50) { _ = evaluations.next(candle) }
        let words = evaluations.memory.words
        #expect(RuleMemory(words: Array(words.dropLast()), for: evaluations.plan) == nil)
        #expect(RuleMemory(words: words + [0], for: evaluations.plan) == nil)
        var infinite = words
        infinite[0] = Double.infinity.bitPattern
        #expect(RuleMemory(words: infinite, for: evaluations.plan) == nil)
        let other = try Evaluations(["ema(close, 3)"])
        #expect(RuleMemory(words: words, for: other.plan) == nil)
        var strange = other.memory
        strange.consume(walk.next(), of: evaluations.plan)
        #expect(strange == other.memory)
        #expect(strange.value(of: 0, .none, evaluations.plan) == nil)
    }

    @Test(arguments: 0..<300 as Range<UInt64>)
    func `no stored word is worse than a wrong value`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var walk = RandomWalk(seed: seed)
        var evaluations = try Evaluations(remembering)
        for candle in walk.candles(40) { _ = evaluations.next(candle) }
        var words = evaluations.memory.words
        for _ in 0..<Int.random(in: 1...40, using: &random) {
            let index = Int.random(in: 0..<words.count, using: &random)
            let small = UInt64.random(in: 0..<12, using: &random)
            words[index] =
                [small, random.next(), .max, 1 << 63, Double(small).bitPattern]
                .randomElement(using: &random) ?? 0
        }
        guard let memory = RuleMemory(words: words, for: evaluations.plan) else { return }
        evaluations.memory = memory
        for candle in walk.candles(60) {
            for value in evaluations.next(candle) { #expect(value?.isFinite != false) }
        }
    }

    @Test(arguments: [Int64.max, 1, 9_000_000_000_000_000_000])
    func `no candle is worse than a wrong value`(units: Int64) throws {
        var evaluations = try Evaluations(
            remembering + ["sum(sum(volume, 5000), 5000) * 1000000", "sum(close * 1000000, 5000)"])
        var walk = RandomWalk(seed: 2)
        for (index, candle) in walk.candles(60).enumerated() {
            let price = Price(units: index % 3 == 0 ? units : candle.close.units)
            let volume: Int128 = [0, -1, .max, .min, 1 << 79 - 1][index % 5]
            let hostile = Candle(
                openTime: candle.openTime, open: price, high: price, low: candle.low,
                close: Price(units: index % 7 == 0 ? .min : price.units),
                volume: Volume(units: volume))
            for value in evaluations.next(hostile) { #expect(value?.isFinite != false) }
        }
    }
}
