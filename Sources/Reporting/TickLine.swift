internal import Market
internal import Text
package import Trading

extension TraderView {
    /// One line about a tick: where the trader stands, and what it did or waits for.
    package func tickLine(did news: News, candles: Int) -> String {
        var parts = [market.description]
        if name != market.exchange.rawValue { parts[0] = "\(name): \(parts[0])" }
        if let asOf, let close = state.lastClose {
            parts.append("\(Figures.moment(asOf)) close \(Figures.price(close))")
            parts += words.readingsInLine
        }
        parts.append(positionPart)
        parts.append("equity \(Figures.money(summary.equity, in: quote))")
        parts += deeds(news, candles: candles)
        parts.append(waitsFor)
        return parts.joined(separator: " | ")
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
        let deeds = events.compactMap { $0.words(in: quote) }
        let arrival = candles == 1 ? [] : [counted(candles, "candle")]
        guard deeds.count > 3 else { return arrival + deeds }
        let counts = [
            (news.closed, "closed trade"), (news.skipped, "skipped order"), (news.gaps, "gap"),
            (news.pauses - lasting, "pause"),
        ].filter { $0.0 > 0 }.map { counted($0.0, $0.1) }
        return arrival + [counts.joined(separator: ", ")]
    }
}

extension Event {
    /// The event in a few words, its money in `quote`; `nil` for an order, which what the trader waits
    /// for tells.
    package func words(in quote: String) -> String? {
        switch self {
        case .gap(let from, _, let missing):
            "\(counted(Int(missing), "candle")) missing from \(Figures.moment(from))"
        case .resumed: "pause over"
        case .opened(let position):
            "bought \(Figures.quantity(position.quantity)) at \(Figures.price(position.entryPrice))"
                + (position.entryTag.map { " by \($0)" } ?? "")
        case .skipped(let skip, _): skip.words(in: quote)
        case .closed(let trade):
            "sold at \(Figures.price(trade.exitPrice)) \(trade.taggedReason), "
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
    /// Why it was not filled, without a figure.
    package var reason: String {
        switch self {
        case .size: "without a size"
        case .stop: "without a stop below the price"
        case .target: "without a target above the price"
        case .belowMinimumNotional: "below the minimum notional"
        case .insufficientBalance: "beyond the balance"
        case .outOfRange: "beyond exact decimals"
        }
    }

    /// What was not done, and why; its money is in `quote`.
    package func words(in quote: String) -> String {
        switch self {
        case .size: "bought nothing: the strategy gave no size"
        case .stop: "bought nothing: the strategy gave no stop below the price of the fill"
        case .target: "bought nothing: the strategy gave no target above the price of the fill"
        case .belowMinimumNotional(let cost):
            "bought nothing: \(Figures.money(cost, in: quote)) is below the minimum notional"
        case .insufficientBalance(let cost):
            "bought nothing: the balance does not pay \(Figures.money(cost, in: quote)) and its fee"
        case .outOfRange(.buy): "bought nothing: a figure of the order is beyond exact decimals"
        case .outOfRange(.sell): "sold nothing: a figure of the sale is beyond exact decimals"
        }
    }
}

/// What a tick's candles did: how many events of each kind, and the last of them one by one.
///
/// Its size is bounded, however many candles a tick catches up.
package struct News: Sendable {
    private static let maximumKept = 100

    /// The last events, at most 100, oldest first.
    package private(set) var events: [Event] = []
    /// Trades closed.
    package private(set) var closed = 0
    /// Orders skipped.
    package private(set) var skipped = 0
    package private(set) var gaps = 0
    package private(set) var pauses = 0

    package init(_ events: [Event] = []) { record(events) }

    /// Adds what happened next.
    package mutating func record(_ events: [Event]) {
        for event in events {
            switch event {
            case .closed: closed += 1
            case .skipped: skipped += 1
            case .gap: gaps += 1
            case .paused: pauses += 1
            case .opened, .ordered, .resumed: break
            }
        }
        self.events = (self.events + events).suffix(Self.maximumKept)
    }
}

extension News: ExpressibleByArrayLiteral {
    package init(arrayLiteral events: Event...) { self.init(events) }
}
