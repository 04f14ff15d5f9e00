import Feeds
import Foundation
import HTTP
import LoopbackExchange
import Market
import Seeds
import Store
import Testing
import WatchedCalls

@testable import Jobs
@testable import Text
@testable import Record
@testable import Settings
@testable import Watch

struct HealthJobTests {
    private let fixture: TickFixture
    /// When the last tick of the fixture was.
    private let last: Timestamp

    init() throws {
        fixture = try TickFixture.record(seed: 90)
        last = TickFixture.moment(after: RandomCandles.array(seed: 90, count: 400)[398])
        try ledger(at: last)
    }

    private func ledger(at moment: Timestamp, error: JobError? = nil) throws {
        var entry = RunEntry(at: moment, program: "algom-tick")
        entry.record(try settings(), now: moment)
        if let error { entry.record(error) }
        #expect(RunLedger.add(entry, home: fixture.home.path) == nil)
    }

    private func settings() throws -> Settings {
        try Settings(
            environment: ["BINANCE_BASE_URL": fixture.binance.baseURL],
            options: Settings.Options(home: fixture.home.path))
    }

    private func look(
        at now: Timestamp, calls: any FileSystemCalls = KernelCalls()
    ) throws -> HealthResult {
        fixture.binance.setNow(now)
        return try HealthJob(
            settings: try settings(), transport: CurlTransport(trust: .system),
            clock: FeedClock(wall: { now }, monotonicMilliseconds: { 0 }), holder: "a test",
            calls: calls
        ).run()
    }

    private func keys(at now: Timestamp) throws -> [String] {
        try look(at: now).problems.map(\.key)
    }

    private func later(_ minutes: Int64) -> Timestamp {
        last.advanced(byMilliseconds: minutes * 60_000)
    }

    @Test func `a fresh record is well`() throws {
        let result = try look(at: later(3))
        #expect(result.problems == [])
        #expect(result.status == .ok)
        #expect(result.lines == ["all well: 1 trader, runs, reports, state, disk and clock"])
        #expect(result.news.isEmpty)
    }

    @Test func `ticks that stop are told once, and once that they are back`() throws {
        _ = try look(at: later(3))
        let first = try look(at: later(20))
        #expect(first.problems.map(\.key) == ["tick/binance"])
        #expect(first.status == .wrong)
        #expect(first.news.count == 1)
        let second = try look(at: later(35))
        #expect(second.news.isEmpty)
        #expect(second.status == .wrong)
        try ledger(at: later(36))
        let third = try look(at: later(37))
        // The tick runs again; that its candle is old is what comes to light then.
        #expect(third.problems.map(\.key) == ["candle/binance"])
        #expect(third.news.contains { $0.hasPrefix("right again after 17 m 0 s: no tick of") })
    }

    @Test func `an exchange that is away once is no news, three times it is`() throws {
        let away = JobError(.unavailable, "cannot resolve api.binance.com")
        for (index, minutes) in [Int64(5), 10, 15].enumerated() {
            try ledger(at: later(minutes), error: away)
            let found = try keys(at: later(minutes + 1))
            #expect(found == (index < 2 ? [] : ["failures/algom-tick,binance"]))
        }
    }

    @Test func `a journal that is cut or changed is told with what helps`() throws {
        let journal = fixture.home.appending(path: "state/traders/binance/journal.jsonl")
        let whole = try Data(contentsOf: journal)
        try whole.dropLast(7).write(to: journal)
        let cut = try look(at: later(3))
        #expect(cut.problems.map(\.key) == ["state/binance"])
        #expect(cut.problems[0].words.contains("algom verify --trader binance"))
        var changed = whole
        changed[changed.count - 400] ^= 1
        try changed.write(to: journal)
        #expect(try keys(at: later(4)) == ["state/binance"])
        try whole.write(to: journal)
        #expect(try look(at: later(12)).problems == [])
        try FileManager.default.removeItem(
            at: fixture.home.appending(path: "state/traders/binance/checkpoint.json"))
        let lost = try look(at: later(13))
        #expect(lost.problems.first?.words.contains("algom repair --trader binance") == true)
    }

    @Test func `a lock that hangs is told, one that works is not`() throws {
        let directory = try StateDirectory(path: fixture.home.path + "/state")
        let process = ProcessInfo.processInfo.processIdentifier
        let lock = try directory.lock(
            StateFiles.lock(of: "binance"), holder: "process \(process) since \(later(-9))")
        #expect(try keys(at: later(3)) == [])
        #expect(try keys(at: later(7)) == ["lock/binance"])
        lock.release()
        #expect(try keys(at: later(8)) == [])
    }

    @Test func `an env that others can read is told with the command`() throws {
        try fixture.write("EXCHANGE=binance", to: ".env")
        chmod(fixture.home.path + "/.env", 0o644)
        let result = try look(at: later(3))
        #expect(result.problems.map(\.key) == ["env"])
        #expect(result.problems[0].words.hasSuffix("run: chmod 600 \(fixture.home.path)/.env"))
    }

    @Test func `a damaged memory is written anew with a warning`() throws {
        try fixture.write("{", to: "state/health.json")
        let first = try look(at: later(3))
        #expect(first.warnings.count == 1)
        #expect(try look(at: later(3)).warnings.isEmpty)
    }

    @Test func `two looks at once are one too many`() throws {
        let directory = try StateDirectory(path: fixture.home.path + "/state")
        let lock = try directory.lock("health.lock", holder: "somebody")
        let words = "\(fixture.home.path)/state/health.lock is held by somebody"
        #expect(throws: JobError(.tryLater, words)) { try look(at: later(3)) }
        lock.release()
    }

