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
    package static func lines(of traders: [TraderStats]) -> [String] {
        traders.compactMap { stats in stats.journalHead.map { (stats.name, $0) } }
            .sorted { Array($0.0.utf8).lexicographicallyPrecedes(Array($1.0.utf8)) }
            .map { "\($0.0) \($0.1)\n" }
    }
}
