internal import Market
internal import Trading

/// The books balance to the last digit:
/// `balance + outlay of the open position = initial balance + Σ pnl of closed trades`.
func checkBooks(_ state: TraderState, _ parameters: Parameters) throws(Breach) {
    let (left, right): (Money, Money)
    do throws(Overflow) {
        left = try state.account.balance + (state.account.position?.outlay() ?? .zero)
        right = try parameters.initialBalance + state.record.tally.totalPnL
    } catch {
        throw Breach("the books: \(error)")
    }
    guard left == right else {
        throw Breach("the books do not balance: \(left) is held and \(right) was earned")
    }
}

/// Every pause ends: its end is written, at most a day after the candle, and is obeyed.
func checkPause(
    _ risk: RiskControl, after candle: Candle, _ timeframe: Timeframe
) throws(Breach) {
    guard let until = risk.pausedUntil else { return }
    guard !risk.pauseReasons.isEmpty else { throw Breach("a pause has no reason") }
    guard until > candle.openTime else {
        throw Breach("a pause until \(until) goes on at \(candle.openTime)")
    }
    let longest = candle.closeTime(timeframe).advanced(
        byMilliseconds: Timestamp.millisecondsPerDay)
    guard until <= longest else { throw Breach("a pause lasts until \(until)") }
}

/// Stops fire, paused or not: no position outlives a candle that touched its stop or target, as they
/// stood before it.
func checkProtection(
    _ position: Position?, heldBefore before: Position?, in candle: Candle, _ strategy: Strategy
) throws(Breach) {
    guard let position else { return }
    let isHeld = before?.openTime == position.openTime
    // Rules may have moved the orders of a position at the close of the candle it was bought on.
    guard let watched = isHeld ? before : strategy.text == nil ? position : nil else { return }
    if let stop = watched.stop, candle.low <= stop {
        throw Breach("the low of \(candle.openTime) left a stop at \(stop) standing")
    }
    if let target = watched.target, candle.high >= target {
        throw Breach("the high of \(candle.openTime) left a target at \(target) standing")
    }
}
