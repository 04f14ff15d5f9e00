internal import Market
internal import Trading

extension PostWriter {
    /// A pause of entries: why, until when, and what goes on meanwhile; `nil` where there is none.
    package func postAboutPause(of stats: TraderStats) -> Post? {
        guard let until = stats.risk.pausedUntil else { return nil }
        return Post(
            kind: .pause, subject: .pause(trader: stats.name, until: until),
            body: body(
                block("⏸ \(brand.name) PAPER TRADING - ENTRIES PAUSED", stats.exchangeLine),
                block(
                    "🛑 RISK CONTROL:",
                    stats.marketLine,
                    "• Until: \(Figures.moment(until)) UTC",
                    day(stats)),
                stats.risk.pauseReasons.map { explain($0, stats.parameters) }
                    .joined(separator: "\n"),
                stats.staleLine(at: now) ?? meanwhile(stats)),
            tail: tail([stats], hashtags: brand.eventHashtags))
    }

    private func meanwhile(_ stats: TraderStats) -> String {
        stats.position == nil ? "No position is open." : "The open position is watched as ever."
    }

    private func day(_ stats: TraderStats) -> String? {
        guard let asOf = stats.asOf else { return nil }
        // A candle belongs to the day it opens on.
        let day = asOf.advanced(byMilliseconds: -1).dateText
        return "• Closed trades of \(day) (UTC): "
            + Figures.signedSum(stats.risk.dailyPnL, in: stats.quote)
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
