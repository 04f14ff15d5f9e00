/// When a channel may be used, and how often.
package struct AlertRules: Equatable, Sendable {
    static let hourSeconds: Int64 = 3_600
    /// How long a channel may fail before what it should have told is given up.
    static let patienceSeconds: Int64 = 86_400
    /// How often a message is sent whose outcome stays unclear.
    static let maximumAttempts = 4
    /// So many texts refused in a row are not all bad: what is wrong is the channel then.
    static let maximumRefusals = 3

    /// The most messages in any hour; what is more is summed up in one.
    package var messagesPerHour: Int
    package var quietHours: LocalQuietHours?
    /// Whether a message that may have arrived is never sent again.
    package var isOnceAtMost: Bool

    package init(
        messagesPerHour: Int, quietHours: LocalQuietHours? = nil, isOnceAtMost: Bool = false
    ) {
        self.messagesPerHour = max(1, messagesPerHour)
        self.quietHours = quietHours
        self.isOnceAtMost = isOnceAtMost
    }
}

/// Minutes of the local day in which only what is urgent is told.
///
/// Local is a distance from UTC that is written down: `22:30-07:00` at `+02:00`.
package struct LocalQuietHours: Equatable, Sendable {
    private static let daySeconds: Int64 = 86_400

    /// The first quiet second of the local day, and the first one after.
    private let from: Int64
    private let to: Int64
    private let offset: Int64

    /// The hours that two texts name; `nil` where they do not, or leave none or all of the day.
    package init?(_ hours: String, utcOffset: String = "+00:00") {
        let sides = hours.split(separator: "-", omittingEmptySubsequences: false)
        guard sides.count == 2, let from = Self.minutes(sides[0]), let to = Self.minutes(sides[1]),
            from != to, let offset = Self.offset(utcOffset)
        else { return nil }
        self.from = from * 60
        self.to = to * 60
        self.offset = offset * 60
    }

    /// When the quiet ends that reigns at a second; `nil` where none does.
    package func end(atSeconds now: Int64) -> Int64? {
        let local = now + offset
        let second = ((local % Self.daySeconds) + Self.daySeconds) % Self.daySeconds
        let isQuiet =
            from < to ? (from..<to).contains(second) : second >= from || second < to
        guard isQuiet else { return nil }
        let left = to - second
        return now + (left > 0 ? left : left + Self.daySeconds)
    }

    /// Minutes of the day, `22` or `22:30`.
    private static func minutes(_ text: Substring) -> Int64? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let hour = number(parts[0]), hour < 24 else {
            return nil
        }
        guard parts.count == 2 else { return hour * 60 }
        guard parts[1].utf8.count == 2, let minute = number(parts[1]), minute < 60 else {
            return nil
        }
        return hour * 60 + minute
    }

    /// Minutes east of UTC, `+02:00` or `-5`; at most 14 hours either way.
    private static func offset(_ text: String) -> Int64? {
        guard let sign = text.first, sign == "+" || sign == "-",
            let minutes = minutes(text.dropFirst()), minutes <= 14 * 60
        else { return nil }
        return sign == "-" ? -minutes : minutes
    }

    private static func number(_ text: Substring) -> Int64? {
        guard (1...2).contains(text.utf8.count),
            text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return nil }
        return Int64(text)
    }
}
