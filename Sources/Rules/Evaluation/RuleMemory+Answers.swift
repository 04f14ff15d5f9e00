package import Market

// What a memory says when it is asked. Position nodes are computed anew for each question, in
// registers that are no memory.

extension RuleMemory {
    /// The value of a node: a number, or 1 or 0 of a condition; `nil` where it is unknown.
    package mutating func value(
        of node: NodeIndex, _ position: PositionWords, _ plan: borrowing EvaluationPlan
    ) -> Double? {
        guard fits(plan), Int(node) < plan.registers.count else { return nil }
        switch plan.registers[Int(node)] {
        case .whole(let register, let divisor):
            let value = NearestDouble.wholeQuotient(wholes[register], over: divisor)
            return value.isNaN ? nil : value
        case .real(let register):
            if register >= memoryReals { run(questions(of: node, plan), position, plan) }
            let value = reals[register]
            return value.isNaN ? nil : value
        }
    }

    /// Of a root what it needs; of any other position node all of them.
    private func questions(
        of node: NodeIndex, _ plan: borrowing EvaluationPlan
    ) -> Range<Int> {
        let own = plan.questions[Int(node)]
        return own.isEmpty ? plan.positions : own
    }

    private mutating func run(
        _ range: Range<Int>, _ position: PositionWords, _ plan: borrowing EvaluationPlan
    ) {
        for word in plan.words { reals[word.register] = position[word.word] }
        Self.run(&reals, &wholes, &counts, range, plan)
    }

    private static func run(
        _ reals: inout [Double], _ wholes: inout [Int128], _ counts: inout [Int],
        _ range: Range<Int>, _ plan: borrowing EvaluationPlan
    ) {
        var reals = reals.mutableSpan
        var wholes = wholes.mutableSpan
        var counts = counts.mutableSpan
        Machine.run(range, of: plan, .nothing, &reals, &wholes, &counts)
    }

    /// The first of the rules that holds, by its number.
    package mutating func first(
        thatHoldsOf rules: [Rule], _ position: PositionWords, _ plan: borrowing EvaluationPlan
    ) -> Int? {
        for (number, rule) in rules.enumerated()
        where value(of: rule.node, position, plan) == 1 { return number }
        return nil
    }

    /// The price that a node is, rounded half-even to 8 digits; `nil` where it is unknown or out of
    /// range.
    package mutating func price(
        of node: NodeIndex, _ position: PositionWords, _ plan: borrowing EvaluationPlan
    ) -> Price? {
        value(of: node, position, plan).flatMap { Price(nearest: $0) }
    }

    /// The percentage that a node is, rounded down to 8 digits; `nil` where it is unknown or not
    /// above 0.
    package mutating func percent(
        of node: NodeIndex, _ position: PositionWords, _ plan: borrowing EvaluationPlan
    ) -> Percent? {
        guard let value = value(of: node, position, plan), value > 0 else { return nil }
        return Percent(flooring: value)
    }

    /// The highest of the prices that are known.
    package mutating func highestPrice(
        of nodes: [NodeIndex], _ position: PositionWords, _ plan: borrowing EvaluationPlan
    ) -> Price? {
        var highest: Price?
        for node in nodes {
            guard let price = price(of: node, position, plan) else { continue }
            highest = highest.map { max($0, price) } ?? price
        }
        return highest
    }
}
