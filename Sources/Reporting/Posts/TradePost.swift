internal import Market
internal import Trading

extension PostWriter {
    /// A closed trade, the record it has gone into, and a lesson that fits it.
    package func post(
        about reported: ReportedTrade, of trader: TraderView, lessonTurn: Int
    ) -> Post {
        let trade = reported.trade
        let lesson = Lesson.fitting(LessonFacts(trade, trader), turn: lessonTurn)
        return Post(
            kind: .trade, subject: .trade(trader: trader.name, id: trade.id),
            body: body(
                block(
                    "\(trade.isWin ? "🟢" : "🔴") \(brand.name) PAPER TRADING - "
                        + (trade.isWin ? "WIN" : "LOSS"),
                    trader.exchangeLine),
                results(reported, trader), totals(trader), "🎓 LESSON: \(lesson.text)"),
            tail: tail([trader], hashtags: brand.eventHashtags),
            altText: altText(trade, trader))
    }

    private func results(_ reported: ReportedTrade, _ trader: TraderView) -> String {
        let trade = reported.trade
        return block(
            "📊 \(trader.market.exchange == .sim ? "SIMULATED" : "REAL") TRADE RESULTS:",
            "• Entry: \(Figures.price(trade.entryPrice, in: trader.quote))",
            "• Exit: \(Figures.price(trade.exitPrice, in: trader.quote))",
            "• P&L: \(Figures.signedSum(trade.pnl, in: trader.quote)) "
                + "(\(Figures.signedShare(trade.pnlPercent)))",
            "• Reason: \(trade.reason.rawValue)",
            trade.tagWords.map { "• Rules: \($0)" },
            trader.marketLine,
            "• Closed: \(Figures.moment(trade.exitTime)) UTC after "
                + Figures.duration(milliseconds: trade.holdTime),
            Self.lateLine(reported.isLate))
    }

    private func totals(_ trader: TraderView) -> String {
        block(
            "📈 \(trader.isStale(at: now) ? "STATS" : "CURRENT STATS") (\(trader.since)):",
            trader.staleLine(at: now),
            "• Total Trades: \(Figures.count(trader.tally.trades))",
            "• Win Rate: \(trader.tally.rate.words)",
            "• Total P&L: \(trader.totalWords)",
            trader.resetLine)
    }

    private func altText(_ trade: Trade, _ trader: TraderView) -> String {
        "\(trader.pictured). Bought at "
            + "\(Figures.price(trade.entryPrice, in: trader.quote)) on "
            + "\(Figures.moment(trade.entryTime)) UTC, sold at "
            + "\(Figures.price(trade.exitPrice, in: trader.quote)) on "
            + "\(Figures.moment(trade.exitTime)) UTC because \(trade.reasonWords(by: trader.words)): "
            + "\(Figures.signedSum(trade.pnl, in: trader.quote)) on paper."
    }
}
