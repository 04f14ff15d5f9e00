import JSON
import Market

@testable import Feeds

extension CandleSeeker {
    /// Takes an answer whose time the local clock bears out.
    mutating func consume(_ rows: [JSONValue], at now: Timestamp) -> FeedTurn {
        consume(rows, at: AnswerTime(now))
    }
}
