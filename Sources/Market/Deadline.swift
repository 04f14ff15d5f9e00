/// A stored moment until which something waits, and when that was written down.
///
/// A machine's clock may have been ahead when it was written. So a deadline that says it was written
/// at a moment yet to come, or that lies further ahead than it can have been meant, is void: whoever
/// reads it goes on as if it were not there, and says so.
package struct Deadline: Hashable, Sendable {
    package let until: Timestamp
    /// `nil` where a file of version 0.1 does not say: then the distance alone is judged.
    package let writtenAt: Timestamp?

    package init(until: Timestamp, writtenAt: Timestamp?) {
        self.until = until
        self.writtenAt = writtenAt
    }

    /// How a deadline stands at a moment.
    package enum Standing: Equatable, Sendable {
        case holds
        /// It has passed.
        case over
        /// It was never meant; the words say why, to stand after a colon.
        case void(String)
    }

    /// How far a clock may be set back without anything it wrote being void, in milliseconds.
    package static let toleranceMilliseconds: Int64 = 300_000

    /// Whether a moment that was written down lies in the future, so that the clock must have been
    /// ahead when it was.
    package static func isAhead(_ written: Timestamp, of now: Timestamp) -> Bool {
        written.millisecondsAhead(of: now) != nil
    }

    /// - Parameters:
    ///   - now: by the clock that `writtenAt` was read from.
    ///   - longest: the longest that such a deadline is ever meant to be ahead, in milliseconds.
    /// - Returns: whether it is to be heeded.
    package func standing(at now: Timestamp, longestMilliseconds longest: Int64) -> Standing {
        if until <= now { return .over }
        if let writtenAt, Self.isAhead(writtenAt, of: now) {
            return .void("it was written at \(writtenAt), which is yet to come")
        }
        // A clock that is set back within the tolerance makes every distance that much longer.
        let (most, overflow) = longest.addingReportingOverflow(Self.toleranceMilliseconds)
        let reach = until.since(now)
        let meant = writtenAt.map { until.since($0) } ?? reach
        guard overflow || (reach <= most && meant <= most) else {
            return .void("it ends \(until), which is further ahead than it can be meant")
        }
        return .holds
    }
}

extension Timestamp {
    /// How far what has been, as the end of a candle, lies ahead of a clock that so cannot be right;
    /// `nil` where it does not, or no further than clocks may be set back.
    package func millisecondsAhead(of now: Timestamp) -> Int64? {
        let distance = since(now)
        return distance > Deadline.toleranceMilliseconds ? distance : nil
    }
}
