/// What one step of an evaluation does: an ``Operation`` with everything decided that can be.
///
/// Where several kinds of operands or several words are one operation, each is a code of its own, so
/// that nothing is decided again with every candle.
enum Code: UInt8, Sendable {
    // Whole numbers of the candle, and their nearest Doubles.
    case open, high, low, close, volume
    case near
    case constant
    // Whole numbers.
    case exactPlus, exactMinus, exactSum, exactProduct, exactShifted
    case exactWindowSum, exactHighest, exactLowest
    // Of the candle.
    case hour, minute, weekday, noise, vwap, dayOpen, dayHigh, dayLow
    case parabolic, supertrend, haOpen
    // Arithmetic.
    case plus, minus, times, divided, negated, absolute, squareRoot, sign, minimum, maximum, choice
    // Conditions.
    case known, exactKnown, and, or, not, crossing
    case less, lessOrEqual, greater, greaterOrEqual, equal, notEqual
    case exactLess, exactLessOrEqual, exactGreater, exactGreaterOrEqual, exactEqual, exactNotEqual
    case scaledLess, scaledLessOrEqual, scaledGreater, scaledGreaterOrEqual, scaledEqual
    case scaledNotEqual
    // Windows.
    case shifted, sum, mean, highest, lowest, median, ageOfHighest, ageOfLowest, weighted
    case deviation, meanDeviation, regression, slope, percentRank, correlation, count
    // Memories.
    case since, valueWhen, exponential, exponentialOfExact, wilder, wilderOfExact
    case relativeStrength, relativeStrengthOfPrice, adaptive, recur
}

/// One step: a code, where its operands and its result stand, and where it remembers.
///
/// Registers and memory share three rows of cells: reals, whole numbers, counts. What an instruction
/// does not use is 0.
struct Instruction: Equatable, Sendable {
    var code: Code
    /// The register of the result: a real, or a whole number of codes that make one.
    var result: Int32
    /// The registers of the operands, in order.
    ///
    /// What takes a mean has that of an exact one behind
    /// them, or ``Assembler/ownMean``; a second one in ``wide``.
    var first: Int32 = 0
    var second: Int32 = 0
    var third: Int32 = 0
    var period: Int32 = 0
    /// The first of its own reals, whole numbers and counts.
    var real: Int32 = 0
    var whole: Int32 = 0
    var count: Int32 = 0
    /// The first of its constants among ``EvaluationPlan/wides``.
    var wide: Int32 = 0
    /// A constant: a share, a factor, a length, the bits of a number.
    var factor: Double = 0
    var other: Double = 0
}

// Where an instruction reads and writes was decided when its plan was made, so that no candle leads
// elsewhere: only a build for tests looks again. What memory says of itself is checked in every build.

extension MutableSpan where Element: BitwiseCopyable {
    @inline(__always)
    subscript(at place: Int32) -> Element {
        get {
            // In range: the assembler gave the cell out.
            assert(place >= 0 && place < count, "an instruction reads outside of its cells")
            return unsafe self[unchecked: Int(place)]
        }
        set {
            // In range: the assembler gave the cell out.
            assert(place >= 0 && place < count, "an instruction writes outside of its cells")
            unsafe self[unchecked: Int(place)] = newValue
        }
    }
}

extension Span {
    @inline(__always)
    subscript(at place: Int32) -> Element {
        // In range: the assembler gave the cell out.
        assert(place >= 0 && place < count, "an instruction reads outside of its cells")
        return unsafe self[unchecked: Int(place)]
    }

    @inline(__always)
    subscript(at place: Int) -> Element {
        // In range: the plan's own ranges lead here.
        assert(place >= 0 && place < count, "a plan reads outside of itself")
        return unsafe self[unchecked: place]
    }
}
