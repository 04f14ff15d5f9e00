import JSON
import Market
import Reporting
import Seeds
import Testing

@testable import Jobs
@testable import Research
@testable import Text

struct StrategyFiguresJobTests {
    private let home: ScratchHome

    init() throws {
        home = try ScratchHome()
        try home.put(
            """
            { strategies: {
                unmet: { parameters: { a: 9, b: 3 }, require: "a < b", enter: "close > sma(close, a)" },
                long: { parameters: { n: 800 }, enter: "close > sma(close, n)" },
                longer: { enter: "close > sma(close, 1200)" },
                short: { enter: "close > sma(close, 9)", exit: "close < sma(close, 9)" },
            } }
            """, in: "algom.json")
    }

    private func figures(_ names: [String], count: Int) throws -> StrategyComparison {
        let rows = RandomCandles.array(seed: 17, count: count).map { candle in
            "\(candle.openTime.milliseconds),\(candle.open),\(candle.high),\(candle.low),"
                + "\(candle.close),\(candle.volume)\n"
        }
        try home.put(rows.joined(), in: "candles.csv")
        return try StrategyFiguresJob(
            names: names, candles: "\(home.path)/candles.csv", trader: nil,
            market: BacktestJob.MarketOptions(), home: home.path
        ).run()
    }

    @Test func `who cannot run is left out by name, and the others are as they were`() throws {
        let all = try figures(["unmet", "short", "long", "turtle", "longer"], count: 700)
        let alone = try figures(["short", "turtle"], count: 700)
        #expect(Array(all.json.prefix(2)) == alone.json)
        #expect(
            all.json.dropFirst(2) == [
                #"{"strategy":"unmet","leftOut":"its own parameters do not meet a < b"}"#,
                #"{"strategy":"long","leftOut":"its warm-up of 800 takes all 700 candles"}"#,
                #"{"strategy":"longer","leftOut":"its warm-up of 1,200 takes all 700 candles"}"#,
            ])
        for text in [all.text, all.markdown] {
            #expect(text.contains("left out: long: its warm-up of 800 takes all 700 candles"))
        }
        #expect(!alone.text.contains("left out"))
    }

    @Test func `a warm-up of one candle less than there are is one`() throws {
        #expect(try figures(["long"], count: 801).figures.candles == 1)
        let error = #expect(throws: JobError.self) { try figures(["long"], count: 800) }
        #expect(error?.status == .badData)
        #expect(
            error?.description.hasSuffix("long: its warm-up of 800 takes all 800 candles") == true)
        #expect(throws: JobError.self) { try figures(["unmet"], count: 900) }
    }
}
