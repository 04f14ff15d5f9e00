import Glibc
import HTTP
import Store
import Synchronization
import WatchedCalls

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

extension WatchedCalls {
    /// The kernel's calls, until the process is dead: after that nothing of it reaches the disk.
    ///
    /// Its files are closed for it, and its locks go with them. Where it `sparesLooks`, only calls
    /// that change something count: to die before one that looks is to die before the next that does
    /// not.
    init(until death: Death, sparesLooks: Bool = false) {
        self.init { call in
            if call.name == "close" { return nil }
            if call.isLook, sparesLooks, !death.hasCome { return nil }
            return death.isAlive() ? nil : EIO
        }
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
