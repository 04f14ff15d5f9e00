import Market
import Seeds
import Testing
import Trading

@testable import Reporting

struct TradeChartTests {
    @Test(arguments: UInt64(0)..<60)
    func `every picture of a trade keeps the laws`(seed: UInt64) throws {
        let walk = try ChartedWalk(seed: seed)
        var charts = walk.trades.prefix(6).map { walk.chart($0.trade, $0.position) }
        charts.append(walk.chart(nil, walk.position))
        charts.append(walk.chart())
        for chart in charts {
            let picture = chart.picture()
            try picture.keepsTheLaws(seed)
            #expect(picture == chart.picture())
            let shown = chart.shown
            #expect((1...98).contains(shown.groups.count), "seed \(seed)")
            Self.isWhole(shown, of: walk.candles, seed)
            guard let entry = chart.entryTime, let first = shown.groups.first else { continue }
            #expect(first.openTime <= entry, "seed \(seed)")
        }
    }

    /// Every candle that is shown has the extremes and the close of all that it is merged of.
    private static func isWhole(_ shown: CandleGroups, of candles: [Candle], _ seed: UInt64) {
        for group in shown.groups {
            let end = group.openTime.advanced(byMilliseconds: shown.milliseconds)
            let merged = candles.filter { $0.openTime >= group.openTime && $0.openTime < end }
            #expect(group.open == merged.first?.open, "seed \(seed)")
            #expect(group.high == merged.map(\.high).max(), "seed \(seed)")
            #expect(group.low == merged.map(\.low).min(), "seed \(seed)")
            #expect(group.close == merged.last?.close, "seed \(seed)")
        }
    }

    @Test(arguments: [(30, 0.4), (300, 0.2), (1_900, 0.1), (7_000, 0.3)])
    func `merged candles of a trade are whole at both ends`(held: Int, seed: Double) throws {
        let count = held + 3_000
        let candles = RandomCandles.array(seed: UInt64(seed * 10), count: count)
        var trade = try #require(Self.sample(.signal).trade)
        for entry in stride(from: 1_500, to: 1_560, by: 7) {
            trade.entryTime = candles[entry].openTime
            trade.exitTime = candles[entry + held].openTime
            let strategy = Parameters().strategy
            let lead = TradeChart.lead(strategy, .fiveMinutes)
            let tail = TradeChart.tail(of: trade, .fiveMinutes)
            // No more candles are given than whoever draws one keeps.
            let given = candles[max(0, entry - lead)..<min(count, entry + held + 1 + tail)]
            let chart = TradeChart(
                trader: "a", market: try Self.market(), candles: Array(given), strategy: strategy,
                trade: trade)
            Self.isWhole(chart.shown, of: candles, UInt64(held))
        }
    }

    @Test(arguments: UInt64(0)..<10)
    func `a picture of a window keeps the laws, and does not hide its candles`(seed: UInt64) throws
    {
        let walk = try ChartedWalk(seed: seed, count: 2_000)
        let trades = walk.trades.map(\.trade)
        for start in [walk.candles[100], walk.candles[1_900]].map(\.openTime) + [nil] {
            let picture = walk.chart(nil, walk.position).picture(from: start, trades: trades)
            try picture.keepsTheLaws(seed)
            let told = picture.altText.firstMatch(of: #/ (\d+) trades? closed in this window/#)
            let count = told.flatMap { Int($0.output.1) } ?? 0
            let marks = picture.svg.ranges(of: " fill=\"\(Palette.text)\" stroke=\"").count
            // A label of what is held has a mark of its own colours.
            #expect(marks <= 2 * 40 + 2, "seed \(seed)")
            #expect(count == 0 || count > 40 || marks > 0, "seed \(seed)")
        }
    }

    @Test func `a trade's figures are in the picture and in its words`() throws {
        let picture = Self.sample(.takeProfit).picture()
        for text in [
            ">WIN +175.37 USDT (+5.84 %)<", ">target 119,780.00<", ">stop 110,740.00<",
            ">buy 113,000.00<", ">sell 119,780.00<", ">binance, 5m candles, 2025-10-10 ", ">MA7<",
            ">MA25<",
        ] {
            #expect(picture.svg.contains(text), "\(text)")
        }
        #expect(
            picture.altText == """
                ALGOM paper trading, no real money: BTC/USDT, binance, 5m candles, \
                2025-10-10 17:00 to 23:20 UTC, between 112,920.00 and 119,800.00. \
                Bought at 113,000.00 on 2025-10-10 20:00, sold at 119,780.00 on 2025-10-10 22:20 \
                (TAKE_PROFIT); stop 110,740.00, target 119,780.00: WIN +175.37 USDT (+5.84 %).
                """)
    }

