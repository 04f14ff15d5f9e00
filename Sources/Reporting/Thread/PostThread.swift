/// A text in as many posts as it needs.
///
/// It is broken between paragraphs where that leaves no post too empty, else between lines,
/// sentences, words; never inside a figure, an emoji, a hashtag or a link, unless one alone is
/// longer than a post. Posts are numbered, `1/3`, where there is more than one.
package struct PostThread: Equatable, Sendable {
    /// The posts in order, each within the limit.
    package let parts: [String]

    /// - Parameters:
    ///   - body: what is broken.
    ///   - tail: what stays whole and ends the last post, as its hashtags do; broken like the
    ///     body where it is longer than half a post.
    ///   - limit: the weighted length of a post, at least 40.
    package init(body: String, tail: String = "", limit: Int = WeightedLength.limit) {
        let isWhole = WeightedLength(of: tail).total <= limit / 2
        let body = isWhole ? body : [body, tail].filter { !$0.isEmpty }.joined(separator: "\n\n")
        let tail = isWhole ? tail : ""
        let unbroken = Breaking(limit: limit, tail: tail).parts(of: body)
        if unbroken.count <= 1 {
            parts = unbroken
            return
        }
        var digits = 1
        while true {
            let numbering = "\n".count + 2 * digits + "/".count
            let parts = Breaking(limit: limit - numbering, tail: tail).parts(of: body)
            if String(parts.count).count <= digits {
                self.parts = parts.enumerated().map { "\($1)\n\($0 + 1)/\(parts.count)" }
                return
            }
            digits += 1
        }
    }
}

/// One way through a text, from break to break.
private struct Breaking {
    let limit: Int
    let tail: String

    /// A border before a word, and what the post weighs that ends there.
    private struct Break {
        let index: Int
        let weight: Int
    }

    func parts(of text: String) -> [String] {
        var parts: [String] = []
        var words = WrittenWord.words(of: text).flatMap { broken($0) }[...]
        while !words.isEmpty {
            let next = self.next(in: words)
            parts.append(Self.text(words[..<next]))
            words = words[next...]
        }
        return ended(parts)
    }

    /// The parts with the tail below the last, or after it where it does not fit.
    private func ended(_ parts: [String]) -> [String] {
        guard !tail.isEmpty else { return parts }
        guard let last = parts.last else { return [tail] }
        let whole = "\(last)\n\n\(tail)"
        return WeightedLength.fits(whole, limit: limit)
            ? parts.dropLast() + [whole] : parts + [tail]
    }

    /// Where the post that begins with these words ends.
    private func next(in words: ArraySlice<WrittenWord>) -> Int {
        var breaks: [WrittenWord.Border: Break] = [:]
        var weight = 0
        for index in words.indices {
            let isFirst = index == words.startIndex
            if !isFirst { breaks[words[index].border] = Break(index: index, weight: weight) }
            weight += words[index].weight + (isFirst ? 0 : words[index].separator.count)
            if weight > limit { return best(of: breaks, after: words.startIndex) }
        }
        let tailWeight = tail.isEmpty ? 0 : "\n\n".count + WeightedLength(of: tail).total
        // The tail is not left alone where words can go with it.
        let isWhole = weight + tailWeight <= limit || breaks.keys.allSatisfy { $0 == .none }
        return isWhole ? words.endIndex : best(of: breaks, after: words.startIndex)
    }

    private func best(of breaks: [WrittenWord.Border: Break], after start: Int) -> Int {
        for border in [WrittenWord.Border.paragraph, .line, .sentence] {
            if let found = breaks[border], found.weight >= limit / 3 { return found.index }
        }
        let others = breaks.filter { $0.key != .none }.values.map(\.index)
        return others.max() ?? breaks[.none]?.index ?? start + 1
    }

    /// A word too long for a post in pieces that are not, any other as it is.
    private func broken(_ word: WrittenWord) -> [WrittenWord] {
        guard word.weight > limit else { return [word] }
        return LongWord(word.text).pieces(limit: limit).enumerated().map { index, piece in
            WrittenWord(
                text: piece, separator: index == 0 ? word.separator : "",
                border: index == 0 ? word.border : .word,
                weight: WeightedLength(of: piece).total)
        }
    }

    private static func text(_ words: ArraySlice<WrittenWord>) -> String {
        words.enumerated().map { $0 == 0 ? $1.text : $1.separator + $1.text }.joined()
    }
}
