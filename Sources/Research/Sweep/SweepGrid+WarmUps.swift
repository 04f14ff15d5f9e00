internal import Text
internal import Trading

// By how much the combinations of a sweep are warmed up, and which of them candles are too few for.

extension SweepGrid {
    /// Has all warmed up by the longest warm-up, unless warm-ups are what is tried.
    mutating func warmAlike() {
        guard !axes.contains(where: { $0.name == "warmUp" && $0.values.count > 1 }) else { return }
        let longest = max(reference.parameters?.warmUp ?? 0, warmUps.max() ?? 0)
        warmUp = longest
        reference.parameters?.warmUp = longest
    }

    /// Leaves out whose own warm-up takes all of so many candles, where others go on.
    mutating func leaveOut(over candles: Int) {
        if reference.parameters != nil, let own = try? reference.draft.possible() {
            reference.parameters = own.warmUp < candles ? own : nil
            if own.warmUp >= candles {
                reference.reason = Self.words(warmUp: own.warmUp, candles)
            }
        }
        let short = warmUps.indices.filter { warmUps[$0] < candles }
        if !short.isEmpty, short.count < warmUps.count { keep(short, over: candles) }
        warmAlike()
    }

    private mutating func keep(_ kept: [Int], over candles: Int) {
        let long = warmUps.indices.filter { warmUps[$0] >= candles }
        let who =
            strategies.count > 1
            ? long.map { strategies[combinations[$0].strategy].draft.strategy }.unrepeated
            : [words(combinations[long[0]])]
        let words =
            "\(who.joined(separator: ", ")): "
            + Self.words(warmUp: long.map { warmUps[$0] }.max() ?? 0, candles)
        reason = [reason, words].compactMap { $0 }.joined(separator: "; ")
        impossible += long.count
        let places = Dictionary(
            kept.enumerated().map { ($0.element, $0.offset) },
            uniquingKeysWith: { first, _ in first })
        runs = runs.map { $0.compactMap { places[$0] } }.filter { !$0.isEmpty }
        combinations = kept.map { combinations[$0] }
        warmUps = kept.map { warmUps[$0] }
    }

    /// The strategy that asks for the longest warm-up; `nil` where one alone is tried.
    var longestToWarm: String? {
        guard strategies.count > 1, let longest = warmUps.max(),
            let place = warmUps.firstIndex(of: longest)
        else { return nil }
        return strategies[combinations[place].strategy].draft.strategy
    }

    /// Whose own warm-up is the shortest.
    var firstToWarm: (words: String, warmUp: Int) {
        guard let shortest = warmUps.min(), let place = warmUps.firstIndex(of: shortest) else {
            return ("", 0)
        }
        return (words(combinations[place]), shortest)
    }

    private static func words(warmUp: Int, _ candles: Int) -> String {
        "a warm-up of \(grouped("\(warmUp)")) takes all \(counted(candles, "candle"))"
    }

    /// A combination as `KEY=VALUE`, of what there is to choose from.
    func words(_ combination: Combination) -> String {
        zip(axes, values(of: combination)).compactMap { axis, value in
            value.map { "\(axis.name)=\($0)" }
        }.joined(separator: " ")
    }
}
