/// A pattern of plain words: `buy|sell now`, `guarant*`, `will ... rise|soar`.
///
/// Between spaces stands a choice of words, each whole or, with a star, by its beginning; `...` lets
/// up to three other words by. A phrase does not reach over the end of a sentence.
struct Phrase: Sendable {
    private enum Step: Sendable {
        case word([(text: String, isBeginning: Bool)])
        case gap
    }

    private static let widestGap = 3
    private static let negators: Set<String> = [
        "no", "not", "never", "nothing", "nobody", "cannot", "can't", "don't", "doesn't", "didn't",
        "without", "isn't", "won't", "aren't", "neither", "nor", "none", "wouldn't", "hardly",
    ]

    private let steps: [Step]

    init(_ pattern: some StringProtocol) {
        steps = pattern.split(separator: " ").map { part in
            if part == "..." { return .gap }
            return .word(
                part.split(separator: "|").map { choice in
                    choice.hasSuffix("*")
                        ? (String(choice.dropLast()), true) : (String(choice), false)
                })
        }
    }

    /// Where the phrase stands first; `nil` where it does not.
    ///
    /// Where it may be denied, places are passed over that a word shortly before or inside denies, but
    /// not "not only".
    func range(in words: [String], unlessDenied mayBeDenied: Bool = false) -> Range<Int>? {
        for start in words.indices {
            guard let end = end(of: steps[...], in: words, from: start) else { continue }
            let near = words[max(0, start - 3)..<end]
            let isDenied = mayBeDenied && near.contains(where: Self.negators.contains)
            if !isDenied || near.contains("only") { return start..<end }
        }
        return nil
    }

    private func end(of steps: ArraySlice<Step>, in words: [String], from start: Int) -> Int? {
        guard let step = steps.first else { return start }
        switch step {
        case .word(let choices):
            guard start < words.count else { return nil }
            let fits = choices.contains {
                $0.isBeginning ? words[start].hasPrefix($0.text) : words[start] == $0.text
            }
            return fits ? end(of: steps.dropFirst(), in: words, from: start + 1) : nil
        case .gap:
            return (0...Self.widestGap).lazy.compactMap {
                end(of: steps.dropFirst(), in: words, from: start + $0)
            }.first
        }
    }
}
