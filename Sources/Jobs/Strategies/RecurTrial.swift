internal import Feeds
internal import Market
internal import Rules
internal import Text

/// Whether each `recur` of a strategy forgets its start as soon as it says.
///
/// It runs over the embedded market from two starts. A third, fourth and fifth run begin as the first,
/// and once all is known their memories are put far from all that the candles hold: a hundredth of the
/// largest value that was seen, a hundred times it and, where there were negative ones, that below 0. An
/// all-time high, which two starts see alike, is never forgotten by the second of them. Where the values
/// have not met after the n candles that were promised, a trader that is started anew decides otherwise
/// than one that ran on.
struct RecurTrial {
    /// What does not hold.
    let flaws: [Flaw]

    struct Flaw {
        /// The `recur`.
        let part: RulePart
        let message: String
        let hint: String
    }

    /// Candles by which the second start is later than the first, a prime so that no cycle is as long,
    /// and after which both are compared.
    private static let (lead, watch) = (1_009, 500)
    /// What the trials of one file may cost together, a second or two: a node that is advanced counts
    /// 8, and so do 64 values that are remembered.
    static let budget = 1 << 30
    /// The part of the largest value within which two are as good as one: what e⁻²⁰ leaves of a start
    /// that is a hundred times as large, as after 10 n candles of an exponential average.
    private static let tolerance = 1e-6
    /// What memories are put to, in parts of the largest value that was seen.
    private static let starts = [0.01, 100, -100]

    /// Tries a strategy, and takes what that costs from the `budget`; one that costs more is not tried,
    /// and told as that.
    init(_ strategy: RuleStrategy, _ timeframe: Timeframe, budget: inout Int) {
        var promises = Self.promises(of: strategy)
        guard let first = promises.first, let longest = promises.map(\.candles).max() else {
            flaws = []
            return
        }
        let fork = Self.lead + strategy.needs
        // In range: all three are limited when a strategy is compiled.
        let length = max(Self.lead + strategy.warm, fork + longest) + Self.watch
        let words = RuleMemory(for: strategy).words.count
        let runs = 2 * length + Self.starts.count * (length - fork)
        let cost = runs * (8 * strategy.program.nodes.count + words / 8)
        guard cost <= budget else {
            flaws = [
                Flaw(
                    part: first.part,
                    message:
                        "whether this forgets in time was not tried, for there is too much to try",
                    hint: "check it in a file of its own, or promise fewer candles")
            ]
            return
        }
        budget -= cost
        let start = timeframe.floor(Timestamp(milliseconds: 1_700_000_000_000))
        let candles = SimMarket(symbol: .standard).candles(timeframe, from: start, count: length)
        var (early, late) = (RuleMemory(for: strategy), RuleMemory(for: strategy))
        var others: [RuleMemory] = []
        for (index, candle) in candles.enumerated() {
            early.consume(candle, of: strategy)
            for place in promises.indices {
                promises[place].note(early.value(of: promises[place].node, .none, of: strategy))
            }
            guard index >= Self.lead else { continue }
            late.consume(candle, of: strategy)
            for place in others.indices { others[place].consume(candle, of: strategy) }
            for place in promises.indices {
                let node = promises[place].node
                // What it is made of has to forget as well.
                if index >= Self.lead + strategy.warm {
                    promises[place].compare(late.value(of: node, .none, of: strategy))
                }
                guard !others.isEmpty else { continue }
                // One by one where they lie: a copy would cost what a candle costs.
                var areNear = true
                for other in others.indices {
                    let value = others[other].value(of: node, .none, of: strategy)
                    areNear = areNear && promises[place].isNear(value)
                }
                promises[place].compare(areNear)
            }
            if index == fork { others = Self.others(than: early, promises, strategy) }
        }
        flaws = promises.filter(\.isBroken).map { promise in
            Flaw(
                part: promise.part,
                message:
                    "two starts have not met after \(counted(promise.candles, "candle")): a trader "
                    + "that is started anew would decide otherwise",
                hint: "promise more, or forget faster")
        }
    }

    /// The same memory, with what was remembered far from what it is.
    private static func others(
        than memory: RuleMemory, _ promises: [Promise], _ strategy: RuleStrategy
    ) -> [RuleMemory] {
        starts.map { part in
            var other = memory
            for promise in promises where part > 0 || promise.isNegative {
                let scale = promise.largest == 0 ? 1 : promise.largest
                other.begin(promise.node, with: part * scale, of: strategy)
            }
            return other
        }
    }

    /// A `recur`, and after how many candles it says that its start is forgotten.
    private struct Promise {
        let part: RulePart
        let node: NodeIndex
        let candles: Int
        /// The largest magnitude that it had, and whether it was ever below 0.
        private(set) var largest = 0.0
        private(set) var isNegative = false
        private(set) var isBroken = false
        private var now: Double?
        /// Candles since memories were put elsewhere.
        private var moved = 0

        init(_ part: RulePart, _ node: NodeIndex, candles: Int) {
            self.part = part
            self.node = node
            self.candles = candles
        }

        mutating func note(_ value: Double?) {
            now = value
            guard let value else { return }
            largest = max(largest, value.magnitude)
            if value < 0 { isNegative = true }
        }

        mutating func compare(_ late: Double?) {
            if !isNear(late) { isBroken = true }
        }

        mutating func compare(_ areNear: Bool) {
            moved += 1
            if moved > candles, !areNear { isBroken = true }
        }

        func isNear(_ other: Double?) -> Bool {
            guard let other, let now else { return other == nil }
            return (other - now).magnitude <= RecurTrial.tolerance * largest
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
                case .constant(let candles)? = arguments.last, let node = part.node
            else { continue }
            // In range: a period is at most 10,000, and a week has as many minutes.
            let own = strategy.program.places[part.place].candles
            // A memory that is put elsewhere within a longer candle has one more to go.
            found.append(
                Promise(part, node, candles: Int(candles) * own + (own > 1 ? own : 0)))
        }
        return found
    }
}
