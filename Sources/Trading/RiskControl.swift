package import Market

/// Why entries pause.
package enum PauseReason: String, CaseIterable, Sendable {
    case dailyLoss = "DAILY_LOSS"
    case losingStreak = "LOSING_STREAK"
    case winRate = "WIN_RATE"
    case drawdown = "DRAWDOWN"
}

/// When to stop buying, and until when.
///
/// Every pause has a written end. A pause stops entries only: an open position is watched as ever.
package struct RiskControl: Equatable, Sendable {
    /// The day that ``dailyPnL`` is of, counted from 1970; `nil` before the first.
    package var day: Int64?
    /// The pnl of the trades closed on this day.
    package var dailyPnL: Money = .zero
    /// The equity at the close of the candle before the day began.
    package var dayStartEquity: Money
    /// Losses in a row since the last win or resume.
    package var consecutiveLosses = 0
    /// Trades since the last pause for the win rate.
    package var ratedTrades = 0
    /// Wins among them.
    package var ratedWins = 0
    /// The peak of equity since the last pause for drawdown.
    package var controlPeak: Money
    /// When entries are allowed again; `nil` while they are.
    package var pausedUntil: Timestamp?
    /// Why they are not.
    package var pauseReasons: [PauseReason] = []

    /// The controls of an account that has not traded.
    package init(initialBalance: Money) {
        dayStartEquity = initialBalance
        controlPeak = initialBalance
    }

    package var isPaused: Bool { pausedUntil != nil }

    /// Begins a new day where the candle is on one.
    mutating func turnDay(to day: Int64, equity: Money) {
        guard day != self.day else { return }
        self.day = day
        dailyPnL = .zero
        dayStartEquity = equity
    }

    /// Ends a pause whose time has come; the losing streak starts afresh.
    mutating func resume(at openTime: Timestamp) -> Bool {
        guard let pausedUntil, openTime.milliseconds >= pausedUntil.milliseconds
        else { return false }
        self.pausedUntil = nil
        pauseReasons = []
        consecutiveLosses = 0
        return true
    }

    /// Counts a closed trade and pauses where a limit is reached; returns the pause, if one began.
    ///
    /// `equity` is what the account holds after the trade, `closeTime` that of the candle that
    /// ended it.
    ///
    /// - Throws: ``Overflow`` if a sum is out of range.
    mutating func count(
        _ trade: Trade, equity: Money, closeTime: Timestamp, parameters: Parameters
    ) throws(Overflow) -> (reasons: [PauseReason], until: Timestamp)? {
        dailyPnL = try dailyPnL + trade.pnl
        consecutiveLosses = trade.isWin ? 0 : consecutiveLosses + 1
        ratedTrades += 1
        ratedWins += trade.isWin ? 1 : 0

        let latest = Timestamp.representable.upperBound
        let midnight = min(latest, Timestamp(startOfDay: closeTime.day + 1))
        let nextDay = min(latest, closeTime.advanced(byMilliseconds: Timestamp.millisecondsPerDay))
        var begun: [(PauseReason, Timestamp)] = []
        if lostTheDay(parameters) { begun.append((.dailyLoss, midnight)) }
        if let most = parameters.maxConsecutiveLosses, consecutiveLosses >= most {
            begun.append((.losingStreak, midnight))
        }
        if winsTooSeldom(parameters) {
            begun.append((.winRate, nextDay))
            (ratedTrades, ratedWins) = (0, 0)
        }
        if try hasFallen(to: equity, parameters) {
            begun.append((.drawdown, nextDay))
            controlPeak = equity
        }
        return pause(begun)
    }

    /// Raises the peak that drawdown is measured from.
    mutating func mark(_ equity: Money) {
        if equity.units > controlPeak.units { controlPeak = equity }
    }

    private mutating func pause(
        _ begun: [(PauseReason, Timestamp)]
    ) -> (reasons: [PauseReason], until: Timestamp)? {
        guard let latest = begun.map(\.1).max() else { return nil }
        let until = max(latest, pausedUntil ?? latest)
        pausedUntil = until
        pauseReasons += begun.map(\.0).filter { !pauseReasons.contains($0) }
        return (pauseReasons, until)
    }

    private func lostTheDay(_ parameters: Parameters) -> Bool {
        guard let limit = parameters.maxDailyLoss else { return false }
        return dailyPnL.isAtMost(Percent(units: -limit.units), of: dayStartEquity)
    }

    private func winsTooSeldom(_ parameters: Parameters) -> Bool {
        guard let least = parameters.minWinRate, ratedTrades >= parameters.winRateTrades else {
            return false
        }
        // wins / trades < least %, exactly.
        return Int128(ratedWins) * 100_0000_0000 < Int128(ratedTrades) * Int128(least.units)
    }

    private func hasFallen(to equity: Money, _ parameters: Parameters) throws(Overflow) -> Bool {
        guard let limit = parameters.maxDrawdown else { return false }
        return try (equity - controlPeak).isAtMost(Percent(units: -limit.units), of: controlPeak)
    }
}