    @Test func `where nothing has run yet nothing is made`() throws {
        let home = try ScratchHome()
        try home.put("", in: ".env")
        let result = try HealthJob(
            settings: try Settings(environment: [:], options: Settings.Options(home: home.path)),
            transport: CurlTransport(trust: .system),
            clock: FeedClock(wall: { "2026-01-05T12:00:00Z" }, monotonicMilliseconds: { 0 }),
            holder: "a test"
        ).run()
        #expect(result.status == .wrong)
        #expect(result.lines[0].contains("no trader has run yet"))
        #expect(try home.names() == [".env"])
    }

    @Test func `a state without traders is not well`() throws {
        let home = try ScratchHome()
        try home.put("", in: "state/runs.jsonl")
        let result = try HealthJob(
            settings: try home.settings(), transport: CurlTransport(trust: .system),
            clock: FeedClock(wall: { "2026-01-05T12:00:00Z" }, monotonicMilliseconds: { 0 }),
            holder: "a test"
        ).run()
        #expect(result.status == .wrong)
        #expect(result.problems.map(\.key) == ["state"])
        #expect(result.lines[0].contains("no trader has run yet in \(home.path)"))
    }

    @Test func `settings that a record was not made with are wrong before any tick says so`() throws
    {
        #expect(try keys(at: later(3)) == [])
        try fixture.write(
            TickFixture.lively.replacing("fast: 3", with: "fast: 4"), to: "algom.json")
        let result = try look(at: later(4))
        #expect(result.problems.map(\.key) == ["state/binance"])
        #expect(result.problems[0].words.contains("made with other settings: fast 3 (now 4)"))
        try fixture.write(TickFixture.lively, to: "algom.json")
        #expect(try look(at: later(5)).status == .ok)
    }

    @Test func `a tick that was refused is wrong at once, and right with the next`() throws {
        try ledger(at: later(5), error: JobError(.configuration, "algom.json: what?"))
        let result = try look(at: later(6))
        #expect(result.status == .wrong)
        #expect(result.problems.map(\.key) == ["failures/algom-tick,binance"])
        try ledger(at: later(10))
        #expect(try look(at: later(11)).status == .ok)
    }

    @Test
    func `a trader that is added makes nothing red, nor does one that failed and was renamed`()
        throws
    {
        let away = JobError(.unavailable, "cannot resolve api.binance.com")
        for minutes: Int64 in [5, 10, 15] { try ledger(at: later(minutes), error: away) }
        #expect(try look(at: later(16)).status == .wrong)
        try fixture.write(
            TickFixture.lively.replacing("traders: [", with: "traders: [{ exchange: \"sim\" }, "),
            to: "algom.json")
        try ledger(at: later(17))
        let added = try look(at: later(18))
        #expect(added.problems.filter { $0.key.hasPrefix("failures/") }.isEmpty, "\(added.lines)")
        try fixture.write(
            TickFixture.lively.replacing("exchange: ", with: "name: \"new\", exchange: "),
            to: "algom.json")
        let renamed = try look(at: later(19))
        #expect(renamed.status == .ok, "\(renamed.lines)")
    }

    /// Every call that changes something is refused, and reading goes on.
    @Test(arguments: [ENOSPC, EROFS, EDQUOT])
    func `what is wrong is told before the disk's refusal`(code: Int32) throws {
        _ = try look(at: later(3))
        let calls = WatchedCalls { call in
            call.isLook || ["close", "flock", "fchmod"].contains(call.name) ? nil : code
        }
        let result = try look(at: later(20), calls: calls)
        #expect(result.problems.map(\.key) == ["tick/binance"])
        #expect(result.news.count == 1)
        #expect(result.status == .io)
        #expect(result.lines.last?.contains("could not be kept: cannot ") == true)
        #expect(result.lines.first?.contains("no tick of binance has started for 20 m") == true)
        let well = try look(at: later(3), calls: calls)
        #expect(well.problems == [] && well.status == .io)
        #expect(!well.lines.contains { $0.hasPrefix("all well") })
        // With room again it is what it was.
        #expect(try look(at: later(3)).status == .ok)
    }

    @Test func `what the disk refuses to show is found, and hides nothing else`() throws {
        try ledger(at: later(5), error: JobError(.configuration, "algom.json: what?"))
        let calls = WatchedCalls { $0.name == "openat" && $0.entry == "journal.jsonl" ? EIO : nil }
        let result = try look(at: later(6), calls: calls)
        #expect(result.status == .wrong)
        #expect(result.problems.map(\.key) == ["state/binance", "failures/algom-tick,binance"])
    }

    @Test func `a last candle in the future is wrong, with what to do, and is no old one`() throws {
        let result = try look(at: later(-200))
        let finding = try #require(result.problems.first { $0.key == "candle/binance" })
        #expect(finding.words.contains("3 h 1"))
        #expect(finding.words.contains("ahead of this clock"))
        #expect(
            finding.words.contains(
                "algom reset --trader binance --home \(fixture.home.path) --reason"))
        #expect(result.status == .wrong)
        #expect(try look(at: later(3)).problems == [])
    }

    @Test func `a clock of 1970 is told as that, and nothing else is measured by it`() throws {
        let then = try look(at: "1970-01-01T00:10:00Z")
        #expect(then.problems.map(\.key) == ["clock"])
        let now = try look(at: later(3))
        #expect(now.problems == [])
        #expect(now.news.count == 1 && now.news[0].hasPrefix("right again: this machine's clock"))
    }
}
