import Dispatch
import Foundation
import LoopbackExchange
import Synchronization
import Testing

struct LoopbackServerTests {
    @Test func `answers while every thread of the pool is blocked`() async throws {
        let server = try LoopbackServer { Answer(body: "for \($0.path)") }
        defer { server.stop() }
        let held = 8 * ProcessInfo.processInfo.activeProcessorCount
        let bodies = try await withThrowingTaskGroup(of: String.self) { group in
            for number in 0..<held {
                // Each of these blocks its thread in a socket, as a synchronous test does.
                group.addTask { try RawGet(port: server.port, "/\(number)").body }
            }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(bodies == Set((0..<held).map { "for /\($0)" }))
    }

    @Test func `answers from a thread while tasks hold the pool and do not let go`() async throws {
        let server = try LoopbackServer { _ in Answer(body: "still here") }
        defer { server.stop() }
        let (holding, release) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let holders = 4 * ProcessInfo.processInfo.activeProcessorCount
        let answered = Mutex(0)
        Thread.detachNewThread { [port = server.port] in
            for _ in 0..<ProcessInfo.processInfo.activeProcessorCount { holding.wait() }
            for _ in 0..<20 {
                guard (try? RawGet(port: port, "/"))?.body == "still here" else { break }
                answered.withLock { $0 += 1 }
            }
            // Lets the pool go, whatever came of it.
            for _ in 0..<holders { release.signal() }
        }
        await withTaskGroup { group in
            for _ in 0..<holders {
                group.addTask {
                    holding.signal()
                    Self.hold(release)
                }
            }
        }
        #expect(answered.withLock { $0 } == 20)
    }

    @Test func `starts and stops inside blocking code`() throws {
        for _ in 0..<5 {
            let server = try LoopbackServer { _ in Answer(body: "") }
            #expect(try RawGet(port: server.port, "/").status == 200)
            server.stop()
            #expect(throws: (any Error).self) { try RawGet(port: server.port, "/") }
        }
    }

    @Test func `stops although one client keeps its connection and one awaits an answer`() throws {
        let server = try LoopbackServer { _ in Answer(body: "late", delayMilliseconds: 60_000) }
        let kept = try [0, 1].map { _ in try RawGet.connection(port: server.port) }
        defer { for socket in kept { close(socket) } }
        let request = "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
        #expect(send(kept[0], request, request.utf8.count, 0) == request.utf8.count)
        let started = ContinuousClock.now
        server.stop()
        #expect(ContinuousClock.now - started < .seconds(10))
    }

    @Test func `hands on what the code on its own thread returns and throws`() async throws {
        struct Mishap: Error {}
        #expect(try await onOwnThread { 7 } == 7)
        await #expect(throws: Mishap.self) { try await onOwnThread { throw Mishap() } }
    }

    private static func hold(_ semaphore: DispatchSemaphore) { semaphore.wait() }
}
