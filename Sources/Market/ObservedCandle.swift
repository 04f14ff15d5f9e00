/// A consumed candle, and how else the exchange has told it since.
package struct ObservedCandle: Equatable, Sendable {
    /// How many consumed candles every request begins with.
    package static let overlap = 3
    /// How many other versions of one candle are recorded; what comes after them is not news.
    package static let maximumVersions = 8

    /// The candle as it was consumed.
    package var candle: Candle
    /// The versions told later, each recorded once.
    package var revisions: [Candle]

    package init(_ candle: Candle, revisions: [Candle] = []) {
        self.candle = candle
        self.revisions = revisions
    }

    /// Whether a version is new; it is remembered if so.
    package mutating func learns(_ version: Candle) -> Bool {
        guard version != candle, !revisions.contains(version),
            revisions.count < Self.maximumVersions
        else {
            return false
        }
        revisions.append(version)
        return true
    }
}
