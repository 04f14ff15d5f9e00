internal import CDisk
package import Glibc

/// The calls of the system that the program runs on.
package struct KernelCalls: FileSystemCalls {
    package init() {}

    // MARK: Descriptors

    package func openat(
        _ directory: Int32, _ entry: String, _ flags: Int32, _ mode: mode_t
    ) -> Int32 {
        Glibc.openat(directory, entry, flags, mode)
    }

    package func close(_ file: Int32) -> Int32 { Glibc.close(file) }

    package func fstat(_ file: Int32, _ status: inout stat) -> Int32 { Glibc.fstat(file, &status) }

    package func fchmod(_ file: Int32, _ mode: mode_t) -> Int32 { Glibc.fchmod(file, mode) }

    package func flock(_ file: Int32, _ operation: Int32) -> Int32 {
        systemFlock(file, operation)
    }

    // MARK: Bytes

    package func write(_ file: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
        Glibc.write(file, bytes.baseAddress, bytes.count)
    }

    package func pread(
        _ file: Int32, _ bytes: UnsafeMutableRawBufferPointer, at offset: Int64
    ) -> Int {
        Glibc.pread(file, bytes.baseAddress, bytes.count, Int(offset))
    }

    package func ftruncate(_ file: Int32, _ length: Int64) -> Int32 {
        Glibc.ftruncate(file, Int(length))
    }

    package func fsync(_ file: Int32) -> Int32 { Glibc.fsync(file) }

    package func fdatasync(_ file: Int32) -> Int32 { Glibc.fdatasync(file) }

    package func syncfs(_ file: Int32) -> Int32 {
        guard Self.tellsOfLostWrites, Self.isOnLocalDisk(file) else {
            errno = ENOTSUP
            return -1
        }
        return CDisk.syncfs(file)
    }

    /// Whether `syncfs` fails where a write got lost, as it does since Linux 5.8.
    private static let tellsOfLostWrites: Bool = {
        var names = utsname()
        guard uname(&names) == 0 else { return false }
        let release = withUnsafeBytes(of: &names.release) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        let numbers = release.split { !$0.isNumber }.prefix(2).compactMap { Int($0) }
        return numbers.count == 2 && (numbers[0], numbers[1]) >= (5, 8)
    }()

    /// Whether a file lies on a file system of which `syncfs` waits for the disk itself: those of the
    /// network and of user space may answer before anything is safe.
    private static func isOnLocalDisk(_ file: Int32) -> Bool {
        // ext2 to ext4, XFS, Btrfs, F2FS, and memory, which has nothing to wait for.
        let kinds: [UInt32] = [0xEF53, 0x5846_5342, 0x9123_683E, 0xF2F5_2010, 0x0102_1994]
        return kinds.contains(cdisk_kind(file))
    }

    // MARK: Entries

    package func fstatat(
        _ directory: Int32, _ entry: String, _ status: inout stat, _ flags: Int32
    ) -> Int32 {
        Glibc.fstatat(directory, entry, &status, flags)
    }

    package func mkdirat(_ directory: Int32, _ entry: String, _ mode: mode_t) -> Int32 {
        Glibc.mkdirat(directory, entry, mode)
    }

    package func renameat(
        _ directory: Int32, _ entry: String, _ otherDirectory: Int32, _ target: String
    ) -> Int32 {
        Glibc.renameat(directory, entry, otherDirectory, target)
    }

    package func unlinkat(_ directory: Int32, _ entry: String) -> Int32 {
        Glibc.unlinkat(directory, entry, 0)
    }

    package func entries(of directory: Int32, _ visit: (String) -> Void) -> Int32 {
        // The stream closes its descriptor and moves its offset, so it gets one of its own.
        let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC
        let own = restarting { Glibc.openat(directory, ".", flags) }
        guard own >= 0 else { return -1 }
        guard let stream = restarting({ fdopendir(own) }) else {
            let code = errno
            _ = Glibc.close(own)
            errno = code
            return -1
        }
        while let entry = restarting({ next(in: stream) }) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            visit(name)
        }
        let code = errno
        _ = closedir(stream)
        errno = code
        return code == 0 ? 0 : -1
    }
}

/// `Glibc.flock` would be the struct of that name, and plain `flock` the method above.
private func systemFlock(_ file: Int32, _ operation: Int32) -> Int32 { flock(file, operation) }

/// The next entry; where there is none, `errno` is 0 unless something went wrong.
private func next(in stream: OpaquePointer) -> UnsafeMutablePointer<dirent>? {
    errno = 0
    return readdir(stream)
}
