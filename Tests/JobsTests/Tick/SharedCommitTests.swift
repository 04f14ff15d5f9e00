import Feeds
import Foundation
import Glibc
import HTTP
import Market
import Reporting
import Seeds
import Store
import Synchronization
import Testing
import WatchedCalls

@testable import Jobs
@testable import Text
@testable import Settings

/// Many traders committing together: what fails for one, and what fails for all.
struct SharedCommitTests {
    private static let names = ["a", "b", "c"]
    private let home: URL

    init() throws {
        home = FileManager.default.temporaryDirectory.appending(path: "algom-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        let traders = Self.names.map { "{ name: '\($0)', exchange: 'sim' }" }
        try Data("{ traders: [\(traders.joined(separator: ","))] }".utf8)
            .write(to: home.appending(path: "algom.json"))
    }

    private func tick(_ candles: Int64, _ calls: any FileSystemCalls) throws -> TickResults {
        let settings = try Settings(
            environment: [:], options: Settings.Options(home: home.path))
        let now = Timestamp(milliseconds: 1_767_614_400_000 + candles * 300_000)
        let clock = FeedClock(wall: { now }, monotonicMilliseconds: { 0 })
        let job = TickJob(
            settings: settings, transport: CurlTransport(trust: .system), clock: clock,
            holder: "a test", calls: calls)
        var random = SplitMix64(seed: 1)
        return try job.run(random: &random)
    }

    private func checkpoint(_ trader: String) throws -> Data {
        try Data(contentsOf: home.appending(path: "state/traders/\(trader)/checkpoint.json"))
    }

    @Test func `a trader whose checkpoint cannot be written holds up no other`() throws {
        defer { try? FileManager.default.removeItem(at: home) }
        #expect(try tick(0, KernelCalls()).status == .ok)
        let before = try checkpoint("b")
        let results = try tick(
            1, refusing(2...2) { $0.name == "openat" && $0.entry.hasPrefix(".checkpoint") })
        #expect(results.traders.map(\.status) == [.ok, .io, .ok])
        #expect(results.traders.map(\.candles) == [1, 0, 1])
        #expect(try checkpoint("b") == before)
        let again = try tick(2, KernelCalls())
        #expect(again.traders.map(\.candles) == [1, 2, 1])
        #expect(again.status == .ok)
    }

    @Test(arguments: [1, 2])
    func `a disk that fails to sync fails for all, and nothing is told`(sync: Int) throws {
        defer { try? FileManager.default.removeItem(at: home) }
        #expect(try tick(0, KernelCalls()).status == .ok)
        let before = try Self.names.map { try checkpoint($0) }
        let failed = try tick(1, refusing(sync...sync) { $0.name == "syncfs" })
        #expect(failed.traders.map(\.status) == [.io, .io, .io])
        #expect(failed.traders.allSatisfy { $0.candles == 0 && $0.news.events.isEmpty })
        // The bytes were not safe, so no checkpoint took its place; the names are another matter.
        if sync == 1 { #expect(try Self.names.map { try checkpoint($0) } == before) }
        let again = try tick(2, KernelCalls())
        #expect(again.status == .ok)
        #expect(again.traders.allSatisfy { $0.candles == (sync == 1 ? 2 : 1) })
    }

    @Test func `where not everything can be synced at once, each file is`() throws {
        defer { try? FileManager.default.removeItem(at: home) }
        #expect(try tick(0, KernelCalls()).status == .ok)
        let counted = CountedCalls(refusing: "syncfs", with: ENOTSUP)
        #expect(try tick(1, counted.calls).traders.map(\.candles) == [1, 1, 1])
        #expect(counted.counts.calls["fdatasync"] == 3)
        #expect(counted.counts.calls["fsync"] == 6)
    }
}

/// Of the calls that are meant, those at some places are refused, counted from 1.
private func refusing(
    _ times: ClosedRange<Int>, code: Int32 = EIO,
    _ isMeant: @escaping @Sendable (FileSystemCall) -> Bool
) -> WatchedCalls {
    let met = Met()
    return WatchedCalls { call in
        isMeant(call) && times.contains(met.next()) ? code : nil
    }
}

/// How many calls were met.
private final class Met: Sendable {
    private let count = Mutex(0)

    func next() -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }
}
