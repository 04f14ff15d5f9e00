internal import JSON
internal import Market

/// What to ask for, and what to make of the answer: one trader's fetching without any I/O.
protocol CandleSeeker {
    /// The open time that the next request begins with.
    var start: Timestamp { get }

    /// Takes the rows of an answer, oldest first.
    mutating func take(_ rows: [JSONValue], at now: AnswerTime) -> FeedTurn

    /// How many candles must have closed that were not delivered yet.
    func candlesBehind(at now: Timestamp) -> Int64
}

/// What an answer amounts to.
struct FeedTurn {
    enum Next: Equatable {
        case ask(afterMilliseconds: Int64)
        case end(FeedEnd)
        /// An end whose words still lack who was asked, and where.
        case fail(FeedFailure.Kind, String)
    }

    /// Handed over in this order, before anything else happens.
    var deliveries: [FeedDelivery]
    var next: Next
}
