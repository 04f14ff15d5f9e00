internal import Market
internal import Trading

extension TradeChart {
    /// The picture in two sentences, at most 1,000 characters: the figures are those it shows.
    var altText: String {
        let shown = shown
        return
            "\(brand.prefix(100)) paper trading, no real money: \(market.symbol), \(place), "
            + "\(candleWords(shown)), \(window(shown)), \(range(shown)). \(story)"
    }

    /// When the picture begins and ends.
    func window(_ shown: CandleGroups) -> String {
        guard let first = shown.groups.first, let last = shown.groups.last else { return "" }
        let end = last.openTime.advanced(byMilliseconds: shown.milliseconds)
        return PictureFrame.window(from: first.openTime, to: min(end, candleEnd))
    }

    private var candleEnd: Timestamp { candles[candles.count - 1].closeTime(market.timeframe) }

    private func range(_ shown: CandleGroups) -> String {
        guard let low = shown.groups.map(\.low).min(), let high = shown.groups.map(\.high).max()
        else { return "" }
        return "between \(Figures.price(low)) and \(Figures.price(high))"
    }

    /// What was bought and sold, and what it came to.
    private var story: String {
        guard let entryTime, let entryPrice = trade?.entryPrice ?? position?.entryPrice else {
            return "No position."
        }
        var text = "Bought at \(Figures.price(entryPrice)) on \(Figures.moment(entryTime))"
        if let trade {
            text += ", sold at \(Figures.price(trade.exitPrice)) on "
            text += "\(Figures.moment(trade.exitTime)) (\(trade.reason.rawValue))"
        }
        if let position {
            text += trade == nil ? ", still open" : ""
            text += "; stop \(Figures.price(position.stop)), "
            text += "target \(Figures.price(position.target))"
        }
        return text + (outcome.map { ": \($0.text)." } ?? ".")
    }
}
