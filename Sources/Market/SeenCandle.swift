/// A consumed candle, and how else the exchange has told it since.
package struct SeenCandle: Equatable, Sendable {
    /// How many consumed candles every request begins with.
    package static let overlap = 3
    /// How many other versions of one candle are recorded; what comes after them is not news.
    package static let mostVersions = 8

    /// The candle as it was consumed.
    package var candle: Candle
    /// The versions told later, each recorded once.
    package var told: [Candle]

    package init(_ candle: Candle, told: [Candle] = []) {
        self.candle = candle
        self.told = told
    }

    /// Whether a version is new; it is remembered if so.
    package mutating func learns(_ version: Candle) -> Bool {
        guard version != candle, !told.contains(version), told.count < Self.mostVersions else {
            return false
        }
        told.append(version)
        return true
    }
}
