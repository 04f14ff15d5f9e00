package import Market

/// The share of candles at whose close a position was open.
package struct Exposure: Equatable, Sendable {
    package var candles = 0
    package var exposed = 0

    package init() {}

    mutating func count(_ isExposed: Bool) {
        candles += 1
        if isExposed { exposed += 1 }
    }

    /// Takes in other candles.
    package mutating func add(_ other: Exposure) {
        candles += other.candles
        exposed += other.exposed
    }

    /// How many days the candles make up, those that are missing not counted.
    package func days(in timeframe: Timeframe) -> Double {
        Double(candles) * Double(timeframe.milliseconds) / Double(Timestamp.millisecondsPerDay)
    }

    /// In percent; 0 before the first candle after the warm-up.
    package var percent: Double { candles == 0 ? 0 : 100 * Double(exposed) / Double(candles) }
}
