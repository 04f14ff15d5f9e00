internal import Market
internal import Trading

/// A figure or name that a text has a place for, with the words that always stand beside it.
package struct NamedFact: Equatable, Sendable {
    /// How texts call it, in small letters and `_`: `win_rate`.
    package var name: String
    /// What it is, in small letters and words alone: `win rate`.
    package var label: String
    /// `41.7%, small sample`.
    package var value: String

    package init(_ name: String, _ label: String, _ value: String) {
        self.name = name
        self.label = label
        self.value = value
    }

    /// As it stands in a text: no figure without what it is a figure of.
    package var words: String { "\(label) (\(value))" }
}

extension TraderView {
    /// What texts about the strategy have places for; what is not known yet is left out.
    package var namedFacts: [NamedFact] {
        let percent = tally.rate.percent.map {
            Figures.share($0) + (tally.rate.isSmallSample ? ", small sample" : "")
        }
        let factor = tally.losses > 0 ? tally.profitFactor : nil
        let facts: [(name: String, label: String, value: String?)] = [
            ("market", "market", "\(market.symbol), \(market.timeframe.rawValue) candles"),
            ("trades", "closed trades", "\(Figures.count(tally.trades)), \(since)"),
            ("win_rate", "win rate", percent),
            ("profit_factor", "profit factor", factor.map { Figures.decimal($0, digits: 2) }),
            (
                "average_win", "average win",
                tally.wins > 0 ? Figures.signedSum(tally.averageWin, in: quote) : nil
            ),
            (
                "average_loss", "average loss",
                tally.losses > 0 ? Figures.signedSum(tally.averageLoss, in: quote) : nil
            ),
            ("result", "closed result", Figures.signedSum(summary.totalPnL, in: quote)),
            (
                "fees", "fees of closed trades",
                Figures.sum(Money(clamping: tally.fees.units), in: quote)
            ),
            (
                "drawdown", "worst drawdown",
                Figures.share(state.record.drawdown.maximumPercent, digits: 2)
            ),
            ("exposure", "time in the market", Figures.share(state.record.exposure.percent)),
            ("stop", "stop below the entry", parameters.strategy.stopPercent.map { "\($0)%" }),
            (
                "target", "target above the entry",
                parameters.strategy.targetPercent.map { "\($0)%" }
            ),
            (
                "size", "part of the balance in a position",
                parameters.strategy.fixedSize(parameters).map { "\($0)%" }
            ),
            ("fee", "fee of a fill", "\(parameters.fee)%"),
        ]
        return facts.compactMap { fact in
            fact.value.map { NamedFact(fact.name, fact.label, $0) }
        }
    }
}
