import Foundation
import Market
import Reporting
import Seeds
import Store
import Testing

@testable import Jobs
@testable import Record
@testable import Research
@testable import Text

/// Orders that were decided and not filled, wherever a trader is told of, beside the journal's lines.
struct SkippedOrderTests {
    /// Decides often, and never has enough for the smallest order.
    private static let configuration = """
        { traders: [{ exchange: "binance", warmUp: 30, fast: 3, slow: 8, rsiPeriod: 5, overbought: 90,
                      minimumNotional: 1000000 }] }
        """

    /// The open times of the candles on which an order was not filled, by the journal's text alone.
    private func skips(_ fixture: TickFixture) throws -> [Int64] {
        try fixture.journal.filter { $0.contains(#""type":"skipped""#) }.compactMap { line in
            line.firstMatch(of: #/"time":(\d+)/#).flatMap { Int64($0.1) }
        }
    }

    @Test func `status, explain and windows tell what the journal does`() throws {
        let candles = RandomCandles.array(seed: 70, count: 460)
        let fixture = try TickFixture(binance: candles, configuration: Self.configuration)
        try fixture.tick(at: TickFixture.moment(after: candles[40]))
        var explained = 0
        for candle in candles[41..<110] {
            try fixture.tick(at: TickFixture.moment(after: candle))
            let isSkipped = try skips(fixture).last == candle.openTime.milliseconds
            let text = try ExplainJob(home: fixture.home.path, traders: []).run()
                .text(width: 10_000, isColoured: false)
            #expect(text?.contains("bought nothing: ") == isSkipped)
            explained += isSkipped ? 1 : 0
        }
        #expect(explained > 0)
        try fixture.tick(at: TickFixture.moment(after: candles[459]))
        let end = candles[459].closeTime(.fiveMinutes).milliseconds
        let all = try skips(fixture)
        let day = all.filter { $0 >= end - 86_400_000 }
        #expect(!day.isEmpty && day.count < all.count)
        let status = try StatusJob(
            home: fixture.home.path, traders: [], now: Timestamp(milliseconds: end + 1_000)
        ).run()
        let last = Figures.moment(Timestamp(milliseconds: try #require(day.last)))
        let text = status.text(width: 200, isColoured: false)
        #expect(text.contains("\(counted(day.count, "order")) in 24 h, the last \(last): bought"))
        #expect(
            status.text(width: 200, isColoured: false, form: .wide).contains("1 skips"), "\(text)")
        let store = try StateDirectory(path: "\(fixture.home.path)/state")
        let checkpoint = try #require(try Checkpoint.read("binance", in: store))
        let view = try TraderView(of: checkpoint, reported: nil, in: store)
        #expect(view.windows.day?.skipped == day.count)
        #expect(view.windows.week?.skipped == all.count)
        // The page counts them since the record began, read anew or from what was kept.
        for _ in 0..<2 {
            let scan = try RecordScan(checkpoint, in: store)
            #expect(scan.history.skipped == all.count)
            scan.kept?.keep(of: "binance", in: store)
        }
        let backtest = try BacktestJob(
            BacktestJob.Options(trader: "binance"), home: fixture.home.path,
            now: Timestamp(milliseconds: end)
        ).run()
        #expect(backtest.json.contains(#""skippedOrders":\#(all.count),"#))
        #expect(
            backtest.text(width: 100, isColoured: false)
                .contains("\(counted(all.count, "order")), the last below the minimum notional"))
    }
}
