internal import CCurl

/// An address that may be asked: `https`, or plain `http` to this very machine.
///
/// It is taken apart by libcurl, which also asks it, so what is judged here is what is connected to.
/// Nothing may follow from how the text begins: in `http://127.0.0.1.evil.com` and
/// `http://localhost@evil.com` the host is someone else, and `http://127.1` is this machine.
package struct HTTPURL: Equatable, Sendable, CustomStringConvertible {
    /// The longest text that is accepted.
    package static let maximumBytes = 2_048

    /// Scheme, host, port and path; never the query, which may be secret.
    package let description: String
    /// The host alone, an IPv6 one in brackets; for messages.
    package let host: String
    /// Whether the host is this machine: `localhost`, 127.0.0.0/8 or ::1.
    package let isLoopback: Bool
    /// What follows the question mark; `nil` where there is none.
    package let query: String?

    /// Whether the scheme is `https`; where it is not, the traffic does not leave the machine.
    package let isEncrypted: Bool

    /// The whole address, for libcurl only.
    var fullText: String { query.map { "\(description)?\($0)" } ?? description }

    /// The address that a text names.
    ///
    /// A fragment (`#…`) is dropped: it is never sent.
    ///
    /// - Throws: ``HTTPURLError`` with what to write instead.
    package init(_ text: String) throws(HTTPURLError) {
        guard text.utf8.count <= Self.maximumBytes else {
            throw .tooLong(bytes: text.utf8.count)
        }
        guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { throw .unprintable }
        guard let parsed = curl_url() else { throw .malformed(reason: "out of memory") }
        defer { curl_url_cleanup(parsed) }
        let code = curl_url_set(parsed, CURLUPART_URL, text, 0)
        guard code == CURLUE_OK else {
            throw .malformed(reason: String(cString: curl_url_strerror(code)).lowercasedInitial)
        }
        guard let scheme = Self.part(CURLUPART_SCHEME, of: parsed),
            let host = Self.part(CURLUPART_HOST, of: parsed), Self.isPlainHost(host),
            let path = Self.part(CURLUPART_PATH, of: parsed)
        else { throw .malformed(reason: "bad host name") }
        let holdsCredentials =
            Self.part(CURLUPART_USER, of: parsed) != nil
            || Self.part(CURLUPART_PASSWORD, of: parsed) != nil
        guard !holdsCredentials else { throw .holdsCredentials(host: host) }
        guard Self.part(CURLUPART_ZONEID, of: parsed) == nil else {
            throw .malformed(reason: "a zone after the host's address")
        }

        self.host = host
        isLoopback = Self.isLoopback(host)
        guard scheme == "https" || (scheme == "http" && isLoopback) else {
            throw .unprotected(scheme: scheme, host: host)
        }
        isEncrypted = scheme == "https"
        let port = Self.part(CURLUPART_PORT, of: parsed).map { ":\($0)" } ?? ""
        description = "\(scheme)://\(host)\(port)\(path)"
        query = Self.part(CURLUPART_QUERY, of: parsed)
    }

    /// The same place, with this path and query; for ``appending(path:query:)``.
    init(_ base: HTTPURL, description: String, query: String?) {
        self.description = description
        self.query = query
        host = base.host
        isLoopback = base.isLoopback
        isEncrypted = base.isEncrypted
    }

    /// One part of a parsed address; `nil` where it is absent.
    private static func part(_ which: CURLUPart, of parsed: OpaquePointer) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        let flags = which == CURLUPART_PORT ? UInt32(CURLU_NO_DEFAULT_PORT) : 0
        guard curl_url_get(parsed, which, &text, flags) == CURLUE_OK, let text else { return nil }
        defer { curl_free(text) }
        return String(cString: text)
    }

    /// Whether a host holds nothing but what names and addresses are made of, once decoded.
    private static func isPlainHost(_ host: String) -> Bool {
        !host.isEmpty
            && host.utf8.allSatisfy {
                switch $0 {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"),
                    UInt8(ascii: "_"), UInt8(ascii: ":"), UInt8(ascii: "["), UInt8(ascii: "]"):
                    true
                default: false
                }
            }
    }

    /// Whether a host, as libcurl has spelled it, is this machine.
    ///
    /// libcurl writes every spelling of an IPv4 address as a dotted quad, and resolves `localhost`
    /// without asking anyone.
    private static func isLoopback(_ host: String) -> Bool {
        if host == "[::1]" || host.lowercased() == "localhost" { return true }
        let numbers = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        return numbers.count == 4 && numbers[0] == 127 && !numbers.contains(nil)
    }
}
