/// When the account may post at all: budgets, distance, quiet hours.
///
/// Moments that are yet to come count nowhere: a clock that was ahead wrote them.
package struct PostingRules: Equatable, Sendable {
    /// The least distance between two posts; the parts of one thread follow one another at once.
    package static let leastGapSeconds: Int64 = 120
    static let daySeconds: Int64 = 86_400
    static let monthSeconds: Int64 = 30 * daySeconds

    /// The most posts in any 24 hours; every part of a thread is one.
    package var maximumPerDay: Int
    /// The most posts in any 30 days.
    package var maximumPerMonth: Int
    /// The distance between two posts; at least ``leastGapSeconds``.
    package var gapSeconds: Int64
    package var quietHours: QuietHours?
    /// `DISABLE_POSTING`: nothing is asked of X, not even what is there.
    package var isDisabled: Bool
    /// For how long after it was made a thread that was begun is gone on with.
    package var patienceSeconds: Int64

    package init(
        maximumPerDay: Int, maximumPerMonth: Int, gapSeconds: Int64 = leastGapSeconds,
        quietHours: QuietHours? = nil, isDisabled: Bool = false, patienceSeconds: Int64 = .max
    ) {
        self.maximumPerDay = maximumPerDay
        self.maximumPerMonth = maximumPerMonth
        self.gapSeconds = max(gapSeconds, Self.leastGapSeconds)
        self.quietHours = quietHours
        self.isDisabled = isDisabled
        self.patienceSeconds = patienceSeconds
    }

    /// Whether posts may go out now.
    package enum Permission: Equatable, Sendable {
        case granted
        case until(Int64, why: String)
        /// So many never fit, for a thread goes out at once or not at all.
        case tooMany(why: String)
        case never(why: String)
    }

    private var budgets: [(most: Int, window: Int64, name: String)] {
        [
            (maximumPerDay, Self.daySeconds, "24 hours"),
            (maximumPerMonth, Self.monthSeconds, "30 days"),
        ]
    }

    /// Whether `count` more posts may go out now.
    ///
    /// `others` is when other entries' posts went out or may have, and `own` when this entry's did:
    /// both count in the budgets, the distance is kept to the others.
    package func permission(
        _ count: Int, others: [Int64], own: [Int64], nowSeconds now: Int64
    ) -> Permission {
        if isDisabled { return .never(why: "posting is switched off") }
        let others = past(others, now)
        let all = (others + past(own, now)).sorted()
        for (most, window, name) in budgets {
            guard most > 0 else { return .never(why: "the budget is 0 posts in \(name)") }
            guard count <= most else {
                return .tooMany(
                    why: "\(count) parts are more than the budget of \(most) posts in \(name)")
            }
            let recent = all.filter { $0 > now - window }
            let room = most - count
            if recent.count > room {
                let freed = recent[recent.count - room - 1]
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

    // MARK: New posts

    /// What of the month's budget a UTC day may use for new posts, so that no day is left without.
    package var dailyShare: Int { max(1, min(maximumPerDay, maximumPerMonth / 31)) }

    /// The most parts that a new post can have and still be begun some day.
    package var longestThread: Int { min(maximumPerDay, maximumPerMonth, dailyShare) }

    /// How many parts may be begun now, by the budgets and the day's share.
    ///
    /// `isPaced` spreads the share over the day's hours, for what can wait for the next one.
    package func room(
        after attempts: [Int64], nowSeconds now: Int64, isPaced: Bool = false
    ) -> Int {
        let all = past(attempts, now)
        let left = budgets.map { budget in
            budget.most - all.count { $0 > now - budget.window }
        }
        let hours = isPaced ? Int((now - midnight(now)) / 3_600) + 1 : 24
        let share = (dailyShare * hours + 23) / 24 - all.count { $0 >= midnight(now) }
        return max(0, min(left.min() ?? 0, share))
    }

    /// Whether a new post of `count` parts may be begun now; else until when it may not, and why.
    package func permissionToBegin(
        _ count: Int, after attempts: [Int64], nowSeconds now: Int64
    ) -> Permission {
        let permission = permission(count, others: attempts, own: [], nowSeconds: now)
        guard permission == .granted,
            past(attempts, now).count(where: { $0 >= midnight(now) }) + count > dailyShare
        else { return permission }
        return .until(
            midnight(now) + Self.daySeconds,
            why: "the day's share, \(dailyShare) of \(maximumPerMonth) posts in 30 days, is spent")
    }

    private func midnight(_ now: Int64) -> Int64 {
        now - ((now % Self.daySeconds) + Self.daySeconds) % Self.daySeconds
    }

    private func past(_ moments: [Int64], _ now: Int64) -> [Int64] {
        moments.filter { $0 <= now + OutboxEntry.toleranceSeconds }
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
        // In range: an hour is 0 to 23.
        let end = midnight + Int64(to) * 3_600
        return end > now ? end : end + 86_400
    }
}
