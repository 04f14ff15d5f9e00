/// What X may take for a link: a point between a word and two letters, with a scheme or without.
///
/// Hosts end in over a thousand ways, and in new ones every year, so any two letters may be such
/// an ending: `stop.Then` may be a link. A range holds what a link there has for certain, which is
/// the scheme and the words around the point; what more of labels, port or path X would take to
/// it counts as text.
package enum PostLink {
    /// The first that a text holds, as it stands there; `nil` where X can find none.
    package static func first(in text: String) -> Substring? {
        ranges(in: text).first.map { text[$0] }
    }

    /// All of a text, in order.
    static func ranges(in text: String) -> [Range<String.Index>] {
        var ranges: [Range<String.Index>] = []
        var rest = text.unicodeScalars[...]
        while let point = rest.firstIndex(of: ".") {
            let (before, behind) = (rest[..<point], rest[point...].dropFirst())
            let letters = behind.prefix(2)
            rest = behind
            guard before.last?.mayEndName ?? false, letters.count == 2,
                letters.allSatisfy(\.properties.isAlphabetic)
            else { continue }
            let name = behind.prefix(while: \.isOfName)
            let ending = name.isEmpty ? letters.prefix { !$0.isASCII } : name
            // A mark behind the last letter makes another letter of it.
            let end = String.Index(ending.endIndex, within: text) ?? ending.dropLast().endIndex
            ranges.append(start(in: before)..<end)
            // Letters of other scripts may end one host and be left out of the next.
            if !name.isEmpty { rest = behind[end...] }
        }
        return ranges
    }

    /// Where the name begins that ends a text, or the scheme before it.
    private static func start(in text: Substring.UnicodeScalarView) -> String.Index {
        let name = text.reversed().prefix(while: \.isOfName)
        let lead = text.dropLast(name.count)
        let end = String(lead.suffix("https://".count)).lowercased()
        let scheme = ["https://", "http://"].first { end.hasSuffix($0) } ?? ""
        return lead.dropLast(scheme.count).endIndex
    }
}

extension Unicode.Scalar {
    /// What hosts of every script are sure to hold.
    fileprivate var isOfName: Bool { isASCII && properties.isAlphabetic || isDigit || self == "-" }

    private var isDigit: Bool { ("0"..."9").contains(self) }

    /// Whether X lets the part of a host before a point end in it.
    fileprivate var mayEndName: Bool {
        !properties.isWhitespace && !Self.punctuation.contains(self)
    }

    private static let punctuation = Set("!'#%&()*+,\\-./:;<=>?@[]^_{|}~$".unicodeScalars)
}
