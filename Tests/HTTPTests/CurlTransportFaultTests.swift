import Foundation
import Glibc
import Testing

@testable import HTTP

/// What goes wrong between a server and us, and that none of it tells a secret.
struct CurlTransportFaultTests {
    private static let secret = "hunter2"
    private let transport = CurlTransport(trust: .system)

    /// Asks with a secret in the query, in a header and in the body, and keeps the error if it is silent.
    private func failure(
        _ url: HTTPURL, connect: Int = 5_000, total: Int = 10_000, limit: Int = 10_000
    ) throws -> HTTPError {
        let secret = Self.secret
        let request = HTTPRequest(
            .post, url.appending(path: "", query: [("key", secret)]),
            headers: [.init("Authorization", secret)], body: Array(secret.utf8),
            connectTimeoutMilliseconds: connect, totalTimeoutMilliseconds: total,
            maximumBodyBytes: limit)
        let error = try transport.failure(request)
        #expect(!"\(error)\(String(reflecting: error))".contains(secret))
        return error
    }

    @Test(
        arguments: [
            (
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort",
                "it is shorter than it was said to be"
            ),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel", nil),
            (
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nno number\r\nhello\r\n0\r\n\r\n",
                nil
            ),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", nil),
            ("HTTP/1.1 200 OK\r\nContent-Length: twelve\r\n\r\nhello", nil),
            ("HTTP/1.1 200 OK\r\nContent-", "its headers are incomplete"),
            ("HTTP/1.1 200 OK\r\n", "its headers are incomplete"),
            ("HTTP/1.1 103 Early Hints\r\n\r\n", nil), ("SSH-2.0-hunter2\r\n", "it is not HTTP"),
            ("hunter2 HTTP/1.1 200 OK\r\n\r\n", "it is not HTTP"), ("", "it is empty"),
        ] as [(String, String?)])
    func `tells a broken answer`(bytes: String, detail: String?) throws {
        let server = LoopbackServer(answeringOnce: bytes)
        let error = try failure(server.url())
        guard case .broken(let host, let told) = error else {
            Issue.record("\(bytes.debugDescription): \(error)")
            return
        }
        #expect(host == "127.0.0.1")
        if let detail { #expect(told == detail) }
    }

    @Test func `never sends a body twice, though its kept connection closes`() throws {
        let server = LoopbackServer { connection in
            while let request = connection.readRequest(), request.head.hasPrefix("GET") {
                connection.send(answerText("kept"))
            }
        }
        for _ in 0..<5 {
            _ = try transport.answer(HTTPRequest(.get, server.url()))
            guard case .broken = try failure(server.url()) else {
                Issue.record("answered")
                return
            }
        }
        #expect(server.requests.count { $0.hasPrefix("POST") } == 5)
    }

    @Test func `tells a reset connection`() throws {
        let server = LoopbackServer { connection in
            _ = connection.read(10)
            connection.resetAtEnd()
        }
        guard case .broken = try failure(server.url()) else {
            Issue.record("not broken")
            return
        }
    }

    @Test func `survives a server that goes away while it is written to`() async {
        await #expect(processExitsWith: .success) {
            signal(SIGPIPE, SIG_DFL)
            var signals = sigset_t()
            sigemptyset(&signals)
            sigaddset(&signals, SIGPIPE)
            pthread_sigmask(SIG_UNBLOCK, &signals, nil)
            let server = LoopbackServer { connection in
                _ = connection.read(10)
                connection.resetAtEnd()
            }
            let body = [UInt8](repeating: 0, count: 16 << 20)
            let transport = CurlTransport(trust: .system)
            for _ in 0..<5 {
                guard
                    case .broken = try transport.failure(
                        HTTPRequest(.post, server.url(), body: body))
                else {
                    Issue.record("not broken")
                    return
                }
            }
        }
    }

    @Test func `tells a refused connection`() throws {
        var server: LoopbackServer? = LoopbackServer(answering: answerText())
        let url = try #require(try server?.url())
        _ = try transport.answer(HTTPRequest(.get, url))
        server = nil
        // The listening socket closes on its own thread; until then it is reset.
        var error = try failure(url)
        for _ in 0..<500
        where error != .notConnected(host: "127.0.0.1", detail: "connection refused") {
            usleep(1_000)
            error = try failure(url)
        }
        #expect(error.description == "cannot connect to 127.0.0.1: connection refused")
    }

    @Test func `tells a name that nobody has`() throws {
        let error = try failure(HTTPURL("https://exchange.invalid/"))
        #expect(error == .nameNotResolved(host: "exchange.invalid"))
        #expect(error.description == "cannot resolve exchange.invalid")
    }

