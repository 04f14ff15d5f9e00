import Foundation
import Market
import Reporting
import Seeds
import Testing
import Trading

@testable import Jobs
@testable import Text

/// A trader with so much money on so cheap a coin that its quantities have no exact decimal.
struct OutOfRangeTests {
    private static let rich = """
        { traders: [{ exchange: "binance", warmUp: 30, fast: 3, slow: 8, rsiPeriod: 5,
          overbought: 100, initialBalance: 90000000000, quantityStep: 1 }] }
        """

    /// Prices of 0.01 to 0.1, of which a third of the balance buys more than 92,233,720,368.
    private static let candles = RandomCandles.array(seed: 7, count: 150).map { candle in
        func cheap(_ price: Price) -> Price { Price(units: price.units / 1_000_000 + 1_000_000) }
        return Candle(
            openTime: candle.openTime, open: cheap(candle.open), high: cheap(candle.high),
            low: cheap(candle.low), close: cheap(candle.close), volume: candle.volume)
    }

    private static func after(_ candle: Candle) -> Timestamp {
        candle.closeTime(.fiveMinutes).advanced(byMilliseconds: 2_000)
    }

    @Test func `an order that cannot be reckoned is told everywhere and stops no tick`() throws {
        let fixture = try TickFixture(binance: Self.candles, configuration: Self.rich)
        try fixture.tick(at: Self.after(Self.candles[40]))
        let home = fixture.home.path
        var told: [String] = []
        for candle in Self.candles[41..<149] {
            let results = try fixture.tick(at: Self.after(candle))
            #expect(
                results.status == .ok && results.traders[0].candles == 1,
                "\(results.traders[0].failure.map { "\($0)" } ?? results.traders[0].waiting ?? "")")
            guard results.traders[0].news.skipped > 0 else { continue }
            told.append(results.traders[0].line ?? "")
            let explained = try ExplainJob(home: home, traders: []).run()
            let text = (explained.text(width: 2_000, isColoured: false) ?? "")
            #expect(text.contains("On it the trader bought nothing: a figure of the order is"))
        }
        #expect(!told.isEmpty)
        #expect(told.allSatisfy { $0.contains("bought nothing: a figure of the order is") })
        let lines = try fixture.events(of: "binance").filter { $0.contains("OUT_OF_RANGE") }
        #expect(lines.count == told.count)
        #expect(lines.allSatisfy { $0.contains(#""side":"BUY""#) })
        let proof = try VerifyJob(home: home, traders: [], head: nil).run()
        #expect(proof.status == .ok, "\(proof.failures)")
    }
}
