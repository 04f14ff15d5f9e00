extension HTTPURL {
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
