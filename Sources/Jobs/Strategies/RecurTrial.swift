internal import Feeds
internal import Market
internal import Rules
internal import Text

/// Whether each `recur` of a strategy forgets its start as soon as it says.
///
/// It runs from two starts over the embedded market. Where the values have not met after the n
/// candles that were promised, a trader that is started anew decides otherwise than one that ran on.
struct RecurTrial {
    /// What does not hold, in words.
    let flaws: [String]

    /// Candles by which the second start is later than the first, a prime so that no cycle is as long,
    /// and after which both are compared.
    private static let (lead, watch) = (1_009, 500)
    /// What the trials of one file may cost together, a second or two: a node that is advanced counts
    /// 8, and so do 64 values that are remembered.
    static let budget = 1 << 30
    /// The part of a value within which two are as good as one.
    private static let tolerance = 1e-6

    /// Tries a strategy, and takes what that costs from the `budget`; one that costs more is not tried,
    /// and told as that.
    init(_ strategy: RuleStrategy, _ timeframe: Timeframe, budget: inout Int) {
        var promises = Self.promises(of: strategy)
        guard !promises.isEmpty else {
            flaws = []
            return
        }
        let length = strategy.warm + Self.lead + Self.watch
        let words = RuleMemory(for: strategy).words.count
        // In range: all three are limited when a strategy is compiled.
        let cost = 2 * length * (8 * strategy.program.nodes.count + words / 8)
        guard cost <= budget else {
            flaws = [
                "whether its 'recur' forgets in time was not tried, for there is too much to try: "
                    + "check it in a file of its own, or promise fewer candles"
            ]
            return
        }
        budget -= cost
        let start = timeframe.floor(Timestamp(milliseconds: 1_700_000_000_000))
        let candles = SimMarket(symbol: .standard).candles(timeframe, from: start, count: length)
        var (early, late) = (RuleMemory(for: strategy), RuleMemory(for: strategy))
        for (index, candle) in candles.enumerated() {
            early.consume(candle, of: strategy)
            guard index >= Self.lead else { continue }
            late.consume(candle, of: strategy)
            for place in promises.indices {
                guard let node = promises[place].part.node else { continue }
                promises[place].consume(
                    early.value(of: node, .none, of: strategy),
                    late.value(of: node, .none, of: strategy))
            }
        }
        flaws = promises.filter(\.isBroken).map { promise in
            "two starts have not met after \(counted(promise.candles, "candle")) in "
                + "'\(excerpt(of: strategy.text(of: promise.part), atMost: 200))': a trader that is "
                + "started anew would decide otherwise; promise more, or forget faster"
        }
    }

    /// A `recur`, and after how many candles it says that its start is forgotten.
    private struct Promise {
        let part: RulePart
        let candles: Int
        private var known = 0
        private(set) var isBroken = false

        init(_ part: RulePart, candles: Int) {
            self.part = part
            self.candles = candles
        }

        mutating func consume(_ early: Double?, _ late: Double?) {
            guard let late else { return }
            known += 1
            guard known > candles else { return }
            let slack = RecurTrial.tolerance * max(late.magnitude, early?.magnitude ?? 0)
            if let early, (early - late).magnitude <= slack { return }
            isBroken = true
        }
    }

    private static func promises(of strategy: RuleStrategy) -> [Promise] {
        var found: [Promise] = []
        var seen: Set<RulePart> = []
        var waiting = strategy.rules.compactMap(\.part)
        while let part = waiting.popLast() {
            guard seen.insert(part).inserted else { continue }
            waiting += strategy.parts(of: part)
            guard case .call(.recur, let arguments) = strategy.terms[part.term].form,
                case .constant(let candles)? = arguments.last
            else { continue }
            // In range: a period is at most 10,000, and a week has as many minutes.
            found.append(
                Promise(part, candles: Int(candles) * strategy.program.places[part.place].candles))
        }
        return found
    }
}
