internal import Market
internal import Trading

extension PostWriter {
    /// The position that is open: what it cost, and where it ends; `nil` where there is none.
    package func positionPost(of trader: TraderView) -> Post? {
        guard let position = trader.position else { return nil }
        return Post(
            kind: .position, subject: .position(trader: trader.name, openTime: position.openTime),
            body: body(
                block("🔵 \(brand.name) PAPER TRADING - POSITION OPENED", trader.exchangeLine),
                entry(position, trader), standing(trader)),
            tail: tail([trader], hashtags: brand.eventHashtags),
            altText: "\(trader.pictured), the entry, the stop and the target.")
    }

    private func entry(_ position: Position, _ trader: TraderView) -> String {
        block(
            "📥 ENTRY:",
            trader.marketLine,
            "• Opened: \(Figures.moment(position.openTime)) UTC",
            "• Bought: \(Figures.quantity(position.quantity)) \(trader.market.symbol.base) at "
                + Figures.price(position.entryPrice, in: trader.quote),
            "• Invested: \(Figures.sum(position.cost, in: trader.quote))",
            "• Stop: \(Figures.price(position.stop, in: trader.quote)) "
                + "(\(change(from: position.entryPrice, to: position.stop)))",
            "• Target: \(Figures.price(position.target, in: trader.quote)) "
                + "(\(change(from: position.entryPrice, to: position.target)))",
            "• Why: \(trader.words.entryRule)",
            Self.lateLine(trader.isPositionLate))
    }

    private func standing(_ trader: TraderView) -> String? {
        if let stale = trader.staleLine(at: now) { return stale }
        guard let asOf = trader.asOf, let price = trader.state.lastClose else { return nil }
        return "📍 At \(Figures.moment(asOf)) UTC: \(Figures.price(price, in: trader.quote)), "
            + "unrealised \(Figures.signedSum(trader.summary.unrealizedPnL, in: trader.quote)) "
            + "(\(Figures.signedShare(trader.summary.unrealizedPnLPercent)))"
    }

    private func change(from first: Price, to second: Price) -> String {
        first == .zero
            ? "0%" : Figures.signedShare(100 * (second.doubleValue / first.doubleValue - 1))
    }
}
