/// How much of a post on X a text takes up, and never less than that.
///
/// The rules are those of twitter-text's configuration, version 3: the text in normal form C, a
/// link at 23 whatever its length, an emoji at 2 however it is put together, scalars of the Latin,
/// Greek, Cyrillic and neighbouring scripts and common punctuation at 1, all others at 2. What
/// only tables could tell counts as the most it can come to: links (``PostLink``), letters that
/// marks make others of, rare emoji. Built-in texts hold none of that and are counted exactly.
package struct WeightedLength: Equatable, Sendable {
    /// What a post may weigh.
    package static let limit = 280

    /// The sum of the weights.
    package let total: Int

    package init(of text: String) {
        total = Self.pieces(of: text).reduce(0) { $0 + $1.weight }
    }

    /// Whether X would take the text: there is some, and it is no longer than `limit`.
    package static func fits(_ text: String, limit: Int = limit) -> Bool {
        let isHeld = text.unicodeScalars.contains { [0xFFFE, 0xFEFF, 0xFFFF].contains($0.value) }
        return !text.isEmpty && !isHeld && WeightedLength(of: text).total <= limit
    }

    /// What counts as one, links and characters: where each ends, and what it weighs.
    static func pieces(of text: String) -> [(end: String.Index, weight: Int)] {
        var pieces: [(end: String.Index, weight: Int)] = []
        var reached = text.startIndex
        for link in PostLink.ranges(in: text) {
            pieces += characters(of: text[reached..<link.lowerBound])
            let plain = characters(of: text[link]).reduce(0) { $0 + $1.weight }
            pieces.append((link.upperBound, max(linkWeight, plain)))
            reached = link.upperBound
        }
        return pieces + characters(of: text[reached...])
    }

    private static let linkWeight = 23

    private static func characters(of text: Substring) -> [(end: String.Index, weight: Int)] {
        text.indices.map { (text.index(after: $0), text[$0].weight) }
    }
}

extension Character {
    fileprivate var weight: Int {
        let scalars = unicodeScalars
        guard let first = scalars.first, scalars.dropFirst().isEmpty else {
            return isOneEmoji
                ? 2 : Self.composed[self] ?? scalars.reduce(0) { $0 + $1.maximumWeight }
        }
        return first.properties.isFullCompositionExclusion ? first.maximumWeight : first.weight
    }

    /// What X makes one scalar of, however it is written: dictionaries find what is equivalent.
    private static let composed: [Character: Int] = Dictionary(
        (0xC0...0x1FFF).compactMap { Unicode.Scalar($0 as UInt32) }
            .filter { !$0.properties.isFullCompositionExclusion }
            .map { (Character($0), $0.weight) }, uniquingKeysWith: max)

    /// Whether several scalars are an emoji that X is sure to know.
    private var isOneEmoji: Bool {
        if Self.joined.contains(String(self)) { return true }
        guard let first = unicodeScalars.first, first.properties.isEmoji, !first.isASCII,
            !Self.late.contains(first), first.properties.age?.major ?? .max <= 12,
            let second = unicodeScalars.last, unicodeScalars.count == 2
        else { return false }
        return second == "\u{FE0F}" && !first.properties.isEmojiPresentation
            || second.properties.isEmojiModifier && first.properties.isEmojiModifierBase
    }

    /// What became an emoji, or one with skin tones, after version 12 though the sign is older.
    private static let late = Set("⚧👪👯💏💑🤝🤼".unicodeScalars)

    /// Keys, nations, people at work, families.
    private static let joined: Set<String> = {
        // With U+FE0F between them, X would leave more of a key behind a path that it ends.
        let keys = "0123456789#*".map { "\($0)\u{20E3}" }
        let trades = "⚕️⚖️✈️🌾🍳🍼🎓🎤🎨🏫🏭💻💼🔧🔬🚀🚒🦯🦼🦽"
        let workers = "👨👩🧑".flatMap { person in trades.map { "\(person)\u{200D}\($0)" } }
        let families = ["👨", "👩", "👨‍👨", "👨‍👩", "👩‍👩"].flatMap { parents in
            ["👦", "👧", "👦‍👦", "👧‍👦", "👧‍👧"].map { "\(parents)\u{200D}\($0)" }
        }
        return Set(["🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "🏴󠁧󠁢󠁷󠁬󠁳󠁿"] + keys + workers + families)
    }()
}

extension Unicode.Scalar {
    fileprivate var weight: Int {
        switch value {
        // Emoji, or so some say.
        case 0xA9, 0xAE: 2
        case 0...4_351, 8_192...8_205, 8_208...8_223, 8_242...8_247: 1
        default: 2
        }
    }

    /// The most it comes to among marks: Latin and Greek letters may come apart, into three at
    /// most, to be composed otherwise; so do those that X never leaves whole.
    fileprivate var maximumWeight: Int {
        let mayComeApart =
            switch value {
            case 0xC0..<0x300, 0x370..<0x400, 0x1E00..<0x2000: true
            default: properties.isFullCompositionExclusion && !properties.isWhitespace
            }
        return mayComeApart ? 3 * weight : weight
    }
}
