internal import Market
internal import Trading

/// What about a trade decides which lessons fit it.
struct LessonFacts: Equatable {
    let reason: Reason
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
