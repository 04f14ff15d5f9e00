import Glibc
import HTTP
import Store
import Synchronization

/// The number of the call at which a process dies, and whether it has.
final class Death: Sendable {
    private let left: Mutex<Int>

    init(at number: Int) { left = Mutex(number) }

    var hasCome: Bool { left.withLock { $0 <= 0 } }

    /// Whether the next call is still made.
    func isAlive() -> Bool {
        left.withLock { left in
            left -= 1
            return left > 0
        }
    }
}

/// The kernel's calls, until the process is dead: after that nothing of it reaches the disk.
struct MortalCalls: FileSystemCalls {
    private let death: Death
    /// Whether only calls that change something count: to die before one that looks is to die before
    /// the next that does not.
    private let sparesLooks: Bool
    private let kernel = KernelCalls()

    init(_ death: Death, sparesLooks: Bool = false) {
        self.death = death
        self.sparesLooks = sparesLooks
    }

    private func looked<Result: SignedInteger>(_ call: () -> Result) -> Result {
        guard sparesLooks, !death.hasCome else { return made(call) }
        return call()
    }

    private func made<Result: SignedInteger>(_ call: () -> Result) -> Result {
        if death.isAlive() { return call() }
        errno = EIO
        return -1
    }

    func openat(_ directory: Int32, _ entry: String, _ flags: Int32, _ mode: mode_t) -> Int32 {
        flags & O_CREAT == 0
            ? looked { kernel.openat(directory, entry, flags, mode) }
            : made { kernel.openat(directory, entry, flags, mode) }
    }
    // A dead process's files are closed for it, and its locks go with them.
    func close(_ file: Int32) -> Int32 { kernel.close(file) }
    func fstat(_ file: Int32, _ status: inout stat) -> Int32 {
        looked { kernel.fstat(file, &status) }
    }
    func fchmod(_ file: Int32, _ mode: mode_t) -> Int32 { made { kernel.fchmod(file, mode) } }
    func flock(_ file: Int32, _ operation: Int32) -> Int32 {
        made { kernel.flock(file, operation) }
    }
    func write(_ file: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
        made { kernel.write(file, bytes) }
    }
    func pread(_ file: Int32, _ bytes: UnsafeMutableRawBufferPointer, at offset: Int64) -> Int {
        looked { kernel.pread(file, bytes, at: offset) }
    }
    func ftruncate(_ file: Int32, _ length: Int64) -> Int32 {
        made { kernel.ftruncate(file, length) }
    }
    func fsync(_ file: Int32) -> Int32 { made { kernel.fsync(file) } }
    func fdatasync(_ file: Int32) -> Int32 { made { kernel.fdatasync(file) } }
    func syncfs(_ file: Int32) -> Int32 { made { kernel.syncfs(file) } }
    func fstatat(
        _ directory: Int32, _ entry: String, _ status: inout stat, _ flags: Int32
    ) -> Int32 {
        looked { kernel.fstatat(directory, entry, &status, flags) }
    }
    func mkdirat(_ directory: Int32, _ entry: String, _ mode: mode_t) -> Int32 {
        made { kernel.mkdirat(directory, entry, mode) }
    }
    func renameat(
        _ directory: Int32, _ entry: String, _ otherDirectory: Int32, _ target: String
    ) -> Int32 {
        made { kernel.renameat(directory, entry, otherDirectory, target) }
    }
    func unlinkat(_ directory: Int32, _ entry: String) -> Int32 {
        made { kernel.unlinkat(directory, entry) }
    }
    func entries(of directory: Int32, _ visit: (String) -> Void) -> Int32 {
        looked { kernel.entries(of: directory, visit) }
    }
}

/// A transport that dies before a request is sent, or before its answer is seen.
final class MortalTransport: HTTPTransport {
    private let transport: any HTTPTransport
    private let death: Death
    private var last = -1

    init(_ transport: any HTTPTransport, _ death: Death) {
        self.transport = transport
        self.death = death
    }

    func start(_ request: HTTPRequest) -> Int {
        last = death.isAlive() ? transport.start(request) : -1
        return last
    }

    func next(withinMilliseconds limit: Int) -> HTTPCompletion? {
        let error = HTTPError.broken(host: "x", detail: "the process is dead")
        guard !death.hasCome else { return HTTPCompletion(request: last, result: .failure(error)) }
        let completion = transport.next(withinMilliseconds: limit)
        // Between the answer and its being seen the process may die as well.
        guard let completion, !death.isAlive() else { return completion }
        return HTTPCompletion(request: completion.request, result: .failure(error))
    }

    func cancelAll() { transport.cancelAll() }
}
