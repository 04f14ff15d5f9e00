package import Market

/// What a trader is given while it is fed.
package enum FeedDelivery: Equatable, Sendable {
    /// Closed and checked candles in order, at most one page of them.
    case candles([Candle])
    /// The exchange now tells a consumed candle differently; each version is delivered once.
    case revised(consumed: Candle, told: Candle)
    /// One line for the operator.
    case warning(String)
}

/// Takes what is delivered to the trader of an index, with the moment it was observed: the exchange's
/// time, as far as the local clock or another address bears it out.
///
/// `false` says that the consumer failed: this trader is fed no more.
package typealias FeedConsumer = (Int, FeedDelivery, Timestamp) -> Bool

/// How feeding a trader ended.
package enum FeedEnd: Equatable, Sendable {
    /// Every candle that has closed was delivered.
    case upToDate
    /// More is to come in a later tick; what it waits for, in words.
    case waiting(String)
    case failed(FeedFailure)
    /// The consumer wanted no more.
    case stopped
}

extension FeedEnd {
    /// What a trader waits for that the time for all was too short for.
    static func words(candlesBehind count: Int64) -> String {
        "\(count) \(count == 1 ? "candle" : "candles") behind, the next tick goes on"
    }
}

/// How feeding a trader ended, and what it took.
package struct FeedOutcome: Equatable, Sendable {
    package let end: FeedEnd
    /// The exchange's clock at the end; `nil` where no answer told it.
    package let exchangeTime: Timestamp?
    /// How many requests were sent.
    package let requests: Int
    /// How many bytes of answers came, counted after decompression.
    package let bytes: Int
}

/// Why a trader could not be fed, in one line that an operator can act upon.
package struct FeedFailure: Error, Equatable, Sendable, CustomStringConvertible {
    package enum Kind: Sendable {
        /// The exchange does not answer, cannot be understood, or will not serve this place.
        case unavailable
        /// A well-formed answer with contents that cannot be.
        case badData
        /// The exchange asked to be left alone for longer than this run lasts.
        case tryLater
        /// The question itself is refused, by the exchange or by us: symbol, timeframe, key, clock.
        case refused
        /// What must never happen; it ends this trader's tick, and nobody else's.
        case bug
    }

    package let kind: Kind
    package let message: String
    /// Whether nothing helps but the end of the record, where this machine's clock is right.
    package let endsRecord: Bool

    package init(_ kind: Kind, _ message: String, endsRecord: Bool = false) {
        self.kind = kind
        self.message = message
        self.endsRecord = endsRecord
    }

    package var description: String { message }
}
