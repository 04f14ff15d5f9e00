internal import Market
internal import Trading

/// A short true text under a trade, for trades that it fits.
struct Lesson: Sendable {
    let text: String
    let fits: @Sendable (LessonFacts) -> Bool

    init(_ text: String, _ fits: @escaping @Sendable (LessonFacts) -> Bool) {
        self.text = text
        self.fits = fits
    }

    /// One of the lessons that fit, by turn.
    ///
    /// Those about what is special in a trade come before those that fit many.
    static func fitting(_ facts: LessonFacts, turn: Int) -> Lesson {
        let special = special.filter { $0.fits(facts) }
        let usual = usual.filter { $0.fits(facts) }
        // Every other turn goes to what is special, if anything is.
        let (half, isOdd) = turn.quotientAndRemainder(dividingBy: 2)
        if !special.isEmpty, isOdd == 0 || usual.isEmpty {
            return special[PostWriter.index(half, of: special.count)]
        }
        guard !usual.isEmpty else { return plain }
        return usual[PostWriter.index(special.isEmpty ? turn : half, of: usual.count)]
    }

    /// What fits any trade.
    static let plain = Lesson("One trade is an anecdote. The record is the evidence.") { _ in true }
}

/// What about a trade decides which lessons fit it.
struct LessonFacts: Equatable {
    let reason: Reason
    /// Whether averages decided it, and a crossing of them sold it where a signal did.
    let followsAverages: Bool
    /// Whether its target stood where it was set at the entry.
    let hasFixedTarget: Bool
    let isWin: Bool
    /// Lost, but only because of its fees.
    let isLostToFees: Bool
    /// Its pnl over the average of its kind, wins or losses; `nil` with fewer than 5 of them.
    let sizeAgainstAverage: Double?
    /// Wins in a row up to this trade, losses as a negative number; 0 where others came after it.
    let streak: Int
    let trades: Int
    /// Milliseconds from entry to exit.
    let holdTime: Int64

    init(_ trade: Trade, _ trader: TraderView) {
        let tally = trader.tally
        reason = trade.reason
        followsAverages = trader.parameters.strategy.crossover != nil
        hasFixedTarget = trader.parameters.strategy.targetPercent != nil
        isWin = trade.isWin
        let beforeFees = trade.pnl.doubleValue + trade.fees.doubleValue
        isLostToFees = trade.pnl < .zero && beforeFees > 0
        let average = trade.isWin ? tally.averageWin : tally.averageLoss
        let count = trade.isWin ? tally.wins : tally.losses
        sizeAgainstAverage = count >= 5 && average != 0 ? trade.pnl.doubleValue / average : nil
        let isLast = trader.trades.last?.trade.id == trade.id
        streak = isLast ? tally.streak : 0
        trades = tally.trades
        holdTime = trade.holdTime
    }
}
