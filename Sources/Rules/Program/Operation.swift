/// The number of a node in ``Program/nodes``, which is that of its register too.
package typealias NodeIndex = UInt16

/// What a node computes, from the registers of nodes before it and from what it remembers itself.
///
/// Numbers are Doubles, unknown is NaN; conditions are 1, 0 and NaN in the same registers. Whatever
/// is not finite is made NaN where it arises. Names that begin with `exact` compute whole numerators
/// (`Int128`) over the node's static ``ExactForm/denominator``; all others compute Doubles, and read
/// an exact operand as the Double nearest to it. Periods `n` are 1 to 10,000 unless said otherwise.
package enum Operation: Hashable, Sendable {
    // What stands in the candle of the node's place. Exact: units of 10⁻⁸ over 10⁸.

    /// `open`, `high`, `low`, `close` or `volume`.
    case exactCandle(CandleField)
    /// Hour 0–23, minute 0–59 or weekday 1–7 (Monday is 1) of the candle's open time, UTC.
    case clock(ClockField)
    /// Volume-weighted average price since 00:00 UTC: Σ hlc3·volume, oldest first, each factor read as
    /// a Double, over Σ volume, which is exact until it is read as one. Unknown before the first 00:00 seen, and where nothing was traded.
    case dayVwap
    /// The day's first open, highest high or lowest low since 00:00 UTC, this candle among them;
    /// unknown before the first 00:00 seen. One that lies inside a gap counts.
    case day(DayField)
    /// SplitMix64's first output for the seed `open time in ms XOR k·0x9E3779B97F4A7C15`, its upper
    /// 53 bits times 2⁻⁵³.
    case noise(UInt64)
    /// TA-Lib's SAR over high and low; from the second candle.
    case parabolic(step: Double, most: Double)
    /// TradingView's `ta.supertrend` line over the Wilder average of the true range, starting in a
    /// falling trend; from candle n + 1. The factor may be any number.
    case supertrend(n: UInt16, factor: Double)
    /// Heikin-Ashi's open: the mean of its last value and of the last ohlc4; first (open + close)/2.
    case haOpen

    // Constants: registers that never change.

    /// A number; finite.
    case constant(Double)
    /// `true` or `false`.
    case truth(Bool)
    /// NaN for ever.
    case unknown

    /// A word about the position; only in position nodes. Never in what remembers.
    case position(PositionWord)

    // Memory of other nodes.

    /// `x[n]`, n from 0: the register as it was n candles of this place before; unknown before that.
    case shifted(NodeIndex, UInt16)
    /// As ``shifted``, of an exact node.
    case exactShifted(NodeIndex, UInt16)
    /// `x@1h`: at place 0, what node x of another place was at its last complete candle.
    case longer(NodeIndex)
    /// As ``longer``, of an exact node.
    case exactLonger(NodeIndex)

    // Arithmetic.

    /// `l op r` in Doubles. A quotient by 0 is unknown.
    case arithmetic(Arithmetic, NodeIndex, NodeIndex)
    /// `-x`.
    case negated(NodeIndex)
    /// Numerators: `l · scales.left + r · scales.right`, of the pair with this index in
    /// ``Program/scales``. Covers sums and differences; 127 bits hold it for every candle.
    case exactSum(NodeIndex, NodeIndex, scales: UInt16)
    /// The numerator times a whole factor, which may be 0 or negative; 127 bits hold it. A division
    /// by a whole number is a factor of ±1 over a larger denominator.
    case exactProduct(NodeIndex, Int32)
    /// `|x|`.
    case absolute(NodeIndex)
    /// `√x`; unknown below 0.
    case squareRoot(NodeIndex)
    /// −1, 0 or 1.
    case sign(NodeIndex)
    /// The smaller; unknown if either is. `min` of many is a chain of these from the left. It is
    /// `r < l ? r : l`.
    case minimum(NodeIndex, NodeIndex)
    /// The larger: `r > l ? r : l`.
    case maximum(NodeIndex, NodeIndex)
    /// `if(c, x, y)`; unknown where c is.
    case choice(NodeIndex, NodeIndex, NodeIndex)

    // Conditions.

    /// 1 where x is known, else 0.
    case known(NodeIndex)
    /// `l op r`; unknown if either is.
    case comparison(Comparison, NodeIndex, NodeIndex, Comparing)
    /// `l crosses above r`: `l > r and (l <= r)[1]`, after Kleene. So one condition is remembered,
    /// which is unknown before the first candle.
    case crossesAbove(NodeIndex, NodeIndex, Comparing)
    /// `l crosses below r`: `l < r and (l >= r)[1]`.
    case crossesBelow(NodeIndex, NodeIndex, Comparing)
    /// Kleene's: 0 if either is 0, else NaN if either is.
    case and(NodeIndex, NodeIndex)
    /// Kleene's: 1 if either is 1, else NaN if either is.
    case or(NodeIndex, NodeIndex)
    /// `1 − c`.
    case not(NodeIndex)

    // Windows over the last n values, oldest first; one unknown inside makes the result unknown.

    /// A window of Doubles.
    case window(Window, NodeIndex, UInt16)
    /// A window of exact values.
    case exactWindow(ExactWindow, NodeIndex, UInt16)
    /// Pearson's correlation of x and y.
    case correlation(NodeIndex, NodeIndex, UInt16)
    /// How many of the last n conditions are true.
    case count(NodeIndex, UInt16)

    // Those two take unknown for "did not hold".

    /// Candles since the condition last held, 0 … n − 1; unknown where it did not among the last n.
    case since(NodeIndex, UInt16)
    /// `value_when(c, x, n)`: what x (second) was when c (first) last held among the last n.
    case valueWhen(NodeIndex, NodeIndex, UInt16)

    // Those pass over an unknown operand: unknown there, memory unchanged.

    /// `e + k·(x − e)` with k = 2/(n + 1), from the mean of the first n known.
    case exponentialAverage(NodeIndex, UInt16)
    /// Wilder: `(r·(n − 1) + x)/n`, from the mean of the first n known.
    case wilderAverage(NodeIndex, UInt16)
    /// Wilder's RSI of Doubles; the change is taken from the last known value.
    case relativeStrength(NodeIndex, UInt16)
    /// Wilder's RSI of a candle's own price, an exact node over 10⁸: changes in units of 10⁻⁸.
    case relativeStrengthOfPrice(NodeIndex, UInt16)
    /// TA-Lib's KAMA of the known values; `fast` and `slow` are lengths, 1 to 10,000.
    case adaptiveAverage(NodeIndex, n: UInt16, fast: Double, slow: Double)

    // The user's own memory.

    /// `recur(x, y, n)`: x where x is first known, then y, or what it was where y is unknown.
    case recur(start: NodeIndex, next: NodeIndex)
    /// `self` in the y of that recur, which stands *later* in the array: its value a candle before;
    /// unknown until x was known.
    case lastOfRecur(NodeIndex)
}

