package import Glibc
internal import Store

/// The kernel's calls, of which each is told of and may be refused.
///
/// The disk below is said to be one that can be synced at once, wherever the tests run.
package struct WatchedCalls: FileSystemCalls {
    private let kernel = KernelCalls()
    private let refusal: @Sendable (FileSystemCall) -> Int32?
    private let outcome: @Sendable (FileSystemCall, Int) -> Int

    /// - Parameters:
    ///   - refusal: Told of a call before it is made; where it returns an error's code, none is.
    ///   - outcome: Told what a call returned; what it returns itself is what the caller sees.
    package init(
        refusing refusal: @escaping @Sendable (FileSystemCall) -> Int32?,
        outcome: @escaping @Sendable (FileSystemCall, Int) -> Int = { $1 }
    ) {
        self.refusal = refusal
        self.outcome = outcome
    }

    private func made<Result: FixedWidthInteger>(
        _ name: String, _ entry: String = "", isLook: Bool = false, _ call: () -> Result
    ) -> Result {
        let told = FileSystemCall(name: name, entry: entry, isLook: isLook)
        if let code = refusal(told) {
            errno = code
            return -1
        }
        return Result(outcome(told, Int(call())))
    }

    package func openat(
        _ directory: Int32, _ entry: String, _ flags: Int32, _ mode: mode_t
    ) -> Int32 {
        made("openat", entry, isLook: flags & O_CREAT == 0) {
            kernel.openat(directory, entry, flags, mode)
        }
    }
    package func close(_ file: Int32) -> Int32 { made("close") { kernel.close(file) } }
    package func fstat(_ file: Int32, _ status: inout stat) -> Int32 {
        made("fstat", isLook: true) { kernel.fstat(file, &status) }
    }
    package func fchmod(_ file: Int32, _ mode: mode_t) -> Int32 {
        made("fchmod") { kernel.fchmod(file, mode) }
    }
    package func flock(_ file: Int32, _ operation: Int32) -> Int32 {
        made("flock") { kernel.flock(file, operation) }
    }
    package func write(_ file: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
        made("write") { kernel.write(file, bytes) }
    }
    package func pread(
        _ file: Int32, _ bytes: UnsafeMutableRawBufferPointer, at offset: Int64
    ) -> Int {
        made("pread", isLook: true) { kernel.pread(file, bytes, at: offset) }
    }
    package func ftruncate(_ file: Int32, _ length: Int64) -> Int32 {
        made("ftruncate") { kernel.ftruncate(file, length) }
    }
    package func fsync(_ file: Int32) -> Int32 { made("fsync") { kernel.fsync(file) } }
    package func fdatasync(_ file: Int32) -> Int32 { made("fdatasync") { kernel.fdatasync(file) } }
    package func syncfs(_ file: Int32) -> Int32 {
        made("syncfs") {
            let result = kernel.syncfs(file)
            return result < 0 && errno == ENOTSUP ? 0 : result
        }
    }
    package func fstatat(
        _ directory: Int32, _ entry: String, _ status: inout stat, _ flags: Int32
    ) -> Int32 {
        made("fstatat", entry, isLook: true) { kernel.fstatat(directory, entry, &status, flags) }
    }
    package func mkdirat(_ directory: Int32, _ entry: String, _ mode: mode_t) -> Int32 {
        made("mkdirat", entry) { kernel.mkdirat(directory, entry, mode) }
    }
    package func renameat(
        _ directory: Int32, _ entry: String, _ otherDirectory: Int32, _ target: String
    ) -> Int32 {
        made("renameat", entry) { kernel.renameat(directory, entry, otherDirectory, target) }
    }
    package func unlinkat(_ directory: Int32, _ entry: String) -> Int32 {
        made("unlinkat", entry) { kernel.unlinkat(directory, entry) }
    }
    package func entries(of directory: Int32, _ visit: (String) -> Void) -> Int32 {
        made("entries", isLook: true) { kernel.entries(of: directory, visit) }
    }
}
