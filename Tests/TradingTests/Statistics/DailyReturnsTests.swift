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
        let sharpe = try #require(returns.sharpeRatio.value)
        let sortino = try #require(returns.sortinoRatio.value)
        #expect(abs(sharpe - 0.005 / 0.021213203435596427 * 365.0.squareRoot()) < 1e-9)
        #expect(abs(sortino - 0.005 / 0.007071067811865475 * 365.0.squareRoot()) < 1e-9)
    }

    @Test func `null under two days`() {
        #expect(Self.returns([]).sharpeRatio == .tooShort)
        #expect(Self.returns([]).sortinoRatio == .tooShort)
        let one = Self.returns([(5, "10200"), (5, "9000"), (5, "9900")])
        #expect(one.sharpeRatio == .tooShort && one.sortinoRatio == .tooShort)
    }

    @Test func `null where there is nothing to divide by`() {
        let still = Self.returns([(5, "10000"), (6, "10000"), (7, "10000")])
        #expect(still.sharpeRatio == .noDeviation && still.sortinoRatio == .noLosingDay)
        let rising = Self.returns([(5, "10100"), (6, "10300")])
        #expect(rising.sharpeRatio.value != nil && rising.sortinoRatio == .noLosingDay)
    }

    /// 0.1 % a day, each mark rounded down: what is left of a deviation is the rounding.
    @Test(arguments: [("10000", 1_000), ("0.5", 1_000), ("0.0001", 500)] as [(Money, Int64)])
    func `rounding is no deviation, and no loss`(balance: Money, parts: Int64) {
        var returns = DailyReturns(initialBalance: balance)
        var equity = balance.units
        for day in 0..<60 as Range<Int64> {
            equity -= equity / parts
            returns.mark(Money(units: equity), day: day)
        }
        #expect(returns.sharpeRatio == .noDeviation)
        #expect(returns.soFar.squaredDeviations > 0, "nothing was rounded")
        var still = DailyReturns(initialBalance: balance)
        for day in 0..<60 as Range<Int64> {
            still.mark(Money(units: balance.units - day % 2), day: day)
        }
        #expect(still.sharpeRatio == .noDeviation && still.sortinoRatio == .noLosingDay)
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func `moments of two series are those of both in one`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var (first, second, all) = (ReturnMoments(), ReturnMoments(), ReturnMoments())
        for _ in 0..<Int.random(in: 0...50, using: &random) {
            let (value, isFirst) = (
                Double.random(in: -0.1...0.1, using: &random), Bool.random(using: &random)
            )
            all.consume(value)
            if isFirst { first.consume(value) } else { second.consume(value) }
        }
        first.add(second)
        #expect(first.count == all.count)
        #expect(abs(first.mean - all.mean) < 1e-15)
        #expect(abs(first.squaredDeviations - all.squaredDeviations) < 1e-14)
        #expect(abs(first.squaredLosses - all.squaredLosses) < 1e-14)
    }

    /// Of −1, 1, −1, 1 … the deviation is √(n/(n − 1)); t of 9, 29 and 99 degrees by the tables.
    @Test(arguments: [(10, 2.262157), (30, 2.045230), (100, 1.984217)])
    func `the interval of a mean is Student's`(count: Int, t: Double) throws {
        var moments = ReturnMoments()
        for index in 0..<count { moments.consume(index.isMultiple(of: 2) ? 1 : -1) }
        let interval = try #require(moments.meanInterval)
        let reach =
            t * (Double(count) / Double(count - 1)).squareRoot() / Double(count).squareRoot()
        #expect(abs(interval.upperBound - reach) < 2e-4)
        #expect(abs(interval.lowerBound + reach) < 2e-4)
        var few = ReturnMoments()
        for _ in 1..<ReturnMoments.fewestOfInterval { few.consume(1) }
        #expect(few.meanInterval == nil)
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
        let sharpe = try #require(subject.sharpeRatio.value)
        #expect(
            abs(sharpe - mean / variance.squareRoot() * 365.0.squareRoot()) < 1e-9, "seed \(seed)")
        if downside > 0 {
            let sortino = try #require(subject.sortinoRatio.value)
            let direct = mean / downside.squareRoot() * 365.0.squareRoot()
            #expect(abs(sortino - direct) < 1e-9 * max(1, abs(direct)), "seed \(seed)")
        } else {
            #expect(subject.sortinoRatio == .noLosingDay, "seed \(seed)")
        }
    }
}
