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
        #expect(permission(PostingRules(mostPerDay: 1, mostPerMonth: 1)) == .granted)
    }

    @Test func `keeps posts two minutes apart, however small the wish`() {
        let rules = PostingRules(mostPerDay: 10, mostPerMonth: 10, gapSeconds: 0)
        #expect(end(permission(rules, others: [Self.now])) == 120)
        #expect(end(permission(rules, others: [Self.now - 119])) == 1)
        #expect(permission(rules, others: [Self.now - 120]) == .granted)
        #expect(permission(rules, own: [Self.now]) == .granted)
    }

    @Test func `a clock that was set back does not hold forever`() {
        let rules = PostingRules(mostPerDay: 1, mostPerMonth: 10)
        #expect(end(permission(rules, others: [Self.now + 900 * Self.hour])) == 24 * Self.hour)
        let wide = PostingRules(mostPerDay: 10, mostPerMonth: 10)
        #expect(end(permission(wide, others: [Self.now + 900 * Self.hour])) == 120)
    }

    @Test func `frees a place when the oldest post leaves the window`() {
        let rules = PostingRules(mostPerDay: 3, mostPerMonth: 10)
        let posts = [1, 5, 20].map { Self.now - $0 * Self.hour }
        #expect(end(permission(rules, others: posts)) == 4 * Self.hour)
        #expect(end(permission(rules, 2, others: posts)) == 19 * Self.hour)
        #expect(end(permission(rules, 3, others: posts)) == 23 * Self.hour)
        #expect(permission(rules, others: posts.map { $0 - 5 * Self.hour }) == .granted)
    }

    @Test func `a thread longer than the budget waits for all of it, not forever`() {
        let rules = PostingRules(mostPerDay: 2, mostPerMonth: 10)
        #expect(permission(rules, 5) == .granted)
        #expect(end(permission(rules, 5, others: [Self.now - 20 * Self.hour])) == 4 * Self.hour)
    }

    @Test func `counts the month too`() {
        let rules = PostingRules(mostPerDay: 5, mostPerMonth: 2)
        let posts = [10, 20].map { Self.now - $0 * 24 * Self.hour }
        #expect(end(permission(rules, others: posts)) == 10 * 24 * Self.hour)
    }

    @Test func `nothing is granted without a budget, or switched off`() {
        for rules in [
            PostingRules(mostPerDay: 0, mostPerMonth: 1),
            PostingRules(mostPerDay: 1, mostPerMonth: 0),
            PostingRules(mostPerDay: 9, mostPerMonth: 9, isDisabled: true),
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
            mostPerDay: 9, mostPerMonth: 9, quietHours: QuietHours(from: from, to: to))
        #expect(end(permission(rules)) == wait)
    }

    @Test(arguments: [(5, 5), (-1, 3), (0, 24)])
    func `hours that do not exist are none`(from: Int, to: Int) {
        #expect(QuietHours(from: from, to: to) == nil)
    }
}
