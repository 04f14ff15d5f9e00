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

    package init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }

    package var description: String { message }
}
