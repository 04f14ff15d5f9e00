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
                entry(position, trader), standing(trader),
                trader.words.readingsInPost.map { "🧮 \($0)" }),
            tail: tail([trader], hashtags: brand.eventHashtags),
            altText: "\(trader.pictured), the entry\(Self.watched(position)).")
    }

    /// `, the stop and the target`, as far as there are such.
    private static func watched(_ position: Position) -> String {
        switch (position.stop != nil, position.target != nil) {
        case (true, true): ", the stop and the target"
        case (true, false): " and the stop"
        case (false, true): " and the target"
        case (false, false): ""
        }
    }

    private func entry(_ position: Position, _ trader: TraderView) -> String {
        block(
            "📥 ENTRY:",
            trader.marketLine,
            "• Opened: \(Figures.moment(position.openTime)) UTC",
            "• Bought: \(Figures.quantity(position.quantity)) \(trader.market.symbol.base) at "
                + Figures.price(position.entryPrice, in: trader.quote),
            "• Invested: \(Figures.sum(position.cost, in: trader.quote))",
            level("Stop", position.stop, of: position, trader),
            level("Target", position.target, of: position, trader),
            "• Why: \(trader.words.cause(of: .buy, tag: position.entryTag))",
            Self.lateLine(trader.isPositionLate))
    }

    private func level(
        _ name: String, _ price: Price?, of position: Position, _ trader: TraderView
    ) -> String? {
        price.map {
            "• \(name): \(Figures.price($0, in: trader.quote)) "
                + "(\(change(from: position.entryPrice, to: $0)))"
        }
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
