import Glibc
import JSON
import Synchronization
import Testing

@testable import Store

struct FileSystemCallsTests {
    let temporary: TemporaryDirectory

    init() throws { temporary = try TemporaryDirectory() }

    @Test func `everything in a state directory goes by the calls it was given`() throws {
        let calls = RecordedCalls()
        let state = try StateDirectory(path: temporary.path, on: calls)
        try state.replace("a", with: [1, 2], access: .owner)
        #expect(
            calls.taken() == [
                "openat", "openat", "openat", "flock", "fstat", "fchmod", "write", "fsync",
                "renameat", "fsync",
            ])
        #expect(try state.read("a", atMost: 10) == [1, 2])
        #expect(calls.taken() == ["openat", "openat", "fstat", "fstat", "pread"])
    }

    @Test func `a journal is written, then synced, by the calls of its directory`() throws {
        let calls = RecordedCalls()
        let state = try StateDirectory(path: temporary.path, on: calls)
        let journal = try Journal(state, name: "j", committed: .genesis)
        _ = calls.taken()
        journal.append {
            $0.name("type"); $0.string("a")
        }
        _ = try journal.commit()
        #expect(calls.taken() == ["write", "fdatasync"])
    }

    @Test func `what a call refuses is told as the system's refusal`() throws {
        let calls = RecordedCalls()
        let state = try StateDirectory(path: temporary.path, on: calls)
        calls.refuse("renameat", with: EACCES)
        let refusal = StoreError.io(
            operation: "replace", path: "\(temporary.path)/a", code: EACCES)
        #expect(throws: refusal) { try state.replace("a", with: [1], access: .owner) }
        #expect(try temporary.names() == [])
    }
}

/// The kernel's calls, written down by name, of which one may be refused.
private final class RecordedCalls: FileSystemCalls {
    private let kernel = KernelCalls()
    private let names = Mutex<[String]>([])
    private let refusal = Mutex<(name: String, code: Int32)?>(nil)

    /// The calls since the last time, but for `close`: an optimiser may move it forward.
    func taken() -> [String] {
        names.withLock { names in
            defer { names = [] }
            return names.filter { $0 != "close" }
        }
    }

    func refuse(_ name: String, with code: Int32) { refusal.withLock { $0 = (name, code) } }

    private func made<Result: SignedInteger>(_ name: String, _ call: () -> Result) -> Result {
        names.withLock { $0.append(name) }
        guard let refused = refusal.withLock({ $0 }), refused.name == name else { return call() }
        errno = refused.code
        return -1
    }

    func openat(_ directory: Int32, _ entry: String, _ flags: Int32, _ mode: mode_t) -> Int32 {
        made("openat") { kernel.openat(directory, entry, flags, mode) }
    }
    func close(_ file: Int32) -> Int32 { made("close") { kernel.close(file) } }
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
    func syncfs(_ file: Int32) -> Int32 { made("syncfs") { kernel.syncfs(file) } }
    func fstatat(
        _ directory: Int32, _ entry: String, _ status: inout stat, _ flags: Int32
    ) -> Int32 {
        made("fstatat") { kernel.fstatat(directory, entry, &status, flags) }
    }
    func mkdirat(_ directory: Int32, _ entry: String, _ mode: mode_t) -> Int32 {
        made("mkdirat") { kernel.mkdirat(directory, entry, mode) }
    }
    func renameat(
        _ directory: Int32, _ entry: String, _ otherDirectory: Int32, _ target: String
    ) -> Int32 {
        made("renameat") { kernel.renameat(directory, entry, otherDirectory, target) }
    }
    func unlinkat(_ directory: Int32, _ entry: String) -> Int32 {
        made("unlinkat") { kernel.unlinkat(directory, entry) }
    }
    func entries(of directory: Int32, _ visit: (String) -> Void) -> Int32 {
        made("entries") { kernel.entries(of: directory, visit) }
    }
}
