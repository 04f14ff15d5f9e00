import JSON
import Market

@testable import Feeds

extension CandleSeeker {
    /// Takes an answer whose time the local clock bears out.
    mutating func take(_ rows: [JSONValue], at now: Timestamp) -> FeedTurn {
        take(rows, at: AnswerTime(now))
    }
}
