package import Glibc

/// The system calls that reach the state directory, and nothing else does.
///
/// Each is the call of its name: it takes what the system's takes, returns what that returns, and
/// where that is -1, `errno` says why. What is made of it is the callers' business.
package protocol FileSystemCalls: Sendable {
    // MARK: Descriptors

    /// Opens an entry of an open directory, or of the working directory: `AT_FDCWD`.
    func openat(_ directory: Int32, _ entry: String, _ flags: Int32, _ mode: mode_t) -> Int32
    func close(_ file: Int32) -> Int32
    func fstat(_ file: Int32, _ status: inout stat) -> Int32
    func fchmod(_ file: Int32, _ mode: mode_t) -> Int32
    func flock(_ file: Int32, _ operation: Int32) -> Int32

    // MARK: Bytes

    func write(_ file: Int32, _ bytes: UnsafeRawBufferPointer) -> Int
    func pread(_ file: Int32, _ bytes: UnsafeMutableRawBufferPointer, at offset: Int64) -> Int
    func ftruncate(_ file: Int32, _ length: Int64) -> Int32
    func fsync(_ file: Int32) -> Int32
    func fdatasync(_ file: Int32) -> Int32
    /// Syncs the whole file system that a file lies on; `ENOTSUP` where a return of 0 would not promise
    /// that all of it was written.
    func syncfs(_ file: Int32) -> Int32

    // MARK: Entries

    func fstatat(
        _ directory: Int32, _ entry: String, _ status: inout stat, _ flags: Int32
    ) -> Int32
    func mkdirat(_ directory: Int32, _ entry: String, _ mode: mode_t) -> Int32
    func renameat(
        _ directory: Int32, _ entry: String, _ otherDirectory: Int32, _ target: String
    ) -> Int32
    func unlinkat(_ directory: Int32, _ entry: String) -> Int32
    /// Hands over the name of each entry of an open directory, in no order.
    func entries(of directory: Int32, _ visit: (String) -> Void) -> Int32
}
