internal import Indicators
package import Market
internal import Trading

/// How the traders stand, for a person at a terminal.
package struct StatusReport: Sendable {
    /// One trader, or why nothing can be told of it.
    package enum Entry: Sendable {
        case trader(TraderView)
        case absent(name: String, reason: String)
    }

    package let entries: [Entry]
    package let now: Timestamp
    /// The columns there are; under 80 each figure gets a line of its own.
    package let width: Int
    package let isColoured: Bool

    package init(entries: [Entry], now: Timestamp, width: Int, isColoured: Bool) {
        self.entries = entries
        self.now = now
        self.width = width
        self.isColoured = isColoured
    }

    private static let narrow = 80
    private static let labelWidth = 14
    private static let columnWidth = 38

    package var text: String {
        entries.map(block).joined(separator: "\n")
    }

    private func block(_ entry: Entry) -> String {
        switch entry {
        case .absent(let name, let reason):
            "\(paint(name, .bold))\n" + row([Figure("state", reason, .yellow)])
        case .trader(let view): heading(view) + rows(view).map(row).joined()
        }
    }

    private func heading(_ view: TraderView) -> String {
        let market =
            view.name == view.market.exchange.rawValue
            ? "\(view.market.symbol) \(view.market.timeframe.rawValue)" : "\(view.market)"
        return "\(paint(view.name, .bold))  \(market)\n"
    }

    private func rows(_ view: TraderView) -> [[Figure]] {
        [
            [lastCandle(view), price(view)],
            averages(view),
            [position(view), unrealized(view)],
            [equity(view), totalPnL(view)],
            [trades(view), winRate(view)],
            [profitFactor(view), drawdown(view)],
            [
                Figure(
                    "next", view.waitsFor, pauseColour(view))
            ],
        ].map { $0.compactMap { $0 } }
    }

    // MARK: Figures

    private func lastCandle(_ view: TraderView) -> Figure {
        guard let asOf = view.asOf else { return Figure("last candle", "none yet") }
        let age = now.since(asOf)
        let isStale = age > 3 * view.market.timeframe.milliseconds
        let text = "\(Figures.moment(asOf)), \(Figures.duration(milliseconds: age)) ago"
        return Figure("last candle", isStale ? "\(text), stale" : text, isStale ? .yellow : .plain)
    }

    private func price(_ view: TraderView) -> Figure? {
        view.state.lastClose.map { Figure("price", Figures.price($0)) }
    }

    private func averages(_ view: TraderView) -> [Figure?] {
        guard let close = view.state.lastClose, let fast = view.state.signals.fast.value,
            let slow = view.state.signals.slow.value, let difference = view.state.signals.difference
        else { return [] }
        let values =
            "\(Figures.average(fast.doubleValue, beside: close)) / "
            + Figures.average(slow.doubleValue, beside: close)
        let signed = Figures.signedAverage(difference, beside: close)
        let rsi =
            view.state.signals.rsi.value.map { ", RSI \(Figures.decimal($0, digits: 1))" } ?? ""
        return [
            Figure("\(view.fastName) / \(view.slowName)", values),
            Figure("difference", signed + rsi),
        ]
    }

    private func position(_ view: TraderView) -> Figure {
        guard let position = view.state.account.position else { return Figure("position", "flat") }
        return Figure(
            "position",
            "long \(Figures.quantity(position.quantity)) at \(Figures.price(position.entryPrice))")
    }

    private func unrealized(_ view: TraderView) -> Figure? {
        guard view.state.account.position != nil else { return nil }
        let pnl = view.summary.unrealizedPnL
        let part = Figures.signedPercent(view.summary.unrealizedPnLPercent)
        return Figure(
            "unrealised", "\(Figures.signedMoney(pnl)) (\(part))", colour(of: pnl))
    }

    private func equity(_ view: TraderView) -> Figure {
        Figure("equity", Figures.money(view.summary.equity))
    }

    private func totalPnL(_ view: TraderView) -> Figure {
        let pnl = view.summary.totalPnL
        let part = Figures.signedPercent(view.summary.totalPnLPercent)
        return Figure("closed P&L", "\(Figures.signedMoney(pnl)) (\(part))", colour(of: pnl))
    }

    private func trades(_ view: TraderView) -> Figure {
        let tally = view.state.record.tally
        return Figure("trades", "\(tally.trades) (\(tally.wins) won, \(tally.losses) lost)")
    }

    private func winRate(_ view: TraderView) -> Figure {
        let tally = view.state.record.tally
        guard tally.trades > 0 else { return Figure("win rate", "no trades yet") }
        let rate = Figures.percent(tally.winRate, digits: 1)
        return Figure("win rate", tally.trades < 30 ? "\(rate), a small sample" : rate)
    }

    private func profitFactor(_ view: TraderView) -> Figure {
        let factor = view.state.record.tally.profitFactor
        return Figure(
            "profit factor", factor.map { Figures.decimal($0, digits: 2) } ?? "none without a loss")
    }

    private func drawdown(_ view: TraderView) -> Figure {
        let drawdown = view.state.record.drawdown
        return Figure(
            "drawdown",
            "\(Figures.percent(drawdown.currentPercent)), at most "
                + Figures.percent(drawdown.maximumPercent))
    }

    private func colour(of money: Money) -> Colour {
        money > .zero ? .green : money < .zero ? .red : .plain
    }

    private func pauseColour(_ view: TraderView) -> Colour {
        view.state.risk.isPaused ? .yellow : .plain
    }

    // MARK: Layout

    /// A label and its value.
    private struct Figure {
        let label: String
        let value: String
        let colour: Colour

        init(_ label: String, _ value: String, _ colour: Colour = .plain) {
            self.label = label
            self.value = value
            self.colour = colour
        }
    }

    private func row(_ figures: [Figure]) -> String {
        guard width >= Self.narrow, figures.count == 2,
            figures[0].value.count < Self.columnWidth
        else {
            return figures.map { "  " + cell($0) + "\n" }.joined()
        }
        let gap = String(repeating: " ", count: Self.columnWidth - figures[0].value.count)
        return "  " + cell(figures[0]) + gap + cell(figures[1]) + "\n"
    }

    private func cell(_ figure: Figure) -> String {
        let gap = String(repeating: " ", count: max(1, Self.labelWidth - figure.label.count))
        let room = max(20, width - Self.labelWidth - 2)
        let lines = Self.wrapped(figure.value, width: room)
        let indent = "\n" + String(repeating: " ", count: Self.labelWidth + 2)
        return figure.label + gap
            + lines.map { paint($0, figure.colour) }.joined(separator: indent)
    }

    /// The text in lines of at most `width` characters, broken between words.
    private static func wrapped(_ text: String, width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, line.count + 1 + word.count > width {
                lines.append(line)
                line = ""
            }
            line += line.isEmpty ? String(word) : " \(word)"
        }
        return lines + [line]
    }

    private enum Colour: String {
        case plain = ""
        case bold = "1"
        case red = "31"
        case green = "32"
        case yellow = "33"
    }

    private func paint(_ text: String, _ colour: Colour) -> String {
        isColoured && colour != .plain ? "\u{1b}[\(colour.rawValue)m\(text)\u{1b}[0m" : text
    }
}
