import Market
import Seeds
import Testing

@testable import Rules

/// Every window against its definition, computed anew on the values it holds.
struct WindowTests {
    /// Of equal values that value, else Σ/n.
    static func mean(_ values: [Double]) -> Double {
        let isFlat = values.allSatisfy { $0 == values[0] }
        return isFlat ? values[0] : values.reduce(0, +) / Double(values.count)
    }

    private static let definitions: [String: @Sendable ([Double]) -> Double?] = [
        "sum": { $0.reduce(0, +) },
        "sma": { mean($0) },
        "highest": { $0.max() },
        "lowest": { $0.min() },
        "median": { values in
            let ordered = values.sorted()
            let (half, isEven) = (values.count / 2, values.count % 2 == 0)
            return isEven ? mean([ordered[half - 1], ordered[half]]) : ordered[half]
        },
        "age_of_highest": { values in
            Double(Array(values.reversed()).firstIndex(of: values.max() ?? 0) ?? -1)
        },
        "age_of_lowest": { values in
            Double(Array(values.reversed()).firstIndex(of: values.min() ?? 0) ?? -1)
        },
        "wma": { values in
            if values.allSatisfy({ $0 == values[0] }) { return values[0] }
            var sum = 0.0
            for (index, value) in values.enumerated() { sum += Double(index + 1) * value }
            return sum / Double(values.count * (values.count + 1) / 2)
        },
        "stdev": { values in
            let mean = mean(values)
            var sum = 0.0
            for value in values { sum += (value - mean) * (value - mean) }
            return (sum / Double(values.count)).squareRoot()
        },
        "meandev": { values in
            let mean = mean(values)
            var sum = 0.0
            for value in values { sum += abs(value - mean) }
            return sum / Double(values.count)
        },
        "slope": { slope($0) },
        "linreg": { values in
            slope(values).map { mean(values) + $0 * Double(values.count - 1) / 2 }
        },
    ]

    private static func slope(_ values: [Double]) -> Double? {
        guard values.count > 1 else { return nil }
        let (count, mean) = (Double(values.count), mean(values))
        var sum = 0.0
        for (index, value) in values.enumerated() {
            sum += (Double(index) - (count - 1) / 2) * (value - mean)
        }
        return sum / (count * (count * count - 1) / 12)
    }

