import Foundation
import Market
import Reporting
import Seeds
import Store
import Testing
import Trading

@testable import Jobs
@testable import Record

/// The window that traders are compared over, and what they did in it.
struct SharedWindowTests {
    private static let day = Timestamp.millisecondsPerDay
    private static let now: Timestamp = "2026-11-10T21:20:07Z"

    private static func trader(
        _ name: String, _ timeframe: Timeframe = .fiveMinutes, from: Timestamp,
        to: Timestamp = "2026-11-10T21:20:00Z"
    ) throws -> TraderView {
        var state = TraderState(Parameters())
        state.lastOpenTime = to.advanced(byMilliseconds: -timeframe.milliseconds)
        state.lastClose = "1"
        var view = try TraderView(
            name: name,
            market: Market(exchange: .sim, symbol: try Symbol("BTC/USDT"), timeframe: timeframe),
            parameters: Parameters(), state: state)
        view.windows.whole = WindowFigures(
            from: from, to: to, equityAtStart: "1", equityAtEnd: "1", priceAtStart: "1",
            lastClose: "1")
        return view
    }

    @Test func `it is what the youngest has, and ends where the first ends`() throws {
        let window = try #require(
            SharedWindow(
                of: [
                    try Self.trader("old", from: "2026-09-01T00:00:00Z"),
                    try Self.trader(
                        "new", from: "2026-11-01T10:05:00Z", to: "2026-11-10T21:15:00Z"),
                ], now: Self.now))
        #expect(window.start == "2026-11-01T10:05:00Z" && window.end == "2026-11-10T21:15:00Z")
    }

    @Test func `it is at most ninety days, and lies where all timeframes have a close`() throws {
        let old = try Self.trader("old", from: "2026-01-01T00:00:00Z")
        let hourly = try Self.trader(
            "hourly", .fourHours, from: "2026-01-02T04:00:00Z", to: "2026-11-10T20:00:00Z")
        let window = try #require(SharedWindow(of: [old, hourly], now: Self.now))
        #expect(window.end == "2026-11-10T20:00:00Z")
        #expect(window.start == window.end.advanced(by: -90, spansOf: Self.day))
        let late = try Self.trader("late", from: "2026-11-02T10:05:00Z")
        #expect(
            SharedWindow(of: [late, hourly], now: Self.now)?.start == "2026-11-02T12:00:00Z")
    }

    @Test func `who is young or stale is left out where two others remain`() throws {
        let old = try Self.trader("old", from: "2026-09-01T00:00:00Z")
        let other = try Self.trader("other", from: "2026-10-01T00:00:00Z")
        let young = try Self.trader("young", from: "2026-11-10T20:00:00Z")
        let stale = try Self.trader(
            "stale", from: "2026-09-01T00:00:00Z", to: "2026-10-05T00:00:00Z")
        let all = try #require(SharedWindow(of: [old, young, stale, other], now: Self.now))
        #expect(all.start == "2026-10-01T00:00:00Z" && all.end == "2026-11-10T21:20:00Z")
        #expect(
            SharedWindow(of: [old, young], now: Self.now)?.start == "2026-11-10T20:00:00Z")
        #expect(SharedWindow(of: [old, stale], now: Self.now)?.end == "2026-10-05T00:00:00Z")
        #expect(SharedWindow(of: [old], now: Self.now) == nil)
        #expect(SharedWindow(of: [young, stale], now: Self.now) == nil, "they have none in common")
    }

    /// Two records, the second begun a week after the first and told a day longer, as their journals
    /// tell them.
    @Test(arguments: [UInt64](230..<234))
    func `what both did in it is what their journals come to`(seed: UInt64) throws {
        let candles = RandomCandles.array(seed: seed, timeframe: .oneHour, count: 600)
        let others = RandomCandles.array(seed: seed + 50, timeframe: .oneHour, count: 600)
        let trader = { (exchange: String) in
            """
            { exchange: '\(exchange)', timeframe: '1h', warmUp: 30, fast: 3, slow: 8, rsiPeriod: 5,
              overbought: 90 }
            """
        }
        let fixture = try TickFixture(
            binance: candles, bybit: others, timeframe: .oneHour,
            configuration: "{ traders: [\(trader("binance")), \(trader("bybit"))] }")
        for (index, exchange) in [
            (40, "binance"), (200, "bybit"), (573, "binance"), (597, "bybit"),
        ] {
            try fixture.tick(
                at: candles[index].closeTime(.oneHour).advanced(byMilliseconds: 2_000),
                exchange: exchange)
        }
        let directory = try #require(
            try StateDirectory(existing: fixture.home.appending(path: "state").path))
        let views = try ["binance", "bybit"].map { name in
            let checkpoint = try #require(try Checkpoint.read(name, in: directory))
            return try TraderView(of: checkpoint, reported: nil, in: directory)
        }
        let now = candles[597].closeTime(.oneHour)
        let window = try #require(SharedWindow(of: views, now: now))
        #expect(window.start == candles[201].openTime, "seed \(seed)")
        #expect(window.end == candles[573].closeTime(.oneHour), "seed \(seed)")
        var compared: [TraderView] = []
        for view in views {
            let told = try window.told(of: view, in: directory)
            let ledger = try Ledger(
                journal: fixture.text("traders/\(view.name)/journal.jsonl"), spacing: 3_600_000)
            let own = ledger.window(
                since: window.start.milliseconds, until: window.end.milliseconds)
            try FigureLawTests.compare(told.windows.common, own, "seed \(seed), \(view.name)")
            compared.append(told)
        }
        let post = try #require(PostWriter(now: now).comparisonPost(compared)).text
        let changes = try compared.map { try #require($0.windows.common).changePercent }
        #expect(post.contains("🏆 LEADER: "))
        let isAhead = changes[0] > changes[1] ? "BINANCE" : "BYBIT"
        #expect(
            post.contains("LEADER: \(isAhead)") || post.contains("Ahead: \(isAhead)")
                || post.contains("not all figures are current"), "seed \(seed): \(post)")
    }
}
