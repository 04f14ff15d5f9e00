package import Market

/// What a record begins with that another program claims: its last balance, and what it said of it.
///
/// Only the balance goes on. The other figures are told apart, always under ``mark``, and enter no
/// count, rate or sum of the record.
package struct CarriedOver: Equatable, Sendable {
    /// What stands beside every one of these figures.
    package static let mark = "carried over, not verifiable"

    /// The name of the file they were in.
    package var file = ""
    /// The SHA-256 of its bytes, in hexadecimal digits.
    package var sha256 = ""
    /// When they were taken over.
    package var at = Timestamp(milliseconds: 0)
    /// The balance that the record begins with, rounded down.
    package var balance = Money.zero
    /// Whether the file told of an open position, which was left behind.
    package var hasDroppedPosition = false
    /// Since when the figures count, and when they were written; `nil` where the file does not say.
    package var since: Timestamp?
    package var until: Timestamp?
    package var trades: Int?
    package var wins: Int?
    package var losses: Int?
    /// Rounded down.
    package var totalPnL: Money?
    package var maxDrawdownPercent: Percent?

    package init() {}
}
