import Market
import Seeds
import Testing

@testable import Rules

struct LongerCandleTests {
    /// Candles made of others by hand: of each bucket that has any, but for the first where the first
    /// candle does not open it.
    private func aggregated(_ candles: [Candle], to timeframe: LongerTimeframe) -> [Candle] {
        var groups: [[Candle]] = []
        for candle in candles {
            let start = timeframe.openTime(of: candle.openTime)
            if let last = groups.last, timeframe.openTime(of: last[0].openTime) == start {
                groups[groups.count - 1].append(candle)
            } else {
                groups.append([candle])
            }
        }
        if let first = groups.first, timeframe.openTime(of: first[0].openTime) != first[0].openTime
        {
            groups.removeFirst()
        }
        return groups.map { group in
            Candle(
                openTime: timeframe.openTime(of: group[0].openTime), open: group[0].open,
                high: group.map(\.high).max() ?? .zero, low: group.map(\.low).min() ?? .zero,
                close: group[group.count - 1].close,
                volume: Volume(units: group.reduce(0) { $0 + $1.volume.units }))
        }
    }

    @Test(
        arguments: 0..<10 as Range<UInt64>,
        [
            LongerTimeframe.common(.twoHours), .common(.fourHours), .eightHours, .common(.oneDay),
            .oneWeek,
        ])
    func `what stands behind an at-sign is evaluated over longer candles`(
        seed: UInt64, timeframe: LongerTimeframe
    ) throws {
        var walk = RandomWalk(seed: seed)
        let candles = walk.candles(700)
        let longer = aggregated(candles, to: timeframe)
        let texts = [
            "open", "high", "low", "close", "volume", "hour", "weekday", "sma(close, 3)",
            "close[2]",
            "ema(close / open, 3)", "close > open", "highest(volume, 2)", "noise(1)",
        ]
        let frame = timeframe.rawValue
        let rows = try Evaluations.values(texts.map { "(\($0))@\(frame)" }, over: candles)
        let direct = try Evaluations.values(texts, over: longer, timeframe: .oneDay)
        for (index, candle) in candles.enumerated() {
            let end = candle.closeTime(.oneHour)
            let complete = longer.count { one in
                let close = one.openTime.advanced(byMilliseconds: timeframe.milliseconds)
                return close <= end || timeframe.openTime(of: candle.openTime) > one.openTime
            }
            for row in texts.indices {
                let expected = complete == 0 ? nil : direct[row][complete - 1]
                #expect(
                    rows[row][index] == expected,
                    "\(texts[row])@\(frame), candle \(index), seed \(seed)")
            }
        }
    }

    @Test func `over a gap one candle may complete two`() throws {
        let start: Timestamp = "2025-03-03T00:00:00.000Z"
        let hours: [Int64] = [0, 1, 2, 7]
        let candles = hours.enumerated().map { index, hour in
            let price = Price(units: Int64(index + 1) * 100_000_000)
            return Candle(
                openTime: start.advanced(by: hour, spansOf: 3_600_000), open: price, high: price,
                low: price, close: price, volume: .zero)
        }
        let rows = try Evaluations.values(
            ["close@4h", "close[1]@4h", "close@4h[1]", "sum(close, 2)@4h"], over: candles)
        #expect(rows[0] == [nil, nil, nil, 4])
        #expect(rows[1] == [nil, nil, nil, 3])
        #expect(rows[2] == [nil, nil, nil, nil])
        #expect(rows[3] == [nil, nil, nil, 7])
    }

    @Test func `a first candle inside of a longer one leaves that out`() throws {
        let prices = candles(
            closing: ["1", "2", "3", "4", "5", "6", "7"], from: "2025-03-03T01:00:00.000Z")
        #expect(
            try Evaluations.values(of: "close@4h", over: prices) == [
                nil, nil, nil, nil, nil, nil, 7,
            ])
        #expect(
            try Evaluations.values(of: "close@2h", over: prices) == [nil, nil, 3, 3, 5, 5, 7])
    }

    @Test func `a constant is known there with the first that is complete`() throws {
        let prices = candles(closing: ["1", "2", "3"])
        #expect(try Evaluations.values(of: "(3)@2h", over: prices) == [nil, 3, 3])
    }

    @Test func `days and weeks begin at midnight, and on monday`() throws {
        let prices = candles(
            closing: [Price](repeating: "1", count: 24 * 15), from: "2025-03-03T00:00:00.000Z")
        let rows = try Evaluations.values(
            ["weekday", "weekday@1w", "hour@1d", "known(close@1w)", "weekday@1d"], over: prices)
        #expect(rows[0][0] == 1 && rows[0][24 * 6] == 7)
        #expect(rows[1].compactMap(\.self).allSatisfy { $0 == 1 })
        #expect(rows[2].compactMap(\.self).allSatisfy { $0 == 0 })
        #expect(rows[3].firstIndex(of: 1) == 24 * 7 - 1)
        #expect(rows[4][24] == 1 && rows[4][47] == 2)
    }

    @Test func `the day is known from the first midnight, also one in a gap`() throws {
        let start: Timestamp = "2025-03-03T22:00:00.000Z"
        let candles = [0, 1, 3, 4].enumerated().map { index, hour in
            let price = Price(units: Int64(index + 1) * 100_000_000)
            return Candle(
                openTime: start.advanced(by: Int64(hour), spansOf: 3_600_000), open: price,
                high: price, low: price, close: price,
                volume: Volume(units: Int128(index) * 100_000_000))
        }
        let rows = try Evaluations.values(
            ["day_open", "day_high", "day_low", "vwap"], over: candles)
        #expect(rows[0] == [nil, nil, 3, 3])
        #expect(rows[1] == [nil, nil, 3, 4])
        #expect(rows[2] == [nil, nil, 3, 3])
        #expect(rows[3] == [nil, nil, 3, 18.0 / 5])
        let noon = try Evaluations.values(
            of: "day_open",
            over: [
                Candle(
                    openTime: "2025-03-03T00:00:00.000Z", open: "7", high: "7", low: "7",
                    close: "7", volume: .zero)
            ])
        #expect(noon == [7])
    }

    @Test func `a volume that no rule can hold is unknown`() throws {
        let most = Int128(1) << 79
        let prices = candles(
            closing: ["1", "1", "1", "1"],
            volumes: [most - 1, most - 1, most, 5].map { Volume(units: $0) })
        let rows = try Evaluations.values(["volume", "volume@2h", "sum(volume, 2)"], over: prices)
        #expect(rows[0] == [0x1p79 / 1e8, 0x1p79 / 1e8, nil, 5e-8])
        #expect(rows[1] == [nil, 0x1p80 / 1e8, 0x1p80 / 1e8, nil])
        #expect(rows[2] == [nil, 0x1p80 / 1e8, nil, nil])
    }
}
