import Market
import Seeds
import Testing
import Trading

@testable import Jobs
@testable import Text

struct TradeFilterTests {
    private func trade(
        _ exit: String, pnl: Int64 = 1, _ reason: Reason = .signal
    ) throws -> Trade {
        let time = try #require(Timestamp(iso8601: exit))
        return Trade(
            id: time, entryPrice: Price(units: 1), exitPrice: Price(units: 1),
            quantity: Quantity(units: 1), invested: .zero, pnl: Money(units: pnl), fees: .zero,
            reason: reason, entryReason: .signal, entryTime: Timestamp(milliseconds: 0),
            exitTime: time, outlay: .zero)
    }

    @Test func `without any wish all are taken`() throws {
        let all = try TradeFilter()
        for reason in [Reason.signal, .stopLoss, .takeProfit] {
            #expect(try all.takes(trade("2025-10-10", pnl: 0, reason)))
        }
    }

    @Test(arguments: [
        ("2025-10-09T23:59:59.999Z", false), ("2025-10-10", true), ("2025-10-11T23:59:59Z", true),
        ("2025-10-12", false),
    ])
    func `times begin with the first and end before the second`(
        exit: String, isTaken: Bool
    ) throws {
        let filter = try TradeFilter(since: "2025-10-10", until: "2025-10-12T00:00Z")
        #expect(try filter.takes(trade(exit)) == isTaken)
    }

    @Test(arguments: [(Int64(1), true), (0, false), (-1, false)])
    func `a win has a profit, and all else is a loss`(pnl: Int64, isWin: Bool) throws {
        #expect(
            try TradeFilter(result: .win).takes(trade("2025-10-10", pnl: pnl)) == isWin)
        #expect(
            try TradeFilter(result: .loss).takes(trade("2025-10-10", pnl: pnl)) != isWin)
    }

    @Test func `any of the reasons named is taken, in either spelling`() throws {
        let named = try ["STOP_LOSS", "take-profit"].map {
            try #require(TradeFilter.Ending(word: $0))
        }
        let filter = try TradeFilter(endings: named)
        #expect(try filter.takes(trade("2025-10-10", .stopLoss)))
        #expect(try filter.takes(trade("2025-10-10", .takeProfit)))
        #expect(try !filter.takes(trade("2025-10-10", .signal)))
        #expect(TradeFilter.Ending(word: "stop loss") == nil)
    }

    @Test func `what is no time, or no span of time, is a usage error`() throws {
        #expect(
            throws: JobError(
                .usage,
                "--since: 'yester?day' is no date as 2025-10-10, no time as 2025-10-10T21:15:00Z "
                    + "and no span as 7d")
        ) { try TradeFilter(since: "yester\nday") }
        #expect(throws: JobError.self) { try TradeFilter(until: "2025-02-30") }
        #expect(
            throws: JobError(
                .usage,
                "--until: 2025-10-10T00:00:00.000Z is not after --since 2025-10-10T00:00:00.000Z")
        ) { try TradeFilter(since: "2025-10-10", until: "2025-10-10") }
    }

    @Test func `a span is counted back from now, and what is yet to come is no beginning`() throws {
        let now: Timestamp = "2025-10-10T12:00:00Z"
        let week = try TradeFilter(since: "7d", now: now)
        #expect(try week.takes(trade("2025-10-03T12:00Z")))
        #expect(try !week.takes(trade("2025-10-03T11:59Z")))
        let before = try TradeFilter(until: "48h", now: now)
        #expect(try before.takes(trade("2025-10-08T11:59Z")))
        #expect(try !before.takes(trade("2025-10-08T12:00Z")))
        #expect(
            throws: JobError(
                .usage,
                "--since: 2025-10-11T00:00:00.000Z is yet to come: it is 2025-10-10 12:00 UTC")
        ) { try TradeFilter(since: "2025-10-11", now: now) }
        _ = try TradeFilter(since: "2025-10-01", until: "2025-12-01", now: now)
    }
}
