internal import Market
internal import Text
internal import Trading

extension PostWriter {
    /// Two or more traders side by side over the window that all of them have; `nil` for fewer.
    package func comparisonPost(_ traders: [TraderView]) -> Post? {
        let told = traders.compactMap { trader in
            trader.windows.common.map { (trader: trader, window: $0) }
        }
        guard told.count > 1, let from = told.map(\.window.from).min(),
            let to = told.map(\.window.to).max()
        else { return nil }
        let compared = told.map(\.trader)
        let isDual =
            compared.count == 2 && compared[0].market.exchange != compared[1].market.exchange
        let areCurrent = !compared.contains { $0.isStale(at: now) }
        let others = traders.count - compared.count
        let span =
            "\(Figures.moment(from)) to \(Figures.moment(to)) UTC "
            + "(\(Figures.duration(milliseconds: to.since(from))))"
        var post = Post(
            kind: .comparison,
            body: body(
                [
                    block(
                        "📊 \(brand.name) \(isDual ? "DUAL EXCHANGE" : "MULTI TRADER") PAPER TRADING",
                        areCurrent ? "🎯 REAL-TIME COMPARISON:" : "🎯 COMPARISON (not all current):",
                        "🗓 \(span), the window that all have")
                ] + blocks(told) + [
                    block(
                        verdict(compared, over: to.since(from), areCurrent: areCurrent),
                        others > 0
                            ? "Not compared: \(counted(others, "trader")), too young or stale."
                            : nil,
                        "P&L counts open positions.")
                ]),
            tail: tail(compared, hashtags: brand.comparisonHashtags),
            altText: "Equity on paper of "
                + told.prefix(Self.maximumTraders).map {
                    "\($0.trader.title) (\(Figures.signedShare($0.window.changePercent)))"
                }.joined(separator: " and ") + ", \(span).")
        post.picturedFrom = from
        return post
    }

    /// A block for each, or for the best two and the last of many.
    private func blocks(_ told: [(trader: TraderView, window: WindowFigures)]) -> [String] {
        guard told.count > Self.maximumTraders else {
            return told.map { block($0.trader, $0.window) }
        }
        let ranked = told.sorted { $1.window.hasGrownLess(than: $0.window) }
        let profitable = told.count { $0.window.change > .zero }
        let losing = told.count { $0.window.change < .zero }
        return [
            "\(counted(told.count, "trader")): \(Figures.count(profitable)) with a profit, "
                + "\(Figures.count(losing)) with a loss. "
                + "The first two and the last by P&L in percent:"
        ]
            + (ranked.prefix(2) + ranked.suffix(1)).map { block($0.trader, $0.window) }
    }

    private func block(_ trader: TraderView, _ window: WindowFigures) -> String {
        let change = window.change
        return block(
            "\(trader.titleLine) (since \(window.from.dateText)):",
            trader.staleLine(at: now),
            "• Trades: \(window.winRate.tradesWords)",
            "• Win Rate: \(window.winRate.words)",
            "• P&L: \(change > .zero ? "🟢" : change < .zero ? "🔴" : "⚪") "
                + "\(Figures.signedSum(change, in: trader.quote)) "
                + "(\(Figures.signedShare(window.changePercent)))",
            trader.resetLine)
    }

    /// The leader by the change of equity in percent; nobody leads without a trade, on a tie, on old
    /// figures, or as far as chance would explain.
    private func verdict(
        _ traders: [TraderView], over length: Int64, areCurrent: Bool
    ) -> String {
        guard areCurrent else {
            return "🏆 LEADER: none named, not all figures are current"
        }
        let lead = Lead(among: traders)
        switch lead.verdict {
        case .untraded: return "🏆 LEADER: none, fewer than two closed a trade"
        case .tie(let count):
            let names = lead.ranked.prefix(min(count, Self.maximumTraders)).map(\.title)
            let more = count > Self.maximumTraders ? " and others" : ""
            return "🏆 LEADER: TIE"
                + (count == traders.count
                    ? "" : " of \(names.joined(separator: ", "))\(more)")
        case .ahead(.beyondChance): return "🏆 LEADER: \(ahead(lead))"
        case .ahead(.withinChance):
            return "🏆 LEADER: none, chance explains the difference. Ahead: \(ahead(lead))"
        case .ahead(.tooShort):
            return "🏆 LEADER: none, \(Figures.duration(milliseconds: length)) are too short to "
                + "tell one from chance. Ahead: \(ahead(lead))"
        }
    }

    /// Who is ahead, and by how much where that cannot be seen.
    private func ahead(_ lead: Lead) -> String {
        let windows = lead.ranked.prefix(2).compactMap(\.windows.common)
        guard windows.count == 2 else { return "" }
        let (first, second) = (windows[0].changePercent, windows[1].changePercent)
        let isHidden = Figures.signedShare(first) == Figures.signedShare(second)
        return lead.ranked[0].title
            + (isHidden
                ? " (by \(Figures.decimal(first - second, digits: 6)) points)"
                : windows[0].change < .zero ? " (the smaller loss)" : "")
    }
}
