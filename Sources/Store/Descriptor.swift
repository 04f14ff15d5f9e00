internal import Glibc

/// An open file or directory, closed when its owner lets go of it.
///
/// Short reads, short writes and interrupted calls end here. Only a failed sync is never tried
/// again: the kernel forgets which pages it could not write, so a second sync may call them safe.
/// One that a signal interrupts has not failed, it has not come to its end.
struct Descriptor: ~Copyable {
    let number: Int32
    /// Where it lies, for messages.
    let path: String
    /// Who makes the calls on it.
    let calls: any FileSystemCalls

    init(number: Int32, path: String, calls: any FileSystemCalls = KernelCalls()) {
        self.number = number
        self.path = path
        self.calls = calls
    }

    deinit { _ = calls.close(number) }

    func status() throws(StoreError) -> stat {
        var status = stat()
        guard restarting({ calls.fstat(number, &status) }) == 0 else { throw failure("examine") }
        return status
    }

    /// Gives the permissions asked for, whatever the process's mask took away at creation.
    func setMode(_ mode: mode_t) throws(StoreError) {
        guard restarting({ calls.fchmod(number, mode) }) == 0 else {
            throw failure("set the permissions of")
        }
    }

    // MARK: Bytes

    /// Writes every byte, at the place where the file stands.
    func write(_ bytes: [UInt8]) throws(StoreError) {
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { rest in
                restarting { calls.write(number, rest) }
            }
            guard count > 0 else { throw failure("write", code: count == 0 ? EIO : errno) }
            written += count
        }
    }

    /// Reads up to `count` bytes from an offset; fewer only at the end of the file.
    func read(_ count: Int, at offset: Int64) throws(StoreError) -> [UInt8] {
        var result: Result<Int, StoreError> = .success(0)
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            result = read(into: UnsafeMutableRawBufferPointer(buffer), at: offset)
            filled = (try? result.get()) ?? 0
        }
        _ = try result.get()
        return bytes
    }

    /// Fills memory with the bytes from an offset; returns how many, fewer only at the file's end.
    func read(
        into memory: UnsafeMutableRawBufferPointer, at offset: Int64
    ) -> Result<Int, StoreError> {
        var filled = 0
        while filled < memory.count {
            let rest = UnsafeMutableRawBufferPointer(rebasing: memory[filled...])
            let place = offset + Int64(filled)
            let got = restarting { calls.pread(number, rest, at: place) }
            guard got >= 0 else { return .failure(failure("read")) }
            guard got > 0 else { break }
            filled += got
        }
        return .success(filled)
    }

    func truncate(to length: Int64) throws(StoreError) {
        guard restarting({ calls.ftruncate(number, length) }) == 0 else {
            throw failure("truncate")
        }
    }

    // MARK: Durability

    /// Waits until the file, with its permissions and times, would survive a power cut.
    func sync() throws(StoreError) {
        guard restarting({ calls.fsync(number) }) == 0 else { throw failure("sync") }
    }

    /// Waits until the bytes, and the length without which they are not found, would survive.
    func syncData() throws(StoreError) {
        guard restarting({ calls.fdatasync(number) }) == 0 else { throw failure("sync") }
    }

    // MARK: Locks

    /// Takes the file's `flock` for this open file alone; `false` where another has it.
    func takeLock() throws(StoreError) -> Bool {
        if restarting({ calls.flock(number, LOCK_EX | LOCK_NB) }) == 0 { return true }
        guard errno == EWOULDBLOCK else { throw failure("lock") }
        return false
    }

    /// Lets go of a lock for all who have this very opening of the file.
    func unlock() { _ = restarting { calls.flock(number, LOCK_UN) } }

    private func failure(_ operation: String, code: Int32 = errno) -> StoreError {
        .io(operation: operation, path: path, code: code)
    }
}

/// Makes a system call again for as long as a signal interrupts it.
func restarting<Result: SignedInteger>(_ call: () -> Result) -> Result {
    while true {
        let result = call()
        if result >= 0 || errno != EINTR { return result }
    }
}

/// The same for a call that returns a pointer, or nothing where `errno` says why.
func restarting<Pointer>(_ call: () -> Pointer?) -> Pointer? {
    while true {
        let result = call()
        if result != nil || errno != EINTR { return result }
    }
}
