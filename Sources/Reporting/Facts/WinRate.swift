/// How many of so many trades were wins, and how much that tells.
package struct WinRate: Equatable, Sendable {
    package let wins: Int
    package let trades: Int

    package init(wins: Int, trades: Int) {
        self.wins = wins
        self.trades = trades
    }

    /// In percent; `nil` without trades.
    package var percent: Double? {
        trades > 0 ? 100 * Double(wins) / Double(trades) : nil
    }

    /// Fewer than 30 trades.
    package var isSmallSample: Bool { trades < 30 }

    /// The 95 % Wilson score interval of the rate, in percent; `nil` without trades.
    ///
    /// Formula: `(p + z²/2n ± z·√(p(1 − p)/n + z²/4n²)) / (1 + z²/n)` with z = 1.959964.
    ///
    /// Source: E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical
    /// Inference", 1927.
    package var interval: ClosedRange<Double>? {
        guard trades > 0 else { return nil }
        let (count, share, z) = (Double(trades), Double(wins) / Double(trades), 1.959964)
        let middle = share + z * z / (2 * count)
        let reach =
            z * (share * (1 - share) / count + z * z / (4 * count * count)).squareRoot()
        let scale = 100 / (1 + z * z / count)
        let low = max(0, (middle - reach) * scale)
        return low...max(low, min(100, (middle + reach) * scale))
    }
}
