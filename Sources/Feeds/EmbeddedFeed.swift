package import Market

/// Candles of the embedded market: those of a symbol and timeframe from an open time on, so many.
package typealias EmbeddedCandles = (Symbol, Timeframe, Timestamp, Int) -> [Candle]

/// Feeds a trader of the embedded market, which needs no requests and has no settling to wait for.
///
/// This machine's clock is its exchange's. One that is wrong by years would fill the disk with candles
/// that never come to be, so it is believed as an exchange's is, and only so far ahead of the record.
struct EmbeddedFeed {
    /// Nearly two years of minutes; so many lines of a journal take some 400 MB.
    static let maximumBehind: Int64 = 1_000_000

    let request: FeedRequest
    let candles: EmbeddedCandles

    /// Delivers the closed candles not consumed yet, page by page until the time for it is over; for
    /// a new trader, exactly its warm-up.
    func run(
        at now: Timestamp, isOver: () -> Bool, _ deliver: (FeedDelivery) -> Bool
    ) -> FeedEnd {
        let market = request.market
        guard Timestamp.credible.contains(now) else {
            return .failed(
                FeedFailure(
                    .refused,
                    "\(market): this machine's clock says \(now), which the embedded market would "
                        + "follow; set it right: timedatectl set-ntp true"))
        }
        let end = market.timeframe.floor(now)
        let first = end.advanced(
            by: -Int64(request.warmUp), spansOf: market.timeframe.milliseconds)
        var next = request.recent.last?.candle.closeTime(market.timeframe) ?? first
        guard market.timeframe.floor(next) == next else {
            return .failed(FeedFailure(.bug, "\(market): no candle opens at \(next)"))
        }
        if let distance = next.millisecondsAhead(of: now) {
            return .waiting(CandleWalk.words(ahead: distance, of: "this", at: now))
        }
        guard behind(end, next) <= Self.maximumBehind else {
            return .failed(
                FeedFailure(
                    .refused,
                    "\(market): by this machine's clock, which says \(now), \(behind(end, next)) candles "
                        + "have closed since \(next)",
                    endsRecord: true))
        }
        while next < end {
            let count = Int(min(behind(end, next), Int64(KlinePage.maximumRows)))
            let page = candles(market.symbol, market.timeframe, next, count)
            guard let last = page.last else { break }
            guard deliver(.candles(page)) else { return .stopped }
            next = last.closeTime(market.timeframe)
            if next < end, isOver() {
                return .waiting(FeedEnd.words(candlesBehind: behind(end, next)))
            }
        }
        return .upToDate
    }

    private func behind(_ end: Timestamp, _ next: Timestamp) -> Int64 {
        end.since(next) / request.market.timeframe.milliseconds
    }
}
