import Foundation
import Market
import Seeds
import Testing

@testable import Trading

struct DailyReturnsTests {
    private static func returns(_ marks: [(Int64, Money)]) -> DailyReturns {
        var returns = DailyReturns(initialBalance: "10000")
        for (day, equity) in marks { returns.mark(equity, day: day) }
        return returns
    }

    /// By hand: 1 % and −1 %: mean 0; and 2 % and −1 %: mean 0.005, sample deviation
    /// √(2 · 0.015²) = 0.0212132…, downside √(0.0001 / 2) = 0.0070710….
    @Test func `two days, by hand`() throws {
        let returns = Self.returns([(5, "10200"), (6, "10098")])
        let sharpe = try #require(returns.sharpeRatio)
        let sortino = try #require(returns.sortinoRatio)
        #expect(abs(sharpe - 0.005 / 0.021213203435596427 * 365.0.squareRoot()) < 1e-9)
        #expect(abs(sortino - 0.005 / 0.007071067811865475 * 365.0.squareRoot()) < 1e-9)
    }

    @Test func `null under two days`() {
        #expect(Self.returns([]).sharpeRatio == nil && Self.returns([]).sortinoRatio == nil)
        let one = Self.returns([(5, "10200"), (5, "9000"), (5, "9900")])
        #expect(one.sharpeRatio == nil && one.sortinoRatio == nil)
    }

    @Test func `null where there is nothing to divide by`() {
        let still = Self.returns([(5, "10000"), (6, "10000"), (7, "10000")])
        #expect(still.sharpeRatio == nil && still.sortinoRatio == nil)
        let rising = Self.returns([(5, "10100"), (6, "10300")])
        #expect(rising.sharpeRatio != nil && rising.sortinoRatio == nil)
    }

    @Test func `only the last mark of a day counts, and today's so far`() {
        let noisy = Self.returns([
            (5, "1"), (5, "10200"), (6, "99999"), (6, "10098"), (9, "5"), (9, "10500"),
        ])
        #expect(noisy == Self.returns([(5, "10200"), (6, "10098"), (9, "10500")]))
        #expect(noisy.finished.count == 2)
        #expect(noisy.sharpeRatio != Self.returns([(5, "10200"), (6, "10098")]).sharpeRatio)
    }

    @Test(arguments: 0..<50 as Range<UInt64>)
    func `equal the direct formulas`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let days = Int.random(in: 2...400, using: &random)
        var (day, equity) = (Int64(20_000), 10_000.0)
        var marks: [(Int64, Money)] = []
        for _ in 0..<days {
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                equity *= Double.random(in: 0.95...1.05, using: &random)
                marks.append((day, Money(units: Int64(equity * 1e8))))
            }
            day += Int64.random(in: 1...3, using: &random)
        }
        let ends = Dictionary(marks, uniquingKeysWith: { $1 }).sorted { $0.key < $1.key }
            .map(\.value.doubleValue)
        let returns = zip(ends, [10_000] + ends).map { $0 / $1 - 1 }
        let n = Double(returns.count)
        let mean = returns.reduce(0, +) / n
        let variance = returns.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / (n - 1)
        let downside = returns.map { min($0, 0) * min($0, 0) }.reduce(0, +) / n

        let subject = Self.returns(marks)
        let sharpe = try #require(subject.sharpeRatio)
        #expect(
            abs(sharpe - mean / variance.squareRoot() * 365.0.squareRoot()) < 1e-9, "seed \(seed)")
        if downside > 0 {
            let sortino = try #require(subject.sortinoRatio)
            let direct = mean / downside.squareRoot() * 365.0.squareRoot()
            #expect(abs(sortino - direct) < 1e-9 * max(1, abs(direct)), "seed \(seed)")
        } else {
            #expect(subject.sortinoRatio == nil, "seed \(seed)")
        }
    }
}
