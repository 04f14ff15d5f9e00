internal import Market
internal import Trading

// What a track record says of itself twice: trades, sums, marks and days.

extension TrackRecord {
    /// The last trades one after the other, each by the step's own arithmetic: before the last of them
    /// the account had what it has now, less what that trade brought, and so on back.
    func tradesFlaw(_ frame: RecordFrame, _ account: Account) -> String? {
        guard recentTrades.count == min(tally.trades, Self.maximumRecentTrades) else {
            return "state.record.recentTrades are not the last ones"
        }
        var balance =
            Int128(account.balance.units) + Int128(account.position?.cost.units ?? 0)
            + Int128(account.position?.entryFee.units ?? 0)
        var next = frame.asOf
        for (index, trade) in recentTrades.enumerated().reversed() {
            balance -= Int128(trade.pnl.units)
            let exit =
                trade.reason == .signal
                ? trade.id.advanced(byMilliseconds: -frame.spacing) : trade.id
            let latest = trade.id.advanced(byMilliseconds: -frame.spacing)
            let isInOrder =
                trade.id <= next && trade.exitTime == exit
                && trade.entryTime <= latest && (trade.reason != .signal || trade.entryTime < exit)
                && trade.id.milliseconds % frame.spacing == 0
                && trade.entryTime.milliseconds % frame.spacing == 0
            guard isInOrder, let money = Int64(exactly: balance), money >= 0,
                trade.follows(from: Money(units: money), frame.parameters)
            else { return "state.record.recentTrades[\(index)] cannot be" }
            next = trade.entryTime
        }
        return nil
    }
}

extension TradeTally {
    /// What is left of it without some of the trades.
    func rest(beside trades: [Trade]) -> (
        wins: Int, losses: Int, trades: Int, grossProfit: MoneySum, grossLoss: MoneySum,
        fees: MoneySum
    ) {
        let known = Self.sum(of: trades)
        return (
            wins - known.wins, losses - known.losses, self.trades - trades.count,
            MoneySum(units: grossProfit.units &- known.grossProfit.units),
            MoneySum(units: grossLoss.units &- known.grossLoss.units),
            MoneySum(units: fees.units &- known.fees.units)
        )
    }

    private static func sum(of trades: [Trade]) -> TradeTally {
        var tally = TradeTally()
        for trade in trades { tally.count(trade) }
        return tally
    }

    /// The sums against the last trades: equal where those are all, and within what the others can
    /// have come to where they are not.
    func flaw(_ frame: RecordFrame, last trades: [Trade]) -> String? {
        let known = Self.sum(of: trades)
        let rest = rest(beside: trades)
        guard rest.trades > 0 else {
            return self == known ? nil : "state.record.tally is not the sum of the trades"
        }
        let isCounted =
            rest.wins >= 0 && rest.losses >= 0
            && rest.grossProfit.units >= Int128(rest.wins)
            && (rest.wins > 0 || rest.grossProfit == .zero)
            && rest.grossLoss <= .zero && (rest.losses > 0 || rest.grossLoss == .zero)
        // The others are all wins, all losses, or both: best and worst are of either.
        let others = (
            best: rest.wins > 0 ? rest.grossProfit.units : 0,
            worst: rest.losses > 0 ? rest.grossLoss.units : 0
        )
        let (best, worst) = (Int128(best?.units ?? 0), Int128(worst?.units ?? 0))
        let (knownBest, knownWorst) = (
            Int128(known.best?.units ?? 0), Int128(known.worst?.units ?? 0)
        )
        let isBest =
            knownBest <= best && best <= max(knownBest, others.best)
            && best * Int128(rest.wins) >= rest.grossProfit.units
        let isWorst =
            min(knownWorst, others.worst) <= worst && worst <= knownWorst
            && worst * Int128(rest.losses) <= rest.grossLoss.units
        let run = trades.reversed().prefix { $0.isWin == trades.last?.isWin }.count
        let isStreak =
            (streak > 0) == trades.last?.isWin
            && (run < trades.count ? abs(streak) == run : abs(streak) >= run)
            && -losses <= streak && streak <= wins
        return firstFlaw(
            isCounted && isStreak ? nil : "state.record.tally counts other trades than are kept",
            isBest && isWorst ? nil : "state.record.tally has a best or worst that no trade can be",
            rest.fees >= .zero
                && Double(rest.fees.units) <= maximumFees(rest.trades, frame.parameters)
                ? nil : "state.record.tally.fees are not those of its trades")
    }

    /// More than so many trades can have cost, in units: each bought for less than the account ever
    /// held, and brought no more than that and the best.
    private func maximumFees(_ count: Int, _ parameters: Parameters) -> Double {
        let rate = parameters.fee.doubleValue / 100
        let balance =
            Double(parameters.initialBalance.units) + max(0, Double(grossProfit.units))
        let cost = balance * parameters.maximumPositionSize.doubleValue / 100 + 1
        let received = cost * (1 + rate) + max(0, Double(best?.units ?? 0)) + 2
        let fees = cost * rate + received * rate / (1 - rate) + 3
        return Double(count) * fees * (1 + 1e-9)
    }
}

