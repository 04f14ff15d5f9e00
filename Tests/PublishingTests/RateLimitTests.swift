import HTTP
import Testing

@testable import Publishing

struct RateLimitTests {
    private static let now: Int64 = 1_700_000_000

    private func wait(
        _ headers: [(String, Int64)], date: Int64? = nil, retryAfter: Int64? = nil
    ) -> Int64 {
        let response = HTTPResponse(
            status: 429, body: [], dateSeconds: date, retryAfterSeconds: retryAfter,
            headers: headers.map { HTTPRequest.Header($0.0, String($0.1)) })
        return RateLimit.endSeconds(response, nowSeconds: Self.now) - Self.now
    }

    @Test func `without headers it is the window's length`() {
        #expect(wait([]) == 900)
    }

    @Test func `the limit that is spent counts, not the one with some left`() {
        let window = [
            ("x-rate-limit-reset", Self.now + 600), ("x-rate-limit-remaining", 199 as Int64),
        ]
        #expect(wait(window) == 600)
        let day = [
            ("x-app-limit-24hour-reset", Self.now + 40_000),
            ("x-app-limit-24hour-remaining", 0 as Int64),
        ]
        #expect(wait(window + day) == 40_000)
        let user = [
            ("x-user-limit-24hour-reset", Self.now + 50_000),
            ("x-user-limit-24hour-remaining", 0 as Int64),
        ]
        #expect(wait(window + day + user) == 50_000)
        let left = [
            ("x-user-limit-24hour-reset", Self.now + 50_000),
            ("x-user-limit-24hour-remaining", 5 as Int64),
        ]
        #expect(wait(day + left) == 40_000)
    }

    @Test func `a reset without a count is spent`() {
        #expect(wait([("x-rate-limit-reset", Self.now + 300)]) == 300)
        #expect(wait([("x-app-limit-24hour-reset", Self.now + 7_000)]) == 7_000)
    }

    @Test func `the longer of header and Retry-After holds`() {
        #expect(wait([], retryAfter: 120) == 120)
        #expect(wait([("x-rate-limit-reset", Self.now + 300)], retryAfter: 120) == 300)
        #expect(wait([("x-rate-limit-reset", Self.now + 300)], retryAfter: 1_200) == 1_200)
    }

    @Test func `ends are told by X's clock`() {
        let reset = [("x-rate-limit-reset", Self.now + 4_000)]
        #expect(wait(reset, date: Self.now + 3_600) == 400)
        #expect(wait(reset, date: Self.now - 3_600) == 7_600)
    }

    @Test func `the past and the far future are bounded`() {
        #expect(wait([("x-rate-limit-reset", Self.now - 5)]) == 900)
        #expect(wait([("x-rate-limit-reset", Self.now + 5)]) == 60)
        #expect(wait([("x-rate-limit-reset", Int64.max)]) == 25 * 3_600)
        #expect(wait([("x-rate-limit-reset", Int64.min)]) == 900)
        #expect(wait([], retryAfter: 1) == 60)
        #expect(wait([], retryAfter: 0) == 900)
    }

    @Test func `headers that are no numbers are passed over`() {
        let response = HTTPResponse(
            status: 429, body: [], headers: [HTTPRequest.Header("x-rate-limit-reset", "soon")])
        #expect(RateLimit.endSeconds(response, nowSeconds: 0) == 900)
    }
}
