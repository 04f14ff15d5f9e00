internal import Market

/// Turns the terms of a strategy into the nodes of a program, each at its place.
///
/// Terms are numbered after what they are made of, so one pass over them in their order does: first
/// for each longer timeframe, then for the trader's own candles. There is no recursion, whatever the
/// rules look like.
struct Lowering {
    let terms: [Term]
    let places: [Place]
    /// How long a candle of each place lasts.
    let minutes: [Int]
    var drafts: [Draft] = []
    private(set) var scales: [Scales] = []
    var measures: [Measure] = []
    /// For each place, the node of each term that stands there.
    var nodes: [[NodeIndex?]]
    /// For each node, the term it was first made for.
    private(set) var origins: [TermIndex] = []
    var consed: [Draft: NodeIndex] = [:]

    /// A node before it is known who reads it.
    struct Draft: Hashable {
        var operation: Operation
        let place: UInt8
        let isPosition: Bool
        let exact: ExactForm?
    }

    /// - Throws: where a timeframe is not longer, or not made of whole candles, and where limits are
    ///   passed; the span says nothing.
    init(terms: [Term], roots: [TermIndex], timeframe: Timeframe?) throws(Misfit) {
        self.terms = terms
        let own = try Self.places(in: terms, timeframe)
        places = own
        // In range: a week has 10,080 minutes.
        minutes = own.map { Int($0.timeframe?.minutes ?? timeframe?.minutes ?? 1) }
        nodes = Array(repeating: Array(repeating: nil, count: terms.count), count: own.count)
        let used = Self.marked(terms, roots, places: own)
        for place in own.indices.reversed() {
            for (index, term) in terms.enumerated() where used[place][index] && !term.isSelf {
                nodes[place][index] = try lowered(index, place)
            }
        }
        try checkLimits(knowingTimeframe: timeframe != nil)
    }

    /// A term that cannot be, and why.
    struct Misfit: Error {
        let term: TermIndex?
        let message: String
        var hint: String?
    }

    // MARK: Places

    static func places(
        in terms: [Term], _ timeframe: Timeframe?
    ) throws(Misfit) -> [Place] {
        var found: [LongerTimeframe: TermIndex] = [:]
        for (index, term) in terms.enumerated() {
            if case .longer(_, let longer) = term.form, found[longer] == nil {
                found[longer] = index
            }
        }
        var places = [Place(timeframe: nil, candles: 1)]
        for longer in LongerTimeframe.allCases {
            guard let term = found[longer] else { continue }
            // Without a trader, any that has a longer one will do.
            guard let candles = longer.candles(of: timeframe ?? .oneMinute) else {
                let own = timeframe ?? .oneMinute
                throw Misfit(
                    term: term,
                    message: "candles of \(longer.rawValue) cannot be made of candles of "
                        + own.rawValue,
                    hint: longer.minutes == own.minutes
                        ? "the trader's own candles are named without @\(longer.rawValue)"
                        : "what stands behind @ is longer than the trader's timeframe, and "
                            + "divided by it")
            }
            places.append(Place(timeframe: longer, candles: candles))
        }
        return places
    }

    /// For each place, which terms are wanted there.
    static func marked(
        _ terms: [Term], _ roots: [TermIndex], places: [Place]
    ) -> [[Bool]] {
        var marks = Array(
            repeating: Array(repeating: false, count: terms.count), count: places.count)
        for root in roots { marks[0][root] = true }
        // Place 0 comes first: it alone wants terms at other places.
        for place in places.indices {
            for index in terms.indices.reversed() where marks[place][index] {
                if case .longer(let inner, let timeframe) = terms[index].form {
                    let other = places.firstIndex { $0.timeframe == timeframe } ?? 0
                    marks[other][inner] = true
                } else {
                    for operand in terms[index].form.operands { marks[place][operand] = true }
                }
            }
        }
        return marks
    }

    // MARK: Nodes

    /// The node of a term whose operands have theirs.
    mutating func lowered(_ index: TermIndex, _ place: Int) throws(Misfit) -> NodeIndex {
        let term = terms[index]
        switch term.form {
        case .number(let value): return try add(.constant(value), place, index)
        case .truth(let truth): return try add(.truth(truth), place, index)
        case .unknown: return try add(.unknown, place, index)
        case .position(let word): return try add(.position(word), place, index)
        // Stands for the node of its `recur`, which is made before.
        case .self: return nodes[place][index] ?? 0
        case .infix(let infix, let left, let right):
            return try lowered(infix, left, right, place, index)
        case .negated(let inner):
            let operand = node(inner, place)
            if let form = exact(operand) {
                return try add(.exactProduct(operand, -1), place, index, exact: form)
            }
            return try add(.negated(operand), place, index)
        case .not(let inner): return try add(.not(node(inner, place)), place, index)
        case .shifted(let inner, let count):
            let operand = node(inner, place)
            // In range: an index is 10,000 at most.
            let candles = UInt16(clamping: count)
            if let form = exact(operand) {
                return try add(.exactShifted(operand, candles), place, index, exact: form)
            }
            return try add(.shifted(operand, candles), place, index)
        case .longer(let inner, let timeframe):
            let other = places.firstIndex { $0.timeframe == timeframe } ?? 0
            let operand = node(inner, other)
            if let form = exact(operand) {
                return try add(.exactLonger(operand), place, index, exact: form)
            }
            return try add(.longer(operand), place, index)
        case .call(.recur, let arguments): return try loweredRecur(arguments, place, index)
        case .call(let primitive, let arguments):
            return try lowered(primitive, arguments, place, index)
        }
    }

    /// The node of a term at a place; 0 of one without, which marking rules out.
    func node(_ term: TermIndex, _ place: Int) -> NodeIndex { nodes[place][term] ?? 0 }

    func exact(_ node: NodeIndex) -> ExactForm? { drafts[Int(node)].exact }

    /// The node of this operation, new or known.
    mutating func add(
        _ operation: Operation, _ place: Int, _ origin: TermIndex, exact: ExactForm? = nil
    ) throws(Misfit) -> NodeIndex {
        // In range: there are 13 timeframes.
        let draft = Draft(
            operation: operation, place: UInt8(clamping: place),
            isPosition: terms[origin].isPosition, exact: exact)
        if let known = consed[draft] { return known }
        let index = try append(draft, origin)
        consed[draft] = index
        return index
    }

    mutating func append(_ draft: Draft, _ origin: TermIndex) throws(Misfit) -> NodeIndex {
        guard drafts.count < Limits.nodes, let index = NodeIndex(exactly: drafts.count) else {
            throw Misfit(
                term: origin,
                message: "with this the rules have more than \(Limits.nodes) different nodes",
                hint: "what is written twice alike counts once: leave parts out, or make them alike"
            )
        }
        drafts.append(draft)
        origins.append(origin)
        // In range: a place is one of the 14 there are.
        let minutes = minutes[Int(draft.place)]
        var measure = Measure(of: draft.operation, measures, dayMinutes: minutes)
        if let operand = draft.operation.longerOperand {
            measure.lengthen(by: places[Int(drafts[Int(operand)].place)].candles)
        }
        measures.append(measure)
        return index
    }

    /// An index into ``Program/scales``.
    mutating func scale(_ scales: Scales) -> UInt16 {
        if let known = self.scales.firstIndex(of: scales) { return UInt16(clamping: known) }
        self.scales.append(scales)
        // In range: a node has one pair at most.
        return UInt16(clamping: self.scales.count - 1)
    }
}
