internal import Market
internal import Trading

extension PostWriter {
    /// A position that was opened: what it cost, and where it ends.
    package func post(about reported: ReportedPosition, of stats: TraderStats) -> Post {
        let position = reported.position
        return Post(
            kind: .position,
            subject: .position(trader: stats.name, openTime: position.openTime),
            body: body(
                block("🔵 \(brand.name) PAPER TRADING - POSITION OPENED", stats.exchangeLine),
                entry(reported, stats), standing(reported, stats)),
            tail: tail([stats], hashtags: brand.eventHashtags),
            altText: "\(stats.market.timeframe.rawValue) candles of \(stats.market.symbol) on "
                + "\(stats.title) with two moving averages, the entry, the stop and the target.")
    }

    private func entry(_ reported: ReportedPosition, _ stats: TraderStats) -> String {
        let (position, parameters) = (reported.position, stats.parameters)
        let (fast, slow) = ("MA\(parameters.fast)", "MA\(parameters.slow)")
        return block(
            "📥 ENTRY:",
            stats.marketLine,
            "• Opened: \(Figures.moment(position.openTime)) UTC",
            "• Bought: \(Figures.quantity(position.quantity)) \(stats.market.symbol.base) at "
                + Figures.price(position.entryPrice, in: stats.quote),
            "• Invested: \(Figures.sum(position.cost, in: stats.quote))",
            "• Stop: \(Figures.price(position.stop, in: stats.quote)) "
                + "(\(change(from: position.entryPrice, to: position.stop)))",
            "• Target: \(Figures.price(position.target, in: stats.quote)) "
                + "(\(change(from: position.entryPrice, to: position.target)))",
            "• Why: \(fast) crossed above \(slow) with RSI under \(parameters.overbought)",
            reported.isLate ? "⏱ Decided late, catching up after downtime" : nil)
    }

    private func standing(_ reported: ReportedPosition, _ stats: TraderStats) -> String? {
        if let stale = stats.staleLine(at: now) { return stale }
        guard let asOf = stats.asOf, let price = stats.lastPrice else { return nil }
        return "📍 At \(Figures.moment(asOf)) UTC: \(Figures.price(price, in: stats.quote)), "
            + "unrealised \(Figures.signedSum(reported.unrealizedPnL, in: stats.quote)) "
            + "(\(Figures.signedShare(reported.unrealizedPnLPercent)))"
    }

    private func change(from first: Price, to second: Price) -> String {
        first == .zero
            ? "0%" : Figures.signedShare(100 * (second.doubleValue / first.doubleValue - 1))
    }
}
