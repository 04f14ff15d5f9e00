internal import Market
internal import Text
internal import Trading

extension PostWriter {
    /// The strategy against buying and holding over the same window; `nil` without its figures.
    package func holdPost(_ trader: TraderView) -> Post? {
        guard let window = trader.windows.whole else { return nil }
        let (quote, symbol) = (trader.quote, trader.market.symbol)
        return Post(
            kind: .hodl,
            body: body(
                block("⚖️ \(brand.name) VS BUY AND HOLD", trader.exchangeLine),
                block(
                    "\(symbol), \(Figures.moment(window.from)) to \(Figures.moment(window.to)) UTC:",
                    trader.staleLine(at: now),
                    "• Strategy: \(Figures.signedShare(window.changePercent))"
                        + (trader.position == nil ? ", " : " with the open position, ")
                        + "\(counted(window.trades, "trade")), fees "
                        + Figures.sum(window.fees, in: quote),
                    "• Buying and holding \(symbol.base): "
                        + "\(Figures.signedShare(window.holdPercent)) "
                        + "(\(Figures.price(window.priceAtStart, in: quote)) to "
                        + "\(Figures.price(window.lastClose, in: quote)))",
                    "• Ahead: \(ahead(window))",
                    window.missingCandles > 0
                        ? "• Missing: \(counted(window.missingCandles, "candle"))" : nil,
                    trader.resetLine),
                "The strategy held a position at \(Figures.share(trader.state.record.exposure.percent)) of "
                    + "its candles (\(trader.since)) and risks \(trader.stakeWords) of its balance at "
                    + "a time; holding risks all of it all the time. Fees of holding are not counted."
            ),
            tail: tail([trader], hashtags: brand.hashtags))
    }

    private func ahead(_ window: WindowFigures) -> String {
        // As shown: a lead that two decimals do not show is none.
        let (own, held) = (window.changePercent, window.holdPercent)
        if Figures.signedShare(own) == Figures.signedShare(held) { return "TIE" }
        return own > held ? "the strategy" : "buying and holding"
    }
}

extension TraderView {
    /// How much of the balance a position is bought for.
    fileprivate var stakeWords: String {
        parameters.strategy.fixedSize(parameters).map { "\($0)%" } ?? "what its rules say"
    }
}
