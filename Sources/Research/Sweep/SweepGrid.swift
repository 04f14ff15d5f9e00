internal import Text
internal import Trading

/// Every combination of the values that a sweep tries, in a fixed order.
///
/// The last axis changes fastest. Combinations that no trader could run with, such as a fast
/// average slower than the slow one, are counted and left out.
struct SweepGrid: Sendable {
    /// The most combinations there may be, the impossible ones among them.
    static let mostCombinations = 100_000

    /// The parameters with more than one value first to last, then the fixed ones, as given.
    let axes: [SweepAxis]
    /// The possible ones.
    private(set) var combinations: [Combination] = []
    private(set) var impossible = 0
    /// Why the first impossible one is.
    private(set) var reason: String?
    private let base: Parameters

    /// Which value of each axis.
    struct Combination: Equatable, Sendable {
        let values: [Int32]
    }

    /// The grid over `base`, the parameters that nothing was said about.
    ///
    /// - Throws: ``JobError`` where a value is none, the combinations are too many, or none of them
    ///   is possible.
    init(_ texts: [String], base: Parameters) throws(JobError) {
        var axes: [SweepAxis] = []
        for text in texts {
            let axis = try SweepAxis(text)
            guard !axes.contains(where: { $0.name == axis.name }) else {
                throw JobError(.usage, at: "--set \(excerpt(of: axis.name))", "it is given twice")
            }
            // Every value by itself: what is wrong with one is told before anything is run.
            for value in axis.values {
                var parameters = base
                try parameters.assign("\(axis.name)=\(value)")
            }
            axes.append(axis)
        }
        self.axes = axes
        self.base = base
        let count = axes.reduce(1) { count, axis in
            min(count, Self.mostCombinations + 1) * axis.values.count
        }
        guard count <= Self.mostCombinations else {
            throw JobError(
                .usage, at: "--set",
                "the grid has over \(Self.mostCombinations) combinations",
                remedy: "use larger steps or fewer values"
            )
        }
        try choosePossible(among: count)
    }

    private mutating func choosePossible(among count: Int) throws(JobError) {
        for index in 0..<count {
            let combination = combination(index)
            do throws(ParameterError) {
                try uncheckedParameters(combination).validate()
                combinations.append(combination)
            } catch {
                impossible += 1
                reason = reason ?? "\(error)"
            }
        }
        if combinations.isEmpty {
            throw JobError(
                .usage, at: "--set",
                "no combination is possible; of the first, \(reason ?? "nothing")")
        }
    }

    /// The parameters that nothing is tried of: those there were, with the one value of each axis
    /// that has no other, or without, where no trader could run with it.
    var reference: (parameters: Parameters, isFixed: Bool) {
        let fixed = axes.filter { $0.values.count == 1 }
        var parameters = base
        do {
            for axis in fixed { try parameters.assign("\(axis.name)=\(axis.values[0])") }
            try parameters.validate()
            return (parameters, !fixed.isEmpty)
        } catch {
            return (base, false)
        }
    }

    /// The values of a combination by the names of their parameters, in the order of the axes.
    func values(of combination: Combination) -> [String] {
        zip(axes, combination.values).map { axis, value in axis.values[Int(value)] }
    }

    /// What a trader would run with.
    func parameters(of combination: Combination) -> Parameters {
        uncheckedParameters(combination)
    }

    private func combination(_ index: Int) -> Combination {
        var rest = index
        var values: [Int32] = []
        for axis in axes.reversed() {
            // In range: an axis has fewer values than a grid may have combinations.
            values.append(Int32(rest % axis.values.count))
            rest /= axis.values.count
        }
        return Combination(values: values.reversed())
    }

    private func uncheckedParameters(_ combination: Combination) -> Parameters {
        var parameters = base
        for (axis, value) in zip(axes, values(of: combination)) {
            do {
                try parameters.assign("\(axis.name)=\(value)")
            } catch {
                // In range: the axis has read each of its values.
                preconditionFailure("a value that was read before is not read again: \(error)")
            }
        }
        return parameters
    }
}
