import Feeds
import Foundation
import Market
import Seeds
import Store
import Testing
import Trading

@testable import Jobs
@testable import Reporting
@testable import Text
@testable import Record

/// What one pass over the fills tells, against the whole record lived through again.
struct RecordScanTests {
    private func open(_ fixture: TickFixture) throws -> (Checkpoint, StateDirectory) {
        let directory = try #require(
            try StateDirectory(existing: fixture.home.appending(path: "state").path))
        return (try #require(try Checkpoint.read("binance", in: directory)), directory)
    }

    @Test(arguments: UInt64(0)..<6)
    func `marks, falls, fills and candles are those of a replay`(seed: UInt64) throws {
        let fixture = try TickFixture.record(seed: seed)
        let (checkpoint, directory) = try open(fixture)
        let scan = try RecordScan(checkpoint, in: directory)

        var walk = try JournalWalk(checkpoint, in: directory)
        var scene = EquityScene(checkpoint.settings, from: nil)
        var (trades, candles, worst): ([Trade], [Candle], Double) = ([], [], 0)
        while let line = try walk.next() {
            guard line.type == "candle", let seen = walk.replay.checkpoint.recent.last else {
                continue
            }
            candles.append(seen.candle)
            for case .closed(let trade) in walk.replay.events { trades.append(trade) }
            let state = walk.replay.checkpoint.state
            scene.consume(seen.candle, state)
            worst = max(worst, state.record.drawdown.currentPercent)
        }
        let (curve, most) = (scan.history.curve, RecordCurve.maximumKept)
        #expect(
            curve.equity.equity.samples == scene.curve.equity.samples(atMost: most), "seed \(seed)")
        #expect(curve.equity.hold.samples == scene.curve.hold.samples(atMost: most), "seed \(seed)")
        #expect(curve.equity.change == scene.curve.change, "seed \(seed)")
        #expect(curve.deepest?.percent == worst, "seed \(seed)")
        #expect(worst == checkpoint.state.record.drawdown.maximumPercent, "seed \(seed)")
        #expect(scan.holdings.compactMap(\.trade) == trades, "seed \(seed)")
        #expect(!trades.isEmpty, "seed \(seed)")
        let open = scan.holdings.last.flatMap { $0.trade == nil ? $0.position : nil }
        #expect(open == checkpoint.state.account.position, "seed \(seed)")
        #expect(scan.tail.entries.map(\.candle) == candles, "seed \(seed)")
        #expect(scan.lastCandles.last == candles.last, "seed \(seed)")
        #expect(Set(scan.lastCandles).isSubset(of: Set(candles)))
    }

    @Test(arguments: UInt64(0)..<6)
    func `windows and beginnings are those of the reports`(seed: UInt64) throws {
        let fixture = try TickFixture.record(seed: seed)
        let (checkpoint, directory) = try open(fixture)
        let trader = try PageTrader(
            checkpoint, RecordScan(checkpoint, in: directory), in: directory)
        let facts = try TraderView(of: checkpoint, reported: nil, in: directory)
        let (windows, told) = (trader.view.windows, facts.windows)
        #expect(windows.day == told.day, "seed \(seed)")
        #expect(windows.week == told.week, "seed \(seed)")
        // Reports do not read so far back as to count all skipped orders; the page does.
        var whole = told.whole
        whole?.skipped = try fixture.events(of: "binance").count {
            $0.contains(#""type":"skipped""#)
        }
        #expect(windows.whole == whole, "seed \(seed)")
        #expect(windows.whole != nil && windows.day != nil, "seed \(seed)")
        #expect(trader.view.startedAt == facts.startedAt, "seed \(seed)")
        #expect(windows.month?.equityAtEnd == told.whole?.equityAtEnd, "seed \(seed)")
    }

    @Test func `a line that was changed is named, and figures that do not agree are refused`()
        throws
    {
        let fixture = try TickFixture.record(seed: 8)
        let (checkpoint, directory) = try open(fixture)
        var other = checkpoint
        other.state.record.drawdown.maximumPercent += 0.5
        let refusal = #expect(throws: JobError.self) { try RecordScan(other, in: directory) }
        #expect(refusal?.status == .configuration)
        #expect(refusal?.description.contains("'algom verify --trader binance --home ") == true)

        var lines = try fixture.journal
        let index = try #require(lines.firstIndex { $0.contains("\"type\":\"opened\"") })
        lines[index] = lines[index].replacing("\"type\":\"opened\"", with: "\"type\":\"opene_\"")
        try fixture.plant(lines, chainedFrom: nil)
        let damage = #expect(throws: JobError.self) { try RecordScan(checkpoint, in: directory) }
        #expect(damage?.description.contains("line \(index + 2) ") == true)
    }

    @Test func `a trader before its first candle has nothing to show`() throws {
        let home = try ScratchHome()
        let directory = try StateDirectory(path: "\(home.path)/state")
        let settings = TraderSettings(
            name: "new",
            market: Market(
                exchange: .sim, symbol: try Symbol("BTC/USDT"), timeframe: .fiveMinutes),
            parameters: Parameters())
        let scan = try RecordScan(Checkpoint(first: settings), in: directory)
        let history = scan.history
        #expect(history.startedAt == nil && history.firstTraded == nil && scan.kept == nil)
        #expect(history.curve.equity.isEmpty && scan.holdings.isEmpty && scan.lastCandles.isEmpty)
    }
}
