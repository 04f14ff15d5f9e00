import Foundation
import Market
import Store
import Synchronization
import Testing
import Trading
import WatchedCalls

@testable import Jobs
@testable import Record

/// A reader with a reset, and the next record's first tick, between any two of its calls: it sees the
/// old record or the new one, and never damage.
struct ReaderBesideResetTests {
    /// Does something once, at a call's turn.
    private final class Turn: Sendable {
        private let state: Mutex<(left: Int, isDone: Bool)>
        private let work: @Sendable () -> Void

        init(at turn: Int, _ work: @escaping @Sendable () -> Void) {
            state = Mutex((turn, false))
            self.work = work
        }

        var isDone: Bool { state.withLock { $0.isDone } }

        func pass() {
            let isDue = state.withLock { state in
                state.left -= 1
                guard state.left == 0 else { return false }
                state.isDone = true
                return true
            }
            if isDue { work() }
        }
    }

    @Test func `a proof beside a reset is of the old record or of the new one`() throws {
        let fixture = try TickFixture.record(seed: 62)
        let state = fixture.home.path + "/state"
        let (old, new) = (fixture.home.path + "/old", fixture.home.path + "/new")
        let files = FileManager.default
        try files.copyItem(atPath: state, toPath: old)
        let last = try #require(
            try Checkpoint.read("binance", in: StateDirectory(path: state))?.state.lastOpenTime)
        _ = try ResetJob(
            home: fixture.home.path, trader: "binance", reason: "x", now: last, holder: "a test"
        ).run()
        try fixture.tick(at: last.advanced(byMilliseconds: 602_000))
        try files.moveItem(atPath: state, toPath: new)
        var proofs: Set<String> = []
        var turns = 0
        while true {
            turns += 1
            try? files.removeItem(atPath: state)
            try files.copyItem(atPath: old, toPath: state)
            let turn = Turn(at: turns) {
                // As a reset and a tick do it: the directory goes as it is, another takes its place.
                let files = FileManager.default
                do {
                    try files.createDirectory(
                        atPath: state + "/archive", withIntermediateDirectories: true)
                    try files.moveItem(
                        atPath: state + "/traders/binance", toPath: state + "/archive/binance.1")
                    try files.copyItem(
                        atPath: new + "/traders/binance", toPath: state + "/traders/binance")
                    for name in ["binance_trading_stats.json", "trading_stats.json"] {
                        try files.removeItem(atPath: "\(state)/\(name)")
                        try files.copyItem(atPath: "\(new)/\(name)", toPath: "\(state)/\(name)")
                    }
                } catch {
                    Issue.record(error)
                }
            }
            let calls = WatchedCalls(refusing: { _ in
                turn.pass()
                return nil
            })
            let results = try VerifyJob(
                home: fixture.home.path, traders: [], head: nil, calls: calls
            ).run()
            #expect(results.failures.isEmpty, "call \(turns): \(results.failures)")
            proofs.formUnion(results.lines)
            guard turn.isDone else { break }
        }
        // With and without a stats file to compare, of either record.
        #expect(Set(proofs.map { $0.suffix(12) }).count == 2, "\(proofs)")
        #expect(turns > 30)
        print("a reset at each of \(turns - 1) calls of a reader")
    }
}
