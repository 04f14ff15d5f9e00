internal import Market
package import Trading

/// A position as a record tells of it: how it began, and how it ended if it has.
package struct Holding: Equatable, Sendable {
    /// As many of the last as anything shows.
    package static let mostKept = 400

    let position: Position
    private(set) var trade: Trade?
    /// Whether an order for it was decided when its candle was already old.
    private(set) var isLate: Bool

    /// An open position.
    package init(_ position: Position, isLate: Bool = false) {
        self.position = position
        self.isLate = isLate
    }

    /// Ends it.
    package mutating func close(_ trade: Trade, isLate: Bool) {
        self.trade = trade
        self.isLate = self.isLate || isLate
    }

    /// When it was sold; `nil` while it is held.
    var end: Timestamp? { trade?.exitTime }
}
