internal import Market

extension PublishedMarket {
    /// A consumed candle is one that the exchange told, in the version of that moment, and it left
    /// out only what the exchange did not tell.
    ///
    /// `observedAt` is the moment by the answer's `Date` header, or by the machine's clock where
    /// there was none, which is the one that is no whole second.
    func checkOrigin(
        of candle: Candle, after previous: Timestamp?, observedAt: Timestamp, now: Timestamp
    ) throws(Breach) {
        guard wasTold(candle, until: now) else {
            throw Breach("the exchange never told the candle of \(candle.openTime) so")
        }
        let index = index(of: candle.openTime)
        if observedAt.milliseconds % 1_000 == 0, told(index, at: observedAt) != candle {
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
