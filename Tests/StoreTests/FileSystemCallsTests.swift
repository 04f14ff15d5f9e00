import Glibc
import JSON
import Synchronization
import Testing
import WatchedCalls

@testable import Store

struct FileSystemCallsTests {
    let temporary: TemporaryDirectory

    init() throws { temporary = try TemporaryDirectory() }

    @Test func `everything in a state directory goes by the calls it was given`() throws {
        let recorded = RecordedCalls()
        let state = try StateDirectory(path: temporary.path, on: recorded.calls)
        try state.replace("a", with: [1, 2], access: .owner)
        #expect(
            recorded.taken() == [
                "openat", "openat", "openat", "flock", "fstat", "fchmod", "write", "fsync",
                "renameat", "fsync",
            ])
        #expect(try state.read("a", atMost: 10) == [1, 2])
        #expect(recorded.taken() == ["openat", "openat", "fstat", "fstat", "pread"])
    }

    @Test func `a journal is written, then synced, by the calls of its directory`() throws {
        let recorded = RecordedCalls()
        let state = try StateDirectory(path: temporary.path, on: recorded.calls)
        let journal = try Journal(state, name: "j", committed: .genesis)
        _ = recorded.taken()
        journal.append {
            $0.name("type"); $0.string("a")
        }
        _ = try journal.commit()
        #expect(recorded.taken() == ["write", "fdatasync"])
    }

    @Test func `what a call refuses is told as the system's refusal`() throws {
        let recorded = RecordedCalls()
        let state = try StateDirectory(path: temporary.path, on: recorded.calls)
        recorded.refuse("renameat", with: EACCES)
        let refusal = StoreError.io(
            operation: "replace", path: "\(temporary.path)/a", code: EACCES)
        #expect(throws: refusal) { try state.replace("a", with: [1], access: .owner) }
        #expect(try temporary.names() == [])
    }
}

/// Calls written down by name, of which one may be refused.
private final class RecordedCalls: Sendable {
    private let names = Mutex<[String]>([])
    private let refusal = Mutex<(name: String, code: Int32)?>(nil)

    /// The calls that are written down here.
    var calls: WatchedCalls {
        WatchedCalls { call in
            self.names.withLock { $0.append(call.name) }
            let refused = self.refusal.withLock { $0 }
            return refused.flatMap { $0.name == call.name ? $0.code : nil }
        }
    }

    /// The names since the last time, but for `close`: an optimiser may move it forward.
    func taken() -> [String] {
        names.withLock { names in
            defer { names = [] }
            return names.filter { $0 != "close" }
        }
    }

    func refuse(_ name: String, with code: Int32) { refusal.withLock { $0 = (name, code) } }
}
