import Foundation
import JSON
import Market
import Seeds
import Store
import Testing

@testable import Jobs
@testable import Record
@testable import Settings
@testable import Text

/// A record that is gone while something tells that it was there.
struct LostRecordTests {
    private static let now = Timestamp(milliseconds: 1_760_130_900_123)
    private let fixture: TickFixture

    init() throws { fixture = try TickFixture.record(seed: 61) }

    private var own: URL { fixture.home.appending(path: "state/traders/binance") }

    private func moment() throws -> Timestamp {
        let stats = try JSONReader.parse(Array(fixture.text("binance_trading_stats.json").utf8))
        let last = try #require(stats["asOf"]?.string)
        return try #require(Timestamp(iso8601: last)).advanced(byMilliseconds: 2_000)
    }

    private func reset(_ reason: String = "the record was lost") throws -> [String] {
        try ResetJob(
            home: fixture.home.path, trader: "binance", reason: reason, now: Self.now,
            holder: "a test"
        ).run()
    }

    private func refusal(at moment: Timestamp) throws -> String {
        let failure = try #require(try fixture.tick(at: moment).traders.first?.failure)
        #expect(failure.status == .configuration)
        return failure.description
    }

    @Test(arguments: ["binance_trading_stats.json", "trading_stats.json"])
    func `a stats file that tells of one stops a new one, until it is back`(name: String) throws {
        let moment = try moment()
        for other in ["binance_trading_stats.json", "trading_stats.json"] where other != name {
            try FileManager.default.removeItem(at: fixture.home.appending(path: "state/\(other)"))
        }
        let away = fixture.home.appending(path: "away")
        try FileManager.default.moveItem(at: own, to: away)
        let words = try refusal(at: moment)
        let home = fixture.home.path
        #expect(
            words.hasPrefix("binance: there is no record, but \(home)/state/\(name) tells of one"))
        #expect(
            words.hasSuffix(
                "algom reset --trader binance --reason 'the record was lost' --home \(home)"))
        #expect(!fixture.exists("traders/binance"))
        try FileManager.default.moveItem(at: away, to: own)
        #expect(try fixture.tick(at: moment).status == .ok)
    }

    @Test func `given up, it is followed by one that says so`() throws {
        let moment = try moment()
        try FileManager.default.removeItem(at: own)
        _ = try refusal(at: moment)
        let told = try reset()
        #expect(told[0].hasPrefix("binance: the record that is not there is given up"), "\(told)")
        #expect(try fixture.tick(at: moment).status == .ok)
        #expect(try #require(try fixture.journal.first).contains("\"the record was lost\""))
        #expect(throws: JobError.self) {
            try ResetJob(
                home: fixture.home.path, trader: "nobody", reason: "x", now: Self.now, holder: "x"
            ).run()
        }
        // That one lost as well, with its stats files: the archive tells of it.
        for name in ["traders", "binance_trading_stats.json", "trading_stats.json"] {
            try FileManager.default.removeItem(at: fixture.home.appending(path: "state/\(name)"))
        }
        #expect(try refusal(at: moment).contains("/state/archive/binance."))
    }

    @Test func `a reset that was killed before its stats file went is a reset`() throws {
        let moment = try moment()
        let stats = try fixture.text("binance_trading_stats.json")
        _ = try reset("new rules")
        try fixture.write(stats, to: "state/binance_trading_stats.json")
        #expect(try fixture.tick(at: moment).status == .ok)
        #expect(try #require(try fixture.journal.first).contains("\"new rules\""))
    }

    // MARK: All of it

    private func home(_ purpose: Home.Purpose) throws -> Home {
        try Home([:], Settings.Options(home: fixture.home.path), for: purpose)
    }

    @Test func `where the whole state directory is gone none begins, until it is said`() throws {
        let moment = try moment()
        let state = fixture.home.appending(path: "state")
        let away = fixture.home.appending(path: "away")
        try FileManager.default.moveItem(at: state, to: away)
        let error = try #require(throws: JobError.self) { try home(.writing) }
        let words =
            "\(state.path) holds no record, though one began there, as \(fixture.home.path)/.algom-record"
            + " tells; put it back (is it mounted?), or begin anew: algom-tick --new-home --home"
            + " \(fixture.home.path)"
        #expect(error == JobError(.configuration, "--home: \(words)"))
        #expect(throws: Never.self) { try home(.looking) }
        // One that is there and empty, as where nothing is mounted.
        try FileManager.default.createDirectory(
            at: state, withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o700])
        #expect(throws: Never.self) { try home(.writing) }
        #expect(try refusal(at: moment) == "binance: \(words)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: state.path) == [])
        try FileManager.default.removeItem(at: state)
        try FileManager.default.moveItem(at: away, to: state)
        #expect(try fixture.tick(at: moment).status == .ok)
        try home(.founding).make()
        // Nothing was lost, so that it still tells.
        try FileManager.default.removeItem(at: state)
        #expect(throws: JobError.self) { try home(.writing) }
        try home(.founding).make()
        #expect(try fixture.tick(at: moment).status == .ok)
    }

    @Test func `a trader that comes to others begins, and the first of all does`() throws {
        let moment = try moment()
        try fixture.write(
            TickFixture.lively.replacing(
                "[{", with: "[{ name: 'other', exchange: 'binance', warmUp: 30 }, {"),
            to: "algom.json")
        #expect(try fixture.tick(at: moment).status == .ok)
        let new = try TickFixture(binance: RandomCandles.array(seed: 1, count: 600))
        #expect(try new.tick(at: moment, exchange: "binance").status == .ok)
    }

    // MARK: Another one

    /// Whether a tick without `algom.json` begins a record beside others, and what it says if not.
    private func begins(
        beside names: [String], exchange: String? = nil, variable: String? = nil
    ) throws -> String? {
        let home = try ScratchHome()
        for name in names { try home.put("{}", in: "state/traders/\(name)/checkpoint.json") }
        let settings = try home.settings(
            variable.map { ["EXCHANGE": $0] } ?? [:], exchange: exchange)
        let directory = try StateDirectory(path: home.path + "/state")
        do {
            try LostRecord.refuse(
                settings.traders[0].name, in: directory, fallback: settings.fallback)
            return nil
        } catch {
            #expect(error.status == .configuration)
            return error.description.replacing(home.path, with: "HOME")
        }
    }

    @Test func `without algom.json none begins beside records that another file named`() throws {
        let words = "bybit: there is no algom.json, and the records here are others, as that of"
        #expect(try begins(beside: []) == nil)
        #expect(
            try begins(beside: ["btc", "binance"])
                == "\(words) btc; put algom.json back (was it moved?), or write one: algom init"
                + " --exchange bybit --home HOME")
        #expect(
            try begins(beside: ["binance"])
                == "\(words) binance; put algom.json back (was it moved?), or say which exchange is"
                + " meant: algom-tick --exchange bybit --home HOME")
        // As the crontab has it: one line an exchange.
        #expect(try begins(beside: ["binance"], exchange: "bybit") == nil)
        #expect(try begins(beside: ["binance", "sim"], variable: "bybit") == nil)
        #expect(try begins(beside: ["eth"], exchange: "bybit")?.hasPrefix(words) == true)
        #expect(try begins(beside: ["eth"], variable: "bybit")?.hasPrefix(words) == true)
    }

    @Test func `a stats file of another program tells of none`() throws {
        let moment = try moment()
        for name in ["state/traders", "state/trading_stats.json", ".algom-record"] {
            try FileManager.default.removeItem(at: fixture.home.appending(path: name))
        }
        try fixture.write(
            #"{"exchange":"binance","balance":9000}"#, to: "state/binance_trading_stats.json")
        #expect(try fixture.tick(at: moment).status == .ok)
    }
}
