import Market
import Rules
import Seeds
import Testing
import Trading

@testable import Reporting

struct SeriesLayoutTests {
    private static func chart(
        _ sample: RuleSample, _ position: Position? = nil, _ trade: Trade? = nil
    ) -> TradeChart {
        TradeChart(
            trader: "texted", market: sample.market, candles: sample.candles,
            strategy: sample.parameters.strategy, position: position, trade: trade)
    }

    private static func entering(_ text: String) throws -> RuleSample {
        try RuleSample(StrategyText(name: "tried", enter: [TaggedText(text)]), count: 300)
    }

    @Test func `prices lie over the candles, all else in panes with its constants`() throws {
        let sample = try Self.entering(
            "close > sma(close, 20) and rsi(close, 14) < 70 and volume > sma(volume, 20) "
                + "and macd(3, 9) > macd_signal(3, 9, 4)")
        let chart = Self.chart(sample)
        let scene = chart.scene(chart.shown, panes: 3)
        #expect(scene.keys.map(\.name) == ["sma(close, 20)"])
        #expect(scene.panes.map(\.keys.count) == [1, 2, 2])
        #expect(scene.panes[0].keys[0].text.hasPrefix("rsi(close, 14) "))
        #expect(scene.panes[0].scene.spans.map(\.value) == [70])
        #expect(scene.leftOut.isEmpty)
        let fewer = chart.scene(chart.shown, panes: 1)
        #expect(fewer.panes.count == 1)
        #expect(fewer.leftOut.contains("macd(3, 9)") && fewer.leftOut.contains("volume"))
    }

    @Test func `there are only so many lines as can be told apart`() throws {
        let text = (2...12).map { "close > sma(close, \($0))" }.joined(separator: " and ")
        let chart = Self.chart(try Self.entering(text))
        let scene = chart.scene(chart.shown)
        #expect(scene.keys.count == SeriesLayout.maximumLines && scene.leftOut.count == 5)
        let picture = chart.picture()
        try picture.keepsTheLaws(1)
        let absent = (8...12).map { "sma(close, \($0))" }.joined(separator: ", ")
        #expect(picture.svg.contains(", without sma(close, 8)"))
        #expect(picture.altText.hasSuffix(" Not drawn: \(absent)."))
        let lines = CandleText(chart).lines(width: 100, height: 40, isColoured: false)
        #expect(lines.contains { $0.contains("not drawn: sma(close, 8)  sma(close, 9)") })
        #expect(Set(Palette.lines).count == Palette.lines.count)
        #expect(Set(Palette.dashes).count == SeriesLayout.maximumLines)
    }

    /// Without colours, too: what the names below begin with is found on the lines.
    @Test(arguments: 2...6)
    func `in text each line is told from all others`(count: Int) throws {
        let text = (1...count).map { "close > sma(close, \(30 * $0))" }.joined(separator: " and ")
        let chart = Self.chart(try Self.entering(text))
        let lines = CandleText(chart).lines(width: 120, height: 60, isColoured: false)
        let signs = try (1...count).map { number in
            let name = "sma(close, \(30 * number)) "
            let line = try #require(lines.first { $0.contains(name) })
            let before = try #require(line.firstRange(of: name)?.lowerBound)
            return String(line[..<before].suffix(4))
        }
        #expect(Set(signs).count == count, "\(signs)")
        guard count > 2 else { return }
        // Prices stand at the right of the plot and times below it, no digit but these in it.
        let plot = lines.dropFirst(2).prefix { !$0.hasPrefix("─") }.map { $0.prefix(100) }
        for number in 1...count {
            #expect(plot.contains { $0.contains("\(number)") }, "\(number)")
        }
    }

    @Test(arguments: BuiltinStrategy.all.map(\.text.name))
    func `every built-in strategy has a picture that keeps the laws`(name: String) throws {
        let text = try #require(BuiltinStrategy.named(name)).text
        let sample = try RuleSample(text, count: 900, warmUp: 300)
        var charts = [Self.chart(sample), Self.chart(sample, sample.holdings.last?.position)]
        charts += sample.holdings.suffix(4).map { Self.chart(sample, $0.position, $0.trade) }
        let trades = sample.holdings.compactMap(\.trade)
        let held = sample.holdings.last.flatMap { $0.trade == nil ? $0.position : nil }
        for (index, chart) in charts.enumerated() {
            try chart.picture().keepsTheLaws(UInt64(index))
            try chart.picture(among: trades, holding: held).keepsTheLaws(UInt64(index))
            for height in [8, 24, 60] {
                let lines = CandleText(chart).lines(width: 80, height: height, isColoured: false)
                #expect(lines.count == TextPlot.height(height))
                #expect(lines.allSatisfy { $0.count <= 80 })
            }
        }
    }

    // MARK: Orders that move

    @Test(arguments: 0..<12 as Range<UInt64>)
    func `where orders went is where the step moved them`(seed: UInt64) throws {
        let sample = try RuleSample(RuleSample.channel, seed: seed)
        let strategy = sample.parameters.strategy
        #expect(strategy.movesOrders)
        var compared = 0
        for (position, trade) in sample.holdings {
            let course = try #require(
                strategy.levels(
                    of: position, until: trade?.exitTime, over: sample.candles, .fiveMinutes))
            #expect(course[0].stop == position.stop && course[0].target == position.target)
            let end = trade?.exitTime
            let held = sample.course.filter { step in
                step.close > position.openTime && (end.map { step.close < $0 } ?? true)
            }
            for step in held {
                let known = course.last { $0.from <= step.close }
                compared += 1
                #expect(known?.stop == step.stop && known?.target == step.target, "seed \(seed)")
            }
        }
        #expect(compared > 20)
    }

    @Test func `moved stops are steps, in pictures and on the page`() throws {
        let sample = try RuleSample(RuleSample.channel, seed: 4)
        let moved = sample.holdings.last { holding in
            let course = sample.parameters.strategy.levels(
                of: holding.position, until: holding.trade?.exitTime, over: sample.candles,
                .fiveMinutes)
            return (course?.count ?? 0) > 3
        }
        let (position, trade) = try #require(moved)
        let chart = Self.chart(sample, position, trade)
        let scene = chart.scene(chart.shown)
        #expect(scene.lines.contains { $0.role == .stop })
        #expect(!scene.spans.contains { $0.role == .stop })
        try chart.picture().keepsTheLaws(4)
    }
}
