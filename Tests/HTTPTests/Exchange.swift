import HTTP
import Testing

extension HTTPTransport {
    /// Waits for the next completion, bounded in time.
    func completion(withinSeconds limit: Int = 20) throws -> HTTPCompletion {
        let clock = ContinuousClock()
        let end = clock.now + .seconds(limit)
        while clock.now < end {
            if let completion = next(withinMilliseconds: 500) { return completion }
        }
        return try #require(nil as HTTPCompletion?, "nothing completed in \(limit) s")
    }

    /// Sends one request and waits for what comes of it.
    func result(_ request: HTTPRequest) throws -> Result<HTTPResponse, HTTPError> {
        let number = start(request)
        let completion = try completion()
        #expect(completion.request == number)
        return completion.result
    }

    /// Sends one request that has to be answered.
    func answer(_ request: HTTPRequest) throws -> HTTPResponse {
        try result(request).get()
    }

    /// Sends one request that has to fail.
    func failure(_ request: HTTPRequest) throws -> HTTPError {
        switch try result(request) {
        case .failure(let error): error
        case .success(let answer):
            try #require(nil as HTTPError?, "it was answered with \(answer.status)")
        }
    }
}

extension LoopbackServer {
    /// An address at this server.
    func url(_ path: String = "/") throws -> HTTPURL {
        try HTTPURL("http://127.0.0.1:\(port)\(path)")
    }
}

/// An answer with a body and the length it has.
func answerText(_ body: String = "", status: String = "200 OK", headers: String = "") -> String {
    "HTTP/1.1 \(status)\r\n\(headers)Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
}
