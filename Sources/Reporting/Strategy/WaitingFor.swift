internal import Market
internal import Text
package import Trading

extension TraderView {
    /// What the trader waits for, in words.
    package var waitsFor: String {
        if state.candles == 0 { return "waits for its first candles" }
        if state.candles < parameters.warmUp {
            return
                "warms up: \(Figures.count(state.candles)) of \(counted(parameters.warmUp, "candle"))"
        }
        if let order = state.account.pendingOrder {
            return order.side == .buy ? "buys at the next open" : "sells at the next open"
        }
        if let position { return waitsToSell(position) }
        return pauseWords ?? words.waitsToBuy
    }

    /// Whether the end of a pause is all that is waited for.
    var isPausedFlat: Bool {
        state.risk.isPaused && position == nil && state.account.pendingOrder == nil
    }

    /// Until when entries are paused, and why; `nil` where they are not.
    var pauseWords: String? {
        guard let until = state.risk.pausedUntil else { return nil }
        let reasons = state.risk.pauseReasons.map(\.words).joined(separator: ", ")
        return "paused until \(Figures.moment(until)) (\(reasons))"
    }

    private func waitsToSell(_ position: Position) -> String {
        let prices = [("stop", position.stop), ("target", position.target)]
            .compactMap { name, price in price.map { "\(Figures.price($0)) (\(name))" } }
        let levels = prices.isEmpty ? nil : "at \(prices.joined(separator: ", "))"
        let ways = [levels, words.exitCondition.map { "when \($0)" }].compactMap { $0 }
        return ways.isEmpty ? "holds" : "sells \(ways.joined(separator: " or "))"
    }
}

extension PauseReason {
    /// The reason as people say it.
    package var words: String {
        switch self {
        case .dailyLoss: "daily loss"
        case .losingStreak: "losing streak"
        case .winRate: "win rate"
        case .drawdown: "drawdown"
        }
    }
}
