internal import Market
internal import Trading

extension PostWriter {
    /// A pause of entries: why, until when, and what goes on meanwhile; `nil` where there is none.
    package func postAboutPause(of trader: TraderView) -> Post? {
        guard let until = trader.state.risk.pausedUntil else { return nil }
        return Post(
            kind: .pause, subject: .pause(trader: trader.name, until: until),
            body: body(
                block("⏸ \(brand.name) PAPER TRADING - ENTRIES PAUSED", trader.exchangeLine),
                block(
                    "🛑 RISK CONTROL:",
                    trader.marketLine,
                    "• Until: \(Figures.moment(until)) UTC",
                    day(trader)),
                trader.state.risk.pauseReasons.map { explain($0, trader.parameters) }
                    .joined(separator: "\n"),
                trader.staleLine(at: now) ?? meanwhile(trader)),
            tail: tail([trader], hashtags: brand.eventHashtags))
    }

    private func meanwhile(_ trader: TraderView) -> String {
        trader.position == nil ? "No position is open." : "The open position is watched as ever."
    }

    private func day(_ trader: TraderView) -> String? {
        guard let asOf = trader.asOf else { return nil }
        // A candle belongs to the day it opens on.
        let day = asOf.advanced(byMilliseconds: -1).dateText
        return "• Closed trades of \(day) (UTC): "
            + Figures.signedSum(trader.state.risk.dailyPnL, in: trader.quote)
    }

    private func explain(_ reason: PauseReason, _ parameters: Parameters) -> String {
        switch reason {
        case .dailyLoss:
            "Daily loss: the day's trades lost \(limit(parameters.maxDailyLoss)) or more of the "
                + "equity it began with."
        case .losingStreak:
            "Losing streak: \(parameters.maxConsecutiveLosses.map { "\($0)" } ?? "too many") "
                + "losses in a row."
        case .winRate:
            "Win rate: fewer than \(limit(parameters.minWinRate)) of at least "
                + "\(parameters.winRateTrades) trades were wins."
        case .drawdown:
            "Drawdown: equity fell \(limit(parameters.maxDrawdown)) or more below its peak."
        }
    }

    private func limit(_ percent: Percent?) -> String { percent.map { "\($0)%" } ?? "too much" }
}
