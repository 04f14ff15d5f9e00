internal import Feeds
internal import Indicators
internal import Market
internal import Store
internal import Trading

// What stands at several places of a checkpoint, or follows from others, has to agree: a trader that
// goes on from one that contradicts itself would consume candles twice, or write what nobody can read.

extension Checkpoint {
    /// The first thing that something else in it rules out; `nil` where all of it agrees.
    ///
    /// - Throws: ``JobError`` where it names no market, or its parameters are impossible.
    var contradiction: String? {
        get throws(JobError) {
            let settings = try settings
            let spacing = settings.market.timeframe.milliseconds
            let state = state
            guard let last = state.lastOpenTime, let close = state.lastClose else {
                let isNew =
                    state.lastOpenTime == nil && state.lastClose == nil && recent.isEmpty
                    && state == TraderState(settings.parameters)
                return isNew ? nil : "it has no last candle, and is not at its beginning"
            }
            let asOf = last.advanced(byMilliseconds: spacing)
            return first([
                (
                    "state.lastOpenTime is no open time",
                    last.milliseconds % spacing == 0 && Timestamp.representable.contains(asOf)
                ),
                ("state.candles counts none", state.candles > 0),
                ("journal.lines are fewer than the candles", journal.lines > state.candles),
                (
                    "journal.length is too short for its lines",
                    journal.length / 100 >= journal.lines
                ),
            ])
                ?? recentFlaw(settings.market.timeframe, last, close)
                ?? state.signalsFlaw(settings.parameters, close)
                ?? state.accountFlaw(settings.parameters, asOf, close)
                ?? state.riskFlaw(settings.parameters, last, asOf)
                ?? state.recordFlaw(settings.parameters, asOf, close)
        }
    }

    /// The last candles against one another and the state.
    private func recentFlaw(
        _ timeframe: Timeframe, _ last: Timestamp, _ close: Price
    ) -> String? {
        let place = "recent does not end with the candle of state.lastOpenTime"
        guard recent.last?.candle.openTime == last, recent.last?.candle.close == close else {
            return place
        }
        guard recent.count == min(state.candles, SeenCandle.overlap) else {
            return "recent holds \(recent.count) candles"
        }
        var previous: Timestamp?
        for (index, seen) in recent.enumerated() {
            let told = [seen.candle] + seen.told
            let isTold = told.allSatisfy {
                $0.openTime == seen.candle.openTime
                    && $0.flaw(in: timeframe, after: previous) == nil
            }
            guard isTold, seen.told.count <= SeenCandle.mostVersions else {
                return "recent[\(index)] cannot follow the one before, or be told so"
            }
            previous = seen.candle.openTime
        }
        return nil
    }
}

/// The words of the first condition that does not hold.
private func first(_ conditions: [(words: String, holds: Bool)]) -> String? {
    conditions.first { !$0.holds }?.words
}

extension TraderState {
    /// Whether a candle has been traded on, so that there are marks.
    private func isTrading(_ parameters: Parameters) -> Bool { candles > parameters.warmUp }

    fileprivate func signalsFlaw(_ parameters: Parameters, _ close: Price) -> String? {
        let (fast, slow, rsi) = (signals.fast, signals.slow, signals.rsi)
        let changes = min(candles - 1, parameters.rsiPeriod)
        return first([
            (
                "the periods of state.signals are not those of the parameters",
                fast.period == parameters.fast && slow.period == parameters.slow
                    && rsi.gain.period == parameters.rsiPeriod
                    && rsi.loss.period == parameters.rsiPeriod
            ),
            (
                "the windows of state.signals do not hold the last closes",
                fast.window.count == min(candles, fast.period)
                    && slow.window.count == min(candles, slow.period)
                    && slow.window.suffix(fast.period).elementsEqual(fast.window)
                    && slow.window.last == close && slow.window.allSatisfy { $0 > .zero }
            ),
            (
                "state.signals.rsi has not seen the closes",
                rsi.last == close && rsi.gain.count == changes && rsi.loss.count == changes
            ),
            (
                "state.signals.previous is there before the averages, or not with them",
                (signals.previous != nil) == (candles > parameters.slow)
            ),
        ])
    }

