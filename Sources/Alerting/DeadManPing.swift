package import HTTP
internal import Text

/// Pings for a service that raises the alarm when they stay away, in healthchecks.io's protocol.
///
/// The address is a secret: who has it can say that all is well. `/start` begins a run, `/STATUS`
/// ends it, 0 being a success; `rid` ties the two together. `/log` changes nothing.
package struct DeadManPing: Sendable {
    private static let longestBody = 10_000

    private let url: HTTPURL
    private let runID: String

    /// Pings to an address, by a UUID of this run alone.
    package init(url: HTTPURL, runID: String) {
        self.url = url
        self.runID = runID
    }

    /// A random UUID, from 128 random bits.
    package static func runID(_ high: UInt64, _ low: UInt64) -> String {
        // Version 4, variant 1.
        let bits = [high & ~0xF000 | 0x4000, low & ~(0b11 << 62) | (0b10 << 62)]
        let bytes = bits.flatMap { half in
            stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: half >> $0) }
        }
        var rest = bytes[...]
        return [4, 2, 2, 2, 6].map { length in
            defer { rest = rest.dropFirst(length) }
            return Hexadecimal.text(rest.prefix(length))
        }.joined(separator: "-")
    }

    /// The ping that a run begins.
    package func start(withinMilliseconds limit: Int) -> HTTPRequest {
        request("/start", [], limit)
    }

    /// The ping that it ended, with its exit status and its last lines; without a status, one that
    /// is kept and neither a success nor a failure.
    package func end(
        status: Int32?, lines: [String], withinMilliseconds limit: Int
    ) -> HTTPRequest {
        let text = lines.suffix(100).joined(separator: "\n")
        let path = status.map { "/\($0 & 255)" } ?? "/log"
        return request(path, Array(text.utf8.suffix(Self.longestBody)), limit)
    }

    private func request(_ path: String, _ body: [UInt8], _ limit: Int) -> HTTPRequest {
        HTTPRequest(
            .post, url.appending(path: path, query: [("rid", runID)]),
            headers: [HTTPRequest.Header("Content-Type", "text/plain; charset=utf-8")], body: body,
            connectTimeoutMilliseconds: limit, totalTimeoutMilliseconds: limit,
            maximumBodyBytes: 4 << 10)
    }
}
