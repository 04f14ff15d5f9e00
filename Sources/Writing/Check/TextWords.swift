/// A text as words in sentences, for rules that go by what is said.
///
/// A word is what stands between white space, without the punctuation around it. Its plain form is in
/// lower case, its apostrophes straight, its runs of three and more equal letters one letter, so that
/// `Buuuuy` is `buy`; a hyphen or slash parts plain words.
struct TextWords {
    struct Word {
        /// As it was written, punctuation around it stripped.
        let text: String
        /// In its plain form, one for each part between hyphens.
        let plain: [String]
        let sentence: Int
        /// Whether it stands after a colon, comma, bracket or dash.
        let beginsClause: Bool
    }

    let words: [Word]
    /// All plain forms in order, with the sentence of each.
    let plain: [(text: String, sentence: Int)]

    init(_ text: String) {
        var words: [Word] = []
        var sentence = 0
        var beginsClause = true
        for line in text.split(whereSeparator: \.isNewline) {
            for chunk in line.split(whereSeparator: \.isWhitespace) {
                let core = Self.stripped(chunk)
                if !core.isEmpty {
                    words.append(
                        Word(
                            text: String(core), plain: Self.plain(core), sentence: sentence,
                            beginsClause: beginsClause || core.startIndex > chunk.startIndex))
                    beginsClause = false
                }
                let tail = core.isEmpty ? chunk : chunk[core.endIndex...]
                if tail.contains(where: { ".!?…".contains($0) }) {
                    sentence += 1
                    beginsClause = true
                } else if !tail.isEmpty {
                    beginsClause = true
                }
            }
            sentence += 1
            beginsClause = true
        }
        self.words = words
        plain = words.flatMap { word in word.plain.map { ($0, word.sentence) } }
    }

    /// Without punctuation and symbols at both ends.
    private static func stripped(_ chunk: Substring) -> Substring {
        let isCore: (Character) -> Bool = {
            $0.isLetter || $0.isNumber || "%$#@".contains($0)
        }
        guard let first = chunk.firstIndex(where: isCore),
            let last = chunk.lastIndex(where: isCore)
        else { return chunk.prefix(0) }
        return chunk[first...last]
    }

    private static func plain(_ core: Substring) -> [String] {
        let straight = core.lowercased().replacing("\u{2019}", with: "'")
            .replacing("\u{2018}", with: "'")
        let parts = straight.split { "-–—/−".contains($0) }
        return parts.map { part in
            let letters = part.filter { $0.isLetter || $0.isNumber || $0 == "'" || $0 == "%" }
            return squeezed(letters)
        }.filter { !$0.isEmpty }
    }

    /// With runs of three and more of the same letter as one.
    private static func squeezed(_ text: String) -> String {
        var result = ""
        var run = ""
        for character in text + "\u{0}" {
            if let last = run.first, last != character {
                result += run.count >= 3 && last.isLetter ? String(last) : run
                run = ""
            }
            run.append(character)
        }
        return result
    }
}