extension TraderState {
    /// The marks, and what was counted along with them.
    func recordFlaw(_ frame: RecordFrame) -> String? {
        let (tally, exposure) = (record.tally, record.exposure)
        let traded = max(0, candles - frame.parameters.warmUp)
        let isHeld = account.position != nil
        // The candle that a trade ends on is not exposed; one that it began on before is.
        let open = account.position.map { frame.asOf.since($0.openTime) / frame.spacing } ?? 0
        let spans = record.recentTrades.map { $0.id.since($0.entryTime) / frame.spacing - 1 }
        let isAll = tally.trades == spans.count
        let held = isAll ? spans.reduce(open, +) : Int64(traded)
        let most = min(held, Int64(traded - tally.trades))
        let least = spans.count { $0 > 0 } + (isHeld ? 1 : 0)
        let isExposed = least <= exposure.exposed && Int64(exposure.exposed) <= most
        return firstFlaw(
            exposure.candles == traded && tally.trades <= traded && isExposed
                ? nil : "state.record.exposure is not that of state.candles and the trades",
            drawdownFlaw(traded, frame),
            record.returns.flaw(traded, frame, record.drawdown))
    }

    private func drawdownFlaw(_ traded: Int, _ frame: RecordFrame) -> String? {
        let drawdown = record.drawdown
        let initial = frame.parameters.initialBalance
        let equity = traded > 0 ? account.equity(at: frame.close) : initial
        let isUntouched = record.tally.trades == 0 && account.position == nil
        return firstFlaw(
            drawdown.equity == equity && record.returns.equity == equity
                ? nil : "state.record does not mark the account at the last close",
            drawdown.peak >= max(equity, initial)
                && drawdown.currentPercent <= drawdown.maximumPercent
                && drawdown.maximumPercent <= 100
                && (!isUntouched || drawdown.peak == initial && drawdown.maximumPercent == 0)
                ? nil : "state.record.drawdown contradicts itself",
            isMarked(drawdown, Double(initial.units))
                ? nil : "state.record.tally has a best or worst that was never marked")
    }

    /// Whether equity has risen and fallen by as much as best and worst: who buys holds no more than
    /// was marked before, and who has sold holds what is marked at that close.
    private func isMarked(_ drawdown: Drawdown, _ initial: Double) -> Bool {
        let (best, worst) = (record.tally.best ?? .zero, record.tally.worst ?? .zero)
        let (peak, fall) = (Double(drawdown.peak.units), drawdown.maximumPercent / 100)
        let lowest = initial * max(0, 1 - fall - 1e-12)
        return -Double(worst.units) <= peak * fall * (1 + 1e-9) + 1
            && Double(best.units) <= peak * (1 + 1e-9) - lowest + 1
    }
}

extension DailyReturns {
    /// The days against the candles, and their returns against how far equity has ever risen and
    /// fallen.
    func flaw(_ traded: Int, _ frame: RecordFrame, _ drawdown: Drawdown) -> String? {
        let initial = Double(frame.parameters.initialBalance.units)
        let perDay = Int(Timestamp.millisecondsPerDay / frame.spacing)
        let fewest = traded == 0 ? 0 : (traded - 1) / perDay
        let fall = drawdown.maximumPercent / 100
        // No mark was lower than this, and none higher than the peak.
        let lowest = initial * max(0, 1 - fall - 1e-12)
        let rise = lowest > 0 ? Double(drawdown.peak.units) / lowest - 1 : .infinity
        let slack = 1 + 1e-6
        let (count, mean) = (Double(finished.count), finished.mean)
        let squares = finished.squaredDeviations + count * mean * mean
        let isPossible =
            finished.count == 0
            ? finished == ReturnMoments() && Double(base.units) == initial
            : mean >= -fall * slack - 1e-9 && mean <= rise * slack + 1e-9
                && finished.squaredDeviations >= 0 && finished.squaredLosses >= 0
                && finished.squaredDeviations <= count * (rise + fall) * (rise + fall) * slack
                    + 1e-9
                && finished.squaredLosses <= min(squares, count * fall * fall) * slack + 1e-9
        return firstFlaw(
            fewest <= finished.count && finished.count <= max(0, traded - 1)
                && Int64(finished.count) <= day ?? 0
                ? nil : "state.record.returns counts other days than there were",
            Double(base.units) >= lowest / slack - 1 && base <= drawdown.peak
                ? nil : "state.record.returns.base is none of the marks",
            isPossible ? nil : "state.record.returns has returns that no equity had")
    }
}
