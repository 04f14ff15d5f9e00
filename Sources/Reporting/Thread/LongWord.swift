/// A stretch of text without spaces that is longer than a post, as Chinese and Japanese have them.
///
/// Breaks fall between characters as people see them, not inside hosts, and not inside figures and
/// hashtags while there is another place.
struct LongWord {
    private let text: String
    /// The places at which it may be broken, and what it weighs up to there.
    private let breaks: [Break]

    private typealias Break = (place: String.Index, weight: Int)

    init(_ text: String) {
        self.text = text
        var weight = 0
        breaks = WeightedLength.pieces(of: text).map { piece in
            weight += piece.weight
            return (piece.end, weight)
        }
    }

    /// The pieces in order, each within the limit if one character is.
    func pieces(limit: Int) -> [String] {
        var pieces: [String] = []
        var (start, startWeight) = (text.startIndex, 0)
        var rest = breaks[...]
        while let nearest = rest.first {
            let fitting = rest.prefix { $0.weight - startWeight <= limit }
            // What stands before a break tells what is a link behind it, so a piece is weighed
            // by itself too.
            let end = lastBreak(in: fitting) ?? nearest
            let whole = String(text[start..<end.place])
            let isFitting = WeightedLength(of: whole).total <= limit
            let half = fitting.prefix(fitting.count / 2)
            let taken = isFitting ? end : lastBreak(in: half) ?? nearest
            pieces.append(String(text[start..<taken.place]))
            (start, startWeight) = taken
            rest = rest.drop { $0.place <= taken.place }
        }
        return pieces
    }

    private static let lookedBack = 60

    /// The last place for a break, not inside a figure or hashtag if there is another near.
    private func lastBreak(in fitting: ArraySlice<Break>) -> Break? {
        if let last = fitting.last, last.place == text.endIndex { return last }
        return fitting.suffix(Self.lookedBack).last { !isInside($0.place) } ?? fitting.last
    }

    /// Whether a break at the place would fall inside a figure or a hashtag.
    private func isInside(_ place: String.Index) -> Bool {
        let before = text.unicodeScalars[..<place]
        let after = text.unicodeScalars[place]
        if after.isOfFigure, before.last?.isOfFigure ?? false { return true }
        guard after.isOfWord else { return false }
        return before.suffix(Self.lookedBack).reversed().first { !$0.isOfWord } == "#"
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
