/// Numbers in words, and names: what a draft leaves to the facts.
enum WordRules {
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

    static func flaws(in words: TextWords) -> [TextFlaw] {
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
}
