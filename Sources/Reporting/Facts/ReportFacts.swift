package import Market
package import Trading

/// All that a report may tell.
package struct ReportFacts: Equatable, Sendable {
    /// The traders that have seen a candle, in the order of the configuration.
    package var traders: [TraderView]
    /// What traders without candles would do; those of the first trader of the configuration.
    package var parameters: Parameters
    package var now: Timestamp
    /// The digest over the heads of all these traders' journals, once somebody has made it.
    package var heads: HeadsDigest?

    package init(
        traders: [TraderView], parameters: Parameters = .init(), now: Timestamp
    ) {
        // Before its first candle a trader has a checkpoint, and nothing in it to tell.
        self.traders = traders.filter { $0.asOf != nil }
        self.parameters = parameters
        self.now = now
    }
}

/// One digest that vouches for the journals of many traders.
///
/// It is the SHA-256 of a text with a line for each trader that has a journal: its name, a space, the
/// 64 digits of its journal's head, and a line feed; the lines are sorted by the bytes of the names.
/// Whoever has the heads can make it again:
///
///     jq -r '"\\(.trader) \\(.journalHead)"' *_trading_stats.json | LC_ALL=C sort | sha256sum
package struct HeadsDigest: Equatable, Sendable {
    /// How many heads it is over.
    package let count: Int
    /// In lower-case hexadecimal.
    package let digits: String

    package init(count: Int, digits: String) {
        self.count = count
        self.digits = digits
    }

    /// The lines that the digest is made of.
    package static func lines(of traders: [TraderView]) -> [String] {
        traders.compactMap { trader in trader.journalHead.map { (trader.name, $0) } }
            .sorted { Array($0.0.utf8).lexicographicallyPrecedes(Array($1.0.utf8)) }
            .map { "\($0.0) \($0.1)\n" }
    }
}
