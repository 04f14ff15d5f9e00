import Feeds
import Foundation
import Market
import Testing

/// What the returns of the market look like; the figures are of fixed seeds, and so do not waver.
struct SimStatisticsTests {
    /// 60 days of 5-minute returns.
    private static func returns(of name: String, seed: UInt64) throws -> [Double] {
        SimMarket(symbol: try Symbol(name), seed: seed)
            .candles(.fiveMinutes, from: Timestamp(startOfDay: 20_300), count: 60 * 288)
            .map { log(Double($0.close.units) / Double($0.open.units)) }
    }

    @Test(arguments: ["BTC/USDT", "DOGE/USDT"], 1...2 as ClosedRange<UInt64>)
    func `5-minute returns have fat tails and clustered volatility`(
        name: String, seed: UInt64
    ) throws {
        let returns = try Self.returns(of: name, seed: seed)
        for month in [returns.prefix(30 * 288), returns.suffix(30 * 288)] {
            #expect((3...30).contains(SimStatistics.excessKurtosis(Array(month))))
        }
        let sizes = returns.map(abs)
        #expect(SimStatistics.autocorrelation(sizes, lag: 1) > 0.2)
        for lag in [2, 3, 6, 12, 25, 50] {
            #expect(SimStatistics.autocorrelation(sizes, lag: lag) > 0.03, "lag \(lag)")
        }
        #expect(SimStatistics.autocorrelation(sizes, lag: 288) > 0)
    }

    @Test(arguments: 1...4 as ClosedRange<UInt64>)
    func `past returns do not tell the next`(seed: UInt64) throws {
        let returns = try Self.returns(of: "BTC/USDT", seed: seed)
        let correlations = (1...20).map { SimStatistics.autocorrelation(returns, lag: $0) }
        #expect(correlations.allSatisfy { abs($0) < 0.06 })
        #expect(abs(correlations.reduce(0, +) / 20) < 0.01)
    }

    @Test func `some hours and days are calm and others are not`() throws {
        let returns = try Self.returns(of: "BTC/USDT", seed: 1)
        for span in [12, 288] {
            let deviations = stride(from: 0, to: returns.count, by: span).map { start in
                let squares = returns[start..<start + span].reduce(0) { $0 + $1 * $1 }
                return (squares / Double(span)).squareRoot()
            }.sorted()
            let tenth = deviations.count / 10
            #expect(deviations[deviations.count - tenth] > 2 * deviations[tenth], "span \(span)")
        }
    }

    @Test(arguments: 1...2 as ClosedRange<UInt64>)
    func `a day moves Bitcoin by 2 to 4 percent, with fat tails`(seed: UInt64) throws {
        let returns = SimMarket(symbol: try Symbol("BTC/USDT"), seed: seed)
            .candles(.oneDay, from: Timestamp(startOfDay: 20_224), count: 256)
            .map { log(Double($0.close.units) / Double($0.open.units)) }
        let variance = returns.reduce(0) { $0 + $1 * $1 } / 256
        #expect((0.02...0.04).contains(variance.squareRoot()))
        #expect(SimStatistics.excessKurtosis(returns) > 0.5)
    }

    @Test(
        arguments: [
            ("BTC/USDT", 60_000.0, 5.0), ("ETH/USDT", 3_000, 6), ("DOGE/USDT", 0.12, 10),
            ("PEPE/USDT", 0.00001, 15), ("USDC/USDT", 1, 1.04),
        ])
    func `the price stays about its level for centuries`(
        name: String, level: Double, factor: Double
    ) throws {
        let market = SimMarket(symbol: try Symbol(name))
        let ratios = (0..<200 as Range<Int64>).flatMap { step in
            // Half of the days within 50 years, half within 8,000.
            let day = step < 100 ? step * 183 : step * 14_613
            return market.candles(.oneDay, from: Timestamp(startOfDay: day), count: 1).flatMap {
                [Double($0.high.units) / 1e8 / level, Double($0.low.units) / 1e8 / level]
            }
        }
        #expect(ratios.allSatisfy { (1 / factor...factor).contains($0) })
        #expect(ratios.contains { $0 > 1 } && ratios.contains { $0 < 1 })
    }
}

/// The textbook estimators, over a whole series.
enum SimStatistics {
    static func excessKurtosis(_ series: [Double]) -> Double {
        let deviations = centred(series)
        let count = Double(series.count)
        let variance = deviations.reduce(0) { $0 + $1 * $1 } / count
        return deviations.reduce(0) { $0 + $1 * $1 * $1 * $1 } / count / (variance * variance) - 3
    }

    static func autocorrelation(_ series: [Double], lag: Int) -> Double {
        let deviations = centred(series)
        let products = zip(deviations, deviations.dropFirst(lag)).reduce(0) { $0 + $1.0 * $1.1 }
        return products / deviations.reduce(0) { $0 + $1 * $1 }
    }

    static func correlation(_ left: [Double], _ right: [Double]) -> Double {
        let (left, right) = (centred(left), centred(right))
        let squares = left.reduce(0) { $0 + $1 * $1 } * right.reduce(0) { $0 + $1 * $1 }
        return zip(left, right).reduce(0) { $0 + $1.0 * $1.1 } / squares.squareRoot()
    }

    private static func centred(_ series: [Double]) -> [Double] {
        let mean = series.reduce(0, +) / Double(series.count)
        return series.map { $0 - mean }
    }
}
