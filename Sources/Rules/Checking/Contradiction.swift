/// What the comparisons of a conjunction say together: which value is above which.
///
/// Values are points, and an edge leads from one to another that is not below it, or is above it. A way
/// back to where an edge upwards began is a contradiction: `close > open and close < open`.
struct Contradiction {
    /// The most comparisons of one conjunction that are looked at, and points whose own order is.
    static let (mostParts, mostPoints) = (64, 40)

    enum Point: Hashable {
        case term(TermIndex)
        case number(Double)
    }

    private struct Edge {
        let end: Point
        let isStrict: Bool
        /// The comparison that says so; `nil` of what is always so.
        let cause: TermIndex?
    }

    private var edges: [Point: [Edge]] = [:]
    /// In the order in which they were met.
    private(set) var points: [Point] = []
    private var unequal: [(left: Point, right: Point, cause: TermIndex)] = []

    mutating func add(_ low: Point, below high: Point, isStrict: Bool, cause: TermIndex?) {
        for point in [low, high] where edges[point] == nil {
            edges[point] = []
            points.append(point)
        }
        edges[low]?.append(Edge(end: high, isStrict: isStrict, cause: cause))
    }

    mutating func add(_ left: Point, unequalTo right: Point, cause: TermIndex) {
        unequal.append((left, right, cause))
    }

    /// Numbers lie as they do.
    mutating func orderNumbers() {
        let numbers = points.compactMap { point -> Double? in
            if case .number(let value) = point { value } else { nil }
        }.sorted()
        for (low, high) in zip(numbers, numbers.dropFirst()) {
            add(.number(low), below: .number(high), isStrict: true, cause: nil)
        }
    }

    /// The comparisons that cannot hold together; empty where nothing speaks against it.
    var causes: [TermIndex] {
        for start in points {
            for edge in edges[start] ?? [] where edge.isStrict {
                if let way = way(from: edge.end, to: start) { return unique([edge.cause] + way) }
            }
        }
        for pair in unequal {
            if let up = way(from: pair.left, to: pair.right),
                let down = way(from: pair.right, to: pair.left)
            {
                return unique([pair.cause] + up + down)
            }
        }
        return []
    }

    private func unique(_ causes: [TermIndex?]) -> [TermIndex] {
        var seen: Set<TermIndex> = []
        return causes.compactMap(\.self).filter { seen.insert($0).inserted }
    }

    /// The causes along the shortest way; `nil` where there is none.
    private func way(from start: Point, to end: Point) -> [TermIndex?]? {
        var reached: [Point: (before: Point, cause: TermIndex?)] = [start: (start, nil)]
        var waiting = [start][...]
        while let point = waiting.popFirst(), point != end {
            for edge in edges[point] ?? [] where reached[edge.end] == nil {
                reached[edge.end] = (point, edge.cause)
                waiting.append(edge.end)
            }
        }
        guard reached[end] != nil else { return nil }
        var causes: [TermIndex?] = []
        var point = end
        while point != start, let step = reached[point] {
            causes.append(step.cause)
            point = step.before
        }
        return causes.reversed()
    }
}

extension Comparison {
    /// What holds where this one is false.
    var opposite: Comparison {
        switch self {
        case .less: .greaterOrEqual
        case .lessOrEqual: .greater
        case .greater: .lessOrEqual
        case .greaterOrEqual: .less
        case .equal: .notEqual
        case .notEqual: .equal
        }
    }
}

extension Impossibility {
    /// A condition among others, and what it has to be.
    private struct Part: Hashable {
        let term: TermIndex
        let wanted: Bool
    }

