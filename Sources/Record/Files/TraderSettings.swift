package import Market
package import Trading

/// What one trader trades, and by which parameters.
package struct TraderSettings: Equatable, Sendable {
    /// `[a-z0-9][a-z0-9_-]{0,31}`: the name of its files.
    package internal(set) var name: String
    package var market: Market
    package var parameters: Parameters

    package init(name: String, market: Market, parameters: Parameters) {
        self.name = name
        self.market = market
        self.parameters = parameters
    }

    /// Whether a text may be a trader's name, and so part of a path.
    package static func isName(_ text: String) -> Bool {
        guard (1...32).contains(text.utf8.count), let first = text.utf8.first else { return false }
        let isWord = { (byte: UInt8) in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        }
        return isWord(first)
            && text.utf8.allSatisfy {
                isWord($0) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-")
            }
    }
}