    @Test func `a level far away is named at the edge, and does not flatten the candles`() throws {
        var chart = Self.sample(nil)
        #expect(chart.picture().svg.contains(">target 119,780.00<"))
        chart = Self.sample(nil, target: "999000", stop: "1")
        let svg = chart.picture().svg
        #expect(svg.contains(">target 999,000.00 ↑<"))
        #expect(svg.contains(">stop 1.0000 ↓<"))
        #expect(svg.contains(">OPEN "))
    }

    @Test func `a long trade is shown in wider candles, and says so`() throws {
        let candles = RandomCandles.array(seed: 3, count: 2_000)
        var trade = try #require(Self.sample(.signal).trade)
        trade.entryTime = candles[700].openTime
        trade.exitTime = candles[1_700].openTime
        let chart = TradeChart(
            trader: "a&b", market: try Self.market(), candles: candles,
            strategy: Parameters().strategy,
            trade: trade, brand: "<MINE>")
        let picture = chart.picture()
        try picture.keepsTheLaws(3)
        #expect(picture.svg.contains(">a&amp;b on binance, 2h candles, "))
        #expect(picture.svg.contains(">MA7 of 5m<"))
        #expect(picture.svg.contains(">&lt;MINE&gt;<"))
        #expect(picture.altText.contains("<MINE> paper trading") && picture.altText.contains("2h"))
    }

    @Test func `words and labels fit, however long names are`() throws {
        let (base, quote) = (String(repeating: "W", count: 20), String(repeating: "Q", count: 20))
        let market = Market(
            exchange: .binance, symbol: try Symbol("\(base)/\(quote)"), timeframe: .oneMinute)
        var trade = try #require(Self.sample(.signal).trade)
        trade.pnl = "-92233720368.54"
        let candles = RandomCandles.array(seed: 4, timeframe: .oneMinute, count: 200)
        (trade.entryTime, trade.exitTime) = (candles[100].openTime, candles[150].openTime)
        let chart = TradeChart(
            trader: String(repeating: "w", count: 32), market: market, candles: candles,
            strategy: Parameters().strategy, trade: trade,
            brand: String(repeating: "🟢W&", count: 200))
        try chart.picture().keepsTheLaws(4)
    }

    @Test func `the smallest chart, as it is written`() throws {
        let candles = try [("100", "104", "99", "103"), ("103", "105", "101", "102")].enumerated()
            .map { index, prices in
                Candle(
                    openTime: Timestamp(milliseconds: 1_760_130_000_000 + Int64(index) * 300_000),
                    open: try Price(decimal: prices.0), high: try Price(decimal: prices.1),
                    low: try Price(decimal: prices.2), close: try Price(decimal: prices.3),
                    volume: .zero)
            }
        var parameters = Parameters()
        (parameters.fast, parameters.slow) = (1, 2)
        let chart = TradeChart(
            trader: "binance", market: try Self.market(), candles: candles,
            strategy: parameters.strategy)
        #expect(chart.picture().svg == Self.golden)
    }

    private static func market() throws -> Market {
        Market(exchange: .binance, symbol: try Symbol("BTC/USDT"), timeframe: .fiveMinutes)
    }

    /// A trade of 28 candles that rises to its target, or the position before it did.
    private static func sample(
        _ reason: Reason?, target: Price = "119780", stop: Price = "110740"
    ) -> TradeChart {
        let start: Timestamp = "2025-10-10T16:00:00Z"
        let candles = (0..<100).map { index in
            let level = Int64(113_000 + max(0, min(index - 48, 28)) * 240)
            let price = Price(units: level * Price.unitsPerOne)
            let edge = Price(units: 80 * Price.unitsPerOne)
            return Candle(
                openTime: start.advanced(byMilliseconds: Int64(index) * 300_000), open: price,
                high: Price(units: min(price.units + edge.units, 119_800 * Price.unitsPerOne)),
                low: Price(units: max(price.units - edge.units, 112_900 * Price.unitsPerOne)),
                close: price, volume: .zero)
        }
        let entry: Timestamp = "2025-10-10T20:00:00Z"
        let position = Position(
            entryPrice: "113000", quantity: "0.02654", cost: "2999.02", entryFee: "2.99902",
            stop: stop, target: target, openTime: entry, entryReason: .signal)
        let exit: Timestamp = "2025-10-10T22:20:00Z"
        let trade = reason.map { reason in
            Trade(
                id: exit, entryPrice: "113000", exitPrice: "119780", quantity: "0.02654",
                invested: "2999.02", pnl: "175.37", fees: "6.17", reason: reason,
                entryReason: .signal, entryTime: entry, exitTime: exit, outlay: "3002.01902")
        }
        do {
            return TradeChart(
                trader: "binance", market: try market(), candles: candles,
                strategy: Parameters().strategy, position: position, trade: trade)
        } catch {
            preconditionFailure("a test spells a symbol wrongly: \(error)")
        }
    }

