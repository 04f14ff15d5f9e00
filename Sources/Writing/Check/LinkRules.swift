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

    static func flaws(in text: String) -> [TextFlaw] {
        let lowered = text.lowercased()
        var flaws = (signs + spoken).filter { lowered.contains($0) }.map { TextFlaw(.link, $0) }
        for chunk in text.split(whereSeparator: \.isWhitespace) {
            if looksLikeAddress(chunk) { flaws.append(TextFlaw(.link, chunk)) }
            if chunk.contains(where: { "@\u{FF20}\u{FE6B}".contains($0) }) {
                flaws.append(TextFlaw(.mention, chunk))
            }
            flaws += tags(in: chunk)
        }
        return flaws
    }

    private static func tags(in chunk: Substring) -> [TextFlaw] {
        zip(chunk, chunk.dropFirst().map(\.isLetter) + [false]).contains { character, isName in
            "#\u{FF03}\u{FE5F}".contains(character)
                || "$\u{FF04}\u{FE69}".contains(character) && isName
        } ? [TextFlaw(.hashtag, chunk)] : []
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
