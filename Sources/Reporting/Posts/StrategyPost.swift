internal import Market
internal import Trading

extension PostWriter {
    /// What a trader's trades say about its strategy, and what they cannot say yet.
    ///
    /// A remark stands in for the one that the figures suggest, and for nothing else.
    package func strategyPost(_ stats: TraderStats, remark: String? = nil) -> Post {
        let (record, quote) = (stats.record, stats.quote)
        let profitFactor =
            record.losses > 0 ? record.profitFactor.map { Figures.decimal($0, digits: 2) } : nil
        return Post(
            kind: .strategy,
            body: body(
                block("🧠 \(brand.name) STRATEGY INSIGHT", stats.exchangeLine, rules(stats)),
                block(
                    heading(stats),
                    stats.staleLine(at: now),
                    "• Win Rate: \(record.winRate.wordsWithInterval)",
                    averages(record, quote),
                    breakEven(record).map { "• Break-even win rate: \(Figures.share($0))" },
                    record.trades == 0
                        ? nil : "• Profit factor: \(profitFactor ?? "none, no loss yet")",
                    "• Fees: \(Figures.sum(stats.funds.totalFees, in: quote)), P&L "
                        + Figures.signedSum(stats.funds.totalPnL, in: quote),
                    stats.resetLine),
                "💡 " + (remark ?? verdict(record))),
            tail: tail([stats], hashtags: brand.hashtags))
    }

    private func heading(_ stats: TraderStats) -> String {
        let end = stats.asOf.map { " to \(Figures.moment($0)) UTC" } ?? ""
        let count = Figures.count(stats.record.trades, "trade").uppercased()
        return "📐 \(count) (\(stats.since)\(end)):"
    }

    private func rules(_ stats: TraderStats) -> String {
        let parameters = stats.parameters
        return "\(stats.market.symbol) \(stats.market.timeframe.rawValue): "
            + "MA\(parameters.fast)/\(parameters.slow) cross, RSI\(parameters.rsiPeriod) under "
            + "\(parameters.overbought), stop -\(parameters.stopLoss)%, target "
            + "+\(parameters.takeProfit)%"
    }

    private func averages(_ record: TraderStats.Record, _ quote: String) -> String? {
        let win = "average win \(Figures.signedSum(record.averageWin, in: quote))"
        let loss = "average loss \(Figures.signedSum(record.averageLoss, in: quote))"
        switch (record.wins > 0, record.losses > 0) {
        case (true, true): return "• A\(win.dropFirst()), \(loss)"
        case (true, false): return "• A\(win.dropFirst()), no loss yet"
        case (false, true): return "• A\(loss.dropFirst()), no win yet"
        case (false, false): return nil
        }
    }

    /// The win rate at which average wins and losses cancel; `nil` until there are both.
    private func breakEven(_ record: TraderStats.Record) -> Double? {
        guard record.wins > 0, record.losses > 0, record.averageLoss < 0 else { return nil }
        return 100 * -record.averageLoss / (record.averageWin - record.averageLoss)
    }

    private func verdict(_ record: TraderStats.Record) -> String {
        guard let interval = record.winRate.interval else {
            return "Without a closed trade there is nothing to judge. Waiting is a decision too."
        }
        guard !record.winRate.isSmallSample else {
            return "Fewer than 30 trades: the interval is the honest part of that win rate."
        }
        guard let breakEven = breakEven(record) else {
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
