import Foundation
import JSON
import Market
import Reporting
import Seeds
import Testing
import Trading

@testable import Jobs
@testable import Text
@testable import Settings
@testable import Research

struct ImportStatsJobTests {
    private static let now = Timestamp(milliseconds: 1_760_130_900_123)
    private static let old = """
        {"exchange": "binance", "timestamp": "2025-11-01T10:20:30.123Z", "sessionStart": 1759300000000,
         "balance": 9876.543210987654, "totalPnL": -123.456789012345, "totalTrades": 42, "wins": 17,
         "losses": 25, "maxDrawdown": 4.25, "currentPosition": null}
        """
    private static let claim =
        "before it, balance 9,876.54, 42 trades (17 won, 25 lost), P&L -123.46, drawdown 4.25 %, "
        + "2025-10-01 to 2025-11-01: carried over, not verifiable"

    private func consume(
        _ fixture: TickFixture, _ text: String = old, named: Bool = false, drops: Bool = false,
        dry: Bool = false
    ) throws -> (lines: [String], warnings: [String]) {
        let path = fixture.home.appending(path: "old.json").path
        try fixture.write(text, to: "old.json")
        return try ImportStatsJob(
            settings: try Settings(
                environment: [:], options: Settings.Options(home: fixture.home.path)),
            file: path, isTraderNamed: named, dropsPosition: drops, isDryRun: dry, now: Self.now,
            holder: "a test"
        ).run()
    }

    private func empty(seed: UInt64 = 70) throws -> (TickFixture, [Candle]) {
        let candles = RandomCandles.array(seed: seed, count: 400)
        return (try TickFixture(binance: candles, configuration: TickFixture.lively), candles)
    }

    private func verify(_ fixture: TickFixture) throws -> VerifyResults {
        try VerifyJob(home: fixture.home.path, traders: [], head: nil).run()
    }

    private func statsValue(_ fixture: TickFixture) throws -> JSONValue {
        try JSONReader.parse(Array(fixture.text("binance_trading_stats.json").utf8))
    }

