package import Market

/// Candles of the embedded market: those of a symbol and timeframe from an open time on, so many.
package typealias EmbeddedCandles = (Symbol, Timeframe, Timestamp, Int) -> [Candle]

/// Feeds a trader of the embedded market, which needs no requests and has no settling to wait for.
struct EmbeddedFeed {
    let request: FeedRequest
    let candles: EmbeddedCandles

    /// Delivers the closed candles not consumed yet; for a new trader, exactly its warm-up.
    func run(at now: Timestamp, _ deliver: (FeedDelivery) -> Bool) -> FeedEnd {
        let market = request.market
        let end = market.timeframe.floor(max(now, Timestamp(milliseconds: 0)))
        let warmUp = Int64(request.warmUp) * market.timeframe.milliseconds
        let first = Timestamp(milliseconds: max(0, end.milliseconds - warmUp))
        var next = request.recent.last?.candle.closeTime(market.timeframe) ?? first
        while next < end {
            let count = Int(end.since(next) / market.timeframe.milliseconds)
            let page = candles(
                market.symbol, market.timeframe, next, min(count, KlinePage.mostRows))
            guard let last = page.last else { break }
            guard deliver(.candles(page)) else { return .stopped }
            next = last.closeTime(market.timeframe)
        }
        return .upToDate
    }
}
