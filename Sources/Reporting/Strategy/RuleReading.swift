internal import Market
internal import Rules
internal import Text
internal import Trading

/// What the parts of a strategy in text were after the last candle, and how people are told of them.
struct RuleReading {
    let text: TextStrategy
    private let spelling: FamiliarSpelling
    private let signals: RuleSignals?
    private let position: Position?
    private let close: Price?

    /// Without signals and a close nothing is known but the rules.
    init(
        of text: TextStrategy, signals: RuleSignals?, holding position: Position?, close: Price?
    ) {
        self.text = text
        spelling = FamiliarSpelling(text.rules)
        self.signals = signals
        self.position = position
        self.close = close
    }

    var strategy: RuleStrategy { text.rules }
    var isHolding: Bool { position != nil }
    /// Whether there is a candle to tell of.
    var isKnown: Bool { signals != nil && close != nil }

    /// The rules that are asked at a close: who holds nothing is kept from buying by what would sell.
    var askedPurposes: [StrategyRule.Purpose] {
        isHolding ? [.exit, .target, .trail] : [.enter, .exit]
    }

    // MARK: Rules and their parts

    /// The parts that rules of a purpose are, without such as never hold.
    func parts(_ purpose: StrategyRule.Purpose) -> [(tag: String?, part: RulePart)] {
        strategy.rules.compactMap { rule in
            guard rule.purpose == purpose, let part = rule.part, !isNever(part) else { return nil }
            return (rule.tag, part)
        }
    }

    private func isNever(_ part: RulePart) -> Bool { strategy.truth(of: part) == false }

    /// Whether a rule of a purpose holds on every candle, as `true` does.
    func isAlways(_ purpose: StrategyRule.Purpose) -> Bool {
        parts(purpose).contains { strategy.truth(of: $0.part) == true }
    }

    /// What a part is.
    func form(_ part: RulePart) -> Term.Form { strategy.terms[part.term].form }

    /// Its text, cut where it has more than so many characters.
    func words(_ part: RulePart, atMost most: Int) -> String {
        ShownText.line(spelling.text(of: part, in: text.program), atMost: most)
    }

    /// Whether the language has a name for it, which tells what it is made of.
    func isNamed(_ part: RulePart) -> Bool { spelling.isNamed(part) }

    // MARK: Values

    /// A number, or 1 and 0 of a condition; `nil` where it is unknown.
    func value(_ part: RulePart, _ purpose: StrategyRule.Purpose) -> Double? {
        guard var signals, let close else { return nil }
        return signals.value(of: part, in: purpose, of: text, holding: position, at: close)
    }

    /// A number as it is told: prices as the close beside them, others with digits enough.
    func number(_ value: Double?, _ kind: Kind) -> String {
        value.map { Figures.value($0, kind, beside: close) } ?? "unknown"
    }

    /// A number that the rules compare.
    struct Compared {
        let part: RulePart
        let purpose: StrategyRule.Purpose
        let value: Double?
    }

    /// The numbers that rules compare to buy and to sell, those of rules that are asked now first, each
    /// once; but for the close, which is told everywhere.
    var compared: [Compared] {
        var found: [Compared] = []
        var seen: Set<RulePart> = []
        for purpose in isHolding ? [.exit, .enter] : [.enter, .exit] as [StrategyRule.Purpose] {
            var waiting = parts(purpose).map(\.part).reversed() as [RulePart]
            while let part = waiting.popLast() {
                guard seen.insert(part).inserted else { continue }
                if part.kind == .condition {
                    waiting += strategy.parts(of: part).reversed()
                } else if !strategy.isConstant(part), !isClose(part) {
                    found.append(
                        Compared(part: part, purpose: purpose, value: value(part, purpose)))
                }
            }
        }
        return found
    }

    private func isClose(_ part: RulePart) -> Bool {
        part.place == 0 && form(part) == .call(.close, [])
    }

    // MARK: Conditions

    /// The parts of a condition that do not hold: of `and` each by itself.
    func missing(of part: RulePart, in purpose: StrategyRule.Purpose) -> [RulePart] {
        guard value(part, purpose) != 1 else { return [] }
        guard strategy.isConjunction(part) else { return [part] }
        return strategy.parts(of: part).flatMap { missing(of: $0, in: purpose) }
    }

    /// Whether any rule of a purpose holds.
    func holds(_ purpose: StrategyRule.Purpose) -> Bool {
        parts(purpose).contains { value($0.part, purpose) == 1 }
    }

    /// The two sides of a crossing, and whether it is one from below.
    func crossing(_ part: RulePart) -> (isUp: Bool, left: RulePart, right: RulePart)? {
        guard case .infix(.crosses(let above), _, _) = form(part) else { return nil }
        let sides = strategy.parts(of: part)
        return sides.count == 2 ? (above, sides[0], sides[1]) : nil
    }

    /// Whether what is to cross stands on the far side already, so that it has to come back first.
    func isBeyond(
        _ crossing: (isUp: Bool, left: RulePart, right: RulePart), _ purpose: StrategyRule.Purpose
    ) -> Bool {
        guard let left = value(crossing.left, purpose), let right = value(crossing.right, purpose)
        else { return false }
        return crossing.isUp ? left > right : left < right
    }
}

extension Figures {
    /// A number that rules compare: a price as the close beside it, others with digits enough.
    static func value(_ value: Double, _ kind: Kind, beside close: Price?) -> String {
        if kind == .price, let close { return average(value, beside: close) }
        if kind == .plain, let whole = Int(exactly: value) { return count(whole) }
        let digits = value.magnitude < 1 ? 4 : value.magnitude < 1_000 ? 2 : 0
        return decimal(value, digits: digits)
    }
}
