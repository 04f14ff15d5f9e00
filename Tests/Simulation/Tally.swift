/// What a simulation went through.
package struct Tally: Sendable {
    package var seeds = 0
    package var days = 0.0
    package var ticks = 0
    package var kills = 0
    package var powerCuts = 0
    /// Calls of the disk that failed.
    package var refusals = 0
    package var overlaps = 0
    package var clockJumps = 0
    package var candles = 0
    package var gaps = 0
    package var revisions = 0
    package var trades = 0
    package var pauses = 0
    /// Protective exits while entries were paused.
    package var exitsInPauses = 0
    /// Proofs of a whole record.
    package var proofs = 0
    /// Records damaged, refused, and put right again.
    package var damages = 0

    package init() {}

    package static func += (left: inout Tally, right: Tally) {
        left.seeds += right.seeds
        left.days += right.days
        for field in counts { left[keyPath: field] += right[keyPath: field] }
    }

    private static var counts: [WritableKeyPath<Tally, Int>] {
        [
            \.ticks, \.kills, \.powerCuts, \.refusals, \.overlaps, \.clockJumps, \.candles, \.gaps,
            \.revisions, \.trades, \.pauses, \.exitsInPauses, \.proofs, \.damages,
        ]
    }
}

extension Tally {
    /// The figures in a line.
    package func summary(wrong: Int) -> String {
        "\(seeds) seeds, \(Int(days)) simulated days, \(ticks) ticks, \(kills) kills, "
            + "\(powerCuts) power cuts, \(refusals) refused calls, \(overlaps) overlaps, "
            + "\(clockJumps) clock jumps, \(candles) candles, \(gaps) gaps, "
            + "\(revisions) revisions, \(trades) trades, \(exitsInPauses) exits in pauses, "
            + "\(proofs) proofs, \(damages) damages refused, \(wrong) wrong"
    }
}
