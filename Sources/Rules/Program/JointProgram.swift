/// Several programs as one, in which what they have in common stands, and is evaluated, once.
///
/// Nodes are equal where their operations and operands are. The nodes of a `recur` that read its own
/// value are taken as a whole with it: equal bodies are one.
struct JointProgram {
    /// The most nodes there may be: half of what an index can say, for the other half stands for a place
    /// within a body while that is compared.
    static let maximumNodes = 1 << 15

    private(set) var places: [Place] = []
    private(set) var scales: [Scales] = []
    private var nodes: [Node] = []
    private var readAsDoubles: [Bool] = []
    private var ofBody: [[Node]: Int] = [:]
    private var placeOf: [Place: UInt8] = [:]
    private var scalesOf: [Scales: UInt16] = [:]

    /// For each of the programs, by what index of this one each of its nodes and places goes.
    private(set) var indices: [(nodes: [NodeIndex], places: [UInt8])] = []

    /// `nil` where there would be more nodes than an index can tell apart.
    init?(_ programs: [Program]) {
        guard programs.reduce(0, { $0 + $1.nodes.count }) <= Self.maximumNodes else { return nil }
        for program in programs { add(program) }
        for (index, isRead) in readAsDoubles.enumerated() where isRead {
            nodes[index] = nodes[index].moved(isReadAsDouble: true) { $0 }
        }
    }

    /// Every rule of every program, so that each can be asked; none is a level, for what is read as a
    /// Double is known already.
    func program(of parts: [Program]) -> Program {
        let levels = parts.flatMap(\.levelNodes).map { Rule(tag: nil, node: $0) }
        return Program(
            places: places, nodes: nodes, scales: scales, enter: parts.flatMap(\.enter) + levels,
            exit: parts.flatMap(\.exit), stop: .none, target: .none, trail: [], size: .none)
    }

    /// A program by the indices of this one.
    func part(_ number: Int, of program: Program) -> Program {
        let index = indices[number].nodes
        func moved(_ rule: Rule) -> Rule { Rule(tag: rule.tag, node: index[Int(rule.node)]) }
        func moved(_ level: Level) -> Level {
            if case .node(let node) = level { .node(index[Int(node)]) } else { level }
        }
        return Program(
            places: places, nodes: nodes, scales: scales, enter: program.enter.map(moved),
            exit: program.exit.map(moved), stop: moved(program.stop),
            target: moved(program.target), trail: program.trail.map { index[Int($0)] },
            size: moved(program.size))
    }

    // MARK: Nodes

    private mutating func add(_ program: Program) {
        let places = program.places.map { number(of: $0) }
        let scales = program.scales.map { number(of: $0) }
        var indices = [NodeIndex](repeating: 0, count: program.nodes.count)
        // A body under way: its nodes, by their places in it, and the last `recur` that they wait for.
        var body: [Int] = []
        var withinBody: [Int: Int] = [:]
        var end = 0
        for (index, node) in program.nodes.enumerated() {
            var reads = node.operation.operands.map(Int.init)
            if case .lastOfRecur(let recur) = node.operation {
                end = max(end, Int(recur))
                reads = []
                withinBody[Int(recur)] = -1
                withinBody[index] = body.count
            } else if reads.contains(where: { withinBody[$0] != nil }) || withinBody[index] != nil {
                withinBody[index] = body.count
            } else {
                indices[index] = place(
                    [moved(node, places, scales) { indices[Int($0)] }], of: [node])
                continue
            }
            body.append(index)
            guard index >= end else { continue }
            let members = body.map { member in
                moved(program.nodes[member], places, scales) { operand in
                    withinBody[Int(operand)].map {
                        // In range: no more nodes than the bound, each below it.
                        NodeIndex(Self.maximumNodes + $0)
                    } ?? indices[Int(operand)]
                }
            }
            let start = place(members, of: body.map { program.nodes[$0] })
            for (offset, member) in body.enumerated() {
                indices[member] = start + NodeIndex(truncatingIfNeeded: offset)
            }
            (body, withinBody, end) = ([], [:], 0)
        }
        self.indices.append((indices, places))
    }

    /// The index of the first of some nodes that belong together, which are added unless they are there;
    /// `originals` say who is read as a Double.
    private mutating func place(_ members: [Node], of originals: [Node]) -> NodeIndex {
        let start = ofBody[members] ?? nodes.count
        if start == nodes.count {
            ofBody[members] = start
            nodes += members.map { member in
                member.moved { operand in
                    // In range: no more nodes than the bound, and those of this body behind them.
                    operand < NodeIndex(Self.maximumNodes)
                        ? operand : operand - NodeIndex(Self.maximumNodes) + NodeIndex(start)
                }
            }
            readAsDoubles += members.map { _ in false }
        }
        for (offset, original) in originals.enumerated() where original.isReadAsDouble {
            readAsDoubles[start + offset] = true
        }
        // In range: no more nodes than the bound.
        return NodeIndex(start)
    }

    private func moved(
        _ node: Node, _ places: [UInt8], _ scales: [UInt16], _ operand: (NodeIndex) -> NodeIndex
    ) -> Node {
        Node(
            operation: node.operation.moved(operand) { scales[Int($0)] },
            place: places[Int(node.place)], isPosition: node.isPosition, exact: node.exact,
            isReadAsDouble: false)
    }

    // MARK: Places and scales

    private mutating func number(of place: Place) -> UInt8 {
        if let known = placeOf[place] { return known }
        // In range: a language has fewer timeframes.
        let number = UInt8(places.count)
        placeOf[place] = number
        places.append(place)
        return number
    }

    private mutating func number(of pair: Scales) -> UInt16 {
        if let known = scalesOf[pair] { return known }
        // In range: no more than nodes, two each at most.
        let number = UInt16(scales.count)
        scalesOf[pair] = number
        scales.append(pair)
        return number
    }
}

extension Node {
    fileprivate func moved(
        isReadAsDouble isRead: Bool = false, _ operand: (NodeIndex) -> NodeIndex
    ) -> Node {
        Node(
            operation: operation.moved(operand) { $0 }, place: place, isPosition: isPosition,
            exact: exact, isReadAsDouble: isRead)
    }
}

extension Program {
    /// The nodes that prices and sizes are.
    fileprivate var levelNodes: [NodeIndex] {
        trail
            + [stop, target, size].compactMap { level in
                if case .node(let node) = level { node } else { nil }
            }
    }
}