    private static let golden = #"""
        <svg xmlns="http://www.w3.org/2000/svg" width="1200" height="675" viewBox="0 0 1200 675" role="img" font-family="DejaVu Sans, Verdana, sans-serif">
        <title>ALGOM paper trading, no real money: BTC/USDT, binance, 5m candles, 2025-10-10 21:00 to 21:10 UTC, between 99.00 and 105.00. No position.</title>
        <rect x="0" y="0" width="1200" height="675" fill="#0d1117"/>
        <path d="M28 557L999.1 557M28 487L999.1 487M28 417L999.1 417M28 347L999.1 347M28 277L999.1 277M28 207L999.1 207M28 137L999.1 137" fill="none" stroke="#263241" stroke-width="1.5" stroke-linejoin="round"/>
        <path d="M28 116L28 578M222.2 116L222.2 578M416.4 116L416.4 578M610.7 116L610.7 578M804.9 116L804.9 578M999.1 116L999.1 578" fill="none" stroke="#263241" stroke-width="1.5" stroke-linejoin="round"/>
        <text x="222.2" y="612" font-size="24" text-anchor="middle" fill="#b3c0ce">21:02</text>
        <text x="416.4" y="612" font-size="24" text-anchor="middle" fill="#b3c0ce">21:04</text>
        <text x="610.7" y="612" font-size="24" text-anchor="middle" fill="#b3c0ce">21:06</text>
        <text x="804.9" y="612" font-size="24" text-anchor="middle" fill="#b3c0ce">21:08</text>
        <text x="999.1" y="612" font-size="24" text-anchor="middle" fill="#b3c0ce">21:10</text>
        <path d="M979.1 347L999.1 347" fill="none" stroke="#b3c0ce" stroke-width="1.5" stroke-linejoin="round" stroke-opacity="0.5"/>
        <path d="M270.8 207L270.8 277M270.8 487L270.8 557" fill="none" stroke="#56b4e9" stroke-width="2" stroke-linejoin="round"/>
        <path d="M756.3 137L756.3 277M756.3 347L756.3 417" fill="none" stroke="#e8743b" stroke-width="2" stroke-linejoin="round"/>
        <path d="M250.8 277L290.8 277L290.8 487L250.8 487Z" fill="#0d1117" stroke="#56b4e9" stroke-width="2" stroke-linejoin="round"/>
        <path d="M736.3 277L776.3 277L776.3 347L736.3 347Z" fill="#e8743b" stroke="#e8743b" stroke-width="2" stroke-linejoin="round"/>
        <path d="M756.3 312" fill="none" stroke="#dd9fc4" stroke-width="3" stroke-linejoin="round" stroke-dasharray="10 5"/>
        <path d="M270.8 277L756.3 347" fill="none" stroke="#f0e442" stroke-width="3" stroke-linejoin="round"/>
        <text x="1029.1" y="565.5" font-size="24" fill="#b3c0ce">99</text>
        <text x="1029.1" y="495.5" font-size="24" fill="#b3c0ce">100</text>
        <text x="1029.1" y="425.5" font-size="24" fill="#b3c0ce">101</text>
        <text x="1029.1" y="285.5" font-size="24" fill="#b3c0ce">103</text>
        <text x="1029.1" y="215.5" font-size="24" fill="#b3c0ce">104</text>
        <text x="1029.1" y="145.5" font-size="24" fill="#b3c0ce">105</text>
        <path d="M1000.1 347L1021.1 347" fill="none" stroke="#b3c0ce" stroke-width="2" stroke-linejoin="round"/>
        <rect x="1021.1" y="333" width="150.9" height="28" rx="5" fill="#b3c0ce"/>
        <text x="1029.1" y="355.5" font-size="24" fill="#0d1117">last 102.00</text>
        <text x="28" y="50" font-size="36" font-weight="bold" fill="#f0e442">ALGOM</text>
        <text x="195.8" y="50" font-size="32" fill="#f2f6fa">BTC/USDT</text>
        <text x="28" y="90" font-size="24" fill="#b3c0ce">binance, 5m candles, 2025-10-10 21:00 to 21:10 UTC</text>
        <text x="28" y="653" font-size="24" fill="#b3c0ce">paper trading, no real money</text>
        <text x="1119.6" y="653" font-size="24" fill="#b3c0ce">MA2</text>
        <path d="M1061.6 645L1109.6 645" fill="none" stroke="#dd9fc4" stroke-width="3" stroke-linejoin="round" stroke-dasharray="10 5"/>
        <text x="977.2" y="653" font-size="24" fill="#b3c0ce">MA1</text>
        <path d="M919.2 645L967.2 645" fill="none" stroke="#f0e442" stroke-width="3" stroke-linejoin="round"/>
        </svg>

        """#
}
