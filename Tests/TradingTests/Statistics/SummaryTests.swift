import Market
import Seeds
import Testing

@testable import Trading

struct SummaryTests {
    @Test func `a trader that has seen nothing`() throws {
        let parameters = Parameters()
        let summary = try Summary(TraderState(parameters), parameters)
        #expect(summary.balance == "10000" && summary.equity == "10000")
        #expect(summary.totalPnL == "0" && summary.totalPnLPercent == 0)
        #expect(summary.totalFees == "0" && summary.unrealizedPnL == "0")
        #expect(summary.dailyLossPercent == 0 && summary.dailyLossPercent.sign == .plus)
    }

    /// A position bought for 2999.99973 and 2.99999973, marked at 101: 29.991 · 101 = 3029.091.
    @Test func `an open position, marked at the last close`() throws {
        var stage = try Stage()
        _ = try stage.cross()
        try stage.feed("100", "101", "99", "101")
        let summary = try Summary(stage.state, stage.parameters)
        #expect(summary.balance == "6997.00027027")
        #expect(summary.unrealizedPnL == "26.09127027")
        #expect(summary.equity == "10026.09127027")
        #expect(summary.totalPnL == "0" && summary.totalFees == "2.99999973")
    }

    @Test func `closed trades`() throws {
        var stage = try Stage()
        _ = try stage.cross()
        try stage.feed("100", "100", "90", "95")  // pnl −66.821112, see StepTests
        let summary = try Summary(stage.state, stage.parameters)
        #expect(summary.totalPnL == "-66.821112" && summary.unrealizedPnL == "0")
        #expect(summary.totalPnLPercent == 100 * -66.821112 / 10_000)
        #expect(summary.equity == "9933.178888" && summary.balance == summary.equity)
        #expect(summary.totalFees == "5.93911747")
        #expect(summary.dailyLossPercent == 0.66821112)
    }

    @Test func `a day's gain is no loss`() throws {
        var state = TraderState(Parameters())
        state.risk.dailyPnL = "5"
        #expect(try Summary(state, Parameters()).dailyLossPercent == 0)
        state.risk.dailyPnL = "-250"
        #expect(try Summary(state, Parameters()).dailyLossPercent == 2.5)
    }
}
