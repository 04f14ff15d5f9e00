package import Market

/// All that a strategy remembers: what its parts are now, and what they need of the past.
///
/// A plain value. It is bound to one plan: whoever keeps it keeps the spelling of the strategy with
/// it. What memory was made for another plan is never read: such a call changes nothing, and every
/// answer is unknown.
package struct RuleMemory: Sendable {
    /// Registers of nodes, then memory, then registers of position nodes, which are no memory.
    var reals: [Double]
    var wholes: [Int128]
    var counts: [Int]
    /// How many of the reals are memory.
    let memoryReals: Int

    /// A memory that has seen nothing.
    package init(for plan: EvaluationPlan) {
        reals = [Double](repeating: .nan, count: plan.realCount)
        wholes = [Int128](repeating: Unknown.whole, count: plan.wholeCount)
        counts = [Int](repeating: 0, count: plan.limits.count)
        memoryReals = plan.memoryReals
        setConstants(of: plan)
    }

    mutating func setConstants(of plan: EvaluationPlan) {
        for constant in plan.constants {
            reals[constant.register] = constant.value
        }
    }

    /// Whether the cells are those of a plan.
    func fits(_ plan: borrowing EvaluationPlan) -> Bool {
        reals.count == plan.realCount && wholes.count == plan.wholeCount
            && counts.count == plan.limits.count && memoryReals == plan.memoryReals
    }

    /// Takes one closed candle of the trader's timeframe.
    ///
    /// First the longer candles that it completes are taken by the rules behind an `@`, then the
    /// candle by all others. Nothing is allocated.
    package mutating func consume(_ candle: Candle, of plan: borrowing EvaluationPlan) {
        guard fits(plan) else { return }
        Self.advance(&reals, &wholes, &counts, by: CandleNumbers(candle), of: plan)
    }

    private static func advance(
        _ reals: inout [Double], _ wholes: inout [Int128], _ counts: inout [Int],
        by candle: CandleNumbers, of plan: borrowing EvaluationPlan
    ) {
        var reals = reals.mutableSpan
        var wholes = wholes.mutableSpan
        var counts = counts.mutableSpan
        let places = plan.places.span
        for index in places.indices.dropFirst() {
            let place = places[index]
            guard let longer = place.timeframe else { continue }
            if let complete = LongerCandle.completed(
                before: candle, in: place, of: longer, wholes, &counts)
            {
                Machine.run(place.instructions, of: plan, complete, &reals, &wholes, &counts)
            }
            if let complete = LongerCandle.completed(
                with: candle, in: place, of: longer, &wholes, &counts)
            {
                Machine.run(place.instructions, of: plan, complete, &reals, &wholes, &counts)
            }
        }
        if !places.isEmpty {
            Machine.run(places[0].instructions, of: plan, candle, &reals, &wholes, &counts)
        }
    }
}

extension RuleMemory: Equatable {
    /// Whether both remember the same to the last bit.
    package static func == (left: RuleMemory, right: RuleMemory) -> Bool {
        left.memoryReals == right.memoryReals && left.counts == right.counts
            && left.wholes == right.wholes
            && left.reals.prefix(left.memoryReals)
                .elementsEqual(right.reals.prefix(right.memoryReals)) {
                    $0.bitPattern == $1.bitPattern
                }
    }
}
