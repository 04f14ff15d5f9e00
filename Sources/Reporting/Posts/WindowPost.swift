internal import Market
internal import Text
internal import Trading

extension PostWriter {
    /// The last 24 hours of every trader, one by one or, as of all more than ``maximumTraders``, summed
    /// up; `nil` where no journal tells of them.
    ///
    /// `untold` are trades that were told in no post of their own.
    package func dailyPost(
        _ traders: [TraderView], untold: [UntoldTrades] = [], isSummary: Bool = false
    ) -> Post? {
        let end = traders.newest(at: now)
        let newest = traders.first { $0.asOf == end }
        return windowPost(
            traders, kind: .daily, subject: .daily(day: now.day),
            title: "📅 \(brand.name) DAILY REPORT",
            span: .day, figures: \.day,
            note: UntoldTrades.words(untold, beside: newest?.windows.day).map { "• " + $0 },
            isSummary: isSummary)
    }

    /// The last 7 days of every trader, told or summed up as the daily report is; `nil` where no
    /// journal tells of them.
    package func weeklyPost(_ traders: [TraderView], isSummary: Bool = false) -> Post? {
        windowPost(
            traders, kind: .weekly, subject: .weekly(ISOWeek(now)),
            title: "🗓 \(brand.name) WEEKLY REPORT",
            span: .week, figures: \.week, note: nil, isSummary: isSummary)
    }

    private func windowPost(
        _ traders: [TraderView], kind: Post.Kind, subject: Post.Subject, title: String,
        span: WindowSpan, figures: KeyPath<TraderView.Windows, WindowFigures?>, note: String?,
        isSummary: Bool
    ) -> Post? {
        let told = traders.compactMap { trader in
            trader.windows[keyPath: figures].map { (trader: trader, window: $0) }
        }
        guard !told.isEmpty else { return nil }
        if isSummary || told.count > Self.maximumTraders {
            let summary = WindowSummary(told, span, now: now)
            return Post(
                kind: kind, subject: subject,
                body: body(
                    title, block(summary.totals, note), summary.extremes),
                tail: tail(headsLine, hashtags: brand.hashtags),
                altText: summary.altText
            ).shortened(to: WindowSummary.maximumParts, at: now)
        }
        let blocks = told.map { block($0.trader, $0.window, span, isWeekly: kind == .weekly) }
        let curves = told.map { told in
            "\(told.trader.title) from \(Figures.sum(told.window.equityAtStart, in: told.trader.quote))"
                + " to \(Figures.sum(told.window.equityAtEnd, in: told.trader.quote)) "
                + "(\(Figures.moment(told.window.from)) to \(Figures.moment(told.window.to)) UTC)"
        }
        return Post(
            kind: kind, subject: subject, body: body([title] + blocks + [note]),
            tail: tail(told.map(\.trader), hashtags: brand.hashtags),
            altText: "Equity on paper: \(curves.joined(separator: "; ")).")
    }

    private func block(
        _ trader: TraderView, _ window: WindowFigures, _ span: WindowSpan, isWeekly: Bool
    ) -> String {
        let quote = trader.quote
        return block(
            "\(trader.titleLine)",
            span.heading(of: window, isStale: trader.isStale(at: now)) + ":",
            trader.staleLine(at: now),
            "• Trades: \(window.winRate.tradesWords)",
            "• Win Rate: \(window.winRate.wordsWithInterval)",
            "• P&L: \(Figures.signedSum(window.pnl, in: quote)), fees "
                + Figures.sum(window.fees, in: quote),
            isWeekly ? extremes(window, quote) : nil,
            "• Equity: \(Figures.sum(window.equityAtStart, in: quote)) to "
                + "\(Figures.sum(window.equityAtEnd, in: quote)) "
                + "(\(Figures.signedShare(window.changePercent)))",
            "• Largest drawdown: \(Figures.share(window.maximumDrawdownPercent, digits: 2))",
            "• Buy and hold: \(Figures.signedShare(window.holdPercent)), fees not counted",
            window.missingCandles > 0
                ? "• Missing: \(Figures.count(window.missingCandles)) of "
                    + "\(Figures.count(window.candles + window.missingCandles)) candles" : nil,
            skipped(window), total(trader), trader.resetLine)
    }

    /// What was decided and not done, which the number of trades does not tell.
    private func skipped(_ window: WindowFigures) -> String? {
        guard let skipped = window.skipped, let last = window.lastSkip else { return nil }
        return "• Skipped orders: \(Figures.count(skipped)), the last \(last.reason)"
    }

    private func extremes(_ window: WindowFigures, _ quote: String) -> String? {
        guard window.trades > 1, let best = window.best, let worst = window.worst else {
            return nil
        }
        return "• Best trade: \(Figures.signedSum(best, in: quote)), worst "
            + Figures.signedSum(worst, in: quote)
    }

    private func total(_ trader: TraderView) -> String {
        let since = trader.since.prefix(1).uppercased() + trader.since.dropFirst()
        return "• \(since): \(counted(trader.tally.trades, "trade")), "
            + "P&L \(trader.totalWords)"
    }
}
