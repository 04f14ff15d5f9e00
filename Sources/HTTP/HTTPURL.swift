internal import CCurl

/// An address that may be asked: `https`, or plain `http` to this very machine.
package struct HTTPURL: Equatable, Sendable, CustomStringConvertible {
    /// Scheme, host, port and path; never the query, which may be secret.
    package let description: String
    package let host: String
    let query: String?

    /// The whole address.
    var fullText: String { query.map { "\(description)?\($0)" } ?? description }

    package init(_ text: String) throws(HTTPURLError) {
        self.init(description: text, query: nil)
    }

    private init(description: String, query: String?) {
        self.description = description
        self.query = query
        let rest = description.firstRange(of: "://").map { description[$0.upperBound...] } ?? ""
        host = String(rest.prefix { $0 != "/" && $0 != ":" })
    }

    package func appending(path: String, query: [(String, String)] = []) -> HTTPURL {
        let pairs = query.map { "\($0.0)=\($0.1)" }.joined(separator: "&")
        return HTTPURL(description: description + path, query: pairs.isEmpty ? nil : pairs)
    }
}

package struct HTTPURLError: Error {}
