/// Links, mentions, hashtags and cashtags.
///
/// Anything in which a point stands between a letter and at least two letters might become a link,
/// whatever follows it: new endings are sold every month.
enum LinkRules {
    private static let signs = [
        "http", "www.", "://", "hxxp", "[.]", "(.)", "(dot)", "[dot]", "t.me", "bit.ly",
    ]
    private static let spoken = [
        " dot com", " dot io", " dot net", " dot org", " dot xyz", " dot co",
    ]

    static func flaws(in text: String, hashtags: [String]) -> [TextFlaw] {
        let lowered = text.lowercased()
        var flaws = (signs + spoken).filter { lowered.contains($0) }.map { TextFlaw(.link, $0) }
        let allowed = Set(hashtags.map { $0.lowercased() })
        for chunk in text.split(whereSeparator: \.isWhitespace) {
            if looksLikeAddress(chunk) { flaws.append(TextFlaw(.link, chunk)) }
            if chunk.contains(where: { "@\u{FF20}\u{FE6B}".contains($0) }) {
                flaws.append(TextFlaw(.mention, chunk))
            }
            flaws += tags(in: chunk, allowed)
        }
        return flaws
    }

    private static func tags(in chunk: Substring, _ allowed: Set<String>) -> [TextFlaw] {
        var flaws: [TextFlaw] = []
        for (index, character) in zip(chunk.indices, chunk) {
            let rest = chunk[chunk.index(after: index)...]
            if "#\u{FF03}\u{FE5F}".contains(character) {
                let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
                let isAllowed = character == "#" && allowed.contains("#\(name.lowercased())")
                if !isAllowed { flaws.append(TextFlaw(.hashtag, chunk)) }
            }
            if "$\u{FF04}\u{FE69}".contains(character), rest.first?.isLetter == true {
                flaws.append(TextFlaw(.hashtag, chunk))
            }
        }
        return flaws
    }

    private static func looksLikeAddress(_ chunk: Substring) -> Bool {
        // A comma without a space after it stands for the point in addresses that hide.
        let parts = chunk.split(omittingEmptySubsequences: false) { ".,".contains($0) }
        for (before, after) in zip(parts, parts.dropFirst()) {
            let ending = after.prefix { $0.isLetter }
            if ending.count >= 2, before.last?.isLetter == true || before.last?.isNumber == true {
                return true
            }
        }
        return false
    }
}
