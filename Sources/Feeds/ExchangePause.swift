package import Market

/// Until when an exchange wants to be left alone, and how often in a row it has said so.
package struct ExchangePause: Equatable, Sendable {
    package let deadline: Deadline
    /// Refusals, each within 10 minutes after the silence that the one before asked for; 0 where the
    /// silence was our own idea.
    package let refusals: Int

    package init(_ deadline: Deadline, refusals: Int) {
        self.deadline = deadline
        self.refusals = refusals
    }

    /// The longest that an exchange may be left alone; a longer wish is a clock gone wrong.
    package static let longestMilliseconds = 3 * Timestamp.millisecondsPerDay
    /// A refusal so soon after the silence that was asked for repeats the one before.
    static let repeatMilliseconds: Int64 = 600_000
    /// How often in a row is counted; past it nothing grows.
    package static let mostRefusals = 20

    /// The least that an exchange is left alone after so many refusals, in seconds: the first says for
    /// itself, the second means a minute, and each further one twice as long, to an hour.
    static func leastSeconds(afterRefusals count: Int) -> Int64 {
        count < 2 ? 1 : min(60 << Int64(min(count - 2, 10)), 3_600)
    }
}
