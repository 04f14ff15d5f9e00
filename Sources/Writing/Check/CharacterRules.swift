/// Which characters have a place in a draft: Latin letters, punctuation, emoji.
///
/// Refused are digits and all else that counts, control and format characters (a direction that is turned round, a space without
/// width), private and unassigned ones, letters of other scripts or of mathematics, piles of accents, words spelled apart by spaces or points, and emoji that count or
/// promise.
enum CharacterRules {
    /// Emoji that are numbers.
    private static let counting: Set<Unicode.Scalar> = [
        "\u{1F51F}", "\u{1F4AF}", "\u{1F522}", "\u{20E3}", "\u{1F947}", "\u{1F948}", "\u{1F949}",
    ]
    /// Emoji that say "to the moon" and "riches" without a word.
    private static let promising: Set<Unicode.Scalar> = [
        "\u{1F680}", "\u{1F315}", "\u{1F31D}", "\u{1F319}", "\u{1F911}", "\u{1F4B0}", "\u{1F4B8}",
        "\u{1F48E}",
    ]
    /// Full stops that are none, for addresses that are not to look like one.
    private static let otherStops: Set<Unicode.Scalar> = [
        "\u{2024}", "\u{3002}", "\u{FF0E}", "\u{FF61}",
    ]
    private static let mostMarks = 1

    static func flaws(in text: String) -> [TextFlaw] {
        var flaws: [TextFlaw] = []
        var marks = 0
        let scalars = Array(text.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            let isMark = scalar.properties.generalCategory == .nonspacingMark
            marks = isMark && scalar != "\u{FE0F}" ? marks + 1 : 0
            let isJoining = scalar == "\u{200D}" && joins(scalars, at: index)
            guard !isJoining, marks > mostMarks || !isAllowed(scalar) else { continue }
            flaws.append(TextFlaw(isDigit(scalar) ? .number : .character, String(scalar)))
        }
        if let apart = spelledApart(text) { flaws.append(TextFlaw(.character, apart)) }
        return flaws
    }

    /// Whether a joiner stands between two emoji, where it makes one of them.
    private static func joins(_ scalars: [Unicode.Scalar], at index: Int) -> Bool {
        guard index > 0, index + 1 < scalars.count else { return false }
        let before = scalars[index - 1]
        return (before.properties.isEmoji || before == "\u{FE0F}")
            && scalars[index + 1].properties.isEmoji
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.numericType != nil || counting.contains(scalar)
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        if scalar == "\n" { return true }
        if promising.contains(scalar) || otherStops.contains(scalar) { return false }
        if isDigit(scalar) { return false }
        if scalar.isASCII { return (" "..."~").contains(scalar) }
        switch scalar.properties.generalCategory {
        case .control, .format, .privateUse, .unassigned, .surrogate, .lineSeparator,
            .paragraphSeparator, .enclosingMark, .letterNumber, .otherNumber, .decimalNumber:
            return false
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
            return ("\u{C0}"..."\u{17F}").contains(scalar)
        case .nonspacingMark:
            return scalar == "\u{FE0F}" || ("\u{300}"..."\u{30C}").contains(scalar)
        case .spaceSeparator: return "\u{A0}\u{2009}\u{202F}".unicodeScalars.contains(scalar)
        case .mathSymbol, .otherSymbol: return !("\u{2100}"..."\u{218F}").contains(scalar)
        default: return true
        }
    }

    /// Three or more letters that each stand alone, by spaces, points or dashes.
    private static func spelledApart(_ text: String) -> Substring? {
        var start = text.startIndex
        var count = 0
        var index = text.startIndex
        while index < text.endIndex {
            let next = text.index(after: index)
            let isAlone =
                text[index].isLetter && (next == text.endIndex || !text[next].isLetter)
                && (index == text.startIndex || !text[text.index(before: index)].isLetter)
            if isAlone {
                if count == 0 { start = index }
                count += 1
                if count >= 3 { return text[start..<next] }
            } else if !" .-_*".contains(text[index]) || isGap(text, at: index) {
                count = 0
            }
            index = next
        }
        return nil
    }

    /// Whether a separator is followed by another one, which ends what is spelled.
    private static func isGap(_ text: String, at index: String.Index) -> Bool {
        let next = text.index(after: index)
        return next < text.endIndex && " .-_*".contains(text[next])
    }
}
