internal import Market

extension PostWriter {
    /// Two or more traders side by side; `nil` for fewer.
    package func comparisonPost(_ traders: [TraderFacts]) -> Post? {
        let stats = traders.map(\.stats)
        guard stats.count > 1 else { return nil }
        let isDual = stats.count == 2 && stats[0].market.exchange != stats[1].market.exchange
        let areCurrent = !stats.contains { $0.isStale(at: now) }
        let heading = block(
            "📊 \(brand.name) \(isDual ? "DUAL EXCHANGE" : "MULTI TRADER") PAPER TRADING",
            areCurrent ? "🎯 REAL-TIME COMPARISON:" : "🎯 COMPARISON (not all current):")
        return Post(
            kind: .comparison,
            body: body(
                [heading] + blocks(stats) + [
                    block(verdict(stats), window(stats), moment(stats))
                ]),
            tail: tail(stats, hashtags: brand.comparisonHashtags),
            altText: "Equity on paper of "
                + stats.prefix(Self.mostTraders).map {
                    "\($0.title) (\(Figures.sum($0.funds.equity, in: $0.quote)), \($0.since))"
                }.joined(separator: " and ") + ".")
    }

    /// A block for each, or for the best two and the last of many.
    private func blocks(_ stats: [TraderStats]) -> [String] {
        guard stats.count > Self.mostTraders else { return stats.map { block($0) } }
        let ranked = stats.sorted { $1.hasLess(than: $0) }
        let profitable = stats.count { $0.funds.totalPnL > .zero }
        let losing = stats.count { $0.funds.totalPnL < .zero }
        return [
            "\(stats.count) traders: \(profitable) with a profit, \(losing) with a loss. "
                + "The first two and the last by P&L in percent:"
        ]
            + (ranked.prefix(2) + ranked.suffix(1)).map { block($0) }
    }

    private func block(_ stats: TraderStats) -> String {
        let (record, funds) = (stats.record, stats.funds)
        let light = funds.totalPnL > .zero ? "🟢" : funds.totalPnL < .zero ? "🔴" : "⚪"
        return block(
            "\(stats.titleLine) (\(stats.since)):",
            stats.staleLine(at: now),
            "• Trades: \(record.trades) (\(record.wins)W/\(record.losses)L)",
            "• Win Rate: \(record.winRate.words)",
            "• P&L: \(light) \(Figures.signedSum(funds.totalPnL, in: stats.quote)) "
                + "(\(Figures.signedShare(funds.totalPnLPercent)))",
            stats.resetLine)
    }

    /// The leader by the P&L in percent, compared exactly; nobody leads on a tie or on old figures.
    private func verdict(_ stats: [TraderStats]) -> String {
        guard !stats.contains(where: { $0.isStale(at: now) }) else {
            return "🏆 LEADER: none named, not all figures are current"
        }
        let ranked = stats.sorted { $1.hasLess(than: $0) }
        guard let first = ranked.first, let second = ranked.dropFirst().first else { return "" }
        guard second.hasLess(than: first) else {
            let level = ranked.filter { !$0.hasLess(than: first) }
            let isAll = level.count == stats.count
            let names = level.prefix(Self.mostTraders).map(\.title).joined(separator: ", ")
            let more = level.count > Self.mostTraders ? " and others" : ""
            return "🏆 LEADER: TIE" + (isAll ? "" : " of \(names)\(more)")
        }
        let margin = first.funds.totalPnLPercent - second.funds.totalPnLPercent
        let isHidden =
            Figures.signedShare(first.funds.totalPnLPercent)
            == Figures.signedShare(second.funds.totalPnLPercent)
        let comment =
            isHidden
            ? " (by \(Figures.decimal(margin, digits: 6)) points)"
            : first.funds.totalPnL < .zero ? " (the smaller loss)" : ""
        return "🏆 LEADER: \(first.title)\(comment)"
    }

    /// When the oldest of the figures was true.
    private func moment(_ stats: [TraderStats]) -> String? {
        stats.compactMap(\.asOf).min().map { "🕒 \(Figures.moment($0)) UTC" }
    }

    /// That the records are not of the same window, where they are not.
    private func window(_ stats: [TraderStats]) -> String? {
        let starts = Set(stats.map { $0.startedAt?.dateText ?? "" })
        return starts.count > 1 ? "Their records are of different length." : nil
    }
}

extension TraderStats {
    /// Whether its P&L is a smaller part of its initial balance, exactly.
    fileprivate func hasLess(than other: TraderStats) -> Bool {
        let mine = Int128(funds.totalPnL.units) * Int128(other.funds.initialBalance.units)
        return mine < Int128(other.funds.totalPnL.units) * Int128(funds.initialBalance.units)
    }
}
