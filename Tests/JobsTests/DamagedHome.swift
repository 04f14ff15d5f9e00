import Feeds
import Foundation
import HTTP
import Market
import Seeds
import Store
import Testing

@testable import Jobs
@testable import Text
@testable import Watch

/// A home in which three traders of the embedded market have run, as often damaged and restored as
/// a test likes.
final class DamagedHome {
    private static let configuration = """
        { defaults: { exchange: "sim", fast: 2, slow: 3, rsiPeriod: 2, warmUp: 6 },
          traders: [{ name: "one" }, { name: "two", symbol: "ETH/USDT" }, { name: "three", symbol: "SOL/USDT" }] }
        """
    private let home: ScratchHome
    /// The home when it was whole, and one tick before that.
    private let whole: ScratchHome
    private let older: ScratchHome
    private let now: Timestamp

    init() throws {
        home = try ScratchHome()
        (whole, older) = (try ScratchHome(), try ScratchHome())
        let noon = try #require(Timestamp(iso8601: "2026-01-05T12:00:00Z"))
        now = noon.advanced(byMilliseconds: 3 * 300_000)
        try home.put(Self.configuration, in: "algom.json")
        for (index, copy) in [older, whole].enumerated() {
            let moment = noon.advanced(byMilliseconds: Int64(index + 1) * 300_000)
            try #require(try run(at: moment, only: nil).status == .ok)
            let directory = try StateDirectory(path: home.path + "/state")
            // A pause that is over: it is read, and holds nobody up.
            try ExchangePauses(directory).write(
                [
                    .sim: ExchangePause(
                        Deadline(
                            until: Timestamp(milliseconds: Int64(index + 1)), writtenAt: nil),
                        refusals: 1)
                ], before: [:])
            try #require(log() == nil)
            try Self.copy(home.path + "/state", to: copy.path + "/state")
        }
    }

    private static func copy(_ from: String, to target: String) throws {
        if FileManager.default.fileExists(atPath: target) {
            try FileManager.default.removeItem(atPath: target)
        }
        try FileManager.default.copyItem(atPath: from, toPath: target)
    }

    /// Every file there is below `state/`.
    func files() throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: whole.path + "/state").sorted().filter {
            var isDirectory: ObjCBool = false
            let path = whole.path + "/state/" + $0
            return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
                && !isDirectory.boolValue
        }
    }

    func path(_ name: String) -> String { home.path + "/state/" + name }

    func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(filePath: path(name))))
    }

    func put(_ bytes: [UInt8], _ name: String) throws {
        try Data(bytes).write(to: URL(filePath: path(name)))
    }

    /// Puts everything back as it was.
    func restore() {
        do {
            try Self.copy(whole.path + "/state", to: home.path + "/state")
        } catch {
            Issue.record("\(error)")
        }
    }

    /// What lies under a name, and what is in it.
    func look(_ name: String) throws -> String {
        var status = stat()
        try #require(lstat(path(name), &status) == 0)
        let isRegular = status.st_mode & S_IFMT == S_IFREG
        return "\(status.st_mode) \(isRegular ? try bytes(name) : [])"
    }

    /// A tick of all traders, or of one, when one more candle has closed.
    func tick(only trader: String? = nil) throws -> TickResults { try run(at: now, only: trader) }

    private func run(at now: Timestamp, only trader: String?) throws -> TickResults {
        let settings = try home.settings(traders: trader.map { [$0] } ?? [])
        let job = TickJob(
            settings: settings, transport: CurlTransport(trust: .system),
            clock: FeedClock(wall: { now }, monotonicMilliseconds: { 0 }), holder: "a test")
        var random = SplitMix64(seed: 1)
        return try job.run(random: &random)
    }

    /// What is wrong with a trader's record, or with any.
    func verify(_ trader: String?) throws -> JobError? {
        try VerifyJob(home: home.path, traders: trader.map { [$0] } ?? [], head: nil).run()
            .failures.first
    }

    /// Adds a line to the runs.
    func log() -> String? {
        RunLedger.add(RunEntry(at: now, program: "a test"), home: home.path)
    }

    /// Damages a file or directory; whether that is possible with it.
    func apply(_ damage: DamageTests.Damage, to name: String) throws -> Bool {
        let foreign = name.contains("one") ? path(name.replacing("one", with: "two")) : nil
        return try damage.apply(
            to: path(name), whole: whole.path + "/state/" + name,
            older: older.path + "/state/" + name, foreign: foreign)
    }
}
