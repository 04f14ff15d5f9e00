internal import Market

/// The headers of an answer, gathered line by line as libcurl hands them over.
///
/// Only the final answer's count: an interim answer (1xx) is forgotten when the next one begins, and
/// trailers after the body are none of ours.
package struct HeaderBlock {
    /// The most bytes of header lines accepted, all answers of one exchange together.
    package static let maximumBytes = 64 << 10

    /// Names in lower case, in the order they came.
    package private(set) var headers: [HTTPRequest.Header] = []
    private var bytes = 0
    private var isInterim = true
    private var isComplete = false

    package init() {}

    /// Whether all headers of a final answer have come, up to their empty line.
    var isFinal: Bool { isComplete && !isInterim }

    /// Takes one line, with its line end; `false` where there are too many bytes of them.
    package mutating func append(_ line: UnsafeRawBufferPointer) -> Bool {
        bytes += line.count
        guard bytes <= Self.maximumBytes else { return false }
        let text = Self.trimmed(line)
        if isInterim, line.starts(with: "HTTP/".utf8) {
            let status = text.drop { $0 != UInt8(ascii: " ") }.dropFirst()
            isInterim = status.first == UInt8(ascii: "1")
            isComplete = false
            headers = []
        } else if !isComplete {
            isComplete = text.isEmpty
            if !isComplete { add(text, isFolded: Self.isSpace(line[0])) }
        }
        return true
    }

    private mutating func add(_ text: Slice<UnsafeRawBufferPointer>, isFolded: Bool) {
        if isFolded, let last = headers.popLast() {
            // An old server's long value, continued on the next line.
            let whole = last.value + " " + String(decoding: text, as: UTF8.self)
            headers.append(HTTPRequest.Header(last.name, whole))
        } else if let colon = text.firstIndex(of: UInt8(ascii: ":")) {
            let name = String(decoding: text[..<colon], as: UTF8.self).lowercased()
            let value = Self.trimmed(UnsafeRawBufferPointer(rebasing: text[(colon + 1)...]))
            headers.append(HTTPRequest.Header(name, String(decoding: value, as: UTF8.self)))
        }
    }

    private static func trimmed(_ line: UnsafeRawBufferPointer) -> Slice<UnsafeRawBufferPointer> {
        guard let first = line.firstIndex(where: { !isSpace($0) }),
            let last = line.lastIndex(where: { !isSpace($0) })
        else { return line[line.endIndex...] }
        return line[first...last]
    }

    private static func isSpace(_ byte: UInt8) -> Bool { " \t\r\n".utf8.contains(byte) }
}

extension HeaderBlock {
    /// The `Date` header in seconds since 1970, where it is one that can be.
    var dateSeconds: Int64? {
        self["date"].flatMap(HTTPDate.seconds).flatMap { HTTPResponse.isCredible($0) ? $0 : nil }
    }

    /// The `Retry-After` header in seconds from the answer, which may be any number of them; one that
    /// 64 bits do not hold is the largest.
    ///
    /// Its date form is measured from the answer's own `Date`, so that a wrong local clock does not
    /// lengthen the wait; only without one does `byLocalClock` serve.
    func retryAfterSeconds(byLocalClock: Int64) -> Int64? {
        guard let text = self["retry-after"] else { return nil }
        if let number = Int64(saturating: text) { return number }
        guard let moment = HTTPDate.seconds(text) else { return nil }
        // Both lie between 1970 and 9999.
        return dateSeconds.map { moment - $0 } ?? byLocalClock
    }

    /// The first value of a header.
    private subscript(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}
