internal import Rules
internal import Text
internal import Trading

/// Every combination of the values that a sweep tries, in a fixed order.
///
/// One strategy after the other where several are tried; of each the last axis changes fastest, and
/// an axis that it has no parameter for stands still. Combinations that no trader could run with,
/// such as a fast average slower than the slow one, are counted and left out.
struct SweepGrid: Sendable {
    /// The most combinations there may be, the impossible ones among them.
    static let maximumCombinations = 100_000
    /// The axis whose values are the names of strategies.
    static let strategyAxis = "strategy"
    /// So few at once that their states are near at hand.
    private static let longestPiece = 32
    /// So many pieces for each worker that none waits long for the last.
    private static let piecesPerWorker = 4

    /// The parameters that values were given for, as given.
    let axes: [SweepAxis]
    /// The possible ones.
    var combinations: [Combination] = []
    var impossible = 0
    /// Why the first impossible one is, and which strategies the candles are too few for.
    var reason: String?
    /// Their numbers: those by rules in text that are warmed up alike, and next to another those whose
    /// rules evaluate the same of the candles; every other by itself.
    var runs: [[Int]] = []
    /// What every one of them is warmed up by, so that all trade on the same candles; `nil` where
    /// warm-ups are what is tried.
    var warmUp: Int?
    /// What nothing is tried of, but for what has one value.
    var reference: Reference
    let strategies: [Contestant]
    /// The warm-up of each possible one, were it alone.
    var warmUps: [Int] = []

    /// Which strategy, and which value of each axis; -1 where it has no such parameter.
    struct Combination: Equatable, Sendable {
        let strategy: Int
        let values: [Int32]
    }

    /// The parameters that combinations are compared with.
    struct Reference: Sendable {
        let draft: ParameterDraft
        /// `nil` where no trader could run with them.
        var parameters: Parameters?
        /// Whether a value is fixed in them.
        let isFixed: Bool
        /// Why there are none.
        var reason: String?
    }

    /// A strategy that is tried.
    struct Contestant: Sendable {
        let draft: ParameterDraft
        /// For each axis, whether there is something to choose by it.
        let has: [Bool]
    }

    /// The grid over `base`, what nothing was said about; `drafts` gives the same by strategies of
    /// some names.
    ///
    /// - Throws: ``JobError`` where a value is none, the combinations are too many, or none of them
    ///   is possible.
    init(
        _ texts: [String], base: ParameterDraft,
        drafts: ([String]) throws(JobError) -> [ParameterDraft] = { _ in [] }
    ) throws(JobError) {
        let axes = try Self.axes(texts)
        let named = try axes.first { $0.name == Self.strategyAxis }.map { axis throws(JobError) in
            try drafts(axis.values)
        }
        let tried = named ?? [base]
        try Self.check(axes, tried)
        self.axes = axes
        strategies = tried.map { draft in
            let names = Set(draft.names)
            return Contestant(draft: draft, has: axes.map { names.contains($0.name) })
        }
        reference = try Self.reference(axes, tried.count == 1 ? tried[0] : base)
        try choosePossible()
    }

    private static func axes(_ texts: [String]) throws(JobError) -> [SweepAxis] {
        var axes: [SweepAxis] = []
        for text in texts {
            let axis = try SweepAxis(text)
            guard !axes.contains(where: { $0.name == axis.name }) else {
                throw JobError(.usage, at: "--set \(excerpt(of: axis.name))", "it is given twice")
            }
            axes.append(axis)
        }
        return axes
    }

    /// Every value by itself: what is wrong with one is told before anything is run.
    private static func check(
        _ axes: [SweepAxis], _ drafts: [ParameterDraft]
    ) throws(JobError) {
        for axis in axes where axis.name != strategyAxis {
            let having = drafts.filter { $0.names.contains(axis.name) }
            guard !having.isEmpty else {
                var alone = drafts[0]
                guard drafts.count > 1, !ParameterDraft.options.contains(axis.name) else {
                    return try alone.assign(axis.name, axis.values[0])
                }
                let names = drafts.flatMap(\.names)
                throw JobError(
                    .usage, at: "--set",
                    "no strategy has a key '\(excerpt(of: axis.name))'; "
                        + hint(forUnknown: axis.name, among: names.unrepeated))
            }
            for var draft in having {
                for value in axis.values { try draft.assign(axis.name, value) }
            }
        }
    }

