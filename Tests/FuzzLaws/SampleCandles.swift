internal import Market

/// Candles by number, five minutes each from 2025-10-10T00:00Z on, that rise and fall.
enum SampleCandles {
    static let epoch = Timestamp(milliseconds: 1_760_054_400_000)

    static func candle(_ number: Int, _ timeframe: Timeframe = .fiveMinutes) -> Candle {
        candle(at: epoch.advanced(byMilliseconds: Int64(number) * timeframe.milliseconds), number)
    }

    /// The candle of that number at another time: a wave of 12 candles around 100.
    static func candle(at openTime: Timestamp, _ number: Int) -> Candle {
        let heights: [Int64] = [0, 5, 9, 11, 9, 5, 0, -5, -9, -11, -9, -5]
        func price(_ number: Int) -> Price {
            let height = heights[((number % 12) + 12) % 12]
            return Price(units: (100 + height) * Price.unitsPerOne)
        }
        let open = price(number - 1)
        let close = price(number)
        return Candle(
            openTime: openTime, open: open,
            high: Price(units: max(open, close).units + Price.unitsPerOne / 2),
            low: Price(units: min(open, close).units - Price.unitsPerOne / 2), close: close,
            volume: Volume(units: Int128(number + 1) * Int128(Price.unitsPerOne)))
    }
}
