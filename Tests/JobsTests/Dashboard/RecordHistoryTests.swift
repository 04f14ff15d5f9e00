import Foundation
import Glibc
import JSON
import Market
import Seeds
import Store
import Testing
import Trading

@testable import Jobs
@testable import Record
@testable import Reporting
@testable import Settings
@testable import Text

/// What a page keeps for the next one: every page is the one that would be made without it.
struct RecordHistoryTests {
    private static let timeframe = Timeframe.fourHours
    private static let name = "traders/binance/page.json"

    /// The candles of half a year, and a home whose record begins with the first of them.
    private func fixture(seed: UInt64) throws -> (TickFixture, [Candle]) {
        let candles = RandomCandles.array(seed: seed, timeframe: Self.timeframe, count: 1_100)
        let configuration = """
            { traders: [{ exchange: "binance", timeframe: "4h", warmUp: 30, fast: 3, slow: 8, \
            rsiPeriod: 5, overbought: 90 }] }
            """
        let fixture = try TickFixture(
            binance: candles, timeframe: Self.timeframe, configuration: configuration)
        try tick(fixture, to: candles[40])
        return (fixture, candles)
    }

    private func tick(_ fixture: TickFixture, to candle: Candle) throws {
        try fixture.tick(
            at: candle.closeTime(Self.timeframe).advanced(byMilliseconds: 2_000))
    }

    /// The page of a home, at one moment whatever the clock says.
    private func page(_ fixture: TickFixture) throws -> String {
        let failures = try write(fixture).failures
        try #require(failures.isEmpty, "\(failures)")
        return try fixture.text("dashboard.html")
    }

    private func write(_ fixture: TickFixture) throws -> DashboardResult {
        let settings = try Settings(
            environment: [:], options: Settings.Options(home: fixture.home.path))
        return try DashboardJob(
            settings: settings, output: nil, now: Timestamp(milliseconds: 1_790_000_000_000)
        ).run()
    }

    private func kept(_ fixture: TickFixture) throws -> RecordHistory {
        try SealedDocument.record(
            RecordHistory.self, from: Array(fixture.text(Self.name).utf8), path: Self.name)
    }

    private func remove(_ fixture: TickFixture) throws {
        try FileManager.default.removeItem(at: fixture.home.appending(path: "state/\(Self.name)"))
    }

    @Test(arguments: UInt64(0)..<4)
    func `a page that goes on is the page made from the beginning`(seed: UInt64) throws {
        let (fixture, candles) = try fixture(seed: seed)
        var random = SplitMix64(seed: seed)
        var last = 100
        var moves = 0
        var position = JournalPosition.genesis
        while last < candles.count {
            try tick(fixture, to: candles[last])
            let page = try page(fixture)
            if fixture.exists(Self.name) {
                let kept = try kept(fixture)
                #expect(kept.position.length >= position.length, "seed \(seed)")
                if kept.position != position { moves += 1 }
                position = kept.position
                #expect(kept.holdings.count <= Holding.maximumListed)
                #expect(kept.lead.count == min(8, kept.candles), "seed \(seed)")
                // A second page has nothing to add, and one without it begins anew.
                #expect(try self.page(fixture) == page, "seed \(seed), candle \(last)")
                #expect(try self.kept(fixture) == kept, "seed \(seed), candle \(last)")
                if roll(&random) {
                    try remove(fixture)
                    #expect(try self.page(fixture) == page, "seed \(seed), candle \(last)")
                }
            }
            last += Int.random(in: 1...120, using: &random)
        }
        #expect(moves > 5, "seed \(seed)")
    }

    private func roll(_ random: inout SplitMix64) -> Bool {
        Int.random(in: 0..<2, using: &random) == 0
    }

    @Test func `only what came since is read`() throws {
        let (fixture, candles) = try fixture(seed: 5)
        try tick(fixture, to: candles[600])
        let whole = try page(fixture)
        let position = try kept(fixture).position
        var lines = try fixture.journal
        #expect(position.lines > 300 && position.lines < lines.count)
        lines[100] = lines[100].replacing("\"seq\":100,", with: "\"seq\":100 ")
        try fixture.plant(lines, chainedFrom: nil)
        #expect(try page(fixture) == whole)
        try tick(fixture, to: candles[601])
        _ = try page(fixture)
        // Who wants to know whether the rest is whole asks 'algom verify'.
        try remove(fixture)
        let failure = try #require(try write(fixture).failures.first)
        #expect(failure.description.contains("line 101 "))
    }