    @Test(arguments: 0..<12 as Range<UInt64>)
    func `a window of Doubles is its definition`(seed: UInt64) throws {
        var walk = RandomWalk(seed: seed)
        let candles = walk.candles(120)
        // Flat stretches, ties, and values that are unknown in between.
        let series = "if(minute == 0 and hour == 3, unknown, floor_of(close))"
        let library = try FunctionLibrary(functions: [
            ("floor_of(x)", "if(x > x[1], 1.25, if(x < x[1], x / open, 1.25))")
        ])
        let names = Self.definitions.keys.sorted()
        for period in [1, 2, 3, 7, 20] {
            let texts = names.map { "\($0)(\(series), \(period))" } + [series]
            let compiled = try Program.compile(
                expressions: texts, functions: library, timeframe: .oneHour)
            let plan = EvaluationPlan(compiled.program)
            var memory = RuleMemory(for: plan)
            var seen: [Double?] = []
            for (index, candle) in candles.enumerated() {
                memory.consume(candle, of: plan)
                let values = compiled.roots.map { memory.value(of: $0, .none, plan) }
                seen.append(values[names.count])
                let window = seen.suffix(period).compactMap(\.self)
                for (name, value) in zip(names, values) {
                    let isKnown = seen.count >= period && window.count == period
                    let expected = isKnown ? Self.definitions[name]?(window) : nil
                    #expect(
                        value == expected,
                        "\(name) of \(period), candle \(index), seed \(seed)")
                }
            }
        }
    }

    @Test(arguments: 0..<6 as Range<UInt64>)
    func `over a price means are exact`(seed: UInt64) throws {
        var walk = RandomWalk(seed: seed)
        let candles = walk.candles(80)
        let closes = candles.map { Int128($0.close.units) }
        for period in [1, 2, 3, 10] {
            let rows = try Evaluations.values(
                [
                    "sma(close, \(period))", "stdev(close, \(period))", "sum(close, \(period))",
                    "highest(close, \(period))", "ema(close, \(period))",
                ], over: candles)
            for index in candles.indices where index >= period - 1 {
                let window = closes[index - period + 1...index]
                let sum = window.reduce(0, +)
                let mean = NearestDouble.wholeQuotient(sum, over: Int128(period) * 100_000_000)
                #expect(rows[0][index] == mean, "candle \(index), seed \(seed)")
                var squares = 0.0
                for units in window {
                    let distance = NearestDouble.wholeQuotient(units, over: 100_000_000) - mean
                    squares += distance * distance
                }
                #expect(rows[1][index] == (squares / Double(period)).squareRoot())
                #expect(rows[2][index] == NearestDouble.wholeQuotient(sum, over: 100_000_000))
                #expect(
                    rows[3][index]
                        == NearestDouble.wholeQuotient(window.max() ?? 0, over: 100_000_000))
                if index == period - 1 { #expect(rows[4][index] == mean) }
            }
        }
    }

    @Test(arguments: 0..<6 as Range<UInt64>)
    func `rank, counts and correlation are their definitions`(seed: UInt64) throws {
        var walk = RandomWalk(seed: seed)
        let candles = walk.candles(100)
        let period = 6
        let rows = try Evaluations.values(
            [
                "close / open", "percent_rank(close / open, 6)", "count(close > open, 6)",
                "since(close > open, 6)", "value_when(close > open, close / open, 6)",
                "correlation(close / open, volume / 7 / volume[1], 6)", "volume / 7 / volume[1]",
            ],
            over: candles)
        let rises = candles.map { $0.close > $0.open }
        for index in candles.indices {
            let last = rises.prefix(index + 1).suffix(period).reversed()
            let age = Array(last).firstIndex(of: true)
            #expect(rows[3][index] == age.map(Double.init), "candle \(index), seed \(seed)")
            #expect(rows[4][index] == age.flatMap { rows[0][index - $0] })
            guard index >= period else { continue }
            let before = rows[0][index - period..<index].compactMap(\.self)
            let value = try #require(rows[0][index])
            let rank = before.count { $0 <= value }
            #expect(rows[1][index] == 100 * Double(rank) / Double(period))
            #expect(rows[2][index] == Double(last.count { $0 }))
            let (first, second) = (
                rows[0][index - period + 1...index].compactMap(\.self),
                rows[6][index - period + 1...index].compactMap(\.self)
            )
            guard first.count == period, second.count == period else { continue }
            #expect(rows[5][index] == Self.correlation(first, second))
        }
    }

    private static func correlation(_ first: [Double], _ second: [Double]) -> Double? {
        let (mean, other) = (mean(first), mean(second))
        var sums = (0.0, 0.0, 0.0)
        for (x, y) in zip(first, second) {
            sums.0 += (x - mean) * (y - other)
            sums.1 += (x - mean) * (x - mean)
            sums.2 += (y - other) * (y - other)
        }
        let value = sums.0 / (sums.1 * sums.2).squareRoot()
        return value.isFinite ? value : nil
    }

    @Test func `of equal values a mean is that value`() throws {
        let flat = candles(closing: [Price](repeating: "0.1", count: 30))
        for text in [
            "sma(close / 3.7, 7)", "wma(close / 3.7, 7)", "linreg(close / 3.7, 7)",
            "median(close / 3.7, 6)", "ema(close / 3.7, 7)", "rma(close / 3.7, 7)",
        ] {
            #expect(try Evaluations.values(of: "\(text) == close / 3.7", over: flat).last == 1)
        }
        for text in ["stdev", "meandev", "slope"] {
            #expect(try Evaluations.values(of: "\(text)(close / 3.7, 7)", over: flat).last == 0)
        }
        #expect(
            try Evaluations.values(of: "correlation(close, volume, 5)", over: flat).last
                == .some(nil))
    }
}
