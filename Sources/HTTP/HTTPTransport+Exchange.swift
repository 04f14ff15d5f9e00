extension HTTPTransport {
    /// How often a wait may end without anything having completed; a transport that keeps its
    /// requests' limits never comes near.
    private static var mostWaits: Int { 100_000 }

    /// Sends one request and waits until it has ended, as its own limits say it must.
    ///
    /// - Precondition: nothing else is under way; what else completes would be lost.
    package func exchange(_ request: HTTPRequest) -> Result<HTTPResponse, HTTPError> {
        let number = start(request)
        for _ in 0..<Self.mostWaits {
            let completion = next(withinMilliseconds: max(1, request.totalTimeoutMilliseconds))
            if let completion, completion.request == number { return completion.result }
        }
        cancelAll()
        return .failure(
            .timedOut(host: request.url.host, milliseconds: request.totalTimeoutMilliseconds))
    }
}
