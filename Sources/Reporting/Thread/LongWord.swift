/// A stretch of text without spaces that is longer than a post, as Chinese and Japanese have them.
///
/// It is composed first, which X does too. Breaks fall between characters as people see them, not
/// inside links, and not inside figures and hashtags while there is another place.
struct LongWord {
    private let scalars: [Unicode.Scalar]
    /// The offsets at which it may be broken, and what it weighs up to there.
    private let breaks: [(offset: Int, weight: Int)]

    init(_ text: String) {
        scalars = NormalForm.composed(text)
        let characters = Self.characterEnds(scalars)
        var breaks: [(offset: Int, weight: Int)] = []
        var weight = 0
        _ = WeightedLength.weigh(scalars) { stretch, part in
            weight += part
            if characters.contains(stretch.upperBound) {
                breaks.append((stretch.upperBound, weight))
            }
        }
        self.breaks = breaks
    }

    /// The pieces in order, each within the limit if one character is.
    func pieces(limit: Int) -> [String] {
        var pieces: [String] = []
        var (start, startWeight) = (0, 0)
        var rest = breaks[...]
        while let nearest = rest.first {
            let fitting = rest.prefix { $0.weight - startWeight <= limit }
            // What stands before a break tells what is a link behind it, so a piece is weighed
            // by itself too.
            let end = lastBreak(in: fitting) ?? nearest
            let isFitting = WeightedLength(of: text(start..<end.offset)).total <= limit
            let half = fitting.prefix(fitting.count / 2)
            let taken = isFitting ? end : lastBreak(in: half) ?? nearest
            pieces.append(text(start..<taken.offset))
            (start, startWeight) = taken
            rest = rest.drop { $0.offset <= taken.offset }
        }
        return pieces
    }

    private static let lookedBack = 60

    /// The last place for a break, not inside a figure or hashtag if there is another near.
    private func lastBreak(
        in fitting: ArraySlice<(offset: Int, weight: Int)>
    ) -> (offset: Int, weight: Int)? {
        if let last = fitting.last, last.offset == scalars.count { return last }
        return fitting.suffix(Self.lookedBack).last { !isInside($0.offset) } ?? fitting.last
    }

    private func text(_ range: Range<Int>) -> String {
        String(String.UnicodeScalarView(scalars[range]))
    }

    /// Whether a break at the offset would fall inside a figure or a hashtag.
    private func isInside(_ offset: Int) -> Bool {
        let (before, after) = (scalars[offset - 1], scalars[offset])
        if before.isOfFigure && after.isOfFigure { return true }
        guard after.isOfWord else { return false }
        let word = scalars[..<offset].suffix(Self.lookedBack).reversed().drop(while: \.isOfWord)
        return word.first == "#"
    }

    private static func characterEnds(_ scalars: [Unicode.Scalar]) -> Set<Int> {
        var ends: Set<Int> = []
        var end = 0
        for character in String(String.UnicodeScalarView(scalars)) {
            end += character.unicodeScalars.count
            ends.insert(end)
        }
        return ends
    }
}

extension Unicode.Scalar {
    fileprivate var isOfFigure: Bool {
        isASCII && (properties.isAlphabetic || "0123456789.,:%$+-#_".unicodeScalars.contains(self))
    }

    fileprivate var isOfWord: Bool {
        properties.isAlphabetic || properties.numericType != nil || self == "_"
    }
}
