import Testing

@testable import Publishing

struct PostingRulesTests {
    /// 2025-10-09, 08:53:20 UTC.
    private static let now: Int64 = 1_760_000_000
    private static let hour: Int64 = 3_600

    private func permission(
        _ rules: PostingRules, _ count: Int = 1, others: [Int64] = [], own: [Int64] = []
    ) -> PostingRules.Permission {
        rules.permission(count, others: others, own: own, nowSeconds: Self.now)
    }

    private func end(_ permission: PostingRules.Permission) -> Int64? {
        if case .until(let end, let why) = permission, !why.isEmpty { end - Self.now } else { nil }
    }

    @Test func `grants the first post`() {
        #expect(permission(PostingRules(maximumPerDay: 1, maximumPerMonth: 1)) == .granted)
    }

    @Test func `keeps posts two minutes apart, however small the wish`() {
        let rules = PostingRules(maximumPerDay: 10, maximumPerMonth: 10, gapSeconds: 0)
        #expect(end(permission(rules, others: [Self.now])) == 120)
        #expect(end(permission(rules, others: [Self.now - 119])) == 1)
        #expect(permission(rules, others: [Self.now - 120]) == .granted)
        #expect(permission(rules, own: [Self.now]) == .granted)
    }

    @Test func `what a clock that was ahead wrote counts nowhere`() {
        let rules = PostingRules(maximumPerDay: 1, maximumPerMonth: 10)
        #expect(permission(rules, others: [Self.now + 900 * Self.hour]) == .granted)
        #expect(permission(rules, own: [Self.now + 301]) == .granted)
        // A clock set back by a little forgets nothing.
        #expect(end(permission(rules, others: [Self.now + 300])) == 24 * Self.hour)
    }

    @Test func `frees a place when the oldest post leaves the window`() {
        let rules = PostingRules(maximumPerDay: 3, maximumPerMonth: 10)
        let posts = [1, 5, 20].map { Self.now - $0 * Self.hour }
        #expect(end(permission(rules, others: posts)) == 4 * Self.hour)
        #expect(end(permission(rules, 2, others: posts)) == 19 * Self.hour)
        #expect(end(permission(rules, 3, others: posts)) == 23 * Self.hour)
        #expect(permission(rules, others: posts.map { $0 - 5 * Self.hour }) == .granted)
    }

    @Test func `a thread longer than the budget never fits`() {
        for rules in [
            PostingRules(maximumPerDay: 2, maximumPerMonth: 10),
            PostingRules(maximumPerDay: 9, maximumPerMonth: 4),
        ] {
            guard case .tooMany(let why) = permission(rules, 5) else {
                Issue.record("\(rules)")
                continue
            }
            #expect(why.hasPrefix("5 parts are more than the budget of "))
        }
    }

    @Test func `a day's new posts take no more than its share of the month`() {
        let rules = PostingRules(maximumPerDay: 24, maximumPerMonth: 500)
        #expect(rules.dailyShare == 16)
        // Of these 16, 9 were sent since midnight.
        let posts = (0..<16).map { Self.now - Self.hour * $0 - 200 }
        #expect(rules.room(after: posts, nowSeconds: Self.now) == 7)
        #expect(rules.permissionToBegin(7, after: posts, nowSeconds: Self.now) == .granted)
        // By 8:53, 9 of 24 hours have begun.
        #expect(rules.room(after: [], nowSeconds: Self.now, isPaced: true) == 6)
        #expect(rules.room(after: [Self.now], nowSeconds: Self.now, isPaced: true) == 5)
        let share = rules.permissionToBegin(8, after: posts, nowSeconds: Self.now)
        #expect(end(share) == 54_400)
        // Part of a thread that was begun knows no share.
        #expect(permission(rules, 8, others: posts) == .granted)
        #expect(PostingRules(maximumPerDay: 3, maximumPerMonth: 500).longestThread == 3)
        #expect(PostingRules(maximumPerDay: 24, maximumPerMonth: 10).longestThread == 1)
        #expect(PostingRules(maximumPerDay: 0, maximumPerMonth: 10).longestThread == 0)
    }

    /// Whoever takes all the room there is each hour never meets the month's end.
    @Test(arguments: [(24, 500), (3, 500), (24, 62), (100, 3_000)])
    func `with the share kept, no wait is longer than a day`(perDay: Int, perMonth: Int) {
        let rules = PostingRules(maximumPerDay: perDay, maximumPerMonth: perMonth)
        var posts: [Int64] = []
        var longest: Int64 = 0
        for hour in 0..<1_600 as Range<Int64> {
            let now = Self.now + hour * Self.hour
            let room = rules.room(after: posts, nowSeconds: now)
            posts += Array(repeating: now, count: min(room, 3))
            posts.removeAll { $0 <= now - 31 * 86_400 }
            #expect(posts.count { $0 > now - 86_400 } <= perDay)
            #expect(posts.count { $0 > now - 30 * 86_400 } <= perMonth)
            longest = max(longest, now - (posts.last ?? now))
        }
        #expect(longest <= 86_400)
    }

    @Test func `counts the month too`() {
        let rules = PostingRules(maximumPerDay: 5, maximumPerMonth: 2)
        let posts = [10, 20].map { Self.now - $0 * 24 * Self.hour }
        #expect(end(permission(rules, others: posts)) == 10 * 24 * Self.hour)
    }

    @Test func `nothing is granted without a budget, or switched off`() {
        for rules in [
            PostingRules(maximumPerDay: 0, maximumPerMonth: 1),
            PostingRules(maximumPerDay: 1, maximumPerMonth: 0),
            PostingRules(maximumPerDay: 9, maximumPerMonth: 9, isDisabled: true),
        ] {
            guard case .never = permission(rules) else {
                Issue.record("\(rules)")
                continue
            }
        }
    }

    @Test(
        arguments: [
            (8, 9, 400), (8, 12, 11_200), (9, 12, nil), (5, 8, nil), (22, 9, 400), (22, 6, nil),
            (8, 7, 79_600), (0, 23, 50_800),
        ] as [(Int, Int, Int64?)])
    func `quiet hours end at a full hour, over midnight too`(from: Int, to: Int, wait: Int64?) {
        let rules = PostingRules(
            maximumPerDay: 9, maximumPerMonth: 9, quietHours: QuietHours(from: from, to: to))
        #expect(end(permission(rules)) == wait)
    }

    @Test(arguments: [(5, 5), (-1, 3), (0, 24)])
    func `hours that do not exist are none`(from: Int, to: Int) {
        #expect(QuietHours(from: from, to: to) == nil)
    }
}
