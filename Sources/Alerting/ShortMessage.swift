/// A message in the 7-bit alphabet of GSM 03.38, in one segment or two.
///
/// One letter outside of it, and the whole message goes as UCS-2, in segments of 67 letters. So what
/// is not in it is written with letters that are: letters are compared as characters, whether an
/// accent stands apart or not; of one that the alphabet lacks the base stays, where it has that.
enum ShortMessage {
    private static let mostUnits = 2 * 153

    private static let alphabet = Set<Character>(
        "@£$¥èéùìòÇ\nØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà")
    /// Those that count twice.
    private static let extensions = Set<Character>("^{}\\[~]|€")
    private static let replacements: [Character: String] = [
        "…": "...", "−": "-", "–": "-", "—": "-", "’": "'", "‘": "'", "“": "\"", "”": "\"",
        "\u{a0}": " ", "\u{202f}": " ", "×": "x",
    ]

    /// Title and lines as far as they fit.
    static func text(_ alert: Alert) -> String {
        var text = ""
        var units = 0
        for character in ([alert.title] + alert.lines).joined(separator: "\n") {
            for letter in plain(character) {
                let cost = extensions.contains(letter) ? 2 : 1
                guard units + cost <= mostUnits else { return text }
                text.append(letter)
                units += cost
            }
        }
        return text
    }

    /// A character in letters that the alphabet holds, each of one scalar.
    private static func plain(_ character: Character) -> String {
        if let letter = known(character) { return String(letter) }
        if let replacement = replacements[character] { return replacement }
        // The base of a character with marks behind it.
        if let first = character.unicodeScalars.first, character.unicodeScalars.count > 1 {
            let base = Character(first)
            if let plain = known(base).map({ String($0) }) ?? replacements[base] { return plain }
        }
        return "?"
    }

    /// The alphabet's own spelling of a character: sets know equals by their canonical form.
    private static func known(_ character: Character) -> Character? {
        for set in [alphabet, extensions] {
            if let index = set.firstIndex(of: character) { return set[index] }
        }
        return nil
    }
}
