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

@testable import Jobs

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
            1,
            FaultyCalls { $0 == "openat" && $1.hasPrefix(".checkpoint") }
                .for(times: 2...2))
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
        let failed = try tick(
            1, FaultyCalls { name, _ in name == "syncfs" }.for(times: sync...sync))
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
        let calls = FaultyCalls(code: ENOTSUP) { name, _ in name == "syncfs" }
        #expect(try tick(1, calls).traders.map(\.candles) == [1, 1, 1])
        #expect(calls.count("fdatasync") == 3)
        #expect(calls.count("fsync") == 6)
    }
}

/// The kernel's calls, of which some are refused.
private final class FaultyCalls: FileSystemCalls {
    private let kernel = KernelCalls()
    private let code: Int32
    private let isMeant: @Sendable (String, String) -> Bool
    private let times: ClosedRange<Int>
    private let state = Mutex((met: 0, counts: [String: Int]()))

    init(
        code: Int32 = EIO, times: ClosedRange<Int> = 1...Int.max,
        _ isMeant: @escaping @Sendable (String, String) -> Bool
    ) {
        self.code = code
        self.times = times
        self.isMeant = isMeant
    }

    /// The same for the calls met at these places only, counted from 1.
    func `for`(times: ClosedRange<Int>) -> FaultyCalls {
        FaultyCalls(code: code, times: times, isMeant)
    }

    func count(_ name: String) -> Int { state.withLock { $0.counts[name, default: 0] } }

    private func made<Result: SignedInteger>(
        _ name: String, _ entry: String = "", _ call: () -> Result
    ) -> Result {
        let isRefused = state.withLock { state in
            state.counts[name, default: 0] += 1
            guard isMeant(name, entry) else { return false }
            state.met += 1
            return times.contains(state.met)
        }
        guard isRefused else { return call() }
        errno = code
        return -1
    }

    func openat(_ directory: Int32, _ entry: String, _ flags: Int32, _ mode: mode_t) -> Int32 {
        made("openat", entry) { kernel.openat(directory, entry, flags, mode) }
    }
    func close(_ file: Int32) -> Int32 { kernel.close(file) }
    func fstat(_ file: Int32, _ status: inout stat) -> Int32 {
        made("fstat") { kernel.fstat(file, &status) }
    }
    func fchmod(_ file: Int32, _ mode: mode_t) -> Int32 {
        made("fchmod") { kernel.fchmod(file, mode) }
    }
    func flock(_ file: Int32, _ operation: Int32) -> Int32 {
        made("flock") { kernel.flock(file, operation) }
    }
    func write(_ file: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
        made("write") { kernel.write(file, bytes) }
    }
    func pread(_ file: Int32, _ bytes: UnsafeMutableRawBufferPointer, at offset: Int64) -> Int {
        made("pread") { kernel.pread(file, bytes, at: offset) }
    }
    func ftruncate(_ file: Int32, _ length: Int64) -> Int32 {
        made("ftruncate") { kernel.ftruncate(file, length) }
    }
    func fsync(_ file: Int32) -> Int32 { made("fsync") { kernel.fsync(file) } }
    func fdatasync(_ file: Int32) -> Int32 { made("fdatasync") { kernel.fdatasync(file) } }
    func syncfs(_ file: Int32) -> Int32 { made("syncfs") { kernel.fsync(file) } }
    func fstatat(
        _ directory: Int32, _ entry: String, _ status: inout stat, _ flags: Int32
    ) -> Int32 {
        made("fstatat", entry) { kernel.fstatat(directory, entry, &status, flags) }
    }
    func mkdirat(_ directory: Int32, _ entry: String, _ mode: mode_t) -> Int32 {
        made("mkdirat", entry) { kernel.mkdirat(directory, entry, mode) }
    }
    func renameat(
        _ directory: Int32, _ entry: String, _ otherDirectory: Int32, _ target: String
    ) -> Int32 {
        made("renameat", entry) { kernel.renameat(directory, entry, otherDirectory, target) }
    }
    func unlinkat(_ directory: Int32, _ entry: String) -> Int32 {
        made("unlinkat", entry) { kernel.unlinkat(directory, entry) }
    }
    func entries(of directory: Int32, _ visit: (String) -> Void) -> Int32 {
        made("entries") { kernel.entries(of: directory, visit) }
    }
}
