/// What a node asks of history and of memory, in candles of its place.
struct Measure: Hashable {
    /// Candles until it is known.
    private(set) var needs = 1
    /// Candles until older ones are forgotten; at least what it needs.
    private(set) var warm = 1
    /// Values that it remembers itself.
    private(set) var remembered = 0
    /// Values that it looks at with every candle.
    private(set) var scanned = 0

    /// The measure of an operation, by those of the nodes before it and by how many minutes a candle of
    /// its place lasts, for what begins with a day.
    init(of operation: Operation, _ measures: [Measure], dayMinutes: Int) {
        for operand in operation.operands where Int(operand) < measures.count {
            // In range: a node reads nodes before it.
            let measure = measures[Int(operand)]
            needs = max(needs, measure.needs)
            warm = max(warm, measure.warm)
        }
        switch operation {
        case .shifted(_, let count), .exactShifted(_, let count):
            (needs, warm) = (needs + Int(count), warm + Int(count))
            remembered = Int(count)
        case .longer, .exactLonger: remembered = 1
        case .crossesAbove, .crossesBelow:
            (needs, warm, remembered) = (needs + 1, warm + 1, 1)
        case .window(let window, _, let count):
            let count = Int(count) + (window == .percentRank ? 1 : 0)
            add(needs: count, remembers: count)
            scanned = window.looksAtAll ? count : 0
        case .exactWindow(_, _, let count): add(needs: Int(count), remembers: Int(count))
        case .count(_, let count): add(needs: Int(count), remembers: Int(count))
        case .correlation(_, _, let count):
            add(needs: Int(count), remembers: 2 * Int(count))
            scanned = 2 * Int(count)
        case .since(_, let count): add(needs: 1, warm: Int(count), remembers: 1)
        case .valueWhen(_, _, let count): add(needs: 1, warm: Int(count), remembers: 2)
        case .exponentialAverage(_, let count):
            add(needs: Int(count), warm: 10 * Int(count), remembers: 1)
        case .wilderAverage(_, let count):
            add(needs: Int(count), warm: 20 * Int(count), remembers: 1)
        case .relativeStrength(_, let count), .relativeStrengthOfPrice(_, let count):
            add(needs: Int(count) + 1, warm: 20 * Int(count), remembers: 3)
        case .adaptiveAverage(_, let count, _, let slow):
            // In range: a length is 10,000 at most.
            let forgets = Int(exactly: (20 * slow).rounded(.up)) ?? 1
            add(needs: Int(count) + 1, warm: forgets, remembers: Int(count) + 2)
            scanned = Int(count) + 1
        case .supertrend(let count, _):
            add(needs: Int(count) + 1, warm: 20 * Int(count), remembers: 6)
        case .parabolic: add(needs: 2, warm: 500, remembers: 6)
        case .haOpen: add(needs: 1, warm: 50, remembers: 2)
        case .dayVwap, .day:
            let day = max(1, (1_440 + dayMinutes - 1) / max(1, dayMinutes))
            add(needs: day, remembers: 2)
        case .recur: remembered = 1
        default: break
        }
    }

    /// Adds what a primitive asks for over its operands: its first value sees the last of theirs.
    private mutating func add(needs own: Int, warm forgets: Int = 0, remembers count: Int) {
        // In range: some 100,000 for each of 512 nodes at most.
        warm = max(own, forgets) + warm - 1
        needs = own + needs - 1
        remembered = count
    }

    /// A `recur` is known with its start, and forgets it as its author says.
    ///
    /// One of the same parts that was measured before may forget sooner or later.
    mutating func recur(_ period: Int, start: Measure, next: Measure, isKnown: Bool) {
        needs = start.needs
        warm = max(isKnown ? warm : 1, max(start.warm, next.warm) + period - 1)
    }

    /// From longer candles to the trader's: k of m candles are (k + 1)·m of them.
    mutating func lengthen(by candles: Int) {
        // In range: a week has 10,080 minutes, and longer timeframes do not nest.
        needs = (needs + 1) * candles
        warm = (warm + 1) * candles
    }
}

extension Window {
    /// Whether all of the window is looked at with every candle: sums of Doubles are added up in
    /// their order, so that no error gathers.
    var looksAtAll: Bool {
        switch self {
        case .highest, .lowest, .ageOfHighest, .ageOfLowest: false
        default: true
        }
    }
}