    @Test func `tells silence and a slow drip by the total limit`() throws {
        let silent = LoopbackServer { connection in connection.waitForEnd() }
        #expect(
            try failure(silent.url(), total: 150) == .timedOut(host: "127.0.0.1", milliseconds: 150)
        )
        let dripping = LoopbackServer { connection in
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
            while connection.send("x") { usleep(10_000) }
        }
        #expect(
            try failure(dripping.url(), total: 250)
                == .timedOut(host: "127.0.0.1", milliseconds: 250))
    }

    @Test func `tells a handshake that does not come about by the connection's limit`() throws {
        let silent = LoopbackServer { connection in connection.waitForEnd() }
        let url = try HTTPURL("https://127.0.0.1:\(silent.port)/")
        #expect(try failure(url, connect: 150) == .timedOut(host: "127.0.0.1", milliseconds: 150))
    }

    @Test func `takes a body up to the limit and refuses one byte more`() throws {
        let body = String(repeating: "x", count: 10_001)
        let chunked =
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2711\r\n\(body)\r\n0\r\n\r\n"
        let endless = "HTTP/1.1 200 OK\r\n\r\n\(body)"
        for text in [answerText(body), chunked, endless] {
            let server = LoopbackServer(answeringOnce: text)
            #expect(try failure(server.url()) == .tooLarge(host: "127.0.0.1", limit: 10_000))
            let request = try HTTPRequest(.get, server.url(), maximumBodyBytes: 10_001)
            #expect(try transport.answer(request).body.count == 10_001)
        }
    }

    @Test func `stops a small body that unpacks to a huge one`() throws {
        let bomb = gzipBomb(megabytes: 100)
        let server = LoopbackServer { connection in
            _ = connection.readRequest()
            connection.send("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n")
            connection.send("Content-Length: \(bomb.count)\r\n\r\n")
            connection.send(bomb)
        }
        let error = try failure(server.url(), limit: 2 << 20)
        #expect(error == .tooLarge(host: "127.0.0.1", limit: 2 << 20))
    }

    @Test(arguments: [1, 1_000, 200_000])
    func `stops endless headers, in many lines or in one`(lineBytes: Int) throws {
        let server = LoopbackServer { connection in
            _ = connection.readRequest()
            var isWanted = connection.send("HTTP/1.1 200 OK\r\n")
            let line = "X: " + String(repeating: "x", count: lineBytes) + "\r\n"
            while isWanted { isWanted = connection.send(line) }
        }
        #expect(try failure(server.url()) == .tooLarge(host: "127.0.0.1", limit: 64 << 10))
    }

    @Test(arguments: ["a\nb", "a\r\nInjected: yes", "a\0b", "a\u{7F}"])
    func `sends no header that would become two`(value: String) throws {
        let server = LoopbackServer(answering: answerText())
        let request = try HTTPRequest(
            .get, server.url(), headers: [.init("X-Key", Self.secret + value)])
        let error = try transport.failure(request)
        #expect(error.description.contains("control character"))
        #expect(!error.description.contains(Self.secret))
        #expect(!"\(request)".contains(Self.secret))
        #expect(server.accepted == 0)
    }

    @Test(arguments: ["gzip", "deflate", "bread", "gzip, gzip"])
    func `a body that cannot be unpacked is told as that`(encoding: String) throws {
        let server = LoopbackServer(
            answering: answerText(
                "neither packed nor JSON, but long enough",
                headers: "Content-Encoding: \(encoding)\r\n"))
        let url = try HTTPURL("http://127.0.0.1:\(server.port)/")
        let error = try CurlTransport(trust: .system).failure(HTTPRequest(.get, url))
        guard case .packed(_, let detail) = error else {
            Issue.record("\(error)")
            return
        }
        #expect(!detail.isEmpty && server.requests.count == 1)
    }
}

/// A gzip stream of zeros: one literal, then copies of 258 bytes, 13 bits each.
private func gzipBomb(megabytes: Int) -> [UInt8] {
    var bytes: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF]
    var pending: UInt32 = 0
    var count: UInt32 = 0
    // Huffman codes come highest bit first, everything else lowest first; these are written so.
    func put(_ bits: UInt32, _ length: UInt32) {
        pending |= bits << count
        count += length
        while count >= 8 {
            bytes.append(UInt8(truncatingIfNeeded: pending))
            pending >>= 8
            count -= 8
        }
    }
    put(0b011, 3)  // The last block, with fixed codes.
    put(0b0000_1100, 8)  // The literal 0, code 00110000.
    for _ in 0..<(megabytes << 20) / 258 {
        put(0b1010_0011, 8)  // Length 258, code 11000101.
        put(0, 5)  // Distance 1.
    }
    put(0, 7)  // The end of the block.
    return bytes + [UInt8](repeating: 0, count: 9)
}
