/// Text that may come from anywhere, spelled so that a format takes it for text: the last step
/// before it stands in a document or a message.
///
/// One function a format, each on scalars: with a combining mark behind it, a `<` is another
/// character for Swift, and markup as ever for who reads it.
package enum Escaping {
    /// For XML and HTML, between tags and in attributes.
    ///
    /// Without what XML 1.0 cannot hold at all, and without what turns the direction of writing.
    /// Joiners stay, of which emoji and many scripts are made.
    package static func markup(_ text: some StringProtocol) -> String {
        var result = String.UnicodeScalarView()
        for scalar in angles(text).unicodeScalars {
            switch scalar {
            case "\"": result += "&quot;".unicodeScalars
            case "'": result += "&apos;".unicodeScalars
            case "\t", "\n", "\r", "\u{2028}", "\u{2029}": result.append(" ")
            case "\u{200c}", "\u{200d}": result.append(scalar)
            case "\u{fffe}", "\u{ffff}": continue
            default: if !scalar.isObeyed { result.append(scalar) }
            }
        }
        return String(result)
    }

    /// For Slack's texts, and for Telegram's HTML, whose entities are few: `&`, `<` and `>`.
    package static func angles(_ text: some StringProtocol) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;".unicodeScalars
            case "<": result += "&lt;".unicodeScalars
            case ">": result += "&gt;".unicodeScalars
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    /// For Markdown as Discord reads it: one line, in which nothing is a mark, a link or a list.
    package static func markdown(_ text: some StringProtocol) -> String {
        let marks = "\\*_~`|<>[]()".unicodeScalars
        let lineMarks = "#-+".unicodeScalars
        var result = String.UnicodeScalarView()
        var isFirst = true
        for scalar in text.unicodeScalars {
            if marks.contains(scalar) || isFirst && lineMarks.contains(scalar) {
                result.append("\\")
            }
            result.append(scalar)
            isFirst = isFirst && scalar == " "
        }
        return String(result)
    }
}
