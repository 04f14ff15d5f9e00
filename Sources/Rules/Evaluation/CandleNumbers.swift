internal import Market

/// A candle as rules see it: whole numbers in units of 10⁻⁸.
struct CandleNumbers {
    let openTime: Int64
    let open, high, low, close: Int128
    /// Unknown where 79 bits do not hold it, so that sums of it are bounded.
    let volume: Int128

    private static var unit: Int128 { 100_000_000 }
    /// No volume of a candle that a rule sees is as much.
    static var volumeLimit: Int128 { 1 << 79 }

    init(
        openTime: Int64, open: Int64, high: Int64, low: Int64, close: Int64, volume: Int128,
        volumeLimit: Int128 = Self.volumeLimit
    ) {
        self.openTime = openTime
        self.open = Int128(open)
        self.high = Int128(high)
        self.low = Int128(low)
        self.close = Int128(close)
        self.volume = volume >= 0 && volume < volumeLimit ? volume : Unknown.whole
    }

    init(_ candle: Candle) {
        self.init(
            openTime: candle.openTime.milliseconds, open: candle.open.units,
            high: candle.high.units, low: candle.low.units, close: candle.close.units,
            volume: candle.volume.units)
    }

    /// What is given where no instruction reads a candle.
    static var nothing: CandleNumbers {
        CandleNumbers(openTime: 0, open: 0, high: 0, low: 0, close: 0, volume: 0)
    }

    /// A price, or a volume, as the nearest Double.
    @inline(__always)
    static func price(_ units: Int128) -> Double {
        NearestDouble.quotient(units, over: unit, near: 1e8)
    }

    // In range below: a few prices of 64 bits.

    /// hl2.
    var middle: Double { NearestDouble.quotient(high + low, over: 2 * Self.unit, near: 2e8) }

    /// hlc3.
    var typical: Double {
        NearestDouble.quotient(high + low + close, over: 3 * Self.unit, near: 3e8)
    }

    /// (open + close)/2.
    var bodyMiddle: Double { NearestDouble.quotient(open + close, over: 2 * Self.unit, near: 2e8) }

    /// ohlc4.
    var average: Double {
        NearestDouble.quotient(open + high + low + close, over: 4 * Self.unit, near: 4e8)
    }

    /// The true range: the widest of the candle's own range and its ends' distances from the last
    /// close.
    func trueRange(after last: Int128) -> Double {
        Self.price(max(high - low, max(abs(high - last), abs(low - last))))
    }
}
