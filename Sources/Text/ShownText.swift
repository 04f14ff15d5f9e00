/// Text from anywhere, as a terminal or a log may be given it.
///
/// What either would obey, and what disguises the text beside it, becomes `?`: controls (C0, DEL
/// and C1, with which some terminals begin their orders), format characters, among them those that
/// turn the direction of writing, and the separators of lines and paragraphs. All is judged by
/// scalars: a combining mark behind a control does not make it another character.
package enum ShownText {
    /// One line; of a text of more than `most` scalars, or twice as many bytes, the beginning, and
    /// an ellipsis.
    package static func line(_ text: some StringProtocol, atMost most: Int = .max) -> String {
        if text.utf8.count <= most, text.utf8.allSatisfy(isPlain) { return String(text) }
        let isEndless = most > Int.max / 2
        var (scalars, bytes) = (0, 0)
        let kept = text.unicodeScalars.prefix { scalar in
            (scalars, bytes) = (scalars + 1, bytes + UTF8.width(scalar))
            return isEndless || scalars <= most && bytes <= 2 * most
        }
        let isWhole = kept.endIndex == text.unicodeScalars.endIndex
        return shown(kept) + (isWhole ? "" : "…")
    }

    /// Text whose newlines stay.
    package static func lines(_ text: some StringProtocol) -> String {
        if text.utf8.allSatisfy({ isPlain($0) || $0 == newline }) { return String(text) }
        return text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
            .map { shown($0) }.joined(separator: "\n")
    }

    /// The text in lines of at most `width` characters, broken between words; a word that is longer
    /// than a line is broken as well, or stands out.
    ///
    /// Phrases, as commands that are to be pasted, are kept whole and stand out where they must.
    package static func wrapped(
        _ text: String, width: Int, breakingWords isBreaking: Bool = false,
        keeping phrases: [String] = []
    ) -> [String] {
        var lines: [String] = []
        // No control stands in a shown text, so that one can stand for a space meanwhile.
        let joint = "\u{1}"
        let bound = phrases.map { line($0) }.reduce(line(text)) { text, phrase in
            text.replacing(phrase, with: phrase.replacing(" ", with: joint))
        }
        for word in bound.split(separator: " ") {
            let isBreaking = isBreaking && !word.contains(joint)
            if let last = lines.last, last.count + 1 + word.count <= width {
                lines[lines.count - 1] += " \(word)"
                continue
            }
            var rest = word[...]
            repeat {
                lines.append(String(isBreaking ? rest.prefix(width) : rest))
                rest = isBreaking ? rest.dropFirst(width) : ""
            } while !rest.isEmpty
        }
        return lines.isEmpty ? [""] : lines.map { $0.replacing(joint, with: " ") }
    }

    /// Lines that hold orders for colours on purpose, as `ESC [ 1 m`; every other order goes.
    ///
    /// What such lines quote has to be shown as ``line(_:atMost:)`` before: its colours stay too.
    package static func painted(_ text: String) -> String {
        let pieces = text.unicodeScalars.split(
            separator: "\u{1b}", omittingEmptySubsequences: false)
        var result = lines(String(pieces[0]))
        for piece in pieces.dropFirst() {
            let order = piece.dropFirst().prefix { ("0"..."9").contains($0) || $0 == ";" }
            let isColour = piece.first == "[" && piece[order.endIndex...].first == "m"
            result += (isColour ? "\u{1b}" : "?") + lines(String(piece))
        }
        return result
    }

    /// JSON on one line; what a terminal would obey can stand in strings alone, and there is spelled
    /// by its number: who reads it as JSON reads the same.
    package static func json(_ text: String) -> String {
        if text.utf8.allSatisfy(isPlain) { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            guard scalar.isObeyed else {
                result.unicodeScalars.append(scalar)
                continue
            }
            for unit in String(scalar).utf16 {
                // In range: the upper half of 16 bits.
                let bytes = [UInt8(unit >> 8), UInt8(truncatingIfNeeded: unit)]
                result += "\\u\(Hexadecimal.text(bytes))"
            }
        }
        return result
    }

    private static let newline = UInt8(ascii: "\n")

    private static func isPlain(_ byte: UInt8) -> Bool { (0x20..<0x7f).contains(byte) }

    private static func shown(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var line = String.UnicodeScalarView()
        for scalar in scalars { line.append(scalar.isObeyed ? "?" : scalar) }
        return String(line)
    }
}

extension Unicode.Scalar {
    /// Whether a terminal or a log would obey it, or be deceived by it.
    package var isObeyed: Bool {
        // Most text is ASCII, where the categories are a matter of comparing.
        if isASCII { return value < 0x20 || value == 0x7f }
        return switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: true
        default: false
        }
    }
}
