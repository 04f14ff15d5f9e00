internal import Rules
internal import Trading

/// Puts combinations in such an order that those next to another have most in common.
struct EvaluatedTogether {
    /// By rules in text, for each warm-up: those that evaluate the same, in the order of the first.
    private var groups: [[[Int]]] = []
    private var ofWarmUp: [Int: Int] = [:]
    private var ofEvaluation: [Evaluation: Int] = [:]
    private var alone: [[Int]] = []

    mutating func add(_ combination: Int, by parameters: Parameters) {
        guard let evaluation = Evaluation(parameters) else {
            alone.append([combination])
            return
        }
        let group = ofWarmUp[parameters.warmUp] ?? groups.count
        if group == groups.count {
            ofWarmUp[parameters.warmUp] = group
            groups.append([])
        }
        if let known = ofEvaluation[evaluation] {
            groups[group][known].append(combination)
        } else {
            ofEvaluation[evaluation] = groups[group].count
            groups[group].append([combination])
        }
    }

    /// All of them: those that may be evaluated together, in their order.
    var runs: [[Int]] { alone + groups.map { $0.flatMap(\.self) } }
}

/// What rules in text make of candles, told apart by its hash alone: it says who is put next to whom,
/// and no more.
private struct Evaluation: Hashable {
    private let hash: Int

    init?(_ parameters: Parameters) {
        guard let rules = parameters.strategy.text?.rules.canonical else { return nil }
        var hasher = Hasher()
        hasher.combine(parameters.warmUp)
        hasher.combine(rules.enter.map(\.text))
        hasher.combine(rules.exit.map(\.text))
        hasher.combine(rules.trail)
        for level in [rules.stop, rules.target, rules.size] {
            // A percentage asks nothing of the candles.
            hasher.combine(level.flatMap { $0.hasSuffix("%") ? nil : $0 })
        }
        hash = hasher.finalize()
    }
}
