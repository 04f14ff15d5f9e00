package import Text

/// What is asked of a server, with every limit on it.
package struct HTTPRequest: Equatable, Sendable {
    package enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
    }

    /// A header line.
    ///
    /// Values may be secret: they never appear in errors or logs.
    package struct Header: Equatable, Sendable, CustomStringConvertible {
        package let name: String
        private let secret: Secret

        package var value: String { secret.revealed }

        package init(_ name: String, _ value: String) { self.init(name, Secret(value)) }

        package init(_ name: String, _ value: Secret) {
            self.name = name
            secret = value
        }

        /// The name alone, so that a header which strays into a message tells no secret.
        package var description: String { "\(name): \(secret)" }
    }

    package var method: Method
    package var url: HTTPURL
    package var headers: [Header]
    package var body: [UInt8]
    /// How long name resolution, connection and TLS may take together.
    package var connectTimeoutMilliseconds: Int
    /// How long the whole exchange may take.
    package var totalTimeoutMilliseconds: Int
    /// The most bytes of body accepted, counted after decompression.
    package var maximumBodyBytes: Int

    package init(
        _ method: Method = .get, _ url: HTTPURL, headers: [Header] = [], body: [UInt8] = [],
        connectTimeoutMilliseconds: Int = 5_000, totalTimeoutMilliseconds: Int = 10_000,
        maximumBodyBytes: Int = 2 << 20
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.connectTimeoutMilliseconds = connectTimeoutMilliseconds
        self.totalTimeoutMilliseconds = totalTimeoutMilliseconds
        self.maximumBodyBytes = maximumBodyBytes
    }

    /// A question with a small answer, all of which has to be there within so long.
    package init(_ url: HTTPURL, headers: [Header] = [], withinMilliseconds limit: Int) {
        self.init(
            .get, url, headers: headers, connectTimeoutMilliseconds: limit,
            totalTimeoutMilliseconds: limit, maximumBodyBytes: 64 << 10)
    }
}

/// Who the program says it is.
package enum UserAgent {
    /// The program's version, also what `--version` prints.
    package static let version = "0.2.0"

    static let text = "algom/\(version)"
}
