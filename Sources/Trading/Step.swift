package import Market
internal import Rules

/// The step: what one closed candle does to a trader.
///
/// A pure function of (parameters, state, candle): no clock, no randomness, no input or output.
/// Live ticks, catching up and backtests are this function over candles; there is no other engine.
package struct Step: Sendable {
    package let timeframe: Timeframe
    package let parameters: Parameters
    /// Milliseconds from a candle to the next.
    private let spacing: Int64
    /// Read of the parameters once: they are too large to be copied for every candle.
    private let warmUp: Int
    /// What decides, told apart once and not for every candle: rules in text or, where there are none,
    /// those of `ma-crossover`.
    private let text: TextStrategy?
    private let crossover: Crossover
    /// The last open time whose close a calendar can spell.
    private let lastOpenTime: Int64

    package init(timeframe: Timeframe, parameters: Parameters) {
        self.timeframe = timeframe
        self.parameters = parameters
        warmUp = parameters.warmUp
        text = parameters.strategy.text
        crossover = parameters.strategy.crossover ?? Crossover()
        spacing = timeframe.milliseconds
        lastOpenTime = Timestamp.representable.upperBound.milliseconds - spacing
    }

    /// Advances the state by one candle and appends what happened.
    ///
    /// No figure stops it: an order that cannot be reckoned in exact decimals is skipped, a mark
    /// beyond them is the largest number, and sums of many trades are kept in 128 bits.
    ///
    /// Where a candle is given with the `finer` ones that it is made of, they judge a stop or a target
    /// that it reached; ticks have none.
    ///
    /// - Throws: ``Candle/Flaw`` where the candle cannot come next; the state is as it was.
    package func advance(
        _ state: inout TraderState, over candle: Candle, finer: [Candle] = [],
        events: inout [Event]
    ) throws(Candle.Flaw) {
        let trades = try begin(&state, over: candle, finer: finer, events: &events)
        if let text {
            state.strategy.rules?.observe(candle, by: text)
        } else {
            state.strategy.averages.next(candle.close)
        }
        if trades { finish(&state, over: candle, events: &events) }
    }

    /// The first half: what was decided before this candle, by what was remembered before it.
    ///
    /// Between the halves the strategy takes the candle. Who advances several traders by equal rules
    /// evaluates them once there.
    ///
    /// - Returns: whether the second half comes; while indicators are warmed up it does not.
    /// - Throws: ``Candle/Flaw`` where the candle cannot come next; the state is as it was.
    @inline(__always)
    package func begin(
        _ state: inout TraderState, over candle: Candle, finer: [Candle] = [],
        events: inout [Event]
    ) throws(Candle.Flaw) -> Bool {
        let expected = state.lastOpenTime.map { $0.milliseconds &+ spacing }
        if candle.openTime.milliseconds != expected || candle.openTime.milliseconds > lastOpenTime {
            if let flaw = candle.flaw(in: timeframe, after: state.lastOpenTime) { throw flaw }
            if let last = state.lastOpenTime { noteGap(after: last, before: candle, &events) }
        }
        state.candles += 1
        state.lastOpenTime = candle.openTime
        state.lastClose = candle.close
        guard state.candles > warmUp else { return false }

        state.risk.turnDay(to: candle.openTime.day, equity: state.record.drawdown.equity)
        if state.risk.isPaused { resume(candle, &state, &events) }
        if let order = state.account.pendingOrder {
            fill(order, candle, &state, &events)
        }
        if var exit = state.account.position?.protectiveExit(in: candle) {
            if !finer.isEmpty, let found = state.account.position?.protectiveExit(in: finer) {
                exit = found
            }
            self.exit(
                candle, at: exit.price, reason: exit.reason, tag: nil,
                time: candle.closeTime(timeframe), &state, &events)
        }
        return true
    }

    /// The second half: what is decided on the candle's close, and what the trader is worth at it.
    @inline(__always)
    package func finish(
        _ state: inout TraderState, over candle: Candle, events: inout [Event]
    ) {
        if let text {
            decide(by: text, candle, &state, &events)
        } else if let side = state.strategy.decision(
            by: crossover, isHolding: state.account.position != nil,
            mayBuy: !state.risk.isPaused)
        {
            order(side, tag: nil, candle, &state, &events)
        }
        mark(candle, on: candle.openTime.day, &state)
    }

    // MARK: The parts, in their order

    private func resume(_ candle: Candle, _ state: inout TraderState, _ events: inout [Event]) {
        if state.risk.resume(at: candle.openTime) { events.append(.resumed(at: candle.openTime)) }
    }

    private func fill(
        _ order: Order, _ candle: Candle, _ state: inout TraderState, _ events: inout [Event]
    ) {
        state.account.pendingOrder = nil
        switch order.side {
        case .buy:
            do {
                let position = try buy(order, candle, &state)
                try state.account.open(position)
                state.strategy.open()
                events.append(.opened(position))
            } catch let skip as Skip {
                events.append(.skipped(skip, at: candle.openTime))
            } catch {
                events.append(.skipped(.outOfRange(.buy), at: candle.openTime))
            }
        case .sell:
            exit(
                candle, at: candle.open, reason: order.reason, tag: order.tag,
                time: candle.openTime, &state, &events)
        }
    }

    /// The position that an order buys at a candle's open.
    ///
    /// - Throws: ``Skip`` where there is none, ``Overflow`` if a figure of it is out of range.
    private func buy(
        _ order: Order, _ candle: Candle, _ state: inout TraderState
    ) throws -> Position {
        let fills = FillModel(parameters: parameters)
        let price = try fills.buyPrice(at: candle.open)
        let terms = try state.strategy.terms(at: price, parameters).get()
        return try fills.enter(
            at: price, on: candle.openTime, with: state.account.balance, by: order, terms
        ).get()
    }

    /// Asks rules in text, and moves the orders of what is still held.
    private func decide(
        by text: TextStrategy, _ candle: Candle, _ state: inout TraderState,
        _ events: inout [Event]
    ) {
        state.strategy.rules?.count(candle, isHolding: state.account.position != nil)
        let decision = state.strategy.rules?.decision(
            by: text, holding: state.account.position, at: candle.close,
            mayBuy: !state.risk.isPaused)
        if let decision { order(decision.side, tag: decision.tag, candle, &state, &events) }
        guard text.movesOrders else { return }
        state.strategy.rules?.moveOrders(
            of: &state.account.position, at: candle.close, by: text)
    }

    private func order(
        _ side: Side, tag: Tag?, _ candle: Candle, _ state: inout TraderState,
        _ events: inout [Event]
    ) {
        let order = Order(
            side: side, reason: .signal, decidedAt: candle.closeTime(timeframe),
            price: candle.close, tag: tag)
        state.account.pendingOrder = order
        events.append(.ordered(order))
    }

    @inline(__always)
    private func mark(_ candle: Candle, on day: Int64, _ state: inout TraderState) {
        let equity = state.account.mark(at: candle.close)
        state.risk.mark(equity)
        state.record.mark(
            equity, day: day, isExposed: state.account.position != nil)
    }

    private func exit(
        _ candle: Candle, at price: Price, reason: Reason, tag: Tag?, time: Timestamp,
        _ state: inout TraderState, _ events: inout [Event]
    ) {
        guard let position = state.account.position else { return }
        let fills = FillModel(parameters: parameters)
        let closeTime = candle.closeTime(timeframe)
        // Sold is all of it or nothing, so each is a copy until everything is reckoned.
        var (account, risk) = (state.account, state.risk)
        do {
            let trade = try account.close(
                position,
                at: fills.sellPrice(
                    at: price, for: reason, isTargetMarket: position.isTargetMarket),
                reason: reason, tag: tag, exitTime: time, candleCloseTime: closeTime, fills: fills)
            let pause = try risk.count(
                trade, equity: account.balance, closeTime: closeTime, parameters: parameters)
            (state.account, state.risk) = (account, risk)
            state.record.count(trade)
            state.strategy.close(trade)
            events.append(.closed(trade))
            if let pause { events.append(.paused(reasons: pause.reasons, until: pause.until)) }
        } catch {
            events.append(.skipped(.outOfRange(.sell), at: candle.openTime))
        }
    }

    private func noteGap(
        after last: Timestamp, before candle: Candle, _ events: inout [Event]
    ) {
        let expected = last.advanced(byMilliseconds: spacing)
        let missing = candle.openTime.since(expected) / spacing
        events.append(.gap(from: expected, to: candle.openTime, missing: missing))
    }
}
