import Market
import Seeds

@testable import Rules

/// Expressions that are evaluated candle by candle.
struct Evaluations {
    let plan: EvaluationPlan
    let roots: [NodeIndex]
    var memory: RuleMemory

    init(_ expressions: [String], timeframe: Timeframe = .oneHour) throws {
        let compiled = try Program.compile(expressions: expressions, timeframe: timeframe)
        plan = EvaluationPlan(compiled.program)
        roots = compiled.roots
        memory = RuleMemory(for: plan)
    }

    /// What each expression is after a candle.
    mutating func next(_ candle: Candle) -> [Double?] {
        memory.consume(candle, of: plan)
        return roots.map { memory.value(of: $0, .none, plan) }
    }

    /// What they are after each candle, a row for each expression.
    static func values(
        _ expressions: [String], over candles: [Candle], timeframe: Timeframe = .oneHour
    ) throws -> [[Double?]] {
        var evaluations = try Evaluations(expressions, timeframe: timeframe)
        var rows = [[Double?]](repeating: [], count: expressions.count)
        for candle in candles {
            for (index, value) in evaluations.next(candle).enumerated() {
                rows[index].append(value)
            }
        }
        return rows
    }

    /// What one is after each candle.
    static func values(
        of expression: String, over candles: [Candle], timeframe: Timeframe = .oneHour
    ) throws -> [Double?] {
        try values([expression], over: candles, timeframe: timeframe)[0]
    }
}

/// Candles of an hour whose prices and volume are these, closing where the next opens.
func candles(
    closing closes: [Price], volumes: [Volume] = [],
    from start: Timestamp = "2025-03-03T00:00:00.000Z"
)
    -> [Candle]
{
    closes.enumerated().map { index, close in
        let open = closes[Swift.max(0, index - 1)]
        return Candle(
            openTime: start.advanced(by: Int64(index), spansOf: 3_600_000), open: open,
            high: Swift.max(open, close), low: Swift.min(open, close), close: close,
            volume: index < volumes.count ? volumes[index] : Volume(units: 100_000_000))
    }
}

/// Every part of the language that remembers, in expressions that are known soon.
let remembering = [
    "close[3]", "(close / open)[3]", "(close > open)[2]", "sum(close / open, 4)",
    "sma(close, 5)", "sma(close / open, 5)", "sum(volume, 4)", "highest(high, 6)",
    "lowest(close / open, 6)", "median(close, 4)", "median(close / open, 5)",
    "age_of_highest(high, 7)", "age_of_lowest(low, 7)", "ema(close, 5)", "ema(close / open, 5)",
    "rma(close, 4)", "rma(close / open, 4)", "rsi(close, 5)", "rsi(close / open, 5)",
    "wma(close, 5)", "stdev(close, 5)", "meandev(close / open, 5)", "linreg(close, 5)",
    "slope(close / open, 5)", "correlation(close, volume, 6)",
    "correlation(close / open, rsi(close, 3), 6)", "percent_rank(close, 6)",
    "count(close > open, 5)", "since(close > open, 5)", "value_when(close > open, high, 5)",
    "vwap", "day_open", "day_high", "day_low", "kama(close, 5, 2, 10)", "psar(0.02, 0.2)",
    "supertrend(5, 1.5)", "ha_open", "recur(close, self + (close - self) / 4, 20)",
    "close crosses above sma(close, 4)", "close crosses below ema(close, 4)", "close@4h",
    "sma(close, 3)@4h", "(volume + 0 * volume)@1d", "rsi(close, 3)@2h[2]", "vwap@2h", "noise(3)",
]
