internal import Market
internal import Trading

// What a trader's state says of itself twice: account and risk.

extension TraderState {
    /// Whether a candle has been traded on, so that there are marks.
    private func isTrading(_ frame: RecordFrame) -> Bool { candles > frame.parameters.warmUp }

    func accountFlaw(_ frame: RecordFrame) -> String? {
        let (position, order) = (account.position, account.pendingOrder)
        let total = record.tally.grossProfit.units &+ record.tally.grossLoss.units
        let outlay = Int128(position?.cost.units ?? 0) + Int128(position?.entryFee.units ?? 0)
        let before = Money(clamping: Int128(account.balance.units) + outlay)
        let lastExit = record.recentTrades.last?.id
        return firstFlaw(
            account.balance >= .zero ? nil : "state.account.balance is below 0",
            Int128(account.balance.units) + outlay
                == Int128(frame.parameters.initialBalance.units) &+ total
                ? nil
                : "state.account does not come to the initial balance and the sum of all trades",
            position.map {
                isTrading(frame) && $0.follows(from: before, frame.parameters)
                    && $0.openTime <= frame.last
                    && $0.openTime.milliseconds % frame.spacing == 0
                    && lastExit ?? $0.openTime <= $0.openTime
            } ?? true
                ? nil : "state.account.position cannot be",
            order.map {
                isTrading(frame) && $0.decidedAt == frame.asOf && $0.price == frame.close
                    && ($0.side == .sell) == (position != nil)
            } ?? true
                ? nil : "state.account.pendingOrder was not decided on the last candle")
    }

    func riskFlaw(_ frame: RecordFrame) -> String? {
        let (tally, trades) = (record.tally, record.recentTrades)
        let limits = frame.parameters
        let day = isTrading(frame) ? frame.last.day : nil
        return firstFlaw(
            risk.day == day && record.returns.day == day
                ? nil : "state.risk.day is not that of the last candle",
            risk.dailyPnL.units == (day.map { dailyPnL(on: $0, frame) } ?? 0)
                ? nil : "state.risk.dailyPnL is not the sum of the day's trades",
            risk.dayStartEquity == record.returns.base
                ? nil : "state.risk.dayStartEquity is not the mark of the day before",
            risk.pausedUntil.map { until in
                until > frame.last && trades.contains { Self.ends(of: $0).contains(until) }
            } ?? true
                ? nil : "state.risk.pausedUntil does not follow from the last trades",
            risk.isPaused != risk.pauseReasons.isEmpty
                ? nil : "state.risk.pauseReasons do not fit the pause",
            countsFlaw(tally, trades, limits),
            peakFlaw(limits))
    }

    /// The ends that a pause may have that began with a trade.
    private static func ends(of trade: Trade) -> [Timestamp] {
        let ends = [
            Timestamp(startOfDay: trade.id.day + 1),
            trade.id.advanced(byMilliseconds: Timestamp.millisecondsPerDay),
        ]
        return ends.map { min($0, Timestamp.representable.upperBound) }
    }

    /// What the trades on a day have come to, in units; what is told where not all of them are kept.
    private func dailyPnL(on day: Int64, _ frame: RecordFrame) -> Int64 {
        let trades = record.recentTrades
        // A trade is of the day of its last candle.
        let own = trades.filter {
            $0.id.advanced(byMilliseconds: -frame.spacing).day == day
        }
        let sum = own.reduce(Int128(0)) { $0 + Int128($1.pnl.units) }
        let rest = record.tally.rest(beside: trades)
        let isWhole = own.count < trades.count || rest.trades == 0
        let told = Int128(risk.dailyPnL.units) - sum
        let isPossible = rest.grossLoss.units <= told && told <= rest.grossProfit.units
        return !isWhole && isPossible ? risk.dailyPnL.units : Int64(clamping: sum)
    }

    private func countsFlaw(
        _ tally: TradeTally, _ trades: [Trade], _ limits: Parameters
    ) -> String? {
        let rated = trades.suffix(risk.ratedTrades)
        let wins = rated.count(where: \.isWin)
        let isAll = risk.ratedTrades == tally.trades && risk.ratedWins == tally.wins
        let isOverdue = limits.minWinRate.map {
            risk.ratedTrades >= limits.winRateTrades
                && Int128(risk.ratedWins) * 100_0000_0000
                    < Int128(risk.ratedTrades) * Int128($0.units)
        }
        let isPossible =
            risk.ratedTrades <= tally.trades && risk.ratedWins >= wins
            && risk.ratedWins - wins <= risk.ratedTrades - rated.count
            && risk.ratedWins <= tally.wins
            && risk.ratedTrades - risk.ratedWins <= tally.losses
            && isOverdue.map { !$0 } ?? isAll
        return firstFlaw(
            isPossible && risk.consecutiveLosses <= max(0, -tally.streak)
                ? nil : "state.risk counts other trades than state.record")
    }

    private func peakFlaw(_ limits: Parameters) -> String? {
        let drawdown = record.drawdown
        // It begins anew where equity had fallen so far that this cannot be below the limit.
        let isRestarted = limits.maxDrawdown.map {
            drawdown.maximumPercent >= $0.doubleValue * (1 - 1e-9)
        }
        let isPossible =
            risk.controlPeak >= drawdown.equity && risk.controlPeak <= drawdown.peak
            && (isRestarted ?? false || risk.controlPeak == drawdown.peak)
        return firstFlaw(isPossible ? nil : "state.risk.controlPeak is none of the account's peaks")
    }
}
