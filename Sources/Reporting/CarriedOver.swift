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

    /// The claim in one line: `120 trades (70 won, 50 lost), P&L +432.10; …`, with the mark.
    package func words(in quote: String) -> String {
        "\(([claim(in: quote)] + [span]).compactMap { $0 }.joined(separator: ", ")): \(Self.mark)"
    }

    private func claim(in quote: String) -> String {
        var parts = ["balance \(Figures.money(balance, in: quote))"]
        if let trades {
            let parted = [
                wins.map { "\(Figures.count($0)) won" }, losses.map { "\(Figures.count($0)) lost" },
            ]
            .compactMap { $0 }
            parts.append(
                Figures.count(trades, "trade")
                    + (parted.isEmpty ? "" : " (\(parted.joined(separator: ", ")))"))
        }
        if let totalPnL { parts.append("P&L \(Figures.signedMoney(totalPnL, in: quote))") }
        if let maxDrawdownPercent {
            parts.append("drawdown \(Figures.percent(maxDrawdownPercent.doubleValue))")
        }
        if hasDroppedPosition { parts.append("an open position left behind") }
        return parts.joined(separator: ", ")
    }

    private var span: String? {
        switch (since, until) {
        case (let since?, let until?): "\(since.dateText) to \(until.dateText)"
        case (let since?, nil): "since \(since.dateText)"
        case (nil, let until?): "until \(until.dateText)"
        case (nil, nil): nil
        }
    }
}