/// A number of a candle.
package enum CandleField: String, CaseIterable, Hashable, Sendable {
    case open, high, low, close, volume
}

/// A number of a candle's open time.
package enum ClockField: String, CaseIterable, Hashable, Sendable {
    case hour, minute, weekday
}

/// What of the day so far.
package enum DayField: String, CaseIterable, Hashable, Sendable {
    case open = "day_open"
    case high = "day_high"
    case low = "day_low"
}

/// A word about the open position or, in `enter`, about the last one.
package enum PositionWord: String, CaseIterable, Hashable, Sendable {
    /// The fill price.
    case entryPrice = "entry_price"
    /// Candles closed since the fill, its own counts 1; 0 at the fill.
    case barsHeld = "bars_held"
    /// `100·(close/entry_price − 1)`, with the close of the candle; 0 at the fill.
    case profitPercent = "profit_percent"
    /// The highest high since the fill, its candle among them; the fill price at the fill.
    case peak
    /// The lowest low since the fill.
    case trough
    /// Candles closed since the exit, the candle after its own counts 1; before any, since warm-up.
    case barsFlat = "bars_flat"
    /// `pnlPercent` of the last trade; unknown before any.
    case lastProfitPercent = "last_profit_percent"
}

/// An arithmetic operation on two Doubles.
package enum Arithmetic: String, Hashable, Sendable {
    case plus = "+"
    case minus = "-"
    case times = "*"
    case divided = "/"
}

/// An order or equality of two numbers.
package enum Comparison: String, Hashable, Sendable {
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case equal = "=="
    case notEqual = "!="
}

/// In what numbers two operands are compared.
///
/// The index is that of a pair in ``Program/scales``.
package enum Comparing: Hashable, Sendable {
    /// As Doubles.
    case doubles
    /// Both are exact over one denominator: as numerators.
    case numerators
    /// Both are exact: `l · scales.left` with `r · scales.right`; 127 bits hold both products.
    case scaled(UInt16)
    /// The same, where the products need up to 254 bits.
    case wide(UInt16)
}

/// What of the last n Doubles; m is their mean.
package enum Window: String, Hashable, Sendable {
    case sum
    /// Σ/n.
    case mean = "sma"
    case highest, lowest
    /// Of an even n the mean of the middle two.
    case median
    /// Candles since the highest, the newest of equals: 0 … n − 1.
    case ageOfHighest = "age_of_highest"
    case ageOfLowest = "age_of_lowest"
    /// Σ i·x / (n(n+1)/2), the newest weighs n.
    case weighted = "wma"
    /// √(Σ(x − m)²/n).
    case deviation = "stdev"
    /// Σ|x − m|/n.
    case meanDeviation = "meandev"
    /// The regression line at the newest: m + s·(n − 1)/2.
    case regression = "linreg"
    /// s = Σ(i − (n−1)/2)(x − m) / (n(n²−1)/12), i from 0; unknown for n = 1.
    case slope
    /// 100·k/n, k of the n values *before* this one being ≤ it: it sees n + 1 values.
    case percentRank = "percent_rank"
}

/// What of the last n exact values.
package enum ExactWindow: String, Hashable, Sendable {
    /// The sum of the numerators, over the operand's denominator.
    case sum
    /// The sum of the numerators, over n times the operand's denominator.
    case mean = "sma"
    case highest, lowest
}
