/// What a draft says, word by word: in English, without a number in words or a name, and without
/// advice or a promise.
enum WordRules {
    static func flaws(in words: TextWords) -> [TextFlaw] {
        language(of: words) + quantitiesAndNames(in: words) + phrases(in: words)
            + orders(in: words)
    }

    // MARK: Language

    /// The words that no English text does without; other scripts are refused as characters.
    private static let small: Set<String> = [
        "the", "a", "an", "of", "and", "to", "is", "in", "that", "it", "not", "for", "on", "with",
        "as", "at", "by", "this", "be", "are", "was", "but", "or", "from", "which", "what", "when",
        "how", "why", "you", "your", "we", "its", "it's", "than", "so", "if", "no", "has", "have",
        "had", "does", "do", "can", "will", "one", "every", "after", "before", "only", "more",
        "still", "there", "they", "their", "where", "who", "into", "because", "until", "too",
    ]
    private static let fewest = 5

    private static func language(of words: TextWords) -> [TextFlaw] {
        let letters = words.plain.filter { $0.text.contains(where: \.isLetter) }
        // In ordinary English prose every third to second word is one of them.
        guard letters.count >= fewest,
            letters.count(where: { small.contains($0.text) }) * 7 < letters.count
        else { return [] }
        return [TextFlaw(.language, letters.prefix(6).map(\.text).joined(separator: " "))]
    }

    // MARK: Numbers in words, and names

    private static let numbers = Set(
        """
        zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
        sixteen seventeen eighteen nineteen twenty thirty forty fourty fifty sixty seventy eighty
        ninety hundred thousand grand million billion trillion half halves halved halving third
        thirds quarter quarters fourth fifth sixth seventh eighth ninth tenth tenths hundredth double
        doubled doubles doubling triple tripled triples treble quadruple quadrupled twice thrice
        twofold threefold fourfold fivefold tenfold hundredfold fold dozen dozens couple tens
        hundreds thousands millions billions trillions percentile percent nil twenties thirties
        forties fifties ii iii iv vi vii viii ix xi xii xiv zwei drei vier zehn hundert deux trois
        quatre cinq dix cuatro cinco diez hunderd k mio bn mn
        """.split(whereSeparator: \.isWhitespace).map(String.init))
    /// Those that a sentence is likely to begin with; within one, a capital gives a name away.
    private static let names = Set(
        """
        bitcoin btc ethereum ether eth solana dogecoin ripple cardano tether usdt usdc binance bybit
        coinbase kraken satoshi nakamoto musk trump twitter fed america china europe
        """.split(whereSeparator: \.isWhitespace).map(String.init))

    private static func quantitiesAndNames(in words: TextWords) -> [TextFlaw] {
        var flaws: [TextFlaw] = []
        for (index, word) in words.words.enumerated() {
            if word.plain.contains(where: numbers.contains) {
                flaws.append(TextFlaw(.numberWord, word.text))
            }
            let begins = index == 0 || words.words[index - 1].sentence != word.sentence
            let isCapital = word.text.dropFirst(begins || word.beginsClause ? 1 : 0)
                .contains(where: \.isUppercase)
            let isPronoun = ["I", "I'm", "I'd", "I've", "I'll"].contains(word.text)
            if isCapital && !isPronoun || word.plain.contains(where: names.contains) {
                flaws.append(TextFlaw(.name, word.text))
            }
        }
        return flaws
    }

    // MARK: Advice and promises

    private static let lists: [(rule: TextRule, mayBeDenied: Bool, phrases: [Phrase])] = [
        (.advice, false, PhraseLists.advice), (.promise, true, PhraseLists.promises),
        (.promise, false, PhraseLists.plainPromises), (.claim, false, PhraseLists.claims),
        (.leakage, false, PhraseLists.leaks),
    ]

    private static func phrases(in words: TextWords) -> [TextFlaw] {
        var flaws: [TextFlaw] = []
        for sentence in Set(words.plain.map(\.sentence)).sorted() {
            let plain = words.plain.filter { $0.sentence == sentence }.map(\.text)
            for (rule, mayBeDenied, phrases) in lists {
                for range in phrases.compactMap({ $0.range(in: plain, unlessDenied: mayBeDenied) })
                {
                    flaws.append(TextFlaw(rule, plain[range].joined(separator: " ")))
                }
            }
        }
        return flaws
    }

    /// Words that, at the beginning of a clause, tell the reader to trade.
    private static let verbs: Set<String> = [
        "buy", "sell", "short", "long", "accumulate", "hodl", "invest", "hold", "ape", "bet",
        "enter", "exit", "stack", "copy", "subscribe", "join", "dm", "grab", "dump",
    ]
    /// What makes a noun of such a word.
    private static let nouns: Set<String> = [
        "signal", "signals", "order", "orders", "side", "pressure", "time", "times", "and", "or",
        "price", "prices", "is", "was", "are", "at", "trades", "trade", "positions", "position",
        "term", "candles", "fees", "fee", "rules", "rule", "means", "reason", "size", "before",
    ]
    private static let courtesies: Set<String> = [
        "please", "just", "so", "now", "then", "always", "never", "simply", "quickly", "better",
        "don't", "do", "not", "let's", "go", "and", "today", "maybe", "quick",
    ]

    /// Clauses that begin with a verb of trading: "Buy it.", "so just sell".
    private static func orders(in words: TextWords) -> [TextFlaw] {
        var flaws: [TextFlaw] = []
        for (start, word) in words.words.enumerated() where word.beginsClause {
            let clause = words.words[start...].prefix(4)
                .prefix { $0.sentence == word.sentence }.flatMap(\.plain)
            let rest = clause.drop { courtesies.contains($0) }
            guard let verb = rest.first, verbs.contains(verb) else { continue }
            let next = rest.dropFirst().first ?? ""
            // "Buy and hold" and "sell orders" are things; "and sell" after a comma is an order.
            if rest.count == clause.count, nouns.contains(next) { continue }
            flaws.append(TextFlaw(.advice, clause.joined(separator: " ")))
        }
        return flaws
    }
}
