internal import Market
internal import Trading

// The figures of a trader that `algom status` shows, in the order of a person's questions: is it
// up to date, what does it see, what does it hold, how has it done, what comes next.

extension TraderView {
    /// The figures in rows of one or two that belong together.
    func statusFigures(at now: Timestamp) -> [[Figure]] {
        ([[lastCandle(at: now), price]] + words.readingRows + holdingFigures)
            .map { row in row.compactMap { $0 } }.filter { !$0.isEmpty } + trackFigures
            + (carriedOver.map { [[before($0)]] } ?? []) + prospect
    }

    private func before(_ carriedOver: CarriedOver) -> Figure {
        Figure("before it", carriedOver.words(in: quote))
    }

    /// The same one after another, without the age of the last candle and what comes next: for a
    /// page, which is read later and tells those by itself.
    var pageFigures: [Figure] {
        let pause = [entriesPause].compactMap { $0 }
        let present = ([[price], words.readings] + holdingFigures).joined().compactMap { $0 }
        return trackFigures.flatMap { $0 } + present + pause
    }

    var holdingFigures: [[Figure?]] {
        [[holding, unrealized], [stop, target]]
    }

    /// How it has done: equity, trades, what they brought.
    var trackFigures: [[Figure]] {
        guard tally.trades > 0 else {
            let hasFallen = state.record.drawdown.maximumPercent > 0
            return [[equity, Figure("trades", "none yet")]] + (hasFallen ? [[drawdown]] : [])
        }
        return [[equity, closedPnL], [tradeCount, winRate], [profitFactor, drawdown]]
    }

    // MARK: The market

    private func lastCandle(at now: Timestamp) -> Figure {
        guard let asOf, let age = age(at: now) else { return Figure("last candle", "none yet") }
        if let words = Figures.ahead(asOf, of: now) {
            return Figure("last candle", "\(Figures.moment(asOf)), \(words)", .yellow)
        }
        let isStale = isStale(at: now)
        let text = "\(Figures.moment(asOf)), \(Figures.duration(milliseconds: age)) ago"
        return Figure("last candle", isStale ? "\(text), stale" : text, isStale ? .yellow : .plain)
    }

    private var price: Figure? {
        state.lastClose.map { Figure("price", Figures.price($0)) }
    }

    // MARK: The position

    private var holding: Figure {
        guard let position else { return Figure("position", "flat") }
        return Figure(
            "position",
            "long \(Figures.quantity(position.quantity)) at \(Figures.price(position.entryPrice))")
    }

    private var unrealized: Figure? {
        guard position != nil else { return nil }
        return pnl("unrealised", summary.unrealizedPnL, summary.unrealizedPnLPercent)
    }

    private var stop: Figure? {
        position?.stop.map { Figure("stop", Figures.price($0)) }
    }

    private var target: Figure? {
        position?.target.map { Figure("target", Figures.price($0)) }
    }

    // MARK: The record

    private var equity: Figure {
        Figure("equity", Figures.money(summary.equity, in: quote))
    }

    private var closedPnL: Figure {
        pnl("closed P&L", summary.totalPnL, summary.totalPnLPercent)
    }

    private var tradeCount: Figure {
        Figure(
            "trades",
            "\(Figures.count(tally.trades)) (\(Figures.count(tally.wins)) won, "
                + "\(Figures.count(tally.losses)) lost)")
    }

    private var winRate: Figure {
        let rate = Figures.percent(tally.winRate, digits: 1)
        return Figure("win rate", tally.trades < 30 ? "\(rate), a small sample" : rate)
    }

    private var profitFactor: Figure {
        let factor = tally.profitFactor
        return Figure(
            "profit factor", factor.map { Figures.decimal($0, digits: 2) } ?? "no loss yet")
    }

    private var drawdown: Figure {
        let drawdown = state.record.drawdown
        return Figure(
            "drawdown",
            "\(Figures.percent(drawdown.currentPercent)), at worst "
                + Figures.percent(drawdown.maximumPercent))
    }

    // MARK: What comes next

    private var prospect: [[Figure]] {
        let next = Figure("next", waitsFor, isPausedFlat ? .yellow : .plain)
        return (entriesPause.map { [[$0]] } ?? []) + [[next]]
    }

    /// A pause that what comes next does not tell, because a position is open.
    private var entriesPause: Figure? {
        guard !isPausedFlat, let words = pauseWords else { return nil }
        return Figure("entries", words, .yellow)
    }

    private func pnl(_ label: String, _ money: Money, _ percent: Double) -> Figure {
        let colour: Figure.Colour = money > .zero ? .green : money < .zero ? .red : .plain
        let part = Figures.signedPercent(percent)
        let sum = Figures.signedMoney(money, in: quote)
        return Figure(label, "\(sum) (\(part))", colour)
    }
}
