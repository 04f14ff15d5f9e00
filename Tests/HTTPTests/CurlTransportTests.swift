import Foundation
import Glibc
import Synchronization
import Testing

@testable import HTTP

/// How often a test's sleep was interrupted; a signal handler reaches nothing else.
private let interruptions = Atomic<Int>(0)

struct CurlTransportTests {
    private let transport = CurlTransport(trust: .system)

    @Test func `brings status, body, headers and date`() throws {
        let server = LoopbackServer(
            answering: "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
                + answerText(
                    "hello", status: "418 Teapot",
                    headers: "Date: Fri, 10 Oct 2025 21:15:00 GMT\r\nX-Weight: 5\r\n"))
        let answer = try transport.answer(HTTPRequest(.get, server.url("/a?b=c")))
        #expect(
            answer
                == HTTPResponse(
                    status: 418, body: Array("hello".utf8), dateSeconds: 1_760_130_900,
                    headers: [
                        .init("date", "Fri, 10 Oct 2025 21:15:00 GMT"), .init("x-weight", "5"),
                        .init("content-length", "5"),
                    ]))
        let head = try #require(server.requests.first)
        #expect(head.hasPrefix("GET /a?b=c HTTP/1.1\r\n"))
        #expect(head.contains("\r\nUser-Agent: algom/\(UserAgent.version)\r\n"))
        #expect(head.contains("\r\nAccept-Encoding: ") && head.contains("gzip"))
    }

    @Test func `sends headers and a body as they are`() throws {
        let server = LoopbackServer { connection in
            while let request = connection.readRequest() {
                connection.send(answerText(request.body))
            }
        }
        let body = Array("{\"text\": \"a\\u0000\u{0}ü\"}".utf8)
        let request = try HTTPRequest(
            .post, server.url(),
            headers: [.init("X-Key", "secret \"é\""), .init("X-Empty", "")], body: body)
        #expect(try transport.answer(request).body == body)
        let head = try #require(server.requests.first)
        #expect(head.contains("\r\nX-Key: secret \"é\"\r\n"))
        #expect(head.contains("\r\nX-Empty:\r\n"))
        // libcurl's own guesses would be wrong for JSON, and slow for long bodies.
        #expect(!head.contains("Content-Type") && !head.contains("Expect"))
        #expect(!head.contains("Cookie"))
    }

    @Test func `posts an empty body, and a long one at once`() throws {
        let server = LoopbackServer { connection in
            while let request = connection.readRequest() {
                connection.send(answerText("\(request.body.utf8.count)"))
            }
        }
        for count in [0, 2 << 20] {
            let body = [UInt8](repeating: 0x61, count: count)
            let answer = try transport.answer(HTTPRequest(.post, server.url(), body: body))
            #expect(answer.body == Array("\(count)".utf8))
        }
        #expect(server.requests.allSatisfy { $0.hasPrefix("POST ") && !$0.contains("Expect") })
    }

    @Test func `brings a redirect as an answer, and does not follow it`() throws {
        let target = LoopbackServer(answering: answerText("followed"))
        let server = LoopbackServer(
            answering: answerText(
                status: "302 Found", headers: "Location: http://127.0.0.1:\(target.port)/\r\n"))
        #expect(try transport.answer(HTTPRequest(.get, server.url())).status == 302)
        #expect(target.accepted == 0)
    }

    @Test func `undoes compression`() throws {
        // What gzip makes of {"hello":"world"}.
        let zipped: [UInt8] = [
            0x1F, 0x8B, 0x08, 0, 0, 0, 0, 0, 0x02, 0xFF, 0xAB, 0x56, 0xCA, 0x48, 0xCD, 0xC9, 0xC9,
            0x57, 0xB2, 0x52, 0x2A, 0xCF, 0x2F, 0xCA, 0x49, 0x51, 0xAA, 0x05, 0x00, 0xD1, 0x41,
            0x09, 0xD8, 0x11, 0, 0, 0,
        ]
        let server = LoopbackServer { connection in
            while connection.readRequest() != nil {
                connection.send("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n")
                connection.send("Content-Length: \(zipped.count)\r\n\r\n")
                connection.send(zipped)
            }
        }
        let answer = try transport.answer(HTTPRequest(.get, server.url()))
        #expect(String(decoding: answer.body, as: UTF8.self) == #"{"hello":"world"}"#)
    }

    @Test func `tells how long to wait`() throws {
        let date = "Date: Fri, 10 Oct 2025 21:15:00 GMT\r\n"
        let later = Date(timeIntervalSinceNow: 600)
        let stamp = DateFormatter()
        stamp.locale = Locale(identifier: "en_US_POSIX")
        stamp.timeZone = TimeZone(secondsFromGMT: 0)
        stamp.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        for (headers, range) in [
            ("Retry-After: 17\r\n", 17...17),
            ("\(date)Retry-After: Fri, 10 Oct 2025 21:16:00 GMT\r\n", 60...60),
            ("\(date)Retry-After: Fri, 10 Oct 2025 21:14:00 GMT\r\n", nil),
            ("Retry-After: 0\r\n", nil), ("Retry-After: -1\r\n", nil),
            ("Retry-After: \(stamp.string(from: later))\r\n", 570...600),
        ] as [(String, ClosedRange<Int64>?)] {
            let server = LoopbackServer(answering: answerText(status: "429 Slow", headers: headers))
            let answer = try transport.answer(HTTPRequest(.get, server.url()))
            guard let range else {
                #expect(answer.retryAfterSeconds == nil, "no wait is as none named: \(headers)")
                continue
            }
            #expect(range.contains(try #require(answer.retryAfterSeconds)), "\(headers)")
        }
    }

    @Test func `keeps 100 requests at once apart`() throws {
        let server = LoopbackServer { connection in
            while let request = connection.readRequest() {
                connection.send(answerText(String(request.head.split(separator: " ")[1])))
            }
        }
        var paths: [Int: String] = [:]
        for index in 0..<100 {
            let path = "/\(index)/" + String(repeating: "x", count: index * 37 % 50)
            paths[transport.start(try HTTPRequest(.get, server.url(path)))] = path
        }
        #expect(paths.count == 100)
        for _ in 0..<100 {
            let completion = try transport.completion()
            let path = try #require(paths[completion.request])
            paths[completion.request] = nil
            #expect(try completion.result.get().body == Array(path.utf8))
        }
        #expect(paths.isEmpty)
        #expect(transport.next(withinMilliseconds: 0) == nil)
    }

    @Test func `uses one connection for one request after another`() throws {
        let server = LoopbackServer(answering: answerText("again"))
        for _ in 0..<5 { _ = try transport.answer(HTTPRequest(.get, server.url())) }
        #expect(server.accepted == 1)
        #expect(server.requests.count == 5)
    }
}

