package import Market
package import Rules

// What charts draw of a strategy besides candles: the numbers that its rules compare, and where stop
// and target of a position stood.

/// Numbers that rules compare with one another, which belong on one scale.
package struct ChartSeries: Equatable, Sendable {
    package let kind: Kind
    /// What is drawn, each part once, in the order of the rules.
    package fileprivate(set) var parts: [RulePart]
    /// The constants that they are compared with.
    package fileprivate(set) var levels: [Double]
}

extension RuleStrategy {
    /// The numbers that rules compare, as far as candles alone decide them, those together that are
    /// compared; the prices of candles themselves are drawn anyway.
    var chartSeries: [ChartSeries] {
        var found: [ChartSeries] = []
        for sides in comparisons {
            let drawn = sides.filter(isDrawn)
            guard let kind = drawn.first?.kind else { continue }
            let levels = sides.compactMap { side -> Double? in
                if case .number(let value) = terms[side.term].form { value } else { nil }
            }
            let place = found.firstIndex { series in
                series.kind == kind && series.parts.contains { drawn.contains($0) }
            }
            guard let place else {
                found.append(ChartSeries(kind: kind, parts: unique(drawn), levels: levels))
                continue
            }
            found[place].parts = unique(found[place].parts + drawn)
            found[place].levels += levels.filter { !found[place].levels.contains($0) }
        }
        return found
    }

    /// The sides of each comparison, and by itself each number that a rule sets.
    private var comparisons: [[RulePart]] {
        var found: [[RulePart]] = []
        var seen: Set<RulePart> = []
        var waiting = rules.compactMap(\.part).reversed() as [RulePart]
        while let part = waiting.popLast() {
            guard seen.insert(part).inserted else { continue }
            guard part.kind == .condition else {
                found.append([part])
                continue
            }
            let parts = parts(of: part)
            let numbers = parts.filter { $0.kind != .condition }
            if !numbers.isEmpty { found.append(numbers) }
            waiting += parts.filter { $0.kind == .condition }.reversed()
        }
        return found
    }

    private func isDrawn(_ part: RulePart) -> Bool {
        let term = terms[part.term]
        guard part.kind != .condition, part.node != nil, !term.isPosition, !isConstant(part) else {
            return false
        }
        switch term.form {
        case .call(.open, _), .call(.high, _), .call(.low, _), .call(.close, _):
            return part.place != 0
        default: return true
        }
    }

    private func unique(_ parts: [RulePart]) -> [RulePart] {
        parts.enumerated().filter { !parts[..<$0].contains($1) }.map(\.element)
    }
}

extension Strategy {
    /// How many candles before one its series need, to be as they are for a trader.
    ///
    /// What remembers more than so many has forgotten the oldest of them all but for what no chart
    /// shows.
    package var lead: Int {
        switch self {
        case .crossover(let rules): rules.lead
        case .text(let rules):
            rules.series.isEmpty && !movesOrders
                ? 0 : max(rules.needs, min(rules.warm, Self.longestWarmLead))
        }
    }

    private static var longestWarmLead: Int { 2_000 }

    /// The series of its rules, as they stood after each of some candles; `nil` where one is not known
    /// yet.
    package func series(over candles: some Sequence<Candle>) -> [[Double?]] {
        switch self {
        case .crossover(let rules): return rules.averages(after: candles.lazy.map(\.close))
        case .text(let rules):
            let parts = rules.series.flatMap(\.parts)
            var memory = RuleMemory(for: rules.plan)
            return candles.map { candle in
                memory.consume(candle, of: rules.plan)
                return parts.map { part in
                    part.node.flatMap { memory.value(of: $0, .none, rules.plan) }
                }
            }
        }
    }
}

// MARK: Orders that move

/// Stop and target of a position, from a moment on.
package struct OrderLevels: Equatable, Sendable {
    package let from: Timestamp
    package let stop: Price?
    package let target: Price?

    package init(from: Timestamp, stop: Price?, target: Price?) {
        (self.from, self.stop, self.target) = (from, stop, target)
    }
}

extension Strategy {
    /// Whether stop or target of a position may stand elsewhere than where they were set.
    package var movesOrders: Bool {
        guard let program = text?.program else { return false }
        if case .node = program.target { return true }
        return !program.trail.isEmpty
    }

    /// How stop and target of a position stood while it was held: first as they were set, then as
    /// each candle's close moved them; `nil` where the candles do not tell.
    ///
    /// The position is as it was opened, `end` when it was sold, and the candles begin ``lead`` before
    /// the one it was opened on.
    package func levels(
        of position: Position, until end: Timestamp?, over candles: some Sequence<Candle>,
        _ timeframe: Timeframe
    ) -> [OrderLevels]? {
        let first = OrderLevels(
            from: position.openTime, stop: position.stop, target: position.target)
        guard movesOrders, let text else { return [first] }
        var signals = RuleSignals(for: text)
        var moved: Position? = position
        var levels: [OrderLevels] = []
        var isFirst = true
        for candle in candles {
            signals.memory.consume(candle, of: text.plan)
            guard candle.openTime >= position.openTime else {
                isFirst = false
                continue
            }
            if levels.isEmpty {
                guard candle.openTime == position.openTime, !isFirst || text.needs <= 1 else {
                    return nil
                }
                levels = [first]
                signals.open()
            }
            let close = candle.closeTime(timeframe)
            if let end, close >= end { break }
            signals.count(candle, isHolding: true)
            signals.moveOrders(of: &moved, at: candle.close, by: text)
            guard let last = levels.last, last.stop != moved?.stop || last.target != moved?.target
            else { continue }
            levels.append(OrderLevels(from: close, stop: moved?.stop, target: moved?.target))
        }
        return levels.isEmpty ? nil : levels
    }
}
