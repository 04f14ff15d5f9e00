/// The one seam to the network: requests in, answers out, many under way at once.
///
/// Nothing here retries, waits politely or understands a body. Time passes only inside
/// ``next(withinMilliseconds:)``, so a virtual transport can make months pass in seconds.
package protocol HTTPTransport: AnyObject {
    /// Sends a request on its way; the number names it in its completion.
    func start(_ request: HTTPRequest) -> Int

    /// Waits for any request to complete, but not longer than told; also with none under way.
    ///
    /// Returns `nil` when the time has passed. May return `nil` early.
    func next(withinMilliseconds limit: Int) -> HTTPCompletion?

    /// Drops every request under way; their completions never come.
    func cancelAll()
}

/// How a request ended.
package struct HTTPCompletion: Sendable {
    /// What ``HTTPTransport/start(_:)`` returned.
    package let request: Int
    package let result: Result<HTTPResponse, HTTPError>

    package init(request: Int, result: Result<HTTPResponse, HTTPError>) {
        self.request = request
        self.result = result
    }
}

extension HTTPTransport {
    /// How often a wait may end without anything having completed; a transport that keeps its
    /// requests' limits never comes near.
    private static var maximumWaits: Int { 100_000 }

    /// Sends one request and waits until it has ended, as its own limits say it must.
    ///
    /// - Precondition: nothing else is under way; what else completes would be lost.
    package func exchange(_ request: HTTPRequest) -> Result<HTTPResponse, HTTPError> {
        let number = start(request)
        for _ in 0..<Self.maximumWaits {
            let completion = next(withinMilliseconds: max(1, request.totalTimeoutMilliseconds))
            if let completion, completion.request == number { return completion.result }
        }
        cancelAll()
        return .failure(
            .timedOut(host: request.url.host, milliseconds: request.totalTimeoutMilliseconds))
    }
}
