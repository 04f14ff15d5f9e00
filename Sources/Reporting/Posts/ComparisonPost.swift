internal import Market
internal import Trading

extension PostWriter {
    /// Two or more traders side by side; `nil` for fewer.
    package func comparisonPost(_ traders: [TraderView]) -> Post? {
        guard traders.count > 1 else { return nil }
        let isDual = traders.count == 2 && traders[0].market.exchange != traders[1].market.exchange
        let areCurrent = !traders.contains { $0.isStale(at: now) }
        let heading = block(
            "📊 \(brand.name) \(isDual ? "DUAL EXCHANGE" : "MULTI TRADER") PAPER TRADING",
            areCurrent ? "🎯 REAL-TIME COMPARISON:" : "🎯 COMPARISON (not all current):")
        return Post(
            kind: .comparison,
            body: body(
                [heading] + blocks(traders) + [
                    block(verdict(traders), window(traders), moment(traders))
                ]),
            tail: tail(traders, hashtags: brand.comparisonHashtags),
            altText: "Equity on paper of "
                + traders.prefix(Self.maximumTraders).map {
                    "\($0.title) (\(Figures.sum($0.summary.equity, in: $0.quote)), \($0.since))"
                }.joined(separator: " and ") + ".")
    }

    /// A block for each, or for the best two and the last of many.
    private func blocks(_ traders: [TraderView]) -> [String] {
        guard traders.count > Self.maximumTraders else { return traders.map { block($0) } }
        let ranked = traders.sorted { $1.hasLess(than: $0) }
        let profitable = traders.count { $0.summary.totalPnL > .zero }
        let losing = traders.count { $0.summary.totalPnL < .zero }
        return [
            "\(traders.count) traders: \(profitable) with a profit, \(losing) with a loss. "
                + "The first two and the last by P&L in percent:"
        ]
            + (ranked.prefix(2) + ranked.suffix(1)).map { block($0) }
    }

    private func block(_ trader: TraderView) -> String {
        let pnl = trader.summary.totalPnL
        return block(
            "\(trader.titleLine) (\(trader.since)):",
            trader.staleLine(at: now),
            "• Trades: \(trader.tally.rate.tradesWords)",
            "• Win Rate: \(trader.tally.rate.words)",
            "• P&L: \(pnl > .zero ? "🟢" : pnl < .zero ? "🔴" : "⚪") \(trader.totalWords)",
            trader.resetLine)
    }

    /// The leader by the P&L in percent, compared exactly; nobody leads on a tie or on old figures.
    private func verdict(_ traders: [TraderView]) -> String {
        guard !traders.contains(where: { $0.isStale(at: now) }) else {
            return "🏆 LEADER: none named, not all figures are current"
        }
        let ranked = traders.sorted { $1.hasLess(than: $0) }
        guard let first = ranked.first, let second = ranked.dropFirst().first else { return "" }
        guard second.hasLess(than: first) else {
            let level = ranked.filter { !$0.hasLess(than: first) }
            let isAll = level.count == traders.count
            let names = level.prefix(Self.maximumTraders).map(\.title).joined(separator: ", ")
            let more = level.count > Self.maximumTraders ? " and others" : ""
            return "🏆 LEADER: TIE" + (isAll ? "" : " of \(names)\(more)")
        }
        let margin = first.summary.totalPnLPercent - second.summary.totalPnLPercent
        let isHidden =
            Figures.signedShare(first.summary.totalPnLPercent)
            == Figures.signedShare(second.summary.totalPnLPercent)
        let comment =
            isHidden
            ? " (by \(Figures.decimal(margin, digits: 6)) points)"
            : first.summary.totalPnL < .zero ? " (the smaller loss)" : ""
        return "🏆 LEADER: \(first.title)\(comment)"
    }

    /// When the oldest of the figures was true.
    private func moment(_ traders: [TraderView]) -> String? {
        traders.compactMap(\.asOf).min().map { "🕒 \(Figures.moment($0)) UTC" }
    }

    /// That the records are not of the same window, where they are not.
    private func window(_ traders: [TraderView]) -> String? {
        let starts = Set(traders.map { $0.startedAt?.dateText ?? "" })
        return starts.count > 1 ? "Their records are of different length." : nil
    }
}

extension TraderView {
    /// Whether its P&L is a smaller part of its initial balance, exactly.
    fileprivate func hasLess(than other: TraderView) -> Bool {
        let mine = Int128(summary.totalPnL.units) * Int128(other.summary.initialBalance.units)
        return mine < Int128(other.summary.totalPnL.units) * Int128(summary.initialBalance.units)
    }
}
