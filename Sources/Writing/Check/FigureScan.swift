/// All numbers of a text, in digits and in words, each with what it is said of.
struct FigureScan {
    /// A number where it stands.
    struct Item {
        /// `nil` for what holds digits and is no plain figure, as `MA7`, `24h` or `7/25`.
        let figure: Figure?
        let text: String
        let isWord: Bool
        let sentence: Int
        /// The name of a measure shortly before it, as `win rate`.
        let measure: String?
        /// What it counts, right after it, as `win`.
        let counted: String?
        /// Words just before it that bend its meaning, as `over` or `at least`.
        let modifier: String?
    }

    /// Measures whose figures must not be exchanged.
    private static let measures = [
        "win rate", "profit factor", "drawdown", "rsi", "equity", "balance", "fee", "fees",
        "dominance", "streak", "entry", "exit", "expectancy", "sharpe", "sortino", "market cap",
    ]
    private static let modifiers: Set<String> = [
        "over", "under", "above", "below", "nearly", "almost", "about", "around", "roughly",
        "approximately", "approx", "circa", "exceeding", "beyond", "barely", "just", "only",
        "more than", "less than", "fewer than", "at least", "at most", "up to", "close to",
        "as much as", "well over", "north of", "south of", "some",
    ]
    private static let reach = 4

    let items: [Item]

    init(_ words: TextWords) {
        var items: [Item] = []
        let plain = words.plain.map(\.text)
        // Where each word's plain forms begin.
        var place = 0
        var lastFigureEnd = 0
        for (index, word) in words.words.enumerated() {
            defer { place += word.plain.count }
            guard word.text.contains(where: { $0.isNumber }) else { continue }
            let (unit, length) = Self.unit(after: index, in: words.words)
            var figure = Figure(word.text)
            if let unit {
                if figure?.unit == .plain { figure?.unit = unit } else { figure = nil }
            }
            let end = place + max(word.plain.count, 1) + length
            let begin = Self.sentenceStart(words.plain, of: word.sentence, notBefore: lastFigureEnd)
            let before = plain[min(begin, place)..<place]
            let isFirst = items.last?.sentence != word.sentence
            items.append(
                Item(
                    figure: figure, text: word.text, isWord: false, sentence: word.sentence,
                    measure: Self.measure(in: before),
                    counted: Self.counted(words.plain, at: end, in: word.sentence)
                        ?? (isFirst ? Self.headed(before, figure) : nil),
                    modifier: Self.modifier(in: before)))
            lastFigureEnd = end
        }
        self.items = items + Self.inWords(words, plain)
    }

    // MARK: Numbers in words

    private static func inWords(_ words: TextWords, _ plain: [String]) -> [Item] {
        var items: [Item] = []
        var index = 0
        while index < plain.count {
            guard let found = NumberWords.found(at: index, in: plain) else {
                index += 1
                continue
            }
            var figure = found.value.map { Figure(value: $0) }
            var end = found.range.upperBound
            if let (unit, length) = unit(named: plain[min(end, plain.count)...].prefix(3)) {
                figure?.unit = unit
                end += length
            }
            let sentence = words.plain[index].sentence
            let before = plain[sentenceStart(words.plain, of: sentence, notBefore: 0)..<index]
            items.append(
                Item(
                    figure: figure, text: plain[found.range].joined(separator: " "), isWord: true,
                    sentence: sentence, measure: measure(in: before),
                    counted: counted(words.plain, at: end, in: sentence),
                    modifier: modifier(in: before)))
            index = max(found.range.upperBound, index + 1)
        }
        return items
    }

    // MARK: What a number is said of

    private static func sentenceStart(
        _ plain: [(text: String, sentence: Int)], of sentence: Int, notBefore least: Int
    ) -> Int {
        max(least, plain.firstIndex { $0.sentence == sentence } ?? least)
    }

    private static func measure(in before: ArraySlice<String>) -> String? {
        let near = " " + before.suffix(reach).joined(separator: " ") + " "
        let found = measures.compactMap { name in
            near.ranges(of: " \(name) ").last.map { (name: name, at: $0.lowerBound) }
        }
        return found.max { $0.at < $1.at }.map { $0.name == "fees" ? "fee" : $0.name }
    }

    private static func modifier(in before: ArraySlice<String>) -> String? {
        let last = before.suffix(3)
        for count in [3, 2, 1] where last.count >= count {
            let words = last.suffix(count).joined(separator: " ")
            if modifiers.contains(words) { return words }
        }
        return nil
    }

    private static func counted(
        _ plain: [(text: String, sentence: Int)], at index: Int, in sentence: Int
    ) -> String? {
        guard index < plain.count, plain[index].sentence == sentence else { return nil }
        let concept = Concepts.concept(of: plain[index].text)
        return ["win", "loss", "trade", "fee", "candle"].contains(concept) ? concept : nil
    }

    /// What the word right before a plain figure says that it counts: `Wins: 7`.
    private static func headed(_ before: ArraySlice<String>, _ figure: Figure?) -> String? {
        guard figure?.unit == .plain, let last = before.last,
            ["wins", "losses", "trades"].contains(last)
        else { return nil }
        return Concepts.concept(of: last)
    }

    // MARK: Units

    /// The unit that the words after a figure name, and how many plain words that takes.
    private static func unit(
        after index: Int, in words: [TextWords.Word]
    ) -> (Figure.Unit?, Int) {
        let next = words[(index + 1)...].prefix(3).filter { $0.sentence == words[index].sentence }
        guard let found = unit(named: next.flatMap(\.plain)[...]) else { return (nil, 0) }
        return (found.0, found.1)
    }

    private static func unit(named words: ArraySlice<String>) -> (Figure.Unit, Int)? {
        let words = Array(words)
        guard let first = words.first else { return nil }
        let second = words.count > 1 ? words[1] : ""
        switch first {
        case "%", "percent", "pct", "percentage":
            return second.hasPrefix("point") ? (.points, 2) : (.percent, 1)
        case "per" where second == "cent": return (.percent, 2)
        case "pp", "points", "bps", "basis": return (.points, 1)
        case "usd", "usdt", "usdc", "dollar", "dollars", "bucks": return (.money("usd"), 1)
        case "eur", "euro", "euros": return (.money("eur"), 1)
        case "pound", "pounds", "gbp": return (.money("gbp"), 1)
        default: return nil
        }
    }
}
