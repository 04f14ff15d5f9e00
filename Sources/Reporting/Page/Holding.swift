package import Market
package import Trading

/// A position as a record tells of it: how it began, and how it ended if it has.
package struct Holding: Equatable, Sendable {
    /// As many of the last as a page lists at most.
    package static let mostListed = 25

    package let position: Position
    package private(set) var trade: Trade?
    /// Whether an order for it was decided when its candle was already old.
    package private(set) var isLate: Bool

    /// A position, and the trade that it ended with.
    package init(_ position: Position, endedBy trade: Trade? = nil, isLate: Bool = false) {
        self.position = position
        self.trade = trade
        self.isLate = isLate
    }

    /// Ends it.
    package mutating func close(_ trade: Trade, isLate: Bool) {
        self.trade = trade
        self.isLate = self.isLate || isLate
    }

    /// When it was sold; `nil` while it is held.
    package var end: Timestamp? { trade?.exitTime }
}
