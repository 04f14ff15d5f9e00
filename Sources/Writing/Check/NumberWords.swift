/// Numbers spelled in English words.
enum NumberWords {
    static let units: [String: Int] = [
        "zero": 0, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
        "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
        "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
        "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60,
        "seventy": 70, "eighty": 80, "ninety": 90,
    ]
    static let scales: [String: Int] = [
        "hundred": 100, "thousand": 1_000, "grand": 1_000, "million": 1_000_000,
        "billion": 1_000_000_000, "trillion": 1_000_000_000_000,
    ]
    /// Words that are numbers without being counted with; never computed, only looked for.
    static let others: Set<String> = [
        "half", "halves", "halved", "halving", "third", "thirds", "quarter", "quarters", "fourth",
        "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "hundredth", "double", "doubled",
        "doubles", "doubling", "triple", "tripled", "triples", "treble", "quadruple", "quadrupled",
        "twice", "thrice", "twofold", "threefold", "fourfold", "fivefold", "tenfold", "hundredfold",
        "fold", "dozen", "dozens", "couple", "tens", "hundreds", "thousands", "millions",
        "billions",
        "trillions", "score", "percentile", "nil", "twenties", "thirties", "forties", "fifties",
        "ii", "iii", "iv", "vi", "vii", "viii", "ix", "xi", "xii", "zwei", "drei", "vier", "zehn",
        "hundert", "deux", "trois", "quatre", "cinq", "dix", "cuatro", "cinco", "diez", "hunderd",
        "million's", "k", "mio", "bn", "mn",
    ]
    /// What "one" counts where it is a number and no pronoun.
    static let countedByOne: Set<String> = [
        "trade", "win", "loss", "percent", "per", "dollar", "day", "week", "month", "year", "hour",
        "minute", "position", "hundred", "thousand", "million", "billion", "dozen",
        "third", "half", "quarter", "in", "out", "to", "point", "winner", "loser", "winning",
        "losing", "tenth", "fifth", "usdt", "bitcoin", "btc",
    ]

    /// A number at a place in plain words.
    struct Found {
        /// `nil` where it is none that could be compared.
        let value: Int?
        let range: Range<Int>
    }

    /// The number that begins at a place: the longest run of number words there.
    static func found(at start: Int, in words: [String]) -> Found? {
        let first = words[start]
        if others.contains(first) { return Found(value: nil, range: start..<start + 1) }
        if first == "one" { return one(at: start, in: words) }
        guard units[first] != nil || scales[first] != nil else { return nil }
        return run(at: start, in: words)
    }

    private static func one(at start: Int, in words: [String]) -> Found? {
        let next = start + 1 < words.count ? words[start + 1] : ""
        let before = start > 0 ? words[start - 1] : ""
        guard countedByOne.contains(next) || before == "number" else { return nil }
        return scales[next] == nil
            ? Found(value: 1, range: start..<start + 1) : run(at: start, in: words)
    }

    private static func run(at start: Int, in words: [String]) -> Found {
        var total = 0
        var group = 0
        var index = start
        while index < words.count {
            let word = words[index]
            if let unit = word == "one" ? 1 : units[word] {
                group += unit
            } else if let scale = scales[word] {
                group = max(group, 1) * scale
                if scale > 100 {
                    total += group
                    group = 0
                }
            } else if word == "point" {
                return Found(value: nil, range: start..<min(index + 2, words.count))
            } else if word != "and" || index + 1 >= words.count || units[words[index + 1]] == nil
                || scales[words[index - 1]] == nil
            {
                break
            }
            index += 1
            if index - start > 12 { return Found(value: nil, range: start..<index) }
        }
        return Found(value: total + group, range: start..<index)
    }
}