    /// Why the parts of an `and`, or those of an `or` that is to be false, exclude each other.
    mutating func contradiction(in root: TermIndex, as wanted: Bool) -> Finding? {
        let parts = parts(of: Part(term: root, wanted: wanted))
        let all = Set(parts)
        if let part = parts.first(where: { all.contains(Part(term: $0.term, wanted: !$0.wanted)) })
        {
            return Finding(term: root, hint: "\(text(part.term)) is wanted and refused")
        }
        var order = Contradiction()
        for part in parts { add(part, to: &order) }
        for case .term(let term) in order.points {
            let range = ranges[term]
            if range.low.isFinite {
                order.add(.number(range.low), below: .term(term), isStrict: false, cause: nil)
            }
            if range.high.isFinite {
                order.add(.term(term), below: .number(range.high), isStrict: false, cause: nil)
            }
        }
        let terms = order.points.compactMap { point -> TermIndex? in
            if case .term(let term) = point { term } else { nil }
        }.prefix(Contradiction.mostPoints)
        for low in terms {
            for high in terms where low != high && isAtMost(low, high) {
                order.add(.term(low), below: .term(high), isStrict: false, cause: nil)
            }
        }
        order.orderNumbers()
        let causes = order.causes
        return causes.isEmpty ? nil : Finding(term: root, hint: words(causes, parts))
    }

    private func words(_ causes: [TermIndex], _ parts: [Part]) -> String {
        let texts = causes.map { cause in
            let isWanted = parts.contains(Part(term: cause, wanted: true))
            return isWanted ? "'\(text(cause))'" : "'not (\(text(cause)))'"
        }
        guard texts.count > 1 else { return "\(texts[0]) can never hold" }
        return "\(texts.dropLast().joined(separator: ", ")) and \(texts[texts.count - 1]) exclude "
            + (texts.count == 2 ? "each other" : "one another")
    }

    /// All conditions that have to be something for the whole to be what is wanted.
    private func parts(of root: Part) -> [Part] {
        var parts: [Part] = []
        var waiting = [root]
        while let part = waiting.popLast(), parts.count < Contradiction.mostParts {
            switch terms[part.term].form {
            case .infix(.and, let left, let right) where part.wanted,
                .infix(.or, let left, let right) where !part.wanted:
                waiting += [right, left].map { Part(term: $0, wanted: part.wanted) }
            case .not(let inner): waiting.append(Part(term: inner, wanted: !part.wanted))
            default: parts.append(part)
            }
        }
        return parts
    }

    private func add(_ part: Part, to order: inout Contradiction) {
        let (comparison, left, right): (Comparison, TermIndex, TermIndex)
        switch terms[part.term].form {
        case .infix(.comparison(let found), let first, let second):
            (comparison, left, right) = (part.wanted ? found : found.opposite, first, second)
        case .infix(.crosses(let above), let first, let second) where part.wanted:
            (comparison, left, right) = (above ? .greater : .less, first, second)
        default: return
        }
        switch comparison {
        case .less, .lessOrEqual:
            add(left, below: right, isStrict: comparison == .less, part.term, to: &order)
        case .greater, .greaterOrEqual:
            add(right, below: left, isStrict: comparison == .greater, part.term, to: &order)
        case .equal:
            add(left, below: right, isStrict: false, part.term, to: &order)
            add(right, below: left, isStrict: false, part.term, to: &order)
        case .notEqual:
            order.add(point(left), unequalTo: point(right), cause: part.term)
        }
    }

    private func add(
        _ low: TermIndex, below high: TermIndex, isStrict: Bool, _ cause: TermIndex,
        to order: inout Contradiction
    ) {
        order.add(point(low), below: point(high), isStrict: isStrict, cause: cause)
        // Between a whole number and a bound that it is above lies the next whole number.
        if ranges[high].isWhole, number(high) == nil, let bound = number(low) {
            let next = isStrict ? bound.rounded(.down) + 1 : bound.rounded(.up)
            order.add(.number(next), below: point(high), isStrict: false, cause: cause)
        }
        if ranges[low].isWhole, number(low) == nil, let bound = number(high) {
            let next = isStrict ? bound.rounded(.up) - 1 : bound.rounded(.down)
            order.add(point(low), below: .number(next), isStrict: false, cause: cause)
        }
    }

    private func point(_ index: TermIndex) -> Contradiction.Point {
        number(index).map { .number($0) } ?? .term(index)
    }
}
