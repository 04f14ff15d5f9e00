/// What an expression and a strategy may cost: more is refused while it is read or expanded.
enum Limits {
    /// Bytes of an expression in the file.
    static let expressionBytes = 4_096
    /// Parentheses, calls, `not`, signs and indexes inside one another, also after expansion.
    static let levels = 64
    /// Different nodes of a strategy.
    static let nodes = 512
    /// Values that a strategy remembers.
    static let remembered = 20_000
    /// What the windows add up to that are looked at as a whole with every candle.
    static let scanned = 20_000
    /// Bytes of a strategy's canonical spelling.
    static let canonicalBytes = 65_536
    /// The longest period, and the farthest look back.
    static let period = 10_000
    /// What is told to be wrong with one text, or with one file on a terminal.
    static let flaws = 20
    /// Candles that a strategy may need.
    static let needs = 100_000

    // Those two stop what multiplies without end; no strategy of 512 nodes comes near.

    /// Parts of texts looked at while a strategy is expanded.
    static let steps = 100_000
    /// Different parts met while a strategy is expanded, also such as no rule uses.
    static let terms = 8_192
}
