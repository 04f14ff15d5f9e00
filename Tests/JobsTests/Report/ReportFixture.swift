import Feeds
import Foundation
import Glibc
import HTTP
import JSON
import LoopbackServices
import Market
import Reporting
import Seeds
import Store

@testable import Jobs
@testable import Text
@testable import Record
@testable import Settings

/// A home with a record, a stand-in for X, and a clock that the reports go by.
final class ReportFixture {
    let traders: TickFixture
    let x = LoopbackX(
        keys: XKeys(
            apiKey: "x-key", apiSecret: "x-secret", accessToken: "17-token",
            accessTokenSecret: "17-secret"))
    var now: Timestamp
    /// Whether the four keys are set.
    var hasKeys = true
    var environment: [String: String] = [:]
    /// Stands in for the drawing of PNG files, which is another module's.
    var png: ((_ svg: String) throws(JobError) -> [UInt8])?
    private var nonce = 0

    private static let keys = [
        "TWITTER_API_KEY": "x-key", "TWITTER_API_SECRET": "x-secret",
        "TWITTER_ACCESS_TOKEN": "17-token",
        "TWITTER_ACCESS_TOKEN_SECRET": "17-secret",
    ]

    /// Traders whose record a test makes as it goes.
    init(_ traders: TickFixture, now: Timestamp) {
        self.traders = traders
        self.now = now
    }

    /// The record of a trader, as of a few seconds after its last candle.
    init(seed: UInt64) throws {
        traders = try TickFixture.record(seed: seed)
        let stats = try traders.text("binance_trading_stats.json")
        let asOf = try JSONReader.parse(Array(stats.utf8))["asOf"]?.string ?? ""
        now = (Timestamp(iso8601: asOf) ?? Timestamp(milliseconds: 0))
            .advanced(byMilliseconds: 5_000)
    }

    var home: String { traders.home.path }

    /// A report at the fixture's time; the calls of the disk and the network go where told.
    @discardableResult
    func report(
        _ kind: Reporting.Post.Kind? = nil, isDry: Bool = false,
        calls: any FileSystemCalls = KernelCalls(),
        transport wrap: (any HTTPTransport) -> any HTTPTransport = { $0 }
    ) throws -> ReportResult {
        x.setNow(seconds: now.milliseconds / 1_000)
        let settings = try settings()
        let job = try ReportJob(
            settings: settings, kind: kind,
            transport: wrap(CurlTransport(trust: settings.trust)),
            clock: FeedClock(wall: { self.now }, monotonicMilliseconds: { 0 }),
            holder: "a test", nonce: { self.nextNonce() }, png: png, calls: calls)
        return isDry ? try job.dryRun() : try job.run()
    }

    /// Puts a report section in the configuration.
    func configure(_ report: String) throws {
        try traders.write(
            TickFixture.lively.replacing("{ traders", with: "{ report: { \(report) }, traders"),
            to: "algom.json")
    }

    /// What the programs are told.
    func settings() throws -> Settings {
        var variables = environment.merging(["TWITTER_BASE_URL": x.baseURL]) { given, _ in given }
        if hasKeys { variables.merge(Self.keys) { given, _ in given } }
        return try Settings(environment: variables, options: Settings.Options(home: home))
    }

    func directory(makingOutbox: Bool = false) throws -> StateDirectory? {
        let directory = try StateDirectory(existing: settings().stateDirectory)
        if makingOutbox { try directory?.makeDirectory(StateFiles.outbox) }
        return directory
    }

    private func nextNonce() -> String {
        nonce += 1
        return "n\(nonce)"
    }

    func pass(hours: Int64) { now = now.advanced(byMilliseconds: hours * 3_600_000) }

    /// The lines of the log.
    func log() throws -> [JSONValue] {
        guard traders.exists("posts.jsonl") else { return [] }
        return try traders.text("posts.jsonl").split(separator: "\n").map {
            try JSONReader.parse(Array($0.utf8))
        }
    }

    /// What the log says was reported, each as often as it says so.
    func reported(_ kind: String) throws -> [String] {
        try log().filter { $0["kind"]?.string == kind }
            .flatMap { $0["reports"]?.elements?.compactMap(\.string) ?? [] }
    }

    /// The files on their way.
    func outbox() throws -> [String] {
        guard traders.exists("outbox") else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: "\(home)/state/outbox")
            .filter { !$0.hasPrefix(".") }
    }
}
