internal import Indicators
internal import Market
package import Trading

extension TraderView {
    /// One line about a tick: where the trader stands, and what it did or waits for.
    package func tickLine(did news: News, candles: Int) -> String {
        var parts = [market.description]
        if name != market.exchange.rawValue { parts[0] = "\(name): \(parts[0])" }
        if let asOf, let close = state.lastClose {
            parts.append("\(Figures.moment(asOf)) close \(Figures.price(close))")
            parts += indicatorParts(beside: close)
        }
        parts.append(positionPart)
        parts.append("equity \(Figures.money(summary.equity, in: quote))")
        parts += deeds(news, candles: candles)
        parts.append(waitsFor)
        return parts.joined(separator: " | ")
    }

    private func indicatorParts(beside close: Price) -> [String] {
        guard let fast = state.signals.fast.value, let slow = state.signals.slow.value,
            let difference = state.signals.difference
        else { return [] }
        let averages =
            "\(parameters.fastName) \(Figures.average(fast.doubleValue, beside: close)) "
            + "\(parameters.slowName) \(Figures.average(slow.doubleValue, beside: close)) "
            + "diff \(Figures.signedAverage(difference, beside: close))"
        guard let rsi = state.signals.rsi.value else { return [averages] }
        return [averages, "RSI \(Figures.decimal(rsi, digits: 1))"]
    }

    private var positionPart: String {
        guard let position else { return "flat" }
        return "long \(Figures.quantity(position.quantity)) at "
            + "\(Figures.price(position.entryPrice)) "
            + "(\(Figures.signedMoney(summary.unrealizedPnL, in: quote)))"
    }

    private func isPauseWaitedFor(_ event: Event) -> Bool {
        guard case .paused(_, let until) = event else { return false }
        return isPausedFlat && until == state.risk.pausedUntil
    }

    /// What happened over the tick's candles: the events one by one, or counted where they are many.
    private func deeds(_ news: News, candles: Int) -> [String] {
        guard candles > 0 else { return ["no new candle"] }
        // What is waited for tells of a pause that lasts.
        let events = news.events.filter { !isPauseWaitedFor($0) }
        let lasting = news.events.count - events.count
        let words = events.compactMap { $0.words(in: quote) }
        let arrival = candles == 1 ? [] : [Figures.count(candles, "candle")]
        guard words.count > 3 else { return arrival + words }
        let counted = [
            (news.closed, "closed trade"), (news.skipped, "skipped order"), (news.gaps, "gap"),
            (news.pauses - lasting, "pause"),
        ].filter { $0.0 > 0 }.map { Figures.count($0.0, $0.1) }
        return arrival + [counted.joined(separator: ", ")]
    }
}

extension Event {
    /// The event in a few words, its money in `quote`; `nil` for an order, which what the trader waits
    /// for tells.
    package func words(in quote: String) -> String? {
        switch self {
        case .gap(let from, _, let missing):
            "\(Figures.count(Int(missing), "candle")) missing from \(Figures.moment(from))"
        case .resumed: "pause over"
        case .opened(let position):
            "bought \(Figures.quantity(position.quantity)) at \(Figures.price(position.entryPrice))"
        case .skipped(let skip, _): skip.words(in: quote)
        case .closed(let trade):
            "sold at \(Figures.price(trade.exitPrice)) \(trade.reason.rawValue), "
                + "P&L \(Figures.signedMoney(trade.pnl, in: quote)) "
                + "(\(Figures.signedPercent(trade.pnlPercent)))"
        case .paused(let reasons, let until):
            "entries paused until \(Figures.moment(until)): "
                + reasons.map(\.words).joined(separator: ", ")
        case .ordered: nil
        }
    }
}

extension Skip {
    /// What was not done, and why; its money is in `quote`.
    func words(in quote: String) -> String {
        switch self {
        case .belowMinimumNotional(let cost):
            "bought nothing: \(Figures.money(cost, in: quote)) is below the minimum notional"
        case .insufficientBalance(let cost):
            "bought nothing: the balance does not pay \(Figures.money(cost, in: quote)) and its fee"
        case .outOfRange(.buy): "bought nothing: a figure of the order is beyond exact decimals"
        case .outOfRange(.sell): "sold nothing: a figure of the sale is beyond exact decimals"
        }
    }
}
