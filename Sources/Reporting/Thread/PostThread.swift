/// A text in as many posts as it needs.
///
/// It is broken between paragraphs, else between lines, sentences, words; never inside a figure,
/// an emoji, a hashtag or a link, unless one alone is longer than a post. Posts are numbered,
/// `1/3`, where there is more than one.
package struct PostThread: Equatable, Sendable {
    /// The posts in order, each within the limit.
    package let parts: [String]

    /// - Parameters:
    ///   - body: what is broken.
    ///   - tail: what stays whole and ends the last post, as its hashtags do; broken like the
    ///     body where it is longer than half a post.
    ///   - stamp: ASCII that follows each number, so that no part is a duplicate of an earlier
    ///     report's: X refuses those.
    ///   - limit: the weighted length of a post, at least 40.
    package init(
        body: String, tail: String = "", stamp: String = "", limit: Int = WeightedLength.limit
    ) {
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
            let numbering = "\n".count + 2 * digits + "/".count + stamp.count
            let parts = Breaking(limit: limit - numbering, tail: tail).parts(of: body)
            if String(parts.count).count <= digits {
                self.parts = parts.enumerated().map { "\($1)\n\($0 + 1)/\(parts.count)\(stamp)" }
                return
            }
            digits += 1
        }
    }
}

/// The cheapest way through a text, from break to break.
///
/// A post costs 3, as does whatever makes one more; a break between lines costs 1, between
/// sentences 2, between words 6. So lines are parted to save a post, sentences are not torn. A first
/// post that is a heading alone costs 2: it says nothing, and X would call it a duplicate of the last.
private struct Breaking {
    let limit: Int
    let tail: String

    private static let postCost = 3
    private static let aloneCost = 12
    private static let headingCost = 2
    private static let headingWeight = 120

    /// What the rest of a text costs from a word on, and where its first post ends.
    private struct Plan {
        var cost: Int
        var end: Int
    }

    func parts(of text: String) -> [String] {
        let words = WrittenWord.words(of: text).flatMap { broken($0) }
        let plans = plans(for: words)
        var parts: [String] = []
        var start = 0
        while start < words.count {
            let end = plans[start].end
            parts.append(Self.text(words[start..<end]))
            start = end
        }
        return ended(parts)
    }

    /// The cheapest plan from every word on, found from the last word backwards.
    private func plans(for words: [WrittenWord]) -> [Plan] {
        let tailWeight = tail.isEmpty ? 0 : "\n\n".count + WeightedLength(of: tail).total
        var plans = Array(repeating: Plan(cost: 0, end: words.count), count: words.count + 1)
        for start in words.indices.reversed() {
            var best: Plan?
            var weight = 0
            for end in start + 1...words.count {
                let word = words[end - 1]
                weight += word.weight + (end - 1 == start ? 0 : word.separator.count)
                // A word is never longer than a post, so there always is a plan.
                if weight > limit { break }
                var cost = Self.postCost + plans[end].cost
                if end < words.count {
                    cost += words[end].border.cost
                    if start == 0, weight <= Self.headingWeight { cost += Self.headingCost }
                } else if weight + tailWeight > limit {
                    cost += Self.aloneCost
                }
                // Of equal plans the one whose first post is fullest.
                if best.map({ cost <= $0.cost }) ?? true { best = Plan(cost: cost, end: end) }
            }
            plans[start] = best ?? Plan(cost: plans[start + 1].cost, end: start + 1)
        }
        return plans
    }

    /// The parts with the tail below the last, or after it where it does not fit.
    private func ended(_ parts: [String]) -> [String] {
        guard !tail.isEmpty else { return parts }
        guard let last = parts.last else { return [tail] }
        let whole = "\(last)\n\n\(tail)"
        return WeightedLength.fits(whole, limit: limit)
            ? parts.dropLast() + [whole] : parts + [tail]
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

extension WrittenWord.Border {
    fileprivate var cost: Int {
        switch self {
        case .paragraph: 0
        case .line: 1
        case .sentence: 2
        case .word: 6
        case .none: 1_000
        }
    }
}

/// How long a post of an account may be, in weighted length.
package enum PostLength: Sendable {
    /// What every account may write.
    case standard
    /// What accounts that pay for it may write.
    case long

    package var limit: Int {
        switch self {
        case .standard: WeightedLength.limit
        case .long: 25_000
        }
    }
}
