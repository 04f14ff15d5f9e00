package import Market
package import Trading

/// A closed trade, and whether it was decided late.
package struct ReportedTrade: Equatable, Sendable {
    package var trade: Trade
    /// Decided while catching up after downtime: a tick that should have decided it was missing.
    package var isLate: Bool

    package init(_ trade: Trade, isLate: Bool = false) {
        self.trade = trade
        self.isLate = isLate
    }
}

/// An open position with what it would bring, and whether it was decided late.
package struct ReportedPosition: Equatable, Sendable {
    package var position: Position
    package var unrealizedPnL: Money
    /// In percent of cost and entry fee.
    package var unrealizedPnLPercent: Double
    package var isLate: Bool

    package init(
        _ position: Position, unrealizedPnL: Money, unrealizedPnLPercent: Double,
        isLate: Bool = false
    ) {
        self.position = position
        self.unrealizedPnL = unrealizedPnL
        self.unrealizedPnLPercent = unrealizedPnLPercent
        self.isLate = isLate
    }
}
