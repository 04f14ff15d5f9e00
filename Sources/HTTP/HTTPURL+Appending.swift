extension HTTPURL {
    /// The address with more path and more query; what the address already has stays in front.
    ///
    /// Both sides of a query item are percent-encoded but for RFC 3986's unreserved characters. In
    /// the path, slashes part its segments; a question mark or number sign there is a character of it.
    package func appending(path: String, query items: [(String, String)] = []) -> HTTPURL {
        var place = description
        if !path.isEmpty {
            if !place.hasSuffix("/") { place += "/" }
            let segments = path.hasPrefix("/") ? path.dropFirst() : path[...]
            place += Self.encoded(segments, keepingPath: true)
        }
        let added = items.map { name, value in
            Self.encoded(name[...]) + "=" + Self.encoded(value[...])
        }
        let all = (query.map { $0.isEmpty ? [] : [$0] } ?? []) + added
        return HTTPURL(
            self, description: place, query: all.isEmpty ? nil : all.joined(separator: "&"))
    }

    private static func encoded(_ text: Substring, keepingPath: Bool = false) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if isUnreserved(byte) || (keepingPath && isPath(byte)) {
                bytes.append(byte)
            } else {
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "_"), UInt8(ascii: "~"):
            true
        default: false
        }
    }

    /// What a path may hold besides: the slash, and RFC 3986's `:`, `@` and sub-delimiters.
    private static func isPath(_ byte: UInt8) -> Bool { "/:@!$&'()*+,;=".utf8.contains(byte) }
}