    @Test func `what is damaged, foreign or of another record is as good as nothing`() throws {
        let (fixture, candles) = try fixture(seed: 6)
        try tick(fixture, to: candles[500])
        _ = try page(fixture)
        let early = try fixture.text(Self.name)
        try tick(fixture, to: candles[700])
        let whole = try page(fixture)
        let bytes = Array(try fixture.text(Self.name).utf8)
        let place = "state/\(Self.name)"
        var random = SplitMix64(seed: 6)
        for _ in 0..<40 {
            var damaged = bytes
            let index = Int.random(in: 0..<bytes.count, using: &random)
            if roll(&random) {
                damaged.removeLast(bytes.count - index)
            } else {
                damaged[index] ^= UInt8(1) << UInt8.random(in: 0..<7, using: &random)
            }
            try Data(damaged).write(to: fixture.home.appending(path: place))
            #expect(try page(fixture) == whole, "byte \(index) of \(bytes.count)")
        }
        // Figures that are not those of the record: the checkpoint says otherwise.
        var history = try kept(fixture)
        history.books.balance = try history.books.balance + "0.01"
        try fixture.write(
            String(decoding: SealedDocument.bytes(of: history), as: UTF8.self), to: place)
        #expect(try page(fixture) == whole)
        // A record that begins anew has none of it.
        try fixture.write(early, to: place)
        #expect(try page(fixture) == whole)
        try FileManager.default.removeItem(at: fixture.home.appending(path: place))
        try FileManager.default.createDirectory(
            at: fixture.home.appending(path: place), withIntermediateDirectories: false)
        #expect(try page(fixture) == whole)
    }

    @Test(.enabled(if: geteuid() == 0))
    func `whoever does not own the record leaves nothing in it`() throws {
        let (fixture, candles) = try fixture(seed: 8)
        try tick(fixture, to: candles[500])
        let own = fixture.home.appending(path: "state/traders/binance").path
        try #require(chown(own, 65_534, 65_534) == 0)
        let whole = try page(fixture)
        #expect(!fixture.exists(Self.name))
        try #require(chown(own, 0, 0) == 0)
        #expect(try page(fixture) == whole)
        #expect(fixture.exists(Self.name))
    }

    @Test func `what was kept later says nothing about a copy that was put back`() throws {
        let (fixture, candles) = try fixture(seed: 7)
        try tick(fixture, to: candles[600])
        let whole = try page(fixture)
        let state = fixture.home.appending(path: "state/traders/binance")
        let copies = try ["journal.jsonl", "checkpoint.json"].map { name in
            (name, try Data(contentsOf: state.appending(path: name)))
        }
        for last in [640, 1_000] {
            try tick(fixture, to: candles[last])
            _ = try page(fixture)
            let later = try fixture.text(Self.name)
            for (name, bytes) in copies { try bytes.write(to: state.appending(path: name)) }
            #expect(try page(fixture) == whole, "candle \(last)")
            try fixture.write(later, to: "state/\(Self.name)")
            #expect(try page(fixture) == whole, "candle \(last)")
        }
    }

    @Test func `rules that need weeks have history kept, lines warm and stops known`()
        throws
    {
        let candles = RandomCandles.array(seed: 9, timeframe: .oneHour, count: 5_200)
        let configuration = """
            { strategies: { slow: { enter: "close > sma(close, 3000) or close <= sma(close, 3000)", \
            stop: "entry_price * 0.3", trail: "peak * 0.31" } }, \
            traders: [{ exchange: "binance", timeframe: "1h", strategy: "slow" }] }
            """
        let fixture = try TickFixture(
            binance: candles, timeframe: .oneHour, configuration: configuration)
        for last in [3_400, 5_100] {
            try fixture.tick(
                at: candles[last].closeTime(.oneHour).advanced(byMilliseconds: 2_000))
        }
        let whole = try page(fixture)
        #expect(try kept(fixture).lead.count == 2_500)
        #expect(try page(fixture) == whole)
        try remove(fixture)
        #expect(try page(fixture) == whole)
        let store = try #require(
            try StateDirectory(existing: fixture.home.appending(path: "state").path))
        let directory = try store.holding(recordOf: "binance")
        let checkpoint = try #require(try Checkpoint.read("binance", in: directory))
        let scan = try RecordScan(checkpoint, in: directory)
        let end = try #require(checkpoint.asOf)
        let drawn = PageTrader.firstDrawn(before: end)
        let shown = try scan.candles(of: checkpoint, in: directory)
        let strategy = checkpoint.parameters.strategy
        #expect(shown.count { $0.openTime < drawn } >= strategy.lead)
        let held = scan.holdings.filter { ($0.end ?? end) >= drawn }
        #expect(held.contains { $0.position.openTime < drawn })
        for holding in held {
            let course = strategy.levels(
                of: holding.position, until: holding.end, over: shown, .oneHour)
            #expect(course?.isEmpty == false)
        }
    }
}
