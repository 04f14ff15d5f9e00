internal import Rules
internal import Trading

/// A line of a rule's tree: a part, and what it was.
struct RuleTreeLine: Equatable, Sendable {
    /// What a part was on the last candle.
    enum Verdict: Equatable, Sendable {
        case holds, fails, unknown
        /// It is a number, which stands in the note.
        case number
    }

    /// How deep it stands below its rule.
    let depth: Int
    /// The rule's name, on its first line.
    var rule: String?
    let text: String
    let verdict: Verdict
    /// The numbers that decided it, and what is missing.
    var note = ""
}

/// Rules as trees: conditions down to the comparisons they are made of, each with the numbers that
/// it compared.
struct RuleTree {
    /// The most lines of one rule, and characters of a part.
    private static let (maximumLines, longest) = (40, 400)

    let reading: RuleReading

    /// The rules that were asked at the last close.
    var lines: [RuleTreeLine] {
        guard reading.isKnown else { return [] }
        return reading.askedPurposes.flatMap { purpose in
            reading.parts(purpose).flatMap { tag, part in
                lines(of: part, purpose, named: purpose.rawValue + (tag.map { " \($0)" } ?? ""))
            }
        }
    }

    private func lines(
        of part: RulePart, _ purpose: StrategyRule.Purpose, named name: String
    ) -> [RuleTreeLine] {
        var lines: [RuleTreeLine] = []
        append(part, purpose, depth: 0, to: &lines)
        let left = lines.count - Self.maximumLines
        if left > 0 {
            lines.removeLast(left)
            lines.append(
                RuleTreeLine(depth: 1, text: "and \(left) more parts", verdict: .number))
        }
        lines[0].rule = name
        return lines
    }

    private func append(
        _ part: RulePart, _ purpose: StrategyRule.Purpose, depth: Int,
        to lines: inout [RuleTreeLine]
    ) {
        let text = reading.words(part, atMost: Self.longest)
        let value = reading.value(part, purpose)
        guard part.kind == .condition else {
            lines.append(
                RuleTreeLine(
                    depth: depth, text: text, verdict: .number,
                    note: "\(reading.number(value, part.kind))\(origin(of: [part], purpose))"))
            return
        }
        let verdict: RuleTreeLine.Verdict = value == 1 ? .holds : value == 0 ? .fails : .unknown
        lines.append(
            RuleTreeLine(
                depth: depth, text: text, verdict: verdict, note: note(part, value, purpose)))
        for part in conditions(in: part) { append(part, purpose, depth: depth + 1, to: &lines) }
    }

    /// The conditions that a condition is made of, as they are now: not what was some candles ago.
    private func conditions(in part: RulePart) -> [RulePart] {
        switch reading.form(part) {
        case .shifted: []
        default: reading.strategy.parts(of: part).filter { $0.kind == .condition }
        }
    }

    // MARK: Numbers

    /// What a comparison compared; empty of what is made of conditions.
    private func note(
        _ part: RulePart, _ value: Double?, _ purpose: StrategyRule.Purpose
    ) -> String {
        let sides = reading.strategy.parts(of: part).filter { $0.kind != .condition }
        guard !sides.isEmpty else {
            return value == nil && !conditions(in: part).isEmpty
                ? "unknown, for a part of it is: so it does not hold" : ""
        }
        guard !sides.allSatisfy(reading.strategy.isConstant) else { return "" }
        if case .shifted = reading.form(part) { return "" }
        if value == nil, !reading.isHolding,
            reading.strategy.terms[part.term].isPosition, purpose != .enter
        {
            return "nothing is held"
        }
        let numbers = sides.map { side in
            reading.strategy.isConstant(side)
                ? nil : reading.number(reading.value(side, purpose), side.kind)
        }
        let known = numbers.compactMap(\.self)
        let words: String =
            switch reading.form(part) {
            case .infix(.comparison(let comparison), _, _) where known.count == 2:
                known.joined(separator: " \(comparison.rawValue) ")
            default: known.joined(separator: " and ")
            }
        return words + lack(part, value, sides, purpose) + origin(of: sides, purpose)
    }

    /// How far a comparison is from holding, and why a crossing is none.
    private func lack(
        _ part: RulePart, _ value: Double?, _ sides: [RulePart], _ purpose: StrategyRule.Purpose
    ) -> String {
        guard value == 0, sides.count == 2 else { return "" }
        if let crossing = reading.crossing(part) {
            guard reading.isBeyond(crossing, purpose) else { return "" }
            return ": \(crossing.isUp ? "above" : "below") it before, too"
        }
        let values = sides.map { reading.value($0, purpose) }
        guard let left = values[0], let right = values[1], left != right else { return "" }
        let kind = reading.strategy.isConstant(sides[0]) ? sides[1].kind : sides[0].kind
        switch reading.form(part) {
        case .infix(.comparison(.equal), _, _), .infix(.comparison(.notEqual), _, _): return ""
        default: return ", lacks \(reading.number((left - right).magnitude, kind))"
        }
    }

    /// What computed numbers were computed from, one step down.
    private func origin(of parts: [RulePart], _ purpose: StrategyRule.Purpose) -> String {
        var words: [String] = []
        for part in parts {
            for inner in operands(of: part) where !reading.strategy.isConstant(inner) {
                let text = reading.words(inner, atMost: 60)
                let found =
                    "\(text) \(reading.number(reading.value(inner, purpose), inner.kind))"
                if !words.contains(found) { words.append(found) }
            }
        }
        return words.isEmpty ? "" : ", of \(words.joined(separator: ", "))"
    }

    /// What operators, the larger and the smaller of numbers are of; a function by itself is told by
    /// its name.
    private func operands(of part: RulePart) -> [RulePart] {
        let parts = reading.strategy.parts(of: part)
        switch reading.form(part) {
        case .call(.min, _), .call(.max, _): return parts.flatMap(opened)
        case .infix(.arithmetic, _, _), .negated:
            return reading.isNamed(part) ? [] : parts.flatMap(opened)
        default: return []
        }
    }

    private func opened(_ part: RulePart) -> [RulePart] {
        let inner = operands(of: part)
        return inner.isEmpty ? [part] : inner
    }
}
