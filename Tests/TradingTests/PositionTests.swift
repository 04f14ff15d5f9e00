import Market
import Seeds
import Testing

@testable import Trading

struct PositionTests {
    /// Stop 98, target 106; each row of the precedence, and its borders.
    @Test(
        arguments: [
            ("98", "99", "97", "98.5", .stopLoss, "98"),  // opens at the stop
            ("90", "107", "89", "100", .stopLoss, "90"),  // opens below it, whatever follows
            ("106", "106", "97", "98", .takeProfit, "106"),  // opens at the target
            ("110", "111", "97", "100", .takeProfit, "110"),  // opens above it, then the stop
            ("100", "107", "97", "105", .stopLoss, "98"),  // both inside: the stop
            ("100", "105.99999999", "98", "99", .stopLoss, "98"),  // touches the stop
            ("100", "106", "98.00000001", "99", .takeProfit, "106"),  // touches the target
            ("100", "105.99999999", "98.00000001", "99", nil, nil),  // touches neither
            ("98.00000001", "98.00000001", "98.00000001", "98.00000001", nil, nil),
            ("105.99999999", "105.99999999", "105.99999999", "105.99999999", nil, nil),
        ] as [(Price, Price, Price, Price, Reason?, Price?)])
    func `protective exits in their precedence`(
        open: Price, high: Price, low: Price, close: Price, reason: Reason?, price: Price?
    ) {
        let candle = Candle(
            openTime: "2025-10-10T12:00:00Z", open: open, high: high, low: low, close: close,
            volume: .zero)
        let exit = Position.made().protectiveExit(in: candle)
        #expect(exit?.reason == reason)
        #expect(exit?.price == price)
    }
}
