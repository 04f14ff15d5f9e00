import Foundation
import Market
import Reporting
import Testing
import Trading

@testable import Jobs
@testable import Text
@testable import Record

struct OldStatsTests {
    private func read(_ text: String) throws -> OldStats {
        let home = try ScratchHome()
        try home.put(text, in: "old.json")
        return try OldStats(path: "\(home.path)/old.json")
    }

    @Test func `figures that are missing, null or unreadable are left out`() throws {
        let stats = try read(
            """
            {"balance": "10432.1", "totalTrades": 120, "wins": null, "losses": 50.5,
             "totalPnL": 4.321e2, "maxDrawdown": 8.1}
            """)
        #expect(stats.claim.balance.description == "10432.1")
        #expect(stats.claim.trades == 120)
        #expect(stats.claim.wins == nil)
        #expect(stats.claim.losses == nil)
        #expect(stats.claim.totalPnL?.description == "432.1")
        #expect(stats.claim.maxDrawdownPercent?.description == "8.1")
        #expect(stats.warnings == ["'losses' is left out: 50.5"])
        #expect(!stats.hasOpenPosition)
        #expect(stats.claim.sha256.count == 64)
        #expect(stats.claim.file == "old.json")
    }

    @Test(arguments: [
        "1759300000000", "1759300000", "\"1759300000000\"", "\"2025-10-01T06:26:40.000Z\"",
        "\"2025-10-01 06:26:40\"", "1759300000000.25",
    ])
    func `the beginning is told in several forms`(form: String) throws {
        let stats = try read("{\"balance\": 1, \"sessionStart\": \(form)}")
        #expect(stats.claim.since == Timestamp(milliseconds: 1_759_300_000_000))
        #expect(stats.warnings == [])
    }

    @Test(arguments: ["\"Tue Oct 07 2025\"", "-1", "{}", "1e400"])
    func `a beginning that is no time is left out`(form: String) throws {
        let stats = try read("{\"balance\": 1, \"sessionStart\": \(form)}")
        #expect(stats.claim.since == nil)
        #expect(stats.warnings.count == 1)
    }

    @Test(arguments: [
        ("{}", "holds no 'balance'"), ("{\"balance\": null}", "holds no 'balance'"),
        ("{\"balance\": 0}", "buys nothing"), ("{\"balance\": -3}", "buys nothing"),
        ("{\"balance\": \"much\"}", "'much' is not a decimal number"), ("[]", "is no stats file"),
        ("{\"balance\": 1", "line 1"), ("{\"balance\": 1e300}", "outside the range"),
        ("{\"balance\": 1, \"journalHead\": \"ab\"}", "Algom's own"),
    ])
    func `a file without a balance begins nothing`(text: String, words: String) throws {
        let refused = #expect(throws: JobError.self) { try read(text) }
        #expect(refused?.description.contains(words) == true, "\(String(describing: refused))")
    }

    @Test func `wins and losses that are not the trades are told`() throws {
        let stats = try read("{\"balance\": 1, \"totalTrades\": 3, \"wins\": 1, \"losses\": 1}")
        #expect(stats.warnings == ["it counts 1 wins and 1 losses in 3 trades"])
    }

    @Test func `parameters that differ are named`() throws {
        let stats = try read(
            """
            {"balance": 1, "symbol": "ETH/USDT", "timeframe": "5m", "maxDrawdown": 3, "initialBalance": 5,
             "config": {"strategy": {"fastMA": 9, "slowMA": 25, "stopLossPercent": "1.5"}}}
            """)
        let trader = TraderSettings(
            name: "t", market: Market(exchange: .sim, symbol: .standard, timeframe: .fiveMinutes),
            parameters: .init())
        #expect(
            stats.differences(from: trader) == [
                "symbol was ETH/USDT, and is BTC/USDT", "fast was 9, and is 7",
                "stopLossPercent was 1.5, and is 2",
            ])
    }

    @Test(arguments: [("{\"side\": \"LONG\"}", true), ("null", false), ("{}", false)])
    func `an open position is seen`(position: String, isOpen: Bool) throws {
        #expect(
            try read("{\"balance\": 1, \"currentPosition\": \(position)}").hasOpenPosition == isOpen
        )
    }
}
