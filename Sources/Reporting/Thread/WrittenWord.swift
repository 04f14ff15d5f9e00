/// A word of a text, and what stands between it and the word before.
struct WrittenWord {
    let text: String
    /// The spaces and newlines before it; empty before the first word.
    let separator: String
    /// How good a place the separator is to break the text.
    let border: Border
    /// What it weighs, the separator not counted.
    let weight: Int

    /// The places to break a text, from the worst to the best.
    enum Border {
        /// Inside a figure or before what a sign belongs to: not at all.
        case none
        case word
        case sentence
        case line
        case paragraph
    }

    /// The words of a text, which spaces and newlines part; others count as letters.
    static func words(of text: String) -> [WrittenWord] {
        var words: [WrittenWord] = []
        var rest = text[...]
        while true {
            let separator = rest.prefix { $0 == " " || $0.isNewlineCharacter }
            rest = rest[separator.endIndex...]
            let word = rest.prefix { $0 != " " && !$0.isNewlineCharacter }
            rest = rest[word.endIndex...]
            guard !word.isEmpty else { return words }
            words.append(
                WrittenWord(
                    text: String(word), separator: words.isEmpty ? "" : String(separator),
                    border: border(after: words, separator, before: word),
                    weight: WeightedLength(of: String(word)).total))
        }
    }

    private static func border(
        after words: [WrittenWord], _ separator: Substring, before word: Substring
    ) -> Border {
        guard let last = words.last?.text else { return .none }
        switch separator.count(where: \.isNewlineCharacter) {
        case 0:
            if isFigure(words.suffix(2).map(\.text), goingOnWith: word) { return .none }
            return last.endsSentence ? .sentence : .word
        // A heading stays with what it heads.
        case 1: return last.hasSuffix(":") ? .word : .line
        default: return .paragraph
        }
    }

    /// Whether a space stands inside a figure: `1 h 20 m`, `+5 (-0.55 %)`, `2026-11-01 21:15`.
    private static func isFigure(_ before: [String], goingOnWith word: Substring) -> Bool {
        guard let last = before.last, let first = word.first else { return false }
        // A bullet or an emoji belongs to what it stands before.
        if !last.contains(where: { $0.isLetter || $0.isNumber }) { return !last.endsSentence }
        if last.isPlainNumber {
            return first.isLetter || "%(".contains(first) || word.isTime && last.isDate
        }
        let isUnit = ["d", "h", "m", "s"].contains(last)
        return isUnit && first.isNumber && (before.dropLast().last?.isPlainNumber ?? false)
    }
}

extension Character {
    fileprivate var isNewlineCharacter: Bool { self == "\n" || self == "\r\n" }
}

extension StringProtocol {
    fileprivate var endsSentence: Bool {
        let closed = drop(while: { "\"'“‘(".contains($0) })
        let core = String(closed).trimmingLast { "\"'”’)".contains($0) }
        guard let last = core.last, ".!?…。".contains(last) else { return false }
        return !["e.g.", "i.e.", "vs."].contains(core.lowercased())
    }

    /// Digits with signs, points and a currency among them, a digit at the end.
    fileprivate var isPlainNumber: Bool {
        guard let last, last.isNumber else { return false }
        return allSatisfy { $0.isNumber || "+-±~≈.,:/$€£(".contains($0) }
    }

    fileprivate var isDate: Bool { count(where: { $0 == "-" }) == 2 }
    fileprivate var isTime: Bool { (first?.isNumber ?? false) && contains(":") }

    fileprivate func trimmingLast(while isTrimmed: (Character) -> Bool) -> SubSequence {
        var end = endIndex
        while end > startIndex, isTrimmed(self[index(before: end)]) { end = index(before: end) }
        return self[..<end]
    }
}
