import Glibc
import Store
import Synchronization

/// The kernel's calls, counted by name, with the bytes that went each way.
///
/// The disk below is said to be one that can be synced at once, wherever the tests run.
final class CountedCalls: FileSystemCalls {
    struct Counts {
        var calls: [String: Int] = [:]
        var bytesRead = 0
        var bytesWritten = 0
    }

    private let kernel = KernelCalls()
    private let state = Mutex(Counts())

    var counts: Counts { state.withLock { $0 } }

    private func made<Result>(_ name: String, _ call: () -> Result) -> Result {
        state.withLock { $0.calls[name, default: 0] += 1 }
        return call()
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
        let count = made("write") { kernel.write(file, bytes) }
        state.withLock { $0.bytesWritten += max(0, count) }
        return count
    }
    func pread(_ file: Int32, _ bytes: UnsafeMutableRawBufferPointer, at offset: Int64) -> Int {
        let count = made("pread") { kernel.pread(file, bytes, at: offset) }
        state.withLock { $0.bytesRead += max(0, count) }
        return count
    }
    func ftruncate(_ file: Int32, _ length: Int64) -> Int32 {
        made("ftruncate") { kernel.ftruncate(file, length) }
    }
    func fsync(_ file: Int32) -> Int32 { made("fsync") { kernel.fsync(file) } }
    func fdatasync(_ file: Int32) -> Int32 { made("fdatasync") { kernel.fdatasync(file) } }
    func syncfs(_ file: Int32) -> Int32 {
        made("syncfs") {
            let result = kernel.syncfs(file)
            return errno == ENOTSUP ? 0 : result
        }
    }
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
