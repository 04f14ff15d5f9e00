/// Whether a text comes in a wrapping: JSON, Markdown, HTML, quotation marks, a place to fill in.
enum WrappingRules {
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

    static func flaws(in text: String) -> [TextFlaw] {
        var flaws = anywhere.filter { text.contains($0) }.map { TextFlaw(.wrapping, $0) }
        for line in text.split(whereSeparator: \.isNewline) {
            let line = line.drop { $0 == " " }
            if lineBeginnings.contains(where: { line.hasPrefix($0) }) || isNumbered(line) {
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

    /// `1. ` or `1) ` at the beginning of a line.
    private static func isNumbered(_ line: Substring) -> Bool {
        let rest = line.drop { ("0"..."9").contains($0) }
        return rest.startIndex > line.startIndex && (rest.hasPrefix(". ") || rest.hasPrefix(") "))
    }

    /// A mark that stands twice, before a letter and after one.
    private static func isEmphasis(_ line: Substring, _ mark: Character) -> Bool {
        guard let first = line.firstIndex(of: mark), let last = line.lastIndex(of: mark),
            first < last
        else { return false }
        let isFree = first == line.startIndex || !line[line.index(before: first)].isLetter
        return isFree && line[line.index(after: first)].isLetter
    }
}