extension CurlTransportTests {
    @Test func `drops what is under way when told to, and goes on afterwards`() throws {
        let silent = LoopbackServer { connection in connection.waitForEnd() }
        let server = LoopbackServer(answering: answerText("after"))
        for _ in 0..<3 { _ = transport.start(try HTTPRequest(.get, silent.url())) }
        // Completed already, but not told: dropped as well.
        _ = transport.start(try HTTPRequest(.get, server.url(), headers: [.init("X", "\n")]))
        transport.cancelAll()
        let answer = try transport.answer(HTTPRequest(.get, server.url()))
        #expect(answer.body == Array("after".utf8))
        #expect(transport.next(withinMilliseconds: 50) == nil)
    }

    @Test func `lets the time pass with nothing under way, also where signals arrive`() throws {
        // The threads that tests run on hold this signal back.
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGUSR1)
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
        defer { pthread_sigmask(SIG_BLOCK, &signals, nil) }
        signal(SIGUSR1) { _ in interruptions.add(1, ordering: .relaxed) }
        let sleeper = pthread_self()
        let interrupter = Thread {
            for _ in 0..<20 {
                pthread_kill(sleeper, SIGUSR1)
                usleep(5_000)
            }
        }
        let clock = ContinuousClock()
        let elapsed = clock.measure {
            interrupter.start()
            #expect(transport.next(withinMilliseconds: 200) == nil)
        }
        #expect(elapsed >= .milliseconds(200))
        #expect(interruptions.load(ordering: .relaxed) > 0)
        #expect(clock.measure { _ = transport.next(withinMilliseconds: -1) } < .seconds(1))
        while !interrupter.isFinished { usleep(1_000) }
    }

    @Test func `waits no longer than told for an answer that does not come`() throws {
        let silent = LoopbackServer { connection in connection.waitForEnd() }
        _ = transport.start(try HTTPRequest(.get, silent.url()))
        let elapsed = ContinuousClock().measure {
            for _ in 0..<5 { #expect(transport.next(withinMilliseconds: 20) == nil) }
        }
        #expect(elapsed < .seconds(5))
    }

    @Test func `gives back every socket`() async {
        await #expect(processExitsWith: .success) {
            // Sockets alone: the runtime opens descriptors of other kinds when it likes.
            func sockets() throws -> Int {
                let files = FileManager.default
                return try files.contentsOfDirectory(atPath: "/proc/self/fd").count {
                    var status = stat()
                    return Int32($0).map { fstat($0, &status) } == 0
                        && status.st_mode & S_IFMT == S_IFSOCK
                }
            }
            let server = LoopbackServer(answering: answerText("x"))
            func use() throws {
                let transport = CurlTransport(trust: .system)
                for _ in 0..<10 { _ = transport.start(try HTTPRequest(.get, server.url())) }
                _ = try transport.completion()
            }
            let before = try sockets()
            for _ in 0..<3 { try use() }
            // The server's ends close on threads of their own, and some are only taken late.
            let end = ContinuousClock().now + .seconds(5)
            var after = try sockets()
            while after > before, ContinuousClock().now < end {
                usleep(1_000)
                after = try sockets()
            }
            #expect(after <= before)
        }
    }
}
