import Market
import Seeds
import Testing
import Trading

@testable import Reporting

struct CandleTextTests {
    private static let candleSigns = Set("│╵╷┃█╿▀╽▄╹╻")

    private static func chart(_ candles: [Candle], position: Position? = nil) throws -> TradeChart {
        TradeChart(
            trader: "btc",
            market: Market(
                exchange: .sim, symbol: try Symbol("BTC/USDT"), timeframe: .fiveMinutes),
            candles: candles, strategy: Parameters().strategy, position: position)
    }

    /// A candle of the five minutes of that number.
    private static func candle(
        _ number: Int64, _ open: Price, _ high: Price, _ low: Price, _ close: Price
    ) -> Candle {
        Candle(
            openTime: Timestamp(milliseconds: 1_760_130_900_000 + number * 300_000), open: open,
            high: high, low: low, close: close, volume: .zero)
    }

    @Test(arguments: UInt64(0)..<40)
    func `no line is wider than asked, and every extreme has its row`(seed: UInt64) throws {
        let walk = try ChartedWalk(seed: seed)
        var random = SplitMix64(seed: seed)
        let trades = walk.trades.map(\.trade)
        for _ in 0..<12 {
            let (width, height) = (
                Int.random(in: 1...220, using: &random), Int.random(in: 1...70, using: &random)
            )
            let start = walk.candles.randomElement(using: &random)?.openTime
            let text = CandleText(
                walk.chart(nil, walk.position), trades: trades,
                from: Bool.random(using: &random) ? start : nil)
            let lines = text.lines(width: width, height: height, isColoured: false)
            #expect(lines.count == TextPlot.height(height), "seed \(seed)")
            #expect(lines.allSatisfy { $0.count <= width }, "seed \(seed): \(width)")
            #expect(!lines.contains { $0.contains("\u{1b}") })
            let canvas = TextCanvas(width: width, height: TextPlot.height(height))
            let (shown, pen) = text.layout(canvas)
            let plot = pen.plot
            let rows = lines.enumerated().dropLast(TextPlot.bottom).dropFirst(TextPlot.top).filter {
                _, line in
                line.prefix(plot.columns).contains(where: Self.candleSigns.contains)
            }.map(\.offset)
            let high = try #require(shown.groups.map(\.high).max())
            let low = try #require(shown.groups.map(\.low).min())
            #expect(rows.first == TextPlot.top + plot.half(high.doubleValue) / 2, "seed \(seed)")
            #expect(rows.last == TextPlot.top + plot.half(low.doubleValue) / 2, "seed \(seed)")
        }
    }

    @Test(arguments: UInt64(0)..<20)
    func `merging candles loses no high and no low`(seed: UInt64) throws {
        let walk = try ChartedWalk(seed: seed, count: 900)
        let text = CandleText(walk.chart(), from: walk.candles[100].openTime)
        let (shown, pen) = text.layout(TextCanvas(width: 60, height: 20))
        #expect(shown.groups.count <= pen.plot.columns, "seed \(seed)")
        let first = try #require(shown.groups.first?.openTime)
        #expect(first <= walk.candles[100].openTime, "seed \(seed)")
        // No candle before the window is in it, whichever group that begins in.
        let window = walk.candles.dropFirst(100)
        #expect(shown.begin == window.first?.openTime)
        #expect(shown.groups.first?.open == window.first?.open, "seed \(seed)")
        #expect(shown.groups.map(\.high).max() == window.map(\.high).max(), "seed \(seed)")
        #expect(shown.groups.map(\.low).min() == window.map(\.low).min(), "seed \(seed)")
        #expect(shown.groups.last?.close == walk.candles.last?.close)
    }

    @Test func `a single candle and a price that stands still are charts too`() throws {
        let flat = (0..<50).map { Self.candle($0, "100", "100", "100", "100") }
        for candles in [flat, [flat[0]]] {
            let lines = CandleText(try Self.chart(candles))
                .lines(width: 60, height: 16, isColoured: false)
            #expect(lines[0] == "btc  sim BTC/USDT 5m  100.00")
            #expect(lines.contains { $0.hasSuffix("┤last 100.00") })
            // Half a row each, and all of them in one.
            let rows = lines.dropFirst(2).prefix(10).filter { $0.contains("╹") || $0.contains("╻") }
            #expect(rows.count == 1)
            let count = rows.first?.count { $0 == "╹" || $0 == "╻" }
            #expect(count == (candles.count == 1 ? 1 : 47))
        }
    }

