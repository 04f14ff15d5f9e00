/// The prices of one span of time, and how much was traded in it.
package struct Candle: Hashable, Sendable {
    package let openTime: Timestamp
    package let open: Price
    package let high: Price
    package let low: Price
    package let close: Price
    package let volume: Volume

    /// A candle as it was told; ``flaw(in:after:)`` says whether it is possible.
    package init(
        openTime: Timestamp, open: Price, high: Price, low: Price, close: Price, volume: Volume
    ) {
        self.openTime = openTime
        self.open = open
        self.high = high
        self.low = low
        self.close = close
        self.volume = volume
    }

    /// The moment the candle is over: its open time and one timeframe.
    package func closeTime(_ timeframe: Timeframe) -> Timestamp {
        openTime.advanced(byMilliseconds: timeframe.milliseconds)
    }
}

extension Candle {
    /// What makes a candle impossible.
    package enum Flaw: Error, Equatable, CustomStringConvertible {
        case openTimeOffGrid
        case openTimeOutOfRange
        case notAfterPrevious
        case priceNotPositive
        case highNotHighest
        case lowNotLowest
        case negativeVolume

        package var description: String {
            switch self {
            case .openTimeOffGrid: "its open time is not a multiple of the timeframe"
            case .openTimeOutOfRange: "its open or close time is outside the years 1970 to 9999"
            case .notAfterPrevious: "it does not come after the row before it"
            case .priceNotPositive: "a price is not positive"
            case .highNotHighest: "its high is below its open or close"
            case .lowNotLowest: "its low is above its open or close"
            case .negativeVolume: "its volume is negative"
            }
        }
    }

    /// The first thing that is impossible about this candle, or `nil`.
    ///
    /// Open times are multiples of the timeframe and come after the `previous` one, if there is one.
    package func flaw(in timeframe: Timeframe, after previous: Timestamp?) -> Flaw? {
        flaw(every: timeframe.milliseconds, after: previous)
    }

    /// The same, of candles that are so many milliseconds apart.
    package func flaw(every spacing: Int64, after previous: Timestamp?) -> Flaw? {
        // By their units: this is asked for every candle of every file.
        let time = openTime.milliseconds
        if time < 0 || time > Timestamp.lastRepresentable &- spacing { return .openTimeOutOfRange }
        if time % spacing != 0 { return .openTimeOffGrid }
        if let previous, time <= previous.milliseconds { return .notAfterPrevious }
        let (open, high, low, close) = (open.units, high.units, low.units, close.units)
        if open <= 0 || high <= 0 || low <= 0 || close <= 0 { return .priceNotPositive }
        if high < open || high < close { return .highNotHighest }
        if low > open || low > close { return .lowNotLowest }
        if volume.units < 0 { return .negativeVolume }
        return nil
    }
}
