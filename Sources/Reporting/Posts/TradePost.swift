internal import Market
internal import Trading

extension PostWriter {
    /// A closed trade, the record it has gone into, and a lesson that fits it.
    package func post(
        about reported: ReportedTrade, of stats: TraderStats, lessonTurn: Int
    ) -> Post {
        let trade = reported.trade
        let lesson = Lesson.fitting(LessonFacts(trade, stats), turn: lessonTurn)
        return Post(
            kind: .trade, subject: .trade(trader: stats.name, id: trade.id),
            body: body(
                block(
                    "\(trade.isWin ? "🟢" : "🔴") \(brand.name) PAPER TRADING - "
                        + (trade.isWin ? "WIN" : "LOSS"),
                    stats.exchangeLine),
                results(reported, stats), totals(stats), "🎓 LESSON: \(lesson.text)"),
            tail: tail([stats], hashtags: brand.eventHashtags),
            altText: altText(trade, stats))
    }

    private func results(_ reported: ReportedTrade, _ stats: TraderStats) -> String {
        let trade = reported.trade
        return block(
            "📊 \(stats.market.exchange == .sim ? "SIMULATED" : "REAL") TRADE RESULTS:",
            "• Entry: \(Figures.price(trade.entryPrice, in: stats.quote))",
            "• Exit: \(Figures.price(trade.exitPrice, in: stats.quote))",
            "• P&L: \(Figures.signedSum(trade.pnl, in: stats.quote)) "
                + "(\(Figures.signedShare(trade.pnlPercent)))",
            "• Reason: \(trade.reason.rawValue)",
            stats.marketLine,
            "• Closed: \(Figures.moment(trade.exitTime)) UTC after "
                + Figures.duration(milliseconds: trade.holdTime),
            reported.isLate ? "⏱ Decided late, catching up after downtime" : nil)
    }

    private func totals(_ stats: TraderStats) -> String {
        let (record, funds) = (stats.record, stats.funds)
        let isStale = stats.isStale(at: now)
        return block(
            "📈 \(isStale ? "STATS" : "CURRENT STATS") (\(stats.since)):",
            stats.staleLine(at: now),
            "• Total Trades: \(record.trades)",
            "• Win Rate: \(record.winRate.words)",
            "• Total P&L: \(Figures.signedSum(funds.totalPnL, in: stats.quote)) "
                + "(\(Figures.signedShare(funds.totalPnLPercent)))",
            stats.resetLine)
    }

    private func altText(_ trade: Trade, _ stats: TraderStats) -> String {
        "\(stats.market.timeframe.rawValue) candles of \(stats.market.symbol) on \(stats.title) "
            + "with two moving averages. Bought at "
            + "\(Figures.price(trade.entryPrice, in: stats.quote)) on "
            + "\(Figures.moment(trade.entryTime)) UTC, sold at "
            + "\(Figures.price(trade.exitPrice, in: stats.quote)) on "
            + "\(Figures.moment(trade.exitTime)) UTC because \(trade.reason.words): "
            + "\(Figures.signedSum(trade.pnl, in: stats.quote)) on paper."
    }
}
