/// All terms of a strategy, each once: equal parts are found while they are made.
package struct TermTable: Equatable, Sendable {
    private(set) var terms: [Term] = []
    private var indexes: [Term.Form: TermIndex] = [:]

    subscript(index: TermIndex) -> Term { terms[index] }

    /// The number of a term's constant; `nil` of what is none.
    func number(_ index: TermIndex) -> Double? {
        if case .number(let value) = terms[index].form { return value }
        return nil
    }

    /// The term of this form, new or known.
    ///
    /// - Throws: where it is spelled longer, or nests deeper, than a strategy may.
    mutating func index(
        of form: Term.Form, kind: Kind, at span: Range<Int>
    ) throws(Flaw) -> TermIndex {
        if let known = indexes[form] { return known }
        let term = Term(
            form: form, kind: kind, levels: levels(of: form), length: length(of: form),
            isPosition: isPosition(form), isSelf: isSelf(form),
            holdsLonger: holds(form, \.holdsLonger) || Self.isLonger(form),
            holdsRecur: holds(form, \.holdsRecur) || Self.isRecur(form))
        guard term.levels <= Limits.levels else {
            throw Flaw(
                span: span,
                message: "with its functions put in it nests deeper than \(Limits.levels) levels",
                hint: "take parts of it out of one another")
        }
        guard term.length <= Limits.canonicalBytes else {
            throw Flaw(
                span: span,
                message:
                    "with its functions put in it is longer than \(Limits.canonicalBytes) bytes",
                hint: "what functions are given is put in wherever they name it: give them less")
        }
        guard terms.count < Limits.terms else {
            throw Flaw(
                span: span,
                message:
                    "with its functions put in it has more than \(Limits.nodes) different nodes",
                hint: "what is written twice alike counts once: leave parts out, or make them alike"
            )
        }
        terms.append(term)
        indexes[form] = terms.count - 1
        return terms.count - 1
    }

    /// The first word about the position in a term, for messages.
    func positionWord(in index: TermIndex) -> PositionWord? {
        var current = index
        while terms[current].isPosition {
            if case .position(let word) = terms[current].form { return word }
            guard let next = terms[current].form.operands.first(where: { terms[$0].isPosition })
            else { return nil }
            current = next
        }
        return nil
    }

    private func holds(_ form: Term.Form, _ property: KeyPath<Term, Bool>) -> Bool {
        form.operands.contains { terms[$0][keyPath: property] }
    }

    private static func isLonger(_ form: Term.Form) -> Bool {
        if case .longer = form { return true }
        return false
    }

    private static func isRecur(_ form: Term.Form) -> Bool {
        if case .call(.recur, _) = form { return true }
        return false
    }

    private func isPosition(_ form: Term.Form) -> Bool {
        if case .position = form { return true }
        return holds(form, \.isPosition)
    }

    private func isSelf(_ form: Term.Form) -> Bool {
        switch form {
        case .self: true
        // Its own `self` ends with it.
        case .call(.recur, _): false
        default: holds(form, \.isSelf)
        }
    }

    // MARK: Measures

    private func levels(of form: Term.Form) -> Int {
        switch form {
        case .number, .truth, .unknown, .position, .self: 0
        case .infix(let infix, let left, let right):
            max(
                levels(left, parenthesisedIf: terms[left].form.rank < Self.leftRank(of: infix)),
                levels(right, parenthesisedIf: terms[right].form.rank <= infix.rank))
        case .negated(let inner):
            1 + levels(inner, parenthesisedIf: terms[inner].form.rank < .sign)
        case .not(let inner):
            1 + levels(inner, parenthesisedIf: terms[inner].form.rank < .not)
        case .shifted(let inner, _), .longer(let inner, _):
            1 + levels(inner, parenthesisedIf: terms[inner].form.rank < .value)
        case .call(_, let arguments):
            arguments.isEmpty ? 0 : 1 + (form.operands.map { terms[$0].levels }.max() ?? 0)
        }
    }

    /// Comparisons do not chain; other operators go from left to right.
    private static func leftRank(of infix: Infix) -> Rank {
        infix.rank == .comparison ? .sum : infix.rank
    }

    private func levels(_ index: TermIndex, parenthesisedIf isLoose: Bool) -> Int {
        terms[index].levels + (isLoose ? 1 : 0)
    }

    /// Bytes of the spelling that ``TermSpelling`` makes.
    private func length(of form: Term.Form) -> Int {
        // In range: operands have 65,536 bytes at most, and a call has 4,096 arguments at most.
        switch form {
        case .number(let value): Decimals.text(value).utf8.count
        case .truth(let truth): truth ? 4 : 5
        case .unknown: 7
        case .self: 4
        case .position(let word): word.rawValue.utf8.count
        case .infix(let infix, let left, let right):
            operandLength(left) + infix.spelling.utf8.count + 2 + operandLength(right)
        case .negated(let inner): 1 + operandLength(inner)
        case .not(let inner): 4 + operandLength(inner)
        case .shifted(let inner, let count): baseLength(inner) + 2 + "\(count)".utf8.count
        case .longer(let inner, let timeframe):
            baseLength(inner) + 1 + timeframe.rawValue.utf8.count
        case .call(let primitive, let arguments):
            primitive.rawValue.utf8.count
                + arguments.reduce(0) { sum, argument in
                    switch argument {
                    case .term(let term): sum + terms[term].length + 2
                    case .constant(let value): sum + Decimals.text(value).utf8.count + 2
                    }
                }
        }
    }

    private func operandLength(_ index: TermIndex) -> Int {
        terms[index].length + (terms[index].form.isOperator ? 2 : 0)
    }

    private func baseLength(_ index: TermIndex) -> Int {
        terms[index].length + (terms[index].form.rank < .value ? 2 : 0)
    }
}

extension TermTable {
    /// The terms that these roots are made of, numbered as a walk from the first root meets them.
    ///
    /// So a strategy and its canonical spelling have the same terms, whatever was tried on the way.
    /// The numbers are those that the kept terms have now, by those that they had.
    func compacted(
        _ roots: [TermIndex]
    ) -> (terms: [Term], roots: [TermIndex], numbers: [TermIndex: TermIndex]) {
        var renumbered: [TermIndex: TermIndex] = [:]
        var kept: [Term] = []
        var stack = Array(roots.reversed())
        while let index = stack.last {
            guard renumbered[index] == nil else {
                stack.removeLast()
                continue
            }
            let term = terms[index]
            let waiting = term.form.operands.filter { renumbered[$0] == nil }
            guard waiting.isEmpty else {
                stack += waiting.reversed()
                continue
            }
            stack.removeLast()
            renumbered[index] = kept.count
            kept.append(term.renumbered { renumbered[$0] ?? 0 })
        }
        return (kept, roots.map { renumbered[$0] ?? 0 }, renumbered)
    }
}

extension Term {
    fileprivate func renumbered(_ renumber: (TermIndex) -> TermIndex) -> Term {
        Term(
            form: form.mapped(renumber), kind: kind, levels: levels, length: length,
            isPosition: isPosition, isSelf: isSelf, holdsLonger: holdsLonger,
            holdsRecur: holdsRecur)
    }
}
