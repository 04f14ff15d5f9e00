internal import Dispatch
internal import FlyingFox
internal import FlyingSocks
internal import Synchronization

/// An HTTP server on 127.0.0.1 that answers whatever its closure says.
///
/// It can be started, asked and stopped from synchronous code, also while every thread of the
/// cooperative pool is blocked by it. A task executor would not do: FlyingFox reads, times and
/// cleans up in unstructured tasks, and those do not inherit an executor preference. They do
/// inherit the priority, and the pool has threads of its own for each priority; so the whole
/// server lives at one that no test runs at. `LoopbackServerTests` holds this promise.
package final class LoopbackServer: Sendable {
    /// The priority that is the server's alone.
    static let priority = TaskPriority.utility

    /// The longest a test waits for the server to start or to stop.
    private static let patience = DispatchTimeInterval.seconds(20)

    package let port: UInt16
    private let server: HTTPServer

    /// A server that already listens, on a port the system chose.
    ///
    /// - Parameter answer: called for each request, one after another or at once.
    /// - Throws: ``NotStarted`` with the reason.
    package init(answer: @escaping @Sendable (LoopbackRequest) -> Answer) throws {
        let configuration = HTTPServer.Configuration(
            address: try .inet(ip4: "127.0.0.1", port: 0), timeout: 120, logger: .disabled)
        let handler = ClosureHTTPHandler { request in
            let answer = answer(LoopbackRequest(request))
            if answer.delayMilliseconds > 0 {
                try await Task.sleep(for: .milliseconds(answer.delayMilliseconds))
            }
            return HTTPResponse(answer)
        }
        let server = HTTPServer(config: configuration, handler: handler)
        self.server = server
        port = try Self.wait(for: "listening") {
            let running = Task.detached(priority: Self.priority) { try await server.run() }
            do {
                try await server.waitUntilListening()
            } catch {
                running.cancel()
                throw error
            }
            guard case .ip4(_, let port) = await server.listeningAddress else {
                throw NotStarted(reason: "it has no port")
            }
            return port
        }
    }

    deinit { stop() }

    /// Closes the port and every connection; later requests are refused by the system.
    package func stop() {
        let server = server
        // Being stopped already, or not in time, is nothing a test could do anything about.
        _ = try? Self.wait(for: "stopped") { await server.stop() }
    }

    /// Runs asynchronous work at the server's priority and blocks until it is done.
    private static func wait<T: Sendable>(
        for what: String, _ work: @escaping @Sendable () async throws -> T
    ) throws -> T {
        let outcome = Outcome<T>()
        Task.detached(priority: priority) {
            do {
                outcome.set(.success(try await work()))
            } catch {
                outcome.set(.failure(error))
            }
        }
        guard let result = outcome.wait(patience) else {
            throw NotStarted(reason: "it was not \(what) in time")
        }
        return try result.get()
    }
}

/// Why a server on loopback could not be had.
package struct NotStarted: Error, CustomStringConvertible {
    let reason: String

    package var description: String { "the loopback server is no use: \(reason)" }
}

/// A result that one thread waits for and another one brings.
private final class Outcome<T: Sendable>: Sendable {
    private let result = Mutex<Result<T, any Error>?>(nil)
    private let isThere = DispatchSemaphore(value: 0)

    func set(_ value: Result<T, any Error>) {
        result.withLock { $0 = value }
        isThere.signal()
    }

    func wait(_ patience: DispatchTimeInterval) -> Result<T, any Error>? {
        guard isThere.wait(timeout: .now() + patience) == .success else { return nil }
        return result.withLock { $0 }
    }
}
