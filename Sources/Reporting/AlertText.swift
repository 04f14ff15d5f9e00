package import Market
package import Text
package import Trading

/// What happened to a trader, in a title and some lines: for messages that stand by themselves.
package struct AlertText: Equatable, Sendable {
    package let title: String
    package let lines: [String]

    /// A position was opened.
    package init(_ position: Position, of trader: String, on market: Market, isLate: Bool) {
        let quote = market.symbol.quote
        title =
            "\(trader): bought \(Figures.quantity(position.quantity)) \(market.symbol.base) at "
            + "\(Figures.price(position.entryPrice, in: quote)) on paper"
        lines =
            [
                "\(market)",
                "cost \(Figures.sum(position.cost, in: quote)), fee "
                    + Figures.sum(position.entryFee, in: quote),
                Self.watched(position, in: quote),
                "opened \(Figures.moment(position.openTime)) UTC",
            ] + (position.entryTag.map { ["by the rule '\($0)'"] } ?? []) + Self.late(isLate)
    }

    private static func watched(_ position: Position, in quote: String) -> String {
        let levels = [("stop", position.stop), ("target", position.target)]
            .compactMap { name, price in
                price.map { "\(name) \(Figures.price($0, in: quote))" }
            }
        return levels.isEmpty ? "neither stop nor target" : levels.joined(separator: ", ")
    }

    /// A trade was closed.
    package init(_ trade: Trade, of trader: String, on market: Market, isLate: Bool) {
        let quote = market.symbol.quote
        title =
            "\(trader): sold at \(Figures.price(trade.exitPrice, in: quote)) on paper, "
            + "\(Figures.signedSum(trade.pnl, in: quote)) "
            + "(\(Figures.signedShare(trade.pnlPercent)))"
        lines =
            [
                "\(market)", "reason \(trade.taggedReason)",
                "bought at \(Figures.price(trade.entryPrice, in: quote)) on "
                    + "\(Figures.moment(trade.entryTime)) UTC, held "
                    + Figures.duration(milliseconds: trade.holdTime),
                "fees \(Figures.sum(trade.fees, in: quote))",
                "closed \(Figures.moment(trade.exitTime)) UTC",
            ] + Self.late(isLate)
    }

    /// Entries were paused.
    package init(
        pause reasons: [PauseReason], until: Timestamp, of trader: String, on market: Market
    ) {
        title = "\(trader): entries paused until \(Figures.moment(until)) UTC"
        lines = [
            "\(market)", "reason: \(reasons.map(\.words).joined(separator: ", "))",
            "an open position is watched as ever",
        ]
    }

    /// The exchange tells a candle differently than before.
    package init(
        revised consumed: Candle, told: Candle, of trader: String, on market: Market
    ) {
        title =
            "\(trader): the exchange revised its candle of \(Figures.moment(consumed.openTime)) UTC"
        lines = [
            "\(market)", "was \(Self.words(consumed))", "is now \(Self.words(told))",
            "the record stays as it was traded",
        ]
    }

    /// A record was given up, and a new one began.
    package init(resetFor reason: String, at moment: Timestamp, of trader: String) {
        title = "\(trader): its record was given up, a new one has begun"
        lines = ["given up \(Figures.moment(moment)) UTC", "reason: \(reason)"]
    }

    /// A record is no longer the one that was told from.
    package init(changedRecordOf trader: String, look: Command) {
        title = "\(trader): its record is no longer the one that alerts were told from"
        lines = [
            "what happens from now on is told", "was an older copy put back? look: \(look)",
        ]
    }

    private static func late(_ isLate: Bool) -> [String] {
        isLate ? ["decided late, catching up after downtime"] : []
    }

    private static func words(_ candle: Candle) -> String {
        "\(candle.open) / \(candle.high) / \(candle.low) / \(candle.close), volume "
            + "\(candle.volume)"
    }
}
