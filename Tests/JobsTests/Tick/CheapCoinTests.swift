import Foundation
import HTTP
import LoopbackExchange
import Market
import Seeds
import Testing
import Trading

@testable import Feeds
@testable import Jobs
@testable import Text
@testable import Research

/// Coins so cheap that 8 decimals do not tell their prices apart.
struct CheapCoinTests {
    /// Candles whose prices are those of a market divided, 10⁻⁸ at least.
    private static func candles(dividedBy divisor: Int64, from first: Int = 0) -> [Candle] {
        RandomCandles.array(seed: 11, count: 200).enumerated().map { index, candle in
            func cheap(_ price: Price) -> Price {
                index < first ? price : Price(units: max(1, price.units / divisor))
            }
            return Candle(
                openTime: candle.openTime, open: cheap(candle.open), high: cheap(candle.high),
                low: cheap(candle.low), close: cheap(candle.close), volume: candle.volume)
        }
    }

    @Test(
        arguments: [
            (1_000_000_000_000, "stopLossPercent 2"), (10_000_000_000, "slippagePercent 0.03"),
        ] as [(Int64, String)])
    func `no trader begins on one`(divisor: Int64, parameter: String) throws {
        let candles = Self.candles(dividedBy: divisor)
        let fixture = try TickFixture(binance: candles, configuration: TickFixture.lively)
        for _ in 0..<2 {
            let result = try fixture.tick(at: TickFixture.moment(after: candles[100])).traders[0]
            let words = try #require(result.failure?.description)
            #expect(result.status == .configuration)
            #expect(words.hasPrefix("binance: this coin is too cheap for 8 decimals: at 0.0"))
            #expect(words.contains("\(parameter) may come to "), "\(words)")
        }
        let journal = "\(fixture.home.path)/state/traders/binance/journal.jsonl"
        #expect(FileManager.default.contents(atPath: journal)?.isEmpty ?? true)
    }

    @Test func `a record that is there goes on, with a warning`() throws {
        let candles = Self.candles(dividedBy: 10_000_000_000, from: 120)
        let fixture = try TickFixture(binance: candles, configuration: TickFixture.lively)
        let before = try fixture.tick(at: TickFixture.moment(after: candles[100]))
        #expect(before.status == .ok && before.traders[0].warnings.isEmpty)
        let after = try fixture.tick(at: TickFixture.moment(after: candles[150]))
        #expect(after.status == .ok)
        #expect(
            after.traders[0].warnings.contains {
                $0.hasPrefix("binance: this coin is cheap for 8 decimals: at 0.0000")
            }, "\(after.traders[0].warnings)")
    }

    @Test func `a backtest says so, and refuses stops that would be fiction`() throws {
        let home = try ScratchHome()
        func run(_ divisor: Int64) throws(any Error) -> String {
            let rows = Self.candles(dividedBy: divisor).map { candle in
                "\(candle.openTime.milliseconds),\(candle.open),\(candle.high),\(candle.low),"
                    + "\(candle.close),1\n"
            }
            try home.put(rows.joined(), in: "candles.csv")
            let options = BacktestJob.Options(
                candles: "\(home.path)/candles.csv", parameters: ["warmUp=30"])
            return try BacktestJob(options, home: home.path, now: candles[0].openTime).run()
                .text(width: 200, isColoured: false)
        }
        let candles = Self.candles(dividedBy: 1)
        #expect(try !run(1_000).contains("cheap for 8 decimals"))
        #expect(try run(10_000_000_000).contains("slippagePercent 0.03 may come to 0."))
        let error = #expect(throws: JobError.self) { try run(1_000_000_000_000) }
        #expect(error?.status == .configuration)
        #expect(error?.description.contains("this coin is too cheap for 8 decimals") == true)
    }

    @Test func `init refuses a market whose ticks are finer`() throws {
        let home = try ScratchHome()
        let loopback = try LoopbackExchange(
            exchange: .bybit, candles: RandomCandles.array(seed: 1, count: 3),
            timeframe: .fiveMinutes, symbol: Symbol("SATS/USDT"))
        var listing = MarketListing()
        listing.tickSize = "0.0000000001"
        loopback.list(listing)
        let inquiry = MarketInquiry(
            venues: [.bybit: VenueSettings(bases: [try HTTPURL(loopback.baseURL)], apiKey: nil)],
            transport: CurlTransport(trust: .system))
        let job = try InitJob(
            home: home.path, exchanges: ["bybit"], symbol: "SATS/USDT", timeframe: "5m")
        let error = #expect(throws: JobError.self) { try job.run(asking: inquiry) }
        #expect(error?.status == .configuration)
        #expect(error?.description.contains("its tickSize of 0.0000000001 is finer") == true)
        #expect(try home.names() == [])
    }
}
