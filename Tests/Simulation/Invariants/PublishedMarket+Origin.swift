internal import Market

extension PublishedMarket {
    /// A consumed candle is one that the exchange told, in the version of that moment, and it left
    /// out only what the exchange did not tell.
    ///
    /// `observedAt` is the moment by the answer's `Date` header, where that is a whole second on a
    /// machine whose clock is right; else it is by that clock, or the end of what was observed, a whole
    /// minute. It is never in the future.
    func checkOrigin(
        of candle: Candle, after previous: Timestamp?, observedAt: Timestamp, now: Timestamp,
        isClockRight: Bool
    ) throws(Breach) {
        guard wasTold(candle, until: now) else {
            throw Breach("the exchange never told the candle of \(candle.openTime) so")
        }
        let index = index(of: candle.openTime)
        guard observedAt.since(now) < 300_000 else {
            throw Breach("the candle of \(candle.openTime) was observed at \(observedAt)")
        }
        let isDated = observedAt.milliseconds % 1_000 == 0 && observedAt.milliseconds % 60_000 != 0
        if isClockRight, isDated, told(index, at: observedAt) != candle {
            throw Breach(
                "the candle of \(candle.openTime) is not the version of \(observedAt)")
        }
        guard let previous else { return }
        var left = self.index(of: previous) + 1
        while left < index {
            if isTold(left, at: observedAt) {
                throw Breach(
                    "the candle of \(candles[left].openTime) was left out, though it was told")
            }
            left += 1
        }
    }
}
