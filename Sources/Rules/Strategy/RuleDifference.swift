/// A place where two texts of a rule differ: what stands there in each, with a few words about it.
struct RuleDifference {
    let mine: String
    let theirs: String

    /// What is not longer is shown whole.
    private static let wholeCharacters = 60
    /// So many words and signs are shown before and behind a difference.
    private static let context = 6
    /// The most words and signs of one difference.
    private static let longest = 24

    /// All places where two texts differ, each once.
    ///
    /// Words are compared and not letters, so that a number or a name is shown whole. As many words
    /// on both sides, as where parameters were changed, are told one by one; else all from the first
    /// difference to the last is one.
    static func all(between mine: String, and theirs: String) -> [RuleDifference] {
        guard mine != theirs else { return [] }
        guard max(mine.utf8.count, theirs.utf8.count) > wholeCharacters else {
            return [RuleDifference(mine: mine, theirs: theirs)]
        }
        let (left, right) = (Words(mine), Words(theirs))
        let front = zip(left.texts, right.texts).prefix { $0 == $1 }.count
        let most = min(left.texts.count, right.texts.count) - front
        let back = zip(left.texts.reversed(), right.texts.reversed()).prefix { $0 == $1 }.count
        let behind = min(back, most)
        let (end, otherEnd) = (left.texts.count - behind, right.texts.count - behind)
        guard end == otherEnd else {
            return [
                RuleDifference(
                    mine: left.excerpt(front..<end), theirs: right.excerpt(front..<otherEnd))
            ]
        }
        var places: [Range<Int>] = []
        for word in front..<end where left.texts[word] != right.texts[word] {
            if let last = places.last, word - last.upperBound <= context {
                places[places.count - 1] = last.lowerBound..<word + 1
            } else {
                places.append(word..<word + 1)
            }
        }
        return places.map {
            RuleDifference(mine: left.excerpt($0), theirs: right.excerpt($0))
        }
    }

    /// A text in words: names, numbers and single signs.
    private struct Words {
        let texts: [Substring]
        private let text: String

        init(_ text: String) {
            self.text = text
            var texts: [Substring] = []
            var start = text.startIndex
            while start < text.endIndex {
                let word = text[start...].prefix { $0.isLetter || $0.isNumber || "_.".contains($0) }
                let end = word.isEmpty ? text.index(after: start) : word.endIndex
                if text[start] != " " { texts.append(text[start..<end]) }
                start = end
            }
            self.texts = texts
        }

        /// Some of its words and what stands about them.
        func excerpt(_ words: Range<Int>) -> String {
            let first = max(0, words.lowerBound - RuleDifference.context)
            let end = min(
                texts.count, words.lowerBound + RuleDifference.longest,
                words.upperBound + RuleDifference.context)
            guard first < end else { return "none" }
            return (first > 0 ? "…" : "")
                + text[texts[first].startIndex..<texts[end - 1].endIndex]
                + (end < texts.count ? "…" : "")
        }
    }
}
