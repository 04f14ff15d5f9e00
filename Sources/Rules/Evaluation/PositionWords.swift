package import Market

/// What position words mean at the moment a rule is asked; unknown where a member is NaN.
package struct PositionWords: Equatable, Sendable {
    /// The fill price.
    package var entryPrice: Double
    /// Candles closed since the fill, its own counts 1.
    package var barsHeld: Double
    /// `100·(close/entry_price − 1)`.
    package var profitPercent: Double
    /// The highest high and lowest low since the fill.
    package var peak: Double
    package var trough: Double
    /// Candles closed since the exit, the candle after its own counts 1.
    package var barsFlat: Double
    /// `pnlPercent` of the last trade.
    package var lastProfitPercent: Double

    private init(
        entryPrice: Double = .nan, barsHeld: Double = .nan, profitPercent: Double = .nan,
        peak: Double = .nan, trough: Double = .nan, barsFlat: Double = .nan,
        lastProfitPercent: Double = .nan
    ) {
        self.entryPrice = entryPrice
        self.barsHeld = barsHeld
        self.profitPercent = profitPercent
        self.peak = peak
        self.trough = trough
        self.barsFlat = barsFlat
        self.lastProfitPercent = lastProfitPercent
    }

    /// Nothing is known: how `exit` is asked of who holds nothing.
    package static var none: PositionWords { PositionWords() }

    /// Of who holds nothing, for `enter`; before any trade there is no last profit.
    package static func flat(barsFlat: Int, lastProfitPercent: Double?) -> PositionWords {
        PositionWords(
            barsFlat: Double(barsFlat), lastProfitPercent: lastProfitPercent ?? .nan)
    }

    /// At the fill: for `size`, `stop` and `target`.
    package static func filled(at price: Price) -> PositionWords {
        let price = CandleNumbers.price(Int128(clamping: price.units))
        return PositionWords(
            entryPrice: price, barsHeld: 0, profitPercent: 0, peak: price, trough: price)
    }

    /// At the close of a candle: for `exit`, `target` and `trail`.
    package static func holding(
        entryPrice: Price, barsHeld: Int, close: Price, peak: Price, trough: Price
    ) -> PositionWords {
        let entry = CandleNumbers.price(Int128(clamping: entryPrice.units))
        let close = CandleNumbers.price(Int128(clamping: close.units))
        return PositionWords(
            entryPrice: entry, barsHeld: Double(barsHeld),
            profitPercent: Unknown.unlessFinite(100 * (close / entry - 1)),
            peak: CandleNumbers.price(Int128(clamping: peak.units)),
            trough: CandleNumbers.price(Int128(clamping: trough.units)))
    }

    subscript(word: PositionWord) -> Double {
        switch word {
        case .entryPrice: entryPrice
        case .barsHeld: barsHeld
        case .profitPercent: profitPercent
        case .peak: peak
        case .trough: trough
        case .barsFlat: barsFlat
        case .lastProfitPercent: lastProfitPercent
        }
    }
}
