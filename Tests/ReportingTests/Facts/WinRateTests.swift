import Testing

@testable import Reporting

struct WinRateTests {
    @Test(arguments: [
        (1, 1, 20.65, 100.0), (0, 1, 0.0, 79.35), (7, 10, 39.68, 89.22), (7, 40, 8.75, 31.95),
        (5, 10, 23.66, 76.34), (50, 100, 40.38, 59.62), (0, 10, 0.0, 27.75),
    ])
    func `Wilson's interval`(wins: Int, trades: Int, low: Double, high: Double) throws {
        let interval = try #require(WinRate(wins: wins, trades: trades).interval)
        #expect(abs(interval.lowerBound - low) < 0.005, "\(interval)")
        #expect(abs(interval.upperBound - high) < 0.005, "\(interval)")
    }

    @Test func `the rate lies inside its interval`() throws {
        for trades in 1...200 {
            for wins in 0...trades {
                let rate = WinRate(wins: wins, trades: trades)
                let interval = try #require(rate.interval)
                let percent = try #require(rate.percent)
                #expect(
                    interval.lowerBound <= percent + 1e-9 && percent <= interval.upperBound + 1e-9,
                    "\(wins) of \(trades)")
            }
        }
    }

    @Test func `no trade has no rate, and 30 are no small sample`() {
        #expect(WinRate(wins: 0, trades: 0).percent == nil)
        #expect(WinRate(wins: 0, trades: 0).interval == nil)
        #expect(WinRate(wins: 1, trades: 29).isSmallSample)
        #expect(!WinRate(wins: 1, trades: 30).isSmallSample)
    }
}