    fileprivate func accountFlaw(
        _ parameters: Parameters, _ asOf: Timestamp, _ close: Price
    ) -> String? {
        let (position, order) = (account.position, account.pendingOrder)
        let total = record.tally.grossProfit.units &+ record.tally.grossLoss.units
        let outlay = Int128(position?.cost.units ?? 0) + Int128(position?.entryFee.units ?? 0)
        return first([
            ("state.account.balance is below 0", account.balance >= .zero),
            (
                "state.account does not come to the initial balance and the sum of all trades",
                Int128(account.balance.units) + outlay
                    == Int128(parameters.initialBalance.units) &+ total
            ),
            (
                "state.account.position cannot be",
                position.map {
                    isTrading(parameters) && $0.quantity > .zero && $0.entryPrice > .zero
                        && $0.cost >= .zero && $0.entryFee >= .zero && $0.stop >= .zero
                        && $0.openTime < asOf
                } ?? true
            ),
            (
                "state.account.pendingOrder was not decided on the last candle",
                order.map {
                    isTrading(parameters) && $0.decidedAt == asOf && $0.price == close
                        && ($0.side == .sell) == (position != nil)
                } ?? true
            ),
        ])
    }

    fileprivate func riskFlaw(
        _ parameters: Parameters, _ last: Timestamp, _ asOf: Timestamp
    ) -> String? {
        let day = isTrading(parameters) ? last.day : nil
        let latest = asOf.advanced(byMilliseconds: Timestamp.millisecondsPerDay)
        return first([
            (
                "state.risk.day is not that of the last candle",
                risk.day == day && record.returns.day == day
            ),
            (
                "state.risk.pausedUntil is over, or more than a day ahead",
                risk.pausedUntil.map { $0 > last && $0 <= latest } ?? true
            ),
            (
                "state.risk.pauseReasons do not fit the pause",
                risk.isPaused != risk.pauseReasons.isEmpty
            ),
            (
                "state.risk counts other trades than state.record",
                risk.ratedWins <= risk.ratedTrades && risk.ratedTrades <= record.tally.trades
                    && risk.ratedWins <= record.tally.wins
                    && risk.consecutiveLosses <= record.tally.losses
            ),
            (
                "state.risk has an equity below 0",
                risk.controlPeak >= .zero && risk.dayStartEquity >= .zero
            ),
        ])
    }

    fileprivate func recordFlaw(
        _ parameters: Parameters, _ asOf: Timestamp, _ close: Price
    ) -> String? {
        let (tally, drawdown) = (record.tally, record.drawdown)
        let traded = max(0, candles - parameters.warmUp)
        let equity = traded > 0 ? account.equity(at: close) : parameters.initialBalance
        let ids = record.recentTrades.map(\.id)
        return first([
            (
                "state.record.tally contradicts itself",
                (tally.wins > 0) == (tally.grossProfit > .zero) && tally.grossLoss <= .zero
                    && tally.fees >= .zero && (tally.trades > 0) == (tally.streak != 0)
                    && (tally.trades > 0) == (tally.best != nil)
                    && (tally.best == nil) == (tally.worst == nil)
            ),
            (
                "state.record does not mark the account at the last close",
                drawdown.equity == equity && record.returns.equity == equity
                    && drawdown.peak >= max(equity, parameters.initialBalance)
                    && (0...100).contains(drawdown.maximumPercent)
                    && record.returns.base >= .zero
            ),
            (
                "state.record counts other candles than state.candles",
                record.exposure.candles == traded && record.exposure.exposed <= traded
                    && record.returns.finished.count <= traded
            ),
            (
                "state.record.recentTrades are not the last ones",
                ids.count == min(tally.trades, 10) && ids.last ?? asOf <= asOf
                    && zip(ids, ids.dropFirst()).allSatisfy(<)
                    && record.recentTrades.allSatisfy {
                        $0.entryTime <= $0.exitTime && $0.exitTime <= $0.id && $0.outlay > .zero
                    }
            ),
        ])
    }
}
