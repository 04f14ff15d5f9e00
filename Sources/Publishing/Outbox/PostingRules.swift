/// When the account may post at all: budgets, distance, quiet hours.
package struct PostingRules: Equatable, Sendable {
    /// The least distance between two posts; the parts of one thread follow one another at once.
    package static let leastGapSeconds: Int64 = 120
    static let daySeconds: Int64 = 86_400
    static let monthSeconds: Int64 = 30 * daySeconds

    /// The most posts in any 24 hours; every part of a thread is one.
    package var mostPerDay: Int
    /// The most posts in any 30 days.
    package var mostPerMonth: Int
    /// The distance between two posts; at least ``leastGapSeconds``.
    package var gapSeconds: Int64
    package var quietHours: QuietHours?
    /// `DISABLE_POSTING`: nothing is asked of X, not even what is there.
    package var isDisabled: Bool

    package init(
        mostPerDay: Int, mostPerMonth: Int, gapSeconds: Int64 = leastGapSeconds,
        quietHours: QuietHours? = nil, isDisabled: Bool = false
    ) {
        self.mostPerDay = mostPerDay
        self.mostPerMonth = mostPerMonth
        self.gapSeconds = max(gapSeconds, Self.leastGapSeconds)
        self.quietHours = quietHours
        self.isDisabled = isDisabled
    }

    /// Whether posts may go out now.
    enum Permission: Equatable {
        case granted
        case until(Int64, why: String)
        case never(why: String)
    }

    /// Whether `count` more posts may go out now.
    ///
    /// `others` is when other entries' posts went out or may have, and `own` when this entry's did:
    /// both count in the budgets, the distance is kept to the others.
    func permission(
        _ count: Int, others: [Int64], own: [Int64], nowSeconds now: Int64
    ) -> Permission {
        if isDisabled { return .never(why: "posting is switched off") }
        let all = (others + own).sorted()
        for (most, window, name) in [
            (mostPerDay, Self.daySeconds, "24 hours"), (mostPerMonth, Self.monthSeconds, "30 days"),
        ] {
            guard most > 0 else { return .never(why: "the budget is 0 posts in \(name)") }
            let recent = all.filter { $0 > now - window }
            // A thread longer than the budget would never fit whole.
            let room = most - min(count, most)
            if recent.count > room {
                let freed = recent[recent.count - room - 1]
                // A moment in the future is a clock set back since: it frees its place no later.
                return .until(
                    min(freed, now) + window, why: "the budget of \(most) posts in \(name) is spent"
                )
            }
        }
        if let last = others.max(), min(last, now) + gapSeconds > now {
            return .until(
                min(last, now) + gapSeconds, why: "posts are \(gapSeconds) s apart at least")
        }
        if let end = quietHours?.end(at: now) {
            return .until(end, why: "quiet hours")
        }
        return .granted
    }
}

/// Hours of the UTC day in which nothing is posted.
package struct QuietHours: Equatable, Sendable {
    /// The first quiet hour, 0 to 23.
    package let from: Int
    /// The first hour after, 0 to 23; before `from` where the night is between.
    package let to: Int

    /// `nil` for hours that do not exist, or that leave none or all of the day.
    package init?(from: Int, to: Int) {
        guard (0...23).contains(from), (0...23).contains(to), from != to else { return nil }
        self.from = from
        self.to = to
    }

    /// When the quiet ends that reigns at a second; `nil` where none does.
    func end(at now: Int64) -> Int64? {
        let second = ((now % 86_400) + 86_400) % 86_400
        let hour = Int(second / 3_600)
        let isQuiet = from < to ? (from..<to).contains(hour) : hour >= from || hour < to
        guard isQuiet else { return nil }
        let midnight = now - second
        let end = midnight + Int64(to) * 3_600
        return end > now ? end : end + 86_400
    }
}
