import Testing

@testable import Jobs

struct ChartReachTests {
    @Test func `a reach is a window or so many candles`() {
        #expect(ChartReach(word: "24h") == .window(.day))
        #expect(ChartReach(word: "all") == .window(.all))
        #expect(ChartReach(word: "1h") == ChartWindow(word: "1h").map { .window($0) })
        #expect(ChartReach(word: "200") == .candles(200))
        #expect(ChartReach(word: "100000") == .candles(100_000))
        for word in ["", "0", "-5", "100001", "1w", "2.5", "99999999999999999999"] {
            #expect(ChartReach(word: word) == nil, "\(word)")
        }
    }
}
