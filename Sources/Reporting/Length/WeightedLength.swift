/// How much of a post on X a text takes up.
///
/// The rules are those of twitter-text's configuration, version 3: the text in normal form C, a
/// link at 23 whatever its length, an emoji at 2 however it is put together, scalars of the Latin,
/// Greek, Cyrillic and neighbouring scripts and common punctuation at 1, all others at 2. A link
/// whose top-level domain is not known counts as the longer of both readings.
package struct WeightedLength: Equatable, Sendable {
    /// What a post may weigh.
    package static let limit = 280

    /// The sum of the weights.
    package let total: Int

    package init(of text: String) {
        total = Self.weigh(NormalForm.composed(text)) { _, _ in }
    }

    /// Whether X would take the text: there is some, and it is no longer than `limit`.
    package static func fits(_ text: String, limit: Int = limit) -> Bool {
        let isHeld = text.unicodeScalars.contains { [0xFFFE, 0xFEFF, 0xFFFF].contains($0.value) }
        return !text.isEmpty && !isHeld && WeightedLength(of: text).total <= limit
    }

    /// Weighs scalars that are composed already, telling each stretch and what it weighs.
    ///
    /// - Returns: the sum.
    static func weigh(_ scalars: [Unicode.Scalar], _ tell: (Range<Int>, Int) -> Void) -> Int {
        var links = PostLink.links(in: scalars)[...]
        var total = 0
        var index = 0
        while index < scalars.count {
            var stretch = index..<index + 1
            var weight = 0
            if let link = links.first, link.range.lowerBound == index {
                links.removeFirst()
                stretch = link.range
                let plain = link.isCertain ? 0 : scalars[stretch].map(Self.weight).reduce(0, +)
                weight = max(linkWeight, plain)
            } else if let length = EmojiSequence.length(in: scalars, from: index) {
                stretch = index..<index + length
                weight = emojiWeight
            } else {
                weight = Self.weight(of: scalars[index])
            }
            tell(stretch, weight)
            total += weight
            index = stretch.upperBound
        }
        return total
    }

    private static let linkWeight = 23
    private static let emojiWeight = 2

    private static func weight(of scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0...4_351, 8_192...8_205, 8_208...8_223, 8_242...8_247: 1
        default: 2
        }
    }
}
