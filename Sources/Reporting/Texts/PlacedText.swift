/// A text with places for facts, as `The {win_rate} says little`.
package struct PlacedText: Equatable, Sendable {
    private enum Piece: Equatable {
        case words(String)
        case place(String)
    }

    /// The text as it was written, places and all.
    package let text: String
    private let pieces: [Piece]

    /// `nil` where a brace stands outside a place, or holds something else than a name.
    package init?(_ text: String) {
        self.text = text
        var pieces: [Piece] = []
        var words = String.UnicodeScalarView()
        var rest = text.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            guard scalar != "}" else { return nil }
            guard scalar == "{" else {
                words.append(scalar)
                continue
            }
            let name = rest.prefix { ("a"..."z").contains($0) || $0 == "_" }
            rest = rest[name.endIndex...]
            guard !name.isEmpty, rest.popFirst() == "}" else { return nil }
            pieces += [.words(String(words)), .place(String(name))]
            words = .init()
        }
        self.pieces = pieces + [.words(String(words))]
    }

    /// The text with each place filled; `nil` where it has one for a fact that is not there.
    ///
    /// What begins a sentence begins with a capital.
    package func filled(_ facts: [NamedFact]) -> String? {
        filled { name in facts.first { $0.name == name }?.words }
    }

    /// The same with labels alone, for who judges what the text says.
    package func labelled(_ facts: [NamedFact]) -> String? {
        filled { name in facts.first { $0.name == name }?.label }
    }

    private func filled(_ words: (String) -> String?) -> String? {
        var result = ""
        for piece in pieces {
            switch piece {
            case .words(let text): result += text
            case .place(let name):
                guard let words = words(name) else { return nil }
                let last = result.last { $0 != " " }
                let begins = last.map { ".!?\n".contains($0) } ?? true
                result += begins ? words.prefix(1).uppercased() + words.dropFirst() : words
            }
        }
        return result
    }
}
