internal import CCurl
internal import Text

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

extension HTTPURL {
    /// What is connected to, as libcurl's messages spell it.
    var place: (host: String, port: String) {
        // In range: the text has the form of a URL.
        let authority = description.split(separator: "/")[1]
        let port = authority.dropFirst(host.utf8.count).dropFirst()
        return (
            host.filter { $0 != "[" && $0 != "]" },
            port.isEmpty ? (isEncrypted ? "443" : "80") : String(port)
        )
    }

    /// The same host and port without path and query, which may be secret.
    package var root: HTTPURL {
        let parts = description.split(
            separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
        return HTTPURL(
            self, description: parts.prefix(3).joined(separator: "/") + "/", query: nil)
    }

    /// The address with more path and more query; what the address already has stays in front.
    ///
    /// Both sides of a query item are percent-encoded but for RFC 3986's unreserved characters. In
    /// the path, slashes part its segments; a question mark or number sign there is a character of it.
    package func appending(path: String, query items: [(String, String)] = []) -> HTTPURL {
        var place = description
        if !path.isEmpty {
            if !place.hasSuffix("/") { place += "/" }
            let segments = path.hasPrefix("/") ? path.dropFirst() : path[...]
            place += PercentEncoding.encoded(segments, keeping: Self.isPath)
        }
        let added = items.map { name, value in
            PercentEncoding.encoded(name) + "=" + PercentEncoding.encoded(value)
        }
        let all = (query.map { $0.isEmpty ? [] : [$0] } ?? []) + added
        return HTTPURL(
            self, description: place, query: all.isEmpty ? nil : all.joined(separator: "&"))
    }

    /// What a path may hold besides: the slash, and RFC 3986's `:`, `@` and sub-delimiters.
    private static func isPath(_ byte: UInt8) -> Bool { "/:@!$&'()*+,;=".utf8.contains(byte) }
}

/// Why a text is no address that may be asked.
///
/// None of these repeats a query or a password.
package enum HTTPURLError: Error, Equatable, CustomStringConvertible {
    /// The text is longer than ``HTTPURL/maximumBytes``.
    case tooLong(bytes: Int)
    /// The text holds a space, a control character or a letter beyond ASCII.
    case unprintable
    /// The text does not have the form of a URL; the reason is libcurl's.
    case malformed(reason: String)
    /// The address is neither `https` nor `http` to this machine.
    case unprotected(scheme: String, host: String)
    /// A name or password stands before the host, where logs and process lists would show it.
    case holdsCredentials(host: String)

    package var description: String {
        switch self {
        case .tooLong(let bytes):
            "the address has \(bytes) bytes; write one of at most \(HTTPURL.maximumBytes)"
        case .unprintable:
            "the address holds a space, a control character or a letter beyond ASCII;"
                + " write it percent-encoded, and the host in its xn-- form"
        case .malformed(let reason):
            "the address is not understood (\(reason)); write it as https://host/path"
        case .unprotected(let scheme, let host):
            "\(scheme):// to \(host) is not protected; write https://"
                + " (http:// serves only localhost, 127.0.0.0/8 and [::1])"
        case .holdsCredentials(let host):
            "the address of \(host) holds a user name or password;"
                + " write it without what stands before the @"
        }
    }
}
