package import Market

/// A request as the server read it.
package struct LoopbackRequest: Sendable {
    /// One `name=value` of the query, percent-decoded.
    package struct Parameter: Equatable, Sendable {
        package let name: String
        package let value: String

        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    package let method: String
    package let path: String
    package let query: [Parameter]
    /// Header values by lower-case name.
    package let headers: [String: String]

    package init(
        method: String, path: String, query: [Parameter], headers: [String: String] = [:]
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
    }

    /// The value of a query parameter, or `nil` where it was not sent.
    package subscript(name: String) -> String? { query.first { $0.name == name }?.value }
}

/// A request as an exchange remembers it.
package struct LoggedRequest: Sendable {
    /// When it came, by the exchange's clock.
    package let at: Timestamp
    package let request: LoopbackRequest

    package var path: String { request.path }

    /// The first moment asked for: Binance's `startTime`, Bybit's `start`.
    package var start: Timestamp? { moment("startTime") ?? moment("start") }

    /// The last moment asked for: Binance's `endTime`, Bybit's `end`.
    package var end: Timestamp? { moment("endTime") ?? moment("end") }

    package var limit: Int? { request["limit"].flatMap { Int($0) } }

    /// The value of a query parameter.
    package subscript(name: String) -> String? { request[name] }

    /// The value of a header, its name in any case.
    package func header(_ name: String) -> String? { request.headers[name.lowercased()] }

    private func moment(_ name: String) -> Timestamp? {
        request[name].flatMap { Int64($0) }.map { Timestamp(milliseconds: $0) }
    }
}
