internal import Rules

/// A function that is written in the language, found again in what it was expanded to.
///
/// Whatever has the shape of its expansion, with other arguments in their places, is a call of it.
struct FamiliarName {
    private let name: Substring
    private let arguments: Int
    /// The shape, in the words of ``FunctionShapes``.
    private let words: ArraySlice<Substring>

    /// All of them, the largest first: before a part of a function the whole.
    static let all: [FamiliarName] = FunctionShapes.text.split(separator: "\n").compactMap { line in
        let words = line.split(separator: " ")
        guard words.count > 2, let arguments = Int(words[1]) else { return nil }
        return FamiliarName(name: words[0], arguments: arguments, words: words[2...])
    }

    /// The call that a term of a strategy is; `nil` where it is none.
    func call(
        for term: TermIndex, of strategy: RuleStrategy, text: (TermIndex) -> String
    ) -> String? {
        guard words.first.map({ $0 == Self.word(of: strategy.terms[term].form) }) ?? false else {
            return nil
        }
        var walk = Walk(words: words, terms: strategy.terms, arguments: arguments)
        guard walk.matches(term) else { return nil }
        var texts: [String] = []
        for argument in walk.found {
            switch argument {
            case .term(let term): texts.append(text(term))
            case .constant(let value): texts.append(FamiliarSpelling.number(value))
            case nil: return nil
            }
        }
        return FamiliarSpelling.call(String(name), texts)
    }

    /// The word for what a term is, without what it is made of.
    static func word(of form: Term.Form) -> String {
        switch form {
        case .number: ""
        case .truth(let truth): truth ? "true" : "false"
        case .unknown: "unknown"
        case .position(let word): word.rawValue
        case .self: "self"
        case .infix(let infix, _, _): infix.spelling
        case .negated: "negated"
        case .not: "not"
        case .shifted: "["
        case .longer: "@"
        case .call(let primitive, let arguments): "\(primitive.rawValue)/\(arguments.count)"
        }
    }

    /// A way through a shape and a term side by side.
    private struct Walk {
        var words: ArraySlice<Substring>
        let terms: [Term]
        var found: [Term.Argument?]

        init(words: ArraySlice<Substring>, terms: [Term], arguments: Int) {
            self.words = words
            self.terms = terms
            found = Array(repeating: nil, count: arguments)
        }

        /// Whether a term has the shape that begins here; notes what stands for arguments.
        mutating func matches(_ term: TermIndex) -> Bool {
            guard let word = words.first else { return false }
            if word.first == FunctionShapes.series {
                words.removeFirst()
                return note(.term(term), Int(word.dropFirst()))
            }
            let form = terms[term].form
            switch form {
            case .number(let value): return matches(value)
            case .longer: return false
            default: break
            }
            guard word == FamiliarName.word(of: form) else { return false }
            words.removeFirst()
            switch form {
            case .shifted(let inner, let count): return matches(Double(count)) && matches(inner)
            case .call(_, let arguments):
                return arguments.allSatisfy { argument in
                    switch argument {
                    case .term(let term): matches(term)
                    case .constant(let value): matches(value)
                    }
                }
            default: return form.operands.allSatisfy { matches($0) }
            }
        }

        /// A number of the shape: an argument, the one after it, twice of it, or itself.
        private mutating func matches(_ value: Double) -> Bool {
            guard let word = words.popFirst() else { return false }
            switch word.first {
            case FunctionShapes.number: return note(.constant(value), Int(word.dropFirst()))
            case FunctionShapes.next: return note(.constant(value - 1), Int(word.dropFirst()))
            case FunctionShapes.double: return note(.constant(value / 2), Int(word.dropFirst()))
            default: return Double(word) == value
            }
        }

        private mutating func note(_ argument: Term.Argument, _ place: Int?) -> Bool {
            guard let place, found.indices.contains(place) else { return false }
            if let known = found[place] { return known == argument }
            found[place] = argument
            return true
        }
    }
}
