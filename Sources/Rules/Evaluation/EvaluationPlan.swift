/// A program made ready for evaluation: its nodes as instructions, each with its cells.
///
/// Three rows of cells hold registers and memory: reals are first those of the nodes, then what
/// instructions remember, then the registers of position nodes, which are no memory: they are
/// written anew whenever a rule is asked. Whole numbers and counts are likewise.
package struct EvaluationPlan: Equatable, Sendable {
    /// Grouped: those of each place, then all of the position nodes, then, for each rule that depends
    /// on the position, those that it needs.
    var instructions: [Instruction] = []
    /// Where those of each place stand in ``instructions``, and the longer candle in the cells; the
    /// trader's own is the first.
    var places: [PlacePlan] = []
    /// Where those of all position nodes stand.
    var positions = 0..<0
    /// For each node: what has to be run before it is read, or nothing.
    var questions: [Range<Int>] = []
    /// For each node: where its value stands.
    var registers: [Register] = []
    /// Registers of position words.
    var words: [WordRegister] = []
    /// Divisors and factors of whole numbers.
    var wides: [Int128] = []
    /// Registers that never change.
    var constants: [Constant] = []
    /// How many reals there are, and how many of them, from the first, are not of position nodes.
    var realCount = 0
    var memoryReals = 0
    var wholeCount = 0
    /// The highest that each count may be.
    ///
    /// The lowest is 0, and all are 0 before any candle; of `Int.max` any number will do.
    var limits: [Int] = []

    /// The plan of a program, whatever it holds.
    package init(_ program: Program) {
        self = Assembler.plan(of: program)
    }

    init() {}
}

extension EvaluationPlan {
    /// How a node is read.
    enum Register: Equatable, Sendable {
        case real(Int)
        /// A numerator, and its divisor.
        case whole(Int, over: Int128)
    }

    struct WordRegister: Equatable, Sendable {
        let word: PositionWord
        let register: Int
    }

    /// A register that holds a number for ever.
    struct Constant: Equatable, Sendable {
        let register: Int
        let value: Double
    }

    struct PlacePlan: Equatable, Sendable {
        let instructions: Range<Int>
        /// `nil` for the trader's own candles.
        let timeframe: LongerTimeframe?
        /// How long the trader's own candles last, in milliseconds; 0 in their own place.
        let candleLength: Int64
        /// A volume of as much is unknown.
        let volumeLimit: Int128
        /// The first whole number and count of the longer candle under way.
        let whole: Int
        let count: Int
    }
}
