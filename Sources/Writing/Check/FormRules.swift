/// Which form a draft may have: Latin letters, punctuation and emoji in plain lines, no wrapping, no
/// link, mention or tag.
enum FormRules {
    static func flaws(in text: String) -> [TextFlaw] {
        characters(in: text) + wrappings(in: text) + links(in: text)
    }

    // MARK: Characters

    /// Emoji that are numbers.
    private static let counting = Set(
        "\u{1F51F}\u{1F4AF}\u{1F522}\u{20E3}\u{1F947}\u{1F948}\u{1F949}".unicodeScalars)
    /// Emoji that say "to the moon" and "riches" without a word, and full stops that are none, for
    /// addresses that are not to look like one.
    private static let misplaced = Set(
        "\u{1F680}\u{1F315}\u{1F31D}\u{1F319}\u{1F911}\u{1F4B0}\u{1F4B8}\u{1F48E}".unicodeScalars
            + "\u{2024}\u{3002}\u{FF0E}\u{FF61}".unicodeScalars)

    /// Digits and all else that counts, and whatever is no letter, mark or emoji as posts have them.
    private static func characters(in text: String) -> [TextFlaw] {
        var flaws = text.unicodeScalars.compactMap { scalar -> TextFlaw? in
            let isNumber = scalar.properties.numericType != nil || counting.contains(scalar)
            guard isNumber || !isAllowed(scalar) else { return nil }
            return TextFlaw(isNumber ? .number : .character, String(scalar))
        }
        if let apart = spelledApart(text) { flaws.append(TextFlaw(.character, apart)) }
        return flaws
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        if misplaced.contains(scalar) { return false }
        if scalar.isASCII { return scalar == "\n" || (" "..."~").contains(scalar) }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .otherLetter:
            return ("\u{C0}"..."\u{17F}").contains(scalar)
        case .spaceSeparator: return "\u{A0}\u{2009}\u{202F}".unicodeScalars.contains(scalar)
        case .mathSymbol, .otherSymbol: return !("\u{2100}"..."\u{218F}").contains(scalar)
        case .currencySymbol, .modifierSymbol, .connectorPunctuation, .dashPunctuation,
            .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation,
            .otherPunctuation:
            return true
        // An emoji may say that it wants to be a picture.
        default: return scalar == "\u{FE0F}"
        }
    }

    /// Three letters that each stand alone between single spaces, points or dashes.
    private static func spelledApart(_ text: String) -> Substring? {
        let parts = text.split(omittingEmptySubsequences: false) { " .-_*".contains($0) }
        let first = parts.indices.dropLast(2).first { start in
            parts[start...start + 2].allSatisfy { $0.count(where: \.isLetter) == 1 }
        }
        return first.map { text[parts[$0].startIndex..<parts[$0 + 2].endIndex] }
    }

    // MARK: Wrappings

    /// JSON, Markdown, HTML, quotation marks, a place to fill in.
    private static let anywhere = [
        "```", "`", "**", "__", "~~", "](", "{", "}", "[", "]", "<", "&amp;", "&lt;", "&gt;",
        "&quot;", "&#", "\\", "|", "<!--", "$(",
    ]
    private static let lineBeginnings = ["# ", "## ", "### ", "- ", "* ", "> ", "+ ", "---", "==="]
    private static let labels = [
        "tweet", "post", "draft", "assistant", "human", "user", "system", "answer", "output",
        "text",
        "caption", "title", "subject", "json", "note", "response", "content", "body", "message",
    ]
    private static let quotes: [(Character, Character)] = [
        ("\"", "\""), ("\u{201C}", "\u{201D}"), ("'", "'"), ("\u{AB}", "\u{BB}"),
        ("\u{2018}", "\u{2019}"), ("\u{201E}", "\u{201C}"),
    ]

    private static func wrappings(in text: String) -> [TextFlaw] {
        var flaws = anywhere.filter { text.contains($0) }.map { TextFlaw(.wrapping, $0) }
        for line in text.split(whereSeparator: \.isNewline) {
            let line = line.drop { $0 == " " }
            if lineBeginnings.contains(where: { line.hasPrefix($0) }) {
                flaws.append(TextFlaw(.wrapping, line))
            }
            for mark in ["*", "_"] as [Character] where isEmphasis(line, mark) {
                flaws.append(TextFlaw(.wrapping, line))
            }
        }
        let label = text.prefix { $0 != ":" }.lowercased()
        if label.count < text.count, labels.contains(label) {
            flaws.append(TextFlaw(.wrapping, label))
        }
        if let first = text.first, let last = text.last, text.count > 1,
            quotes.contains(where: { $0 == (first, last) })
        {
            flaws.append(TextFlaw(.wrapping, text))
        }
        return flaws
    }

    /// A mark that stands twice, before a letter and after one.
    private static func isEmphasis(_ line: Substring, _ mark: Character) -> Bool {
        guard let first = line.firstIndex(of: mark), let last = line.lastIndex(of: mark),
            first < last
        else { return false }
        let isFree = first == line.startIndex || !line[line.index(before: first)].isLetter
        return isFree && line[line.index(after: first)].isLetter
    }

    // MARK: Links and tags

    private static let signs = [
        "http", "www.", "://", "hxxp", "[.]", "(.)", "(dot)", "[dot]", "t.me", "bit.ly",
    ]
    private static let spoken = [
        " dot com", " dot io", " dot net", " dot org", " dot xyz", " dot co",
    ]

    private static func links(in text: String) -> [TextFlaw] {
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

    /// A point between a letter and at least two letters, whatever follows: new endings are sold every
    /// month.
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
