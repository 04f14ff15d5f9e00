/// What words are about, loosely: enough to see that a figure is said of what it belongs to.
enum Concepts {
    private static let synonyms: [String: String] = [
        "win": "win", "wins": "win", "won": "win", "winning": "win", "winner": "win",
        "winners": "win", "loss": "loss", "losses": "loss", "lost": "loss", "lose": "loss",
        "losing": "loss", "loser": "loss", "losers": "loss", "trade": "trade", "trades": "trade",
        "traded": "trade", "trading": "trade", "fee": "fee", "fees": "fee", "candle": "candle",
        "candles": "candle", "pl": "result", "pnl": "result", "result": "result",
        "results": "result", "bitcoin": "btc", "btc": "btc", "rate": "rate", "rsi": "rsi",
    ]
    /// What a sentence may call a profit or loss without naming it.
    static let ofResult: Set<String> = [
        "lost", "loss", "down", "up", "made", "gained", "gain", "profit", "earned", "minus", "plus",
    ]
    private static let empty: Set<String> = [
        "that", "this", "with", "from", "them", "than", "then", "have", "been", "were", "what",
        "when", "which", "will", "would", "about", "after", "before", "over", "under", "into",
        "only", "more", "most", "some", "each", "every", "still", "here", "there", "they", "their",
        "your", "the", "and", "for", "not", "but", "are", "was", "has", "had", "its", "it's", "now",
        "far", "one", "out", "all", "any",
    ]

    /// The concept of a plain word; `nil` for one without any.
    static func concept(of word: String) -> String? {
        if let known = synonyms[word] { return known }
        guard word.count >= 3, !empty.contains(word), word.contains(where: \.isLetter),
            NumberWords.units[word] == nil
        else { return nil }
        return String(word.prefix(5))
    }

    static func concepts(of words: some Sequence<String>) -> Set<String> {
        Set(words.compactMap { concept(of: $0) })
    }
}
