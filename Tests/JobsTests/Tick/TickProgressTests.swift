import Market
import Seeds
import Testing

@testable import Jobs

struct TickProgressTests {
    @Test func `a tick that catches up tells how far it is, and comes to all there is`() throws {
        let fixture = try TickFixture(
            binance: [],
            configuration: """
                { traders: [{ name: 'a', exchange: 'sim' },
                            { name: 'b', exchange: 'sim', symbol: 'ETH/USDT', timeframe: '1h' }] }
                """)
        let moment: Timestamp = "2026-01-05T12:00:00Z"
        var told: [(done: Int64, total: Int64)] = []
        let progress: TickJob.Progress = { told.append(($0, $1)) }
        // Nothing says how many there are to be of a first tick: those that came are all.
        try fixture.tick(at: moment, progress: progress)
        #expect(!told.isEmpty && told.allSatisfy { $0.done == $0.total })
        told = []
        let later = moment.advanced(byMilliseconds: 30 * Timestamp.millisecondsPerDay)
        try fixture.tick(at: later, progress: progress)
        let candles: Int64 = 30 * 288 + 30 * 24
        #expect(told.count > 2 && told.allSatisfy { $0.total == candles })
        let done = told.map(\.done)
        #expect(done == done.sorted() && done.last == candles)
        told = []
        try fixture.tick(at: later, progress: progress)
        #expect(told.isEmpty, "nothing new is nothing to tell")
    }
}