    @Test func `the picture of three candles is this one`() throws {
        let candles = [
            Self.candle(0, "100", "104", "99", "103"), Self.candle(1, "103", "106", "101", "102"),
            Self.candle(2, "102", "108", "102", "107"),
        ]
        let lines = CandleText(try Self.chart(candles))
            .lines(width: 44, height: 16, isColoured: false)
        #expect(
            lines.joined(separator: "\n") == """
                btc  sim BTC/USDT 5m  107.00
                2025-10-10 21:15 to 21:30 UTC, 5m candles
                                               │
                                              │┤last 107.00
                                          ╷   ┃│
                                          │   ┃┤105
                                      ╷   │   ┃│
                                      ┃   █   ┃│
                                      ┃   ▀   ╹│
                                      ┃   ╵    ┤100
                                      │        │
                                               │
                ──────────────────────────┴────┘
                                        21:20
                ┃ up  █ down  ⣀⣀ MA7 not warm

                """)
    }

    @Test func `entries stand below their candles, exits above, and stop-losses are another sign`()
        throws
    {
        let candles = (0..<30).map { number in
            Self.candle(number, "100", number == 20 ? "104" : "102", "98", "101")
        }
        let trade = { (from: Int, to: Int, reason: Reason) in
            let (open, close) = (candles[to].openTime, candles[to].closeTime(.fiveMinutes))
            return Trade(
                id: close, entryPrice: "100", exitPrice: "101", quantity: "1",
                invested: "100", pnl: "1", fees: "0", reason: reason, entryReason: .signal,
                entryTime: candles[from].openTime, exitTime: reason == .signal ? open : close,
                outlay: "100")
        }
        let text = CandleText(
            try Self.chart(candles), trades: [trade(5, 10, .signal), trade(15, 20, .stopLoss)])
        let lines = text.lines(width: 80, height: 24, isColoured: false)
        let plot = lines.dropFirst(2).dropLast(4).map { Array($0) }
        let places = { (sign: Character) in
            plot.enumerated().flatMap { row, line in
                line.enumerated().filter { $0.element == sign }.map { (row, $0.offset) }
            }
        }
        let (buys, sells, stops) = (places("▲"), places("▼"), places("×"))
        #expect(buys.count == 2 && sells.count == 1 && stops.count == 1)
        let step = buys[1].1 - buys[0].1
        #expect(
            step > 0 && sells[0].1 - buys[0].1 == step / 2 && stops[0].1 - buys[1].1 == step / 2)
        // The high of 104 is the highest there is: its mark stands above all others.
        #expect(stops[0].0 < sells[0].0 && sells[0].0 < buys[0].0 && buys[0].0 == buys[1].0)
    }

    @Test(arguments: [Reason.stopLoss, .takeProfit, .trailingStop])
    func `a protective exit of the very last candle is marked in its column`(reason: Reason) throws
    {
        let candles = (0..<30).map { Self.candle($0, "100", "102", "98", "101") }
        let close = candles[29].closeTime(.fiveMinutes)
        let trade = Trade(
            id: close, entryPrice: "100", exitPrice: "101", quantity: "1", invested: "100",
            pnl: "1", fees: "0", reason: reason, entryReason: .signal,
            entryTime: candles[20].openTime, exitTime: close, outlay: "100")
        let text = CandleText(try Self.chart(candles), trades: [trade])
        let lines = text.lines(width: 80, height: 24, isColoured: false)
        let sign = reason == .takeProfit ? "▼" : "×"
        let marked = try #require(lines.dropFirst(2).dropLast(4).first { $0.contains(sign) })
        let (_, pen) = text.layout(TextCanvas(width: 80, height: 24))
        #expect(marked.prefix(pen.plot.columns).last.map(String.init) == sign)
    }

    @Test func `what watches over a position is drawn from its entry on, and named`() throws {
        let candles = (0..<40).map { Self.candle($0, "100", "102", "98", "101") }
        let position = Position(
            entryPrice: "100", quantity: "1", cost: "100", entryFee: "0", stop: "97",
            target: "140", openTime: candles[30].openTime, entryReason: .signal)
        let lines = CandleText(try Self.chart(candles, position: position))
            .lines(width: 70, height: 24, isColoured: false)
        let stop = try #require(lines.first { $0.hasSuffix("┤stop 97.00") })
        #expect(stop.count { $0 == "┈" } >= 10)
        #expect(lines.contains { $0.hasSuffix("┤target 140.00 ↑") })
        #expect(lines[0].hasSuffix("OPEN +1.00 USDT (+1.00 %)"))
    }
}
