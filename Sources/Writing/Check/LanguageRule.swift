/// Whether a text is English: other scripts are refused as characters, other languages for want of
/// the small words that no English text does without.
enum LanguageRule {
    private static let small: Set<String> = [
        "the", "a", "an", "of", "and", "to", "is", "in", "that", "it", "not", "for", "on", "with",
        "as", "at", "by", "this", "be", "are", "was", "but", "or", "from", "which", "what", "when",
        "how", "why", "you", "your", "we", "its", "it's", "than", "so", "if", "no", "has", "have",
        "had", "does", "do", "can", "will", "one", "every", "after", "before", "only", "more",
        "still", "there", "they", "their", "where", "who", "into", "because", "until", "too",
    ]
    private static let fewest = 5

    static func flaws(in words: TextWords) -> [TextFlaw] {
        let letters = words.plain.filter { $0.text.contains(where: \.isLetter) }
        guard letters.count >= fewest else { return [] }
        let count = letters.count { small.contains($0.text) }
        // In ordinary English prose every third to second word is one of them.
        guard count * 7 < letters.count else { return [] }
        return [TextFlaw(.language, letters.prefix(6).map(\.text).joined(separator: " "))]
    }
}
