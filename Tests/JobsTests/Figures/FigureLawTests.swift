import Feeds
import Foundation
import JSON
import Market
import Seeds
import Store
import Testing
import Trading

@testable import Jobs
@testable import Record
@testable import Reporting
@testable import Research
@testable import Settings

/// Every figure that is shown, against the journal reckoned a second time.
struct FigureLawTests {
    private static let hour: Int64 = 3_600_000

    /// Which hours before the record's end there are no candles of: none, over the beginning of the
    /// last day and of the last week, over that of the month, and within.
    enum Holes: String, CaseIterable, Sendable {
        case none, edges, month, inside

        func contain(_ hours: Int) -> Bool {
            switch self {
            case .none: false
            case .edges: (20...27).contains(hours) || (160...180).contains(hours)
            case .month: (700...760).contains(hours)
            case .inside: (5...9).contains(hours) || (100...130).contains(hours)
            }
        }
    }

    /// A home with a record of up to 45 days of hourly candles, and its ledger.
    final class Home {
        let fixture: TickFixture
        let ledger: Ledger
        let checkpoint: Checkpoint
        let directory: StateDirectory

        init(seed: UInt64, count: Int, _ holes: Holes) throws {
            let all = RandomCandles.array(seed: seed, timeframe: .oneHour, count: count)
            let candles = all.enumerated().filter { !holes.contain(count - 1 - $0.offset) }
                .map(\.element)
            fixture = try TickFixture(
                binance: candles, timeframe: .oneHour,
                configuration: TickFixture.lively.replacing(
                    "warmUp", with: "timeframe: '1h', warmUp"))
            for candle in [candles[40], candles[candles.count - 2]] {
                try fixture.tick(at: candle.closeTime(.oneHour).advanced(byMilliseconds: 2_000))
            }
            directory = try #require(
                try StateDirectory(existing: fixture.home.appending(path: "state").path))
            checkpoint = try #require(try Checkpoint.read("binance", in: directory))
            ledger = try Ledger(
                journal: fixture.text("traders/binance/journal.jsonl"), spacing: hour)
        }
    }

    private static func isClose(_ left: Double?, _ right: Double?) -> Bool {
        guard let left, let right else { return left == nil && right == nil }
        return abs(left - right) <= 1e-9 * max(1, abs(right))
    }

    static func compare(
        _ told: WindowFigures?, _ ledger: Ledger.Window?, _ place: String
    ) throws {
        guard let ledger else {
            #expect(told == nil, "\(place)")
            return
        }
        let told = try #require(told, "\(place)")
        #expect(
            told.from.milliseconds == ledger.from && told.to.milliseconds == ledger.to, "\(place)")
        #expect(told.wins == ledger.wins && told.losses == ledger.losses, "\(place)")
        #expect("\(told.pnl)" == "\(ledger.pnl)" && "\(told.fees)" == "\(ledger.fees)", "\(place)")
        #expect("\(told.equityAtStart)" == "\(ledger.start)", "\(place)")
        #expect("\(told.equityAtEnd)" == "\(ledger.end)", "\(place)")
        #expect(told.candles == ledger.candles, "\(place)")
        #expect(told.missingCandles == ledger.missing, "\(place): missing")
        #expect("\(told.priceAtStart)" == "\(ledger.startPrice)", "\(place)")
        #expect("\(told.lastClose)" == "\(ledger.endPrice)", "\(place)")
        #expect(told.best.map { "\($0)" } == ledger.trades.map(\.pnl).max().map { "\($0)" })
        #expect(told.worst.map { "\($0)" } == ledger.trades.map(\.pnl).min().map { "\($0)" })
        #expect(isClose(told.maximumDrawdownPercent, ledger.drawdown), "\(place): drawdown")
        #expect(isClose(told.changePercent, ledger.changePercent), "\(place)")
        #expect(isClose(told.holdPercent, ledger.holdPercent), "\(place)")
        #expect(
            isClose(
                told.changePerDay,
                ledger.days < 0.5 ? nil : (ledger.end - ledger.start).double / ledger.days),
            "\(place)")
        guard !told.dailyReturns.isEmpty else { return }
        #expect(told.dailyReturns.count == ledger.returns.count, "\(place): days")
        for (day, value) in ledger.returns {
            #expect(isClose(told.dailyReturns[day], value), "\(place), day \(day)")
        }
    }

    static func windows(_ home: Home) throws -> [(Int64?, Ledger.Window?)] {
        let end = try #require(home.ledger.marks.last).close
        return [nil, 30, 7, 1].map { days in
            (days, home.ledger.window(since: days.map { end - $0 * 86_400_000 } ?? .min))
        }
    }

    @Test(arguments: [UInt64](200..<202), Holes.allCases)
    func `windows of posts, page and charts, at their edges too`(seed: UInt64, holes: Holes) throws
    {
        for count in [1_080, 400, 60] {
            let home = try Home(seed: seed, count: count, holes)
            let place = "seed \(seed), \(count) candles, holes \(holes)"
            let posts = try TraderView(of: home.checkpoint, reported: nil, in: home.directory)
                .windows
            let scan = try RecordScan(home.checkpoint, in: home.directory)
            let trader = try PageTrader(home.checkpoint, scan, in: home.directory)
            let page = trader.view.windows
            for (days, window) in try Self.windows(home) {
                let place = "\(place), \(days.map { "\($0) days" } ?? "whole")"
                switch days {
                case nil:
                    try Self.compare(posts.whole, window, place)
                    try Self.compare(page.whole, window, place)
                case 30:
                    try Self.compare(page.month, window, place)
                    Self.compareLine(trader.spans[.month], window, place)
                case 7:
                    try Self.compare(posts.week, window, place)
                    try Self.compare(page.week, window, place)
                    Self.compareLine(trader.spans[.week], window, place)
                    try Self.compareCurve(home, ChartWindow(word: "7d") ?? .all, window, place)
                default:
                    try Self.compare(posts.day, window, place)
                    try Self.compare(page.day, window, place)
                    Self.compareLine(trader.spans[.day], window, place)
                    try Self.compareCurve(home, .day, window, place)
                }
            }
            try Self.compareCurve(home, .all, home.ledger.window(), place)
        }
    }

    /// A line of the page's window ends where the window's change is, where the record fills it.
    private static func compareLine(
        _ curve: EquityCurve?, _ window: Ledger.Window?, _ place: String
    ) {
        guard let curve else { return }
        #expect(curve.rise.first?.value == 0 && curve.holdRise.first?.value == 0, "\(place)")
        #expect(isClose(curve.rise.last?.value, window?.changePercent), "\(place)")
        #expect(isClose(curve.holdRise.last?.value, window?.holdPercent), "\(place)")
    }

    /// The words beside a picture of equity tell the change over its window, and holding's.
    private static func compareCurve(
        _ home: Home, _ reach: ChartWindow, _ window: Ledger.Window?, _ place: String
    ) throws {
        let window = try #require(window)
        let options = ChartJob.Options(kind: .equity, window: reach)
        let words = try ChartJob(options, home: home.fixture.home.path).picture().altText
        let change = ShownNumber.signed(ShownNumber.percent(window.changePercent))
        let held = ShownNumber.signed(ShownNumber.percent(window.holdPercent))
        #expect(words.contains("binance \(change); BTC held \(held)."), "\(place): \(words)")
    }

    @Test(arguments: [UInt64](210..<212), [Holes.none, .inside])
    func `the stats file, and the same candles in a backtest and a sweep`(
        seed: UInt64, holes: Holes
    ) async throws {
        for count in [720, 90, 70] {
            let home = try Home(seed: seed, count: count, holes)
            let (ledger, path) = (home.ledger, home.fixture.home.path)
            let place = "seed \(seed), \(count) candles, holes \(holes)"
            let backtest = try BacktestJob(
                BacktestJob.Options(trader: "binance"), home: path, now: Timestamp(milliseconds: 0)
            ).run()
            let sweep = try await SweepJob(SweepJob.Options(trader: "binance"), home: path)
                .run { _, _ in }
            let texts = [
                try home.fixture.text("binance_trading_stats.json"), backtest.json,
                try #require(sweep.json.last),
            ]
            for (source, text) in zip(["stats", "backtest", "sweep"], texts) {
                let json = try JSONReader.parse(Array(text.utf8))
                let place = "\(place), \(source)"
                try Self.compare(json, ledger, place)
            }
            let missing = try JSONReader.parse(Array(backtest.json.utf8))["missingCandles"]
            let all = try Self.missing(home.fixture.text("traders/binance/journal.jsonl"))
            #expect(missing?.scalarText == "\(all)", "\(place)")
        }
    }

    /// How many candles lie in no line between the first and the last, the warm-up's among them.
    private static func missing(_ journal: String) throws -> Int64 {
        let times = journal.split(separator: "\n").compactMap { line in
            line.contains("\"type\":\"candle\"")
                ? line.firstMatch(of: #/"time":(\d+)/#).flatMap { Int64($0.1) } : nil
        }
        let (first, last) = (try #require(times.first), try #require(times.last))
        return (last - first) / hour + 1 - Int64(times.count)
    }

    private static func compare(_ json: JSONValue, _ ledger: Ledger, _ place: String) throws {
        let whole = try #require(ledger.window())
        let number = { (name: String) in json[name]?.scalarText.flatMap { Double($0) } }
        let (pnl, count) = (whole.pnl.double, Double(whole.trades.count))
        let gains = whole.trades.map(\.pnl).filter { $0 > 0 }.reduce(0, +).double
        let lost = whole.trades.map(\.pnl).filter { $0 <= 0 }.reduce(0, +).double
        let expected: [(String, Double?)] = [
            ("equity", whole.end.double), ("totalPnL", pnl),
            ("totalPnLPercent", 100 * pnl / ledger.initialBalance.double),
            ("totalTrades", count), ("wins", Double(whole.wins)),
            ("winRate", count == 0 ? 0 : 100 * Double(whole.wins) / count),
            ("profitFactor", lost == 0 ? nil : gains / -lost),
            ("expectancy", count == 0 ? 0 : pnl / count),
            ("sharpeRatio", ledger.sharpe), ("sortinoRatio", ledger.sortino),
            ("maxDrawdownPercent", whole.drawdown),
            ("exposurePercent", 100 * Double(whole.exposed) / Double(whole.candles)),
            ("totalFees", (whole.fees + ledger.openFee).double),
        ]
        for (name, value) in expected {
            #expect(isClose(number(name), value), "\(place): \(name) \(number(name) ?? .nan)")
        }
    }
}
