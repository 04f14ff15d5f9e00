import Market
import Seeds
import Testing

@testable import Rules

/// Strategies that are evaluated together say what each says alone, and what they share is there once.
struct JointStrategyTests {
    private static func compiled(_ text: StrategyText) -> RuleStrategy? {
        try? RuleStrategy(text, timeframe: .fiveMinutes)
    }

    private static func strategy(_ enter: String) throws -> RuleStrategy {
        try RuleStrategy(
            StrategyText(name: "part", enter: [TaggedText(enter)]), timeframe: .fiveMinutes)
    }

    /// Every part of every rule, where it stands.
    private static func parts(of strategy: RuleStrategy) -> [RulePart] {
        var parts: [RulePart] = []
        var waiting = strategy.rules.compactMap(\.part)
        while let part = waiting.popLast() {
            parts.append(part)
            waiting += strategy.parts(of: part)
        }
        return parts
    }

    @Test(arguments: 0..<12 as Range<UInt64>)
    func `each says what it says alone, to the last bit`(seed: UInt64) throws {
        var rules = RandomRules(seed: seed)
        var texts: [RuleStrategy] = []
        while texts.count < 8 { texts += [Self.compiled(rules.strategy())].compactMap(\.self) }
        // Neighbours of a sweep: the same text, with another number in it.
        texts += try (2...4).map { count in
            try Self.strategy(
                """
                recur(close, self + (close - high) / \(count), 50) > close \
                and recur(close, self + (close - self) / 4, 120)@1h < sma(close, \(count)) * 2
                """)
        }
        let joined = try #require(RuleStrategy.joined(texts))
        var alone = texts.map { RuleMemory(for: $0) }
        var together = RuleMemory(for: joined[0])
        var random = SplitMix64(seed: seed)
        var known = 0
        for candle in RandomCandles.array(seed: seed, timeframe: .fiveMinutes, count: 300) {
            together.consume(candle, of: joined[0])
            let words: [PositionWords] = [
                .filled(at: candle.open), .flat(barsFlat: 3, lastProfitPercent: -1.5),
                .holding(
                    entryPrice: candle.open, barsHeld: Int.random(in: 1...9, using: &random),
                    close: candle.close, peak: candle.high, trough: candle.low), .none,
            ]
            for index in texts.indices {
                alone[index].consume(candle, of: texts[index])
                let pairs = zip(Self.parts(of: texts[index]), Self.parts(of: joined[index]))
                for (own, joint) in pairs {
                    guard let node = own.node, let other = joint.node else {
                        #expect(own.node == nil && joint.node == nil)
                        continue
                    }
                    let words = words[Int.random(in: 0..<4, using: &random)]
                    let value = alone[index].value(of: node, words, of: texts[index])
                    let found = together.value(of: other, words, of: joined[index])
                    #expect(
                        value?.bitPattern == found?.bitPattern,
                        "seed \(seed), \(texts[index].text(of: own))")
                    known += value == nil ? 0 : 1
                }
            }
        }
        #expect(known > 1_000)
    }

    @Test func `what many have in common is there once`() throws {
        let strategies = try (0..<100).map { number in
            try Self.strategy("rsi(close, \(5 + number / 10)) < \(20 + number % 10)")
        }
        let joined = try #require(RuleStrategy.joined(strategies))
        #expect(strategies.map(\.program.nodes.count) == Array(repeating: 5, count: 100))
        #expect(
            joined[99].program.nodes.count == 1 + 10 + 10 + 100 + 1,
            "the close, lengths, thresholds, comparisons, and no rule that sells")
        let sums = try (1...20).map { try Self.strategy("sma(stdev(close, 20), 5) > \($0)") }
        let of20 = try #require(RuleStrategy.joined(sums))[0].program.nodes.count
        #expect(of20 == sums[0].program.nodes.count + 19 * 2, "a number and a comparison each")
    }

    @Test func `a recurrence is one with its equal, and none with another`() throws {
        func nodes(_ texts: String...) throws -> Int {
            let strategies = try texts.map(Self.strategy)
            return try #require(RuleStrategy.joined(strategies))[0].program.nodes.count
        }
        let (fall, rise) = (
            "recur(close, min(self, close) / 2, 60) > 1",
            "recur(close, max(self, close) / 2, 60) > 1"
        )
        let one = try nodes(fall)
        #expect(try nodes(fall, fall, fall) == one)
        #expect(try nodes(fall, "recur(close, min(self, close) / 2, 60) > 3") == one + 2)
        #expect(try nodes(fall, rise) == one + 5, "self, the larger, its half, recur, comparison")
    }

    @Test func `what is too large together is not joined`() throws {
        let text = (1...60).map { "sma(close, \($0)) > stdev(close, \($0))" }
            .joined(separator: " or ")
        let strategy = try Self.strategy(text)
        let many = Array(repeating: strategy, count: 1 + (1 << 15) / strategy.program.nodes.count)
        #expect(RuleStrategy.joined(many) == nil)
        #expect(RuleStrategy.joined(many.dropLast()) != nil)
    }
}
