internal import Market
internal import Text
internal import Trading

extension PostWriter {
    /// What a trader's trades say about its strategy, and what they cannot say yet.
    ///
    /// A remark stands in for the one that the figures suggest, and for nothing else.
    package func strategyPost(_ trader: TraderView, remark: String? = nil) -> Post {
        let (tally, quote) = (trader.tally, trader.quote)
        let profitFactor =
            tally.losses > 0 ? tally.profitFactor.map { Figures.decimal($0, digits: 2) } : nil
        return Post(
            kind: .strategy,
            body: body(
                block("🧠 \(brand.name) STRATEGY INSIGHT", trader.exchangeLine, rules(trader)),
                block(
                    heading(trader),
                    trader.staleLine(at: now),
                    "• Win Rate: \(tally.rate.wordsWithInterval)",
                    averages(tally, quote),
                    breakEven(tally).map { "• Break-even win rate: \(Figures.share($0))" },
                    tally.trades == 0
                        ? nil : "• Profit factor: \(profitFactor ?? "none, no loss yet")",
                    "• Fees: \(Figures.sum(Money(clamping: tally.fees.units), in: quote)), P&L "
                        + Figures.signedSum(trader.summary.totalPnL, in: quote),
                    trader.resetLine),
                "💡 " + (remark ?? verdict(tally))),
            tail: tail([trader], hashtags: brand.hashtags))
    }

    private func heading(_ trader: TraderView) -> String {
        let end = trader.asOf.map { " to \(Figures.moment($0)) UTC" } ?? ""
        let count = counted(trader.tally.trades, "trade").uppercased()
        return "📐 \(count) (\(trader.since)\(end)):"
    }

    private func rules(_ trader: TraderView) -> String {
        "\(trader.market.symbol) \(trader.market.timeframe.rawValue): \(trader.words.rules.withoutMentions)"
    }

    private func averages(_ tally: TradeTally, _ quote: String) -> String? {
        let win = "average win \(Figures.signedSum(tally.averageWin, in: quote))"
        let loss = "average loss \(Figures.signedSum(tally.averageLoss, in: quote))"
        switch (tally.wins > 0, tally.losses > 0) {
        case (true, true): return "• A\(win.dropFirst()), \(loss)"
        case (true, false): return "• A\(win.dropFirst()), no loss yet"
        case (false, true): return "• A\(loss.dropFirst()), no win yet"
        case (false, false): return nil
        }
    }

    /// The win rate at which average wins and losses cancel; `nil` until there are both.
    private func breakEven(_ tally: TradeTally) -> Double? {
        guard tally.wins > 0, tally.losses > 0, tally.averageLoss < 0 else { return nil }
        return 100 * -tally.averageLoss / (tally.averageWin - tally.averageLoss)
    }

    private func verdict(_ tally: TradeTally) -> String {
        guard let interval = tally.rate.interval else {
            return "Without a closed trade there is nothing to judge. Waiting is a decision too."
        }
        guard !tally.rate.isSmallSample else {
            return "Fewer than 30 trades: the interval is the honest part of that win rate."
        }
        guard let breakEven = breakEven(tally) else {
            return "Without both wins and losses no break-even can be told."
        }
        if interval.upperBound < breakEven {
            return "The whole interval lies below break-even: at these averages, the trades "
                + "lose by more than bad luck explains well."
        }
        if interval.lowerBound > breakEven {
            return "The whole interval lies above break-even for these trades. It says nothing "
                + "certain about the next."
        }
        return "Break-even lies inside the interval: luck cannot be told from skill yet."
    }
}