    private mutating func choosePossible() throws(JobError) {
        let counts = strategies.map { count(of: $0) }
        guard counts.reduce(0, +) <= Self.maximumCombinations else {
            throw JobError(
                .usage, at: "--set",
                "the grid has over \(Self.maximumCombinations) combinations",
                remedy: "use larger steps or fewer values"
            )
        }
        var together = EvaluatedTogether()
        var first: ParameterDraft.Impossible?
        for (strategy, count) in counts.enumerated() {
            for index in 0..<count {
                let combination = combination(index, of: strategy)
                do throws(ParameterDraft.Impossible) {
                    let parameters = try draft(of: combination).possible()
                    warmUps.append(parameters.warmUp)
                    together.add(combinations.count, by: parameters)
                    combinations.append(combination)
                } catch {
                    impossible += 1
                    first = first ?? error
                }
            }
        }
        reason = first?.reason
        runs = together.runs
        if combinations.isEmpty {
            throw JobError(
                .usage, at: "--set",
                "no combination is possible; of the first, \(reason ?? "nothing")",
                quotation: first?.quotation ?? [])
        }
        warmAlike()
    }

    /// How many combinations a strategy has, as far as that is within reason.
    private func count(of strategy: Contestant) -> Int {
        zip(axes, strategy.has).reduce(1) { count, axis in
            axis.1 ? min(count, Self.maximumCombinations + 1) * axis.0.values.count : count
        }
    }

    private func combination(_ index: Int, of strategy: Int) -> Combination {
        var rest = index
        var values: [Int32] = []
        for (axis, has) in zip(axes, strategies[strategy].has).reversed() {
            guard has else {
                // In range: as many strategies as an axis may have values.
                values.append(axis.name == Self.strategyAxis ? Int32(strategy) : -1)
                continue
            }
            // In range: an axis has fewer values than a grid may have combinations.
            values.append(Int32(rest % axis.values.count))
            rest /= axis.values.count
        }
        return Combination(strategy: strategy, values: values.reversed())
    }

    private static func reference(
        _ axes: [SweepAxis], _ base: ParameterDraft
    ) throws(JobError) -> Reference {
        let names = Set(base.names)
        let fixed = axes.filter { $0.values.count == 1 && names.contains($0.name) }
        var draft = base
        for axis in fixed { try draft.assign(axis.name, axis.values[0]) }
        do {
            let parameters = try draft.possible()
            return Reference(draft: draft, parameters: parameters, isFixed: !fixed.isEmpty)
        } catch {
            // No trader could run with what is fixed alone; perhaps with nothing fixed, or not at all.
            let parameters = try? base.possible()
            return Reference(
                draft: base, parameters: parameters, isFixed: false,
                reason: parameters == nil ? error.reason : nil)
        }
    }
}

extension SweepGrid {
    /// The numbers of all combinations in pieces: of each what its rules have in common is evaluated
    /// once.
    func pieces(for workers: Int) -> [[Int]] {
        let most = max(
            1, min(Self.longestPiece, combinations.count / (workers * Self.piecesPerWorker)))
        return runs.flatMap { run in
            stride(from: 0, to: run.count, by: most).map { start in
                Array(run[start..<min(start + most, run.count)])
            }
        }
    }

    /// The values of a combination by the names of their parameters, in the order of the axes; `nil`
    /// where its strategy has no such parameter.
    func values(of combination: Combination) -> [String?] {
        zip(axes, combination.values).map { axis, value in
            value < 0 ? nil : axis.values[Int(value)]
        }
    }

    /// What a trader would run with.
    ///
    /// - Throws: ``ParameterDraft/Impossible`` never, for the possible ones were chosen.
    func parameters(of combination: Combination) throws -> Parameters {
        var parameters = try draft(of: combination).possible()
        if let warmUp { parameters.warmUp = warmUp }
        return parameters
    }

    private func draft(of combination: Combination) -> ParameterDraft {
        var draft = strategies[combination.strategy].draft
        for (axis, value) in zip(axes, values(of: combination)) {
            guard let value, axis.name != Self.strategyAxis else { continue }
            do {
                try draft.assign(axis.name, value)
            } catch {
                // In range: each value was read by each strategy that has its parameter.
                preconditionFailure("a value that was read before is not read again: \(error)")
            }
        }
        return draft
    }
}

extension [String] {
    /// Each once, where it stands first.
    var unrepeated: [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
