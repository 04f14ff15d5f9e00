import Testing
import Trading

@testable import Reporting

struct HoldingTests {
    @Test func `it ends with its trade, and is late where either order was`() {
        var holding = Holding(Position.open, isLate: true)
        #expect(holding.end == nil)
        holding.close(ReportedTrade.win.trade, isLate: false)
        #expect(holding.end == ReportedTrade.win.trade.exitTime)
        #expect(holding.isLate)
        var other = Holding(Position.open)
        #expect(!other.isLate)
        other.close(ReportedTrade.loss.trade, isLate: true)
        #expect(other.isLate)
    }
}
