import Market
import Seeds
import Testing
import Trading

@testable import Reporting

struct StatusReportTests {
    private static func text(
        _ entries: [StatusReport.Entry], width: Int = 100, isColoured: Bool = false,
        after milliseconds: Int64 = 130_000
    ) -> String {
        StatusReport(
            entries: entries, now: Sample.asOf.advanced(byMilliseconds: milliseconds), width: width,
            isColoured: isColoured
        ).text
    }

    private static func inPosition() throws -> Sample {
        var sample = Sample()
        try sample.trade()
        try sample.open()
        return sample
    }

    @Test func `wide, figures stand in pairs`() throws {
        #expect(
            Self.text([.trader(try Self.inPosition().view())]) == """
                binance  BTC/USDT 5m
                  last candle    2025-10-10 21:15, 2 m 10 s ago       price       113,587.99
                  MA7 / MA25     113,600.00 / 113,500.00 (+100.00)    RSI         55.0
                  position       long 0.02654 at 113,000.00           unrealised  +12.61 (+0.42 %)
                  stop           110,740.00                           target      119,780.00
                  equity         9,962.86                             closed P&L  -49.75 (-0.50 %)
                  trades         3 (1 won, 2 lost)                    win rate    33.3 %, a small sample
                  profit factor  0.62                                 drawdown    0.37 %, at worst 1.25 %
                  next           sells at 110,740.00 (stop), 119,780.00 (target) or when MA7 crosses below MA25
                """)
    }

    @Test func `narrow, one figure stands below another`() throws {
        #expect(
            Self.text([.trader(try Self.inPosition().view())], width: 60) == """
                binance  BTC/USDT 5m
                  last candle    2025-10-10 21:15, 2 m 10 s ago
                  price          113,587.99
                  MA7 / MA25     113,600.00 / 113,500.00 (+100.00)
                  RSI            55.0
                  position       long 0.02654 at 113,000.00
                  unrealised     +12.61 (+0.42 %)
                  stop           110,740.00
                  target         119,780.00
                  equity         9,962.86
                  closed P&L     -49.75 (-0.50 %)
                  trades         3 (1 won, 2 lost)
                  win rate       33.3 %, a small sample
                  profit factor  0.62
                  drawdown       0.37 %, at worst 1.25 %
                  next           sells at 110,740.00 (stop), 119,780.00
                                 (target) or when MA7 crosses below MA25
                """)
    }

    @Test func `with colour, gains, losses and warnings are told apart`() throws {
        var sample = try Self.inPosition()
        sample.pause()
        #expect(
            Self.text([.trader(try sample.view())], isColoured: true, after: 86_400_000)
                .replacing("\u{1b}", with: "^") == """
                    ^[1mbinance^[0m  BTC/USDT 5m
                      last candle    ^[33m2025-10-10 21:15, 1 d 0 h ago, stale^[0m    price       113,587.99
                      MA7 / MA25     113,600.00 / 113,500.00 (+100.00)       RSI         55.0
                      position       long 0.02654 at 113,000.00              unrealised  ^[32m+12.61 (+0.42 %)^[0m
                      stop           110,740.00                              target      119,780.00
                      equity         9,962.86                                closed P&L  ^[31m-49.75 (-0.50 %)^[0m
                      trades         3 (1 won, 2 lost)                       win rate    33.3 %, a small sample
                      profit factor  0.62                                    drawdown    0.37 %, at worst 1.25 %
                      entries        ^[33mpaused until 2025-10-11 00:00 (losing streak, daily loss)^[0m
                      next           sells at 110,740.00 (stop), 119,780.00 (target) or when MA7 crosses below MA25
                    """)
    }

    @Test func `before the first trade nothing is told of trades`() throws {
        #expect(
            Self.text([.trader(try Sample().view())]) == """
                binance  BTC/USDT 5m
                  last candle  2025-10-10 21:15, 2 m 10 s ago       price   113,587.99
                  MA7 / MA25   113,600.00 / 113,500.00 (+100.00)    RSI     55.0
                  position     flat
                  equity       10,000.00                            trades  none yet
                  next         waits for MA7 to fall below MA25 and cross above it again
                """)
    }

    @Test func `before the first candle only what there is`() throws {
        var sample = Sample()
        sample.state = TraderState(sample.parameters)
        sample.name = "btc"
        #expect(
            Self.text([.trader(try sample.view())]) == """
                btc  binance BTC/USDT 5m
                  last candle  none yet
                  position     flat
                  equity       10,000.00    trades  none yet
                  next         waits for its first candles
                """)
    }

    @Test func `in the warm-up it says how far`() throws {
        var sample = Sample()
        sample.state.candles = 30
        sample.state.strategy.signals =
            TraderState(sample.parameters).strategy.signals
        #expect(
            Self.text([.trader(try sample.view())]) == """
                binance  BTC/USDT 5m
                  last candle  2025-10-10 21:15, 2 m 10 s ago    price   113,587.99
                  position     flat
                  equity       10,000.00                         trades  none yet
                  next         warms up: 30 of 500 candles
                """)
    }

    @Test func `paused and flat, what comes next is the end of the pause`() throws {
        var sample = Sample()
        sample.pause()
        let lines = Self.text([.trader(try sample.view())]).split(separator: "\n")
        #expect(
            lines.last
                == "  next         paused until 2025-10-11 00:00 (losing streak, daily loss)")
        #expect(!lines.contains { $0.hasPrefix("  entries") })
    }

    @Test func `several traders stand apart, and one that cannot be told hides no other`() throws {
        let reason =
            "/srv/state/traders/two/checkpoint.json is damaged: it is empty; nothing was changed"
        #expect(
            Self.text(
                [
                    .trader(try Sample().view()), .absent(name: "two", reason: reason),
                    .absent(name: "three", reason: "no tick has come to its end yet"),
                ], width: 60) == """
                    binance  BTC/USDT 5m
                      last candle  2025-10-10 21:15, 2 m 10 s ago
                      price        113,587.99
                      MA7 / MA25   113,600.00 / 113,500.00 (+100.00)
                      RSI          55.0
                      position     flat
                      equity       10,000.00
                      trades       none yet
                      next         waits for MA7 to fall below MA25 and cross
                                   above it again

                    two
                      state  /srv/state/traders/two/checkpoint.json is damaged:
                             it is empty; nothing was changed

                    three
                      state  no tick has come to its end yet
                    """)
    }

    @Test(
        arguments: [
            (900_000, false), (900_001, true), (-5_000, false),
        ] as [(Int64, Bool)])
    func `more than three timeframes old is stale`(age: Int64, isStale: Bool) throws {
        let text = Self.text([.trader(try Sample().view())], after: age)
        #expect(text.contains(" ago, stale") == isStale)
    }

    @Test(arguments: [(-300_000, false), (-300_001, true), (-7_500_000, true)] as [(Int64, Bool)])
    func `a last candle in the future is no news of now`(age: Int64, isAhead: Bool) throws {
        let text = Self.text([.trader(try Sample().view())], after: age)
        let words = TimeSpan.words(milliseconds: -age) + " ahead of this clock"
        #expect(text.contains(words) == isAhead)
        #expect(text.contains(" ago") != isAhead)
    }

    @Test func `labels stay in line whatever the periods are`() throws {
        var sample = try Self.inPosition()
        (sample.parameters.fast, sample.parameters.slow) = (100, 1_000)
        for width in [60, 100, 120] {
            let lines = Self.text([.trader(try sample.view())], width: width)
                .split(separator: "\n").dropFirst()
            #expect(lines.contains { $0.hasPrefix("  MA100 / MA1000  1") })
            let column = "  MA100 / MA1000  ".count
            for line in lines {
                #expect(line.dropFirst(column - 1).first == " ", "width \(width): \(line)")
                #expect(line.dropFirst(column).first != " ", "width \(width): \(line)")
            }
        }
    }

    @Test(arguments: 40...140)
    func `no line is wider than the terminal, nor ends in a space`(width: Int) throws {
        var sample = try Self.inPosition()
        sample.pause()
        let text = Self.text([.trader(try sample.view())], width: width, after: 1_000_000)
        for line in text.split(separator: "\n") {
            #expect(line.count <= width, "\(line)")
            #expect(line.last != " ")
        }
        #expect(text.last != "\n")
    }
}
