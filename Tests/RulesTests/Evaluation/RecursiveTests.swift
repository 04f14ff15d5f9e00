import Market
import Seeds
import Testing

@testable import Rules

/// What remembers more than a window, against its definition run over the whole past.
struct RecursiveTests {
    @Test(arguments: 0..<12 as Range<UInt64>)
    func `averages pass over what is unknown`(seed: UInt64) throws {
        var walk = RandomWalk(seed: seed)
        let candles = walk.candles(150)
        let series = "if(hour == 3 or hour == 4, unknown, close / open)"
        let rows = try Evaluations.values(
            [
                series, "ema(\(series), 5)", "rma(\(series), 5)", "rsi(\(series), 5)",
                "kama(\(series), 5, 2, 30)",
            ], over: candles)
        var known: [Double] = []
        var (ema, rma, gain, loss, kama) = (0.0, 0.0, 0.0, 0.0, 0.0)
        for index in candles.indices {
            guard let value = rows[0][index] else {
                for row in 1...4 { #expect(rows[row][index] == nil) }
                continue
            }
            known.append(value)
            let count = known.count
            if count == 5 {
                ema = WindowTests.mean(known)
                rma = ema
            } else if count > 5 {
                ema += 2 / 6 * (value - ema)
                rma = (rma * 4 + value) / 5
            }
            #expect(rows[1][index] == (count >= 5 ? ema : nil), "candle \(index), seed \(seed)")
            #expect(rows[2][index] == (count >= 5 ? rma : nil), "candle \(index), seed \(seed)")
            guard count >= 6 else {
                #expect(rows[3][index] == nil && rows[4][index] == nil)
                continue
            }
            let changes = zip(known.suffix(6), known.suffix(5)).map { $1 - $0 }
            let last = changes[4]
            gain =
                count == 6
                ? WindowTests.mean(changes.map { max($0, 0) }) : (gain * 4 + max(last, 0)) / 5
            loss =
                count == 6
                ? WindowTests.mean(changes.map { max(-$0, 0) }) : (loss * 4 + max(-last, 0)) / 5
            let rsi = loss == 0 ? (gain == 0 ? 50 : 100) : 100 - 100 / (1 + gain / loss)
            #expect(rows[3][index] == rsi, "candle \(index), seed \(seed)")
            let path = changes.reduce(0) { $0 + abs($1) }
            let rise = value - known[count - 6]
            let efficiency = path <= rise || path == 0 ? 1 : abs(rise / path)
            let share = efficiency * (2.0 / 3 - 2.0 / 31) + 2.0 / 31
            if count == 6 { kama = known[4] }
            kama += (value - kama) * (share * share)
            let shown = try #require(rows[4][index])
            #expect(abs(shown - kama) < 1e-15, "candle \(index), seed \(seed)")
            kama = shown
        }
    }

    @Test func `the index of a price counts in its digits`() throws {
        // Doubles do not tell these prices apart.
        let digits = candles(closing: [
            "92000000000.00000001", "92000000000.00000002", "92000000000.00000001",
        ])
        #expect(try Evaluations.values(of: "rsi(close, 2)", over: digits).last == 50)
        #expect(try Evaluations.values(of: "rsi(close[0], 2)", over: digits).last == 50)
        #expect(try Evaluations.values(of: "rsi(hl2, 2)", over: digits).last == 50)
        #expect(try Evaluations.values(of: "close > close[1]", over: digits) == [nil, 1, 0])
    }

    @Test func `the average range is Wilder's`() throws {
        var walk = RandomWalk(seed: 7)
        let candles = walk.candles(60)
        let ranges = try Evaluations.values(["tr", "rma(tr, 7)", "atr(7)"], over: candles)
        #expect(ranges[1] == ranges[2])
        #expect(ranges[0][0] == nil && ranges[2][6] == nil && ranges[2][7] != nil)
    }

    @Test(arguments: 0..<12 as Range<UInt64>)
    func `a supertrend is TradingView's`(seed: UInt64) throws {
        var walk = RandomWalk(seed: seed)
        let candles = walk.candles(200)
        let rows = try Evaluations.values(
            ["supertrend(5, 1.5)", "hl2", "atr(5)", "close"], over: candles)
        var (upper, lower, line) = (0.0, 0.0, Double.nan)
        for index in candles.indices {
            guard let range = rows[2][index], let middle = rows[1][index],
                let close = rows[3][index], let last = rows[3][max(0, index - 1)]
            else {
                #expect(rows[0][index] == nil)
                continue
            }
            let (basicUpper, basicLower) = (middle + 1.5 * range, middle - 1.5 * range)
            let nextLower = basicLower > lower || last < lower ? basicLower : lower
            let nextUpper = basicUpper < upper || last > upper ? basicUpper : upper
            let falls = line.isNaN ? true : line == upper ? close <= nextUpper : close < nextLower
            (upper, lower) = (nextUpper, nextLower)
            line = falls ? upper : lower
            #expect(rows[0][index] == line, "candle \(index), seed \(seed)")
        }
    }

    @Test(arguments: 0..<12 as Range<UInt64>)
    func `a stop of Wilder's lies outside of the range until it turns`(seed: UInt64) throws {
        var walk = RandomWalk(seed: seed)
        let candles = walk.candles(300)
        let stops = try Evaluations.values(of: "psar(0.02, 0.2)", over: candles)
        #expect(stops[0] == nil)
        var turns = 0
        for index in 2..<candles.count {
            let stop = try #require(stops[index])
            let (low, high) = (candles[index].low.doubleValue, candles[index].high.doubleValue)
            #expect(stop <= low || stop >= high, "candle \(index), seed \(seed)")
            if stop >= high, let last = stops[index - 1], last <= candles[index - 1].low.doubleValue
            {
                turns += 1
            }
        }
        #expect(turns > 0)
    }

    @Test func `Heikin-Ashi halves what it started with`() throws {
        var walk = RandomWalk(seed: 3)
        let candles = walk.candles(40)
        let rows = try Evaluations.values(
            ["ha_open", "ohlc4", "(open + close) / 2"], over: candles)
        #expect(rows[0][0] == rows[2][0])
        for index in 1..<40 {
            let (last, close) = (try #require(rows[0][index - 1]), try #require(rows[1][index - 1]))
            #expect(rows[0][index] == (last + close) / 2)
        }
    }

    @Test func `recur starts where its start is known, and keeps what is not followed`() throws {
        let prices = candles(closing: ["1", "2", "3", "4", "5", "6"])
        #expect(
            try Evaluations.values(of: "recur(close[1], self + close, 3)", over: prices)
                == [nil, 1, 4, 8, 13, 19])
        #expect(
            try Evaluations.values(
                of: "recur(0, if(close > 4, unknown, self + 1), 3)", over: prices)
                == [0, 1, 2, 3, 3, 3])
        #expect(
            try Evaluations.values(
                of: "recur(recur(close, self, 1) * 10, self + 1 * close, 3)", over: prices)
                == [10, 12, 15, 19, 24, 30])
    }

    @Test func `noise is SplitMix64's`() throws {
        let first = [
            Candle(
                openTime: Timestamp(milliseconds: 0), open: "1", high: "1", low: "1", close: "1",
                volume: .zero)
        ]
        #expect(
            try Evaluations.values(of: "noise(0)", over: first)
                == [Double(0xE220_A839_7B1D_CDAF as UInt64 >> 11) * 0x1p-53])
    }
}
