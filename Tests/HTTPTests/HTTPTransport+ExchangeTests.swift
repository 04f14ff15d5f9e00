import Testing

@testable import HTTP

struct HTTPTransportExchangeTests {
    /// A transport that completes what it is told, each after so many waits for nothing.
    private final class Scripted: HTTPTransport {
        var completions: [HTTPCompletion?]
        var cancelled = 0

        init(_ completions: [HTTPCompletion?]) { self.completions = completions }

        func start(_ request: HTTPRequest) -> Int { 7 }
        func next(withinMilliseconds limit: Int) -> HTTPCompletion? {
            completions.isEmpty ? nil : completions.removeFirst()
        }
        func cancelAll() { cancelled += 1 }
    }

    private func request() throws -> HTTPRequest {
        HTTPRequest(.get, try HTTPURL("https://a.example/"), totalTimeoutMilliseconds: 10)
    }

    @Test func `waits for its own request, past early ends and strangers`() throws {
        let answer = HTTPResponse(status: 204, body: [])
        let transport = Scripted([
            nil, HTTPCompletion(request: 6, result: .success(HTTPResponse(status: 500, body: []))),
            nil, HTTPCompletion(request: 7, result: .success(answer)),
        ])
        #expect(transport.exchange(try request()) == .success(answer))
        #expect(transport.cancelled == 0)
    }

    @Test func `gives up on a transport that never ends anything`() throws {
        let transport = Scripted([])
        #expect(
            transport.exchange(try request())
                == .failure(.timedOut(host: "a.example", milliseconds: 10)))
        #expect(transport.cancelled == 1)
    }

    @Test func `asks a real server`() throws {
        let server = LoopbackServer(answering: answerText("hello"))
        let answer = try CurlTransport(trust: .system).exchange(HTTPRequest(.get, server.url()))
            .get()
        #expect(answer.body == Array("hello".utf8))
    }
}