    @Test func `the record begins with the old balance, and its first line says whose claim it is`()
        throws
    {
        let (fixture, candles) = try empty()
        let told = try consume(fixture)
        #expect(told.lines.count == 1 && told.lines[0].contains(Self.claim), "\(told.lines)")
        #expect(told.warnings == [])
        #expect(try fixture.text("traders/binance/carried-over.json") == Self.old)
        #expect(try verify(fixture).status == .ok)

        for index in [60, 399] {
            #expect(try fixture.tick(at: TickFixture.moment(after: candles[index])).status == .ok)
        }
        let first = try #require(try fixture.journal.first)
        #expect(
            first.contains(
                "\"carriedOver\":{\"note\":\"carried over, not verifiable\",\"file\":\"old.json\""))
        #expect(first.contains("\"initialBalance\":\"9876.54321098\""))
        let stats = try statsValue(fixture)
        #expect(stats["initialBalance"]?.scalarText == "9876.54321098")
        #expect(stats["carriedOver"]?["totalTrades"]?.scalarText == "42")
        #expect(stats["carriedOver"]?["note"]?.string == CarriedOver.mark)
        #expect(stats["totalTrades"]?.scalarText != "42")
        let proof = try verify(fixture)
        #expect(proof.status == .ok, "\(proof.failures)")
        #expect(proof.lines.contains { $0.contains(Self.claim) })
    }

    @Test func `figures are those of a trader that began with that balance`() throws {
        let (fixture, candles) = try empty(seed: 71)
        let other = try TickFixture(
            binance: candles,
            configuration: TickFixture.lively.replacing(
                "warmUp", with: "initialBalance: 9876.54321098, warmUp"))
        _ = try consume(fixture)
        for one in [fixture, other] {
            // A first tick consumes the warm-up only.
            for index in [60, 399] {
                try one.tick(at: TickFixture.moment(after: candles[index]))
            }
        }
        let own = try fixture.stats(of: "binance")
        let theirs = try other.stats(of: "binance")
        let end = try #require(own.firstRange(of: "  \"carriedOver\""))
        #expect(theirs.hasPrefix(own[..<end.lowerBound].dropLast(1)), "the lines before it")
        #expect(theirs.contains("\"lastPrice\""))
        #expect(
            try fixture.events(of: "binance").dropFirst() == other.events(of: "binance").dropFirst()
        )
    }

    @Test func `repair, backtest, export, status and dashboard know such a record`() throws {
        let (fixture, candles) = try empty(seed: 72)
        _ = try consume(fixture)
        for index in [60, 399] { try fixture.tick(at: TickFixture.moment(after: candles[index])) }
        let home = fixture.home.path
        let stats = try fixture.stats(of: "binance")
        try FileManager.default.removeItem(
            at: fixture.home.appending(path: "state/traders/binance/checkpoint.json"))
        let repaired = try RepairJob(
            home: home, traders: [], now: Self.now, holder: "a test"
        ).run()
        #expect(repaired.status == .ok, "\(repaired.failures)")
        #expect(try fixture.stats(of: "binance") == stats)
        #expect(try verify(fixture).status == .ok)
        let backtest = try BacktestJob(
            BacktestJob.Options(trader: "binance"), home: home, now: Self.now
        ).run()
        #expect(backtest.isParity == true)
        let status = try StatusJob(home: home, traders: [], now: Self.now).run()
        #expect(
            status.text(width: 200, isColoured: false).contains(
                Self.claim.replacing("before it, ", with: "")))
        #expect(
            status.json[0].contains("\"carriedOver\":{\"note\":\"carried over, not verifiable\""))
        #expect(try fixture.tick(at: TickFixture.moment(after: candles[399])).status == .ok)
    }

    @Test func `a changed claim is found`() throws {
        let (fixture, candles) = try empty(seed: 73)
        _ = try consume(fixture)
        for index in [60, 100] { try fixture.tick(at: TickFixture.moment(after: candles[index])) }
        var lines = try fixture.journal
        lines[0] = lines[0].replacing("\"wins\":17", with: "\"wins\":27")
        try fixture.plant(lines, chainedFrom: nil)
        #expect(try verify(fixture).status == .configuration)
    }

    @Test func `a trader with a record is refused, and may begin anew after a reset`() throws {
        let fixture = try TickFixture.record(seed: 74)
        let refused = #expect(throws: JobError.self) { try consume(fixture) }
        #expect(refused?.status == .usage)
        #expect(refused?.description.contains("'algom reset --trader binance") == true)
        _ = try ResetJob(
            home: fixture.home.path, trader: "binance", reason: "taken over", now: Self.now,
            holder: "a test"
        ).run()
        _ = try consume(fixture)
        let again = #expect(throws: JobError.self) { try consume(fixture) }
        #expect(again?.description.contains("carried over into it already") == true)
        let last = RandomCandles.array(seed: 74, count: 400)[399]
        #expect(try fixture.tick(at: TickFixture.moment(after: last)).status == .ok)
        let first = try #require(try fixture.journal.first)
        #expect(first.contains("\"reason\":\"taken over\"") && first.contains("\"carriedOver\":{"))
        #expect(try verify(fixture).status == .ok)
    }

    @Test func `a tick that got no candle leaves no record in the way`() throws {
        let fixture = try TickFixture(binance: [], configuration: TickFixture.lively)
        try fixture.tick(at: Self.now)
        #expect(fixture.exists("traders/binance/checkpoint.json"))
        _ = try consume(fixture)
    }

    @Test func `an open position is refused, or left behind without its value`() throws {
        let (fixture, _) = try empty()
        let text = Self.old.replacing(
            "\"currentPosition\": null", with: "\"currentPosition\": {\"side\": \"LONG\"}")
        let refused = #expect(throws: JobError.self) { try consume(fixture, text) }
        #expect(refused?.description.contains("--drop-position") == true)
        #expect(!fixture.exists("traders"))
        let told = try consume(fixture, text, drops: true)
        #expect(told.lines[0].contains("an open position left behind"))
        #expect(try statsValue(fixture)["balance"]?.scalarText == "9876.54321098")
    }

    @Test func `a dry run and a lock that is held leave everything as it was`() throws {
        let (fixture, _) = try empty()
        #expect(try consume(fixture, dry: true).lines[0].contains("would begin"))
        #expect(!fixture.exists("traders") && !fixture.exists("binance_trading_stats.json"))
        let other = try TickFixture.record(seed: 75)
        let dry = #expect(throws: JobError.self) { try consume(other, dry: true) }
        #expect(dry?.status == .usage)
        let lock = open(other.home.appending(path: "state/traders/binance/lock").path, O_RDWR)
        #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
        #expect(#expect(throws: JobError.self) { try consume(other) }?.status == .tryLater)
        close(lock)
    }

    @Test func `whose figures they are is asked where it is not plain`() throws {
        let (fixture, _) = try empty()
        let text = Self.old.replacing("binance", with: "bybit")
        let refused = #expect(throws: JobError.self) { try consume(fixture, text) }
        #expect(refused?.description.contains("choose with --trader") == true)
        let told = try consume(fixture, text, named: true)
        #expect(told.warnings.count == 1 && told.warnings[0].contains("exchange was bybit"))
    }
}
