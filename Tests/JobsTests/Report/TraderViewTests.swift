import Feeds
import Foundation
import JSON
import Market
import Reporting
import Seeds
import Store
import Testing
import Trading

@testable import Jobs
@testable import Record

/// The facts of a report against the whole record lived through again.
struct TraderViewTests {
    private static let day = Timestamp.millisecondsPerDay

    /// A record of two weeks of hourly candles, told late after the first.
    private func record(seed: UInt64, count: Int = 340) throws -> (TickFixture, [Candle]) {
        let candles = RandomCandles.array(seed: seed, timeframe: .oneHour, count: count)
        let fixture = try TickFixture(
            binance: candles, timeframe: .oneHour,
            configuration: TickFixture.lively.replacing("warmUp", with: "timeframe: '1h', warmUp"))
        for index in [60, count - 2] {
            try fixture.tick(
                at: candles[index].closeTime(.oneHour).advanced(byMilliseconds: 2_000))
        }
        return (fixture, Array(candles[...(count - 2)].dropFirst(61)))
    }

    private func facts(_ fixture: TickFixture, reported: Timestamp? = nil) throws -> TraderView {
        let directory = try #require(
            try StateDirectory(existing: fixture.home.appending(path: "state").path))
        let checkpoint = try #require(try Checkpoint.read("binance", in: directory))
        return try TraderView(of: checkpoint, reported: reported, in: directory)
    }

    /// The same window out of a replay of every candle.
    private func replayed(
        _ fixture: TickFixture, since moment: Timestamp
    ) throws -> (figures: WindowFigures, trades: [Trade]) {
        let directory = try #require(
            try StateDirectory(existing: fixture.home.appending(path: "state").path))
        let checkpoint = try #require(try Checkpoint.read("binance", in: directory))
        var walk = try JournalWalk(checkpoint, in: directory)
        var figures: WindowFigures?
        var trades: [Trade] = []
        var skips: [Skip] = []
        var equity = checkpoint.parameters.initialBalance
        var drawdown = Drawdown(initialBalance: equity)
        var (price, base, day): (Price?, Money, Int64?) = (nil, equity, nil)
        while let line = try walk.next() {
            guard line.type == "candle" else { continue }
            let state = walk.replay.checkpoint.state
            guard state.candles > 30, let candle = walk.replay.checkpoint.recent.last?.candle else {
                continue
            }
            for case .closed(let trade) in walk.replay.events { trades.append(trade) }
            defer { (equity, price) = (state.record.drawdown.equity, candle.close) }
            guard candle.openTime >= moment else { continue }
            if figures == nil {
                drawdown = Drawdown(initialBalance: equity)
                figures = WindowFigures(
                    from: candle.openTime, to: candle.openTime, equityAtStart: equity,
                    equityAtEnd: equity, priceAtStart: price ?? candle.open,
                    lastClose: candle.close)
            }
            drawdown.mark(state.record.drawdown.equity)
            figures?.to = candle.closeTime(.oneHour)
            figures?.equityAtEnd = state.record.drawdown.equity
            figures?.lastClose = candle.close
            figures?.candles += 1
            if day != candle.openTime.day { (day, base) = (candle.openTime.day, equity) }
            figures?.dailyReturns[candle.openTime.day] =
                state.record.drawdown.equity.doubleValue / base.doubleValue - 1
            for case .skipped(let skip, _) in walk.replay.events { skips.append(skip) }
        }
        var result = try #require(figures)
        result.maximumDrawdownPercent = drawdown.maximumPercent
        (result.skipped, result.lastSkip) = (skips.count, skips.last)
        let inside = trades.filter { $0.id > result.from }
        result.wins = inside.count(where: \.isWin)
        result.losses = inside.count - result.wins
        result.pnl = try inside.reduce(Money.zero) { try $0 + $1.pnl }
        result.fees = try inside.reduce(Money.zero) { try $0 + $1.fees }
        result.best = inside.map(\.pnl).max()
        result.worst = inside.map(\.pnl).min()
        return (result, trades)
    }

    @Test(arguments: [UInt64](100..<108))
    func `windows told from the tail are those of the whole record`(seed: UInt64) throws {
        let (fixture, _) = try record(seed: seed)
        let facts = try facts(fixture)
        let end = try #require(facts.asOf)
        let day = try replayed(fixture, since: end.advanced(byMilliseconds: -Self.day))
        let week = try replayed(fixture, since: end.advanced(byMilliseconds: -7 * Self.day))
        #expect(facts.windows.day == day.figures, "seed \(seed)")
        #expect(facts.windows.week == week.figures, "seed \(seed)")
        #expect(week.figures.trades > 0, "seed \(seed) never traded")
        #expect(facts.windows.day?.candles == 24)
        #expect(facts.windows.week?.candles == 168)
        #expect(facts.trades.map(\.trade) == Array(day.trades.suffix(10)))
    }

    @Test(arguments: [UInt64](110..<114))
    func `a young record's window is all of it, and begins with the initial balance`(seed: UInt64)
        throws
    {
        let (fixture, candles) = try record(seed: seed, count: 100)
        let facts = try facts(fixture)
        let all = try replayed(fixture, since: Timestamp(milliseconds: 0)).figures
        #expect(facts.windows.week == all, "seed \(seed)")
        #expect(facts.windows.week?.equityAtStart == Parameters().initialBalance)
        let whole = try #require(facts.windows.whole)
        #expect(whole.from == all.from && whole.to == all.to)
        #expect(whole.equityAtEnd == all.equityAtEnd && whole.pnl == all.pnl)
        #expect(whole.priceAtStart == all.priceAtStart && whole.lastClose == all.lastClose)
        #expect(whole.maximumDrawdownPercent == all.maximumDrawdownPercent)
        #expect(all.from == candles[0].openTime)
    }

    @Test func `stats are those of the stats file, and trades that were caught up are late`() throws
    {
        let (fixture, _) = try record(seed: 115)
        let facts = try facts(fixture)
        let stats = try JSONReader.parse(Array(fixture.text("binance_trading_stats.json").utf8))
        #expect(facts.asOf?.description == stats["asOf"]?.string)
        #expect(facts.summary.equity.description == stats["equity"]?.scalarText)
        #expect(facts.summary.totalFees.description == stats["totalFees"]?.scalarText)
        #expect("\(facts.summary.totalPnLPercent)" == stats["totalPnLPercent"]?.scalarText)
        #expect("\(facts.state.record.tally.rate.percent ?? 0)" == stats["winRate"]?.scalarText)
        #expect(facts.state.record.tally.streak.description == stats["currentStreak"]?.scalarText)
        #expect(facts.journalHead == stats["journalHead"]?.string)
        #expect(facts.trades.first?.isLate == true)
        #expect(facts.trades.count == 10)
    }

    @Test func `no trade is missed, however long ago the last report was`() throws {
        let (fixture, _) = try record(seed: 116, count: 700)
        let trades = try replayed(fixture, since: Timestamp(milliseconds: 0)).trades
        try #require(trades.count > 14)
        let facts = try facts(fixture, reported: trades[1].id)
        #expect(facts.trades.map(\.trade) == Array(trades.dropFirst(2)))
    }
}
