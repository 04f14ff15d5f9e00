/// Turns a program into a plan, node by node.
///
/// A node's register has the node's index; `x@1h` and `self` stand for the register of what they
/// refer to. Memory is handed out behind the registers, and the registers of position nodes lie
/// behind that.
struct Assembler {
    let program: Program
    var plan = EvaluationPlan()
    /// For each node the register of its Double, and of its numerator.
    var reals: [Int] = []
    var wholes: [Int] = []
    /// The bound of the widest sum that is not a node.
    var widestSum: Int128 = 0
    /// The node at hand, and its instructions.
    var lowered = 0
    var emitted: [Instruction] = []

    static func plan(of program: Program) -> EvaluationPlan {
        var assembler = Assembler(program: program)
        assembler.handOutRegisters()
        var ofNode: [[Instruction]] = []
        for (index, node) in program.nodes.enumerated() {
            assembler.emitted = []
            assembler.lower(node, at: index)
            ofNode.append(assembler.emitted)
        }
        assembler.movePositions(&ofNode)
        assembler.group(ofNode)
        assembler.ask(ofNode)
        assembler.nameRegisters()
        return assembler.plan
    }
}

// MARK: Cells

extension Assembler {
    private mutating func handOutRegisters() {
        let count = program.nodes.count
        reals = Array(0..<count)
        wholes = [Int](repeating: 0, count: count)
        plan.realCount = count
        for (index, node) in program.nodes.enumerated() where node.exact != nil {
            wholes[index] = takeWholes(1)
        }
        // What only names another node has no register of its own; but a numerator that is read as a
        // Double is divided into one, for the other's may never be.
        for (index, node) in program.nodes.enumerated() {
            switch node.operation {
            case .longer(let other), .lastOfRecur(let other), .shifted(let other, 0):
                reals[index] = reals[Int(other)]
            case .exactLonger(let other), .exactShifted(let other, 0):
                wholes[index] = wholes[Int(other)]
            default: break
            }
        }
    }

    /// Moves the registers of position nodes behind all memory.
    private mutating func movePositions(_ ofNode: inout [[Instruction]]) {
        plan.memoryReals = plan.realCount
        var moved: [Int32: Int32] = [:]
        for (index, node) in program.nodes.enumerated() where node.isPosition {
            moved[Int32(clamping: reals[index])] = Int32(clamping: plan.realCount)
            reals[index] = takeReals(1)
            if case .position(let word) = node.operation {
                plan.words.append(.init(word: word, register: reals[index]))
            }
        }
        for (index, node) in program.nodes.enumerated() where node.isPosition {
            for step in ofNode[index].indices {
                let old = ofNode[index][step]
                ofNode[index][step].result = moved[old.result] ?? old.result
                ofNode[index][step].first = moved[old.first] ?? old.first
                ofNode[index][step].second = moved[old.second] ?? old.second
                ofNode[index][step].third = moved[old.third] ?? old.third
            }
        }
    }

    /// Says where each node is read: an exact one without a Double by its numerator.
    private mutating func nameRegisters() {
        for (index, node) in program.nodes.enumerated() {
            if let exact = node.exact, !node.isReadAsDouble {
                plan.registers.append(.whole(wholes[index], over: exact.denominator))
            } else {
                plan.registers.append(.real(reals[index]))
            }
        }
    }

    mutating func takeReals(_ count: Int) -> Int {
        plan.realCount += count
        return plan.realCount - count
    }

    mutating func takeWholes(_ count: Int) -> Int {
        plan.wholeCount += count
        return plan.wholeCount - count
    }

    /// Counts, of which each may be as much as this says.
    mutating func takeCounts(_ limits: [Int]) -> Int {
        plan.limits += limits
        return plan.limits.count - limits.count
    }

    mutating func takeWides(_ values: Int128...) -> Int {
        plan.wides += values
        return plan.wides.count - values.count
    }
}

// MARK: Order

extension Assembler {
    /// Lays the instructions of each place, and of the position, one after the other.
    private mutating func group(_ ofNode: [[Instruction]]) {
        for (place, described) in program.places.enumerated() {
            let start = plan.instructions.count
            for (index, node) in program.nodes.enumerated()
            where Int(node.place) == place && !node.isPosition {
                plan.instructions += ofNode[index]
            }
            let isLonger = described.timeframe != nil
            let length = described.timeframe?.milliseconds ?? 0
            plan.places.append(
                .init(
                    instructions: start..<plan.instructions.count, timeframe: described.timeframe,
                    candleLength: length / Int64(max(1, described.candles)),
                    volumeLimit: longerVolumeLimit,
                    whole: isLonger ? takeWholes(LongerCandle.wholes) : 0,
                    count: isLonger ? takeCounts(LongerCandle.limits) : 0))
        }
        let start = plan.instructions.count
        for (index, node) in program.nodes.enumerated() where node.isPosition {
            plan.instructions += ofNode[index]
        }
        plan.positions = start..<plan.instructions.count
    }

    /// How much no volume of a longer candle may be.
    ///
    /// Bounds of exact values are those of a candle's volume. What a longer candle adds up may be
    /// more, where all of them have room for as much more.
    private var longerVolumeLimit: Int128 {
        let widest = program.nodes.reduce(widestSum) { max($0, $1.exact?.bound ?? 0) }
        return widest < 1 << (127 - LongerCandle.volumeShift)
            ? LongerCandle.volumeLimit : CandleNumbers.volumeLimit
    }

    /// For each rule that depends on the position: the instructions that it needs, and no others.
    private mutating func ask(_ ofNode: [[Instruction]]) {
        plan.questions = [Range<Int>](repeating: 0..<0, count: program.nodes.count)
        let levels = [program.stop, program.target, program.size].compactMap { level in
            if case .node(let node) = level { node } else { nil }
        }
        let roots = (program.enter + program.exit).map(\.node) + program.trail + levels
        for root in Set(roots).sorted() where program.nodes[Int(root)].isPosition {
            // What depends on the position is read by nothing that does not.
            var needed: Set = [root]
            var waiting = [root]
            while let index = waiting.popLast() {
                for operand in program.nodes[Int(index)].operation.operands
                where program.nodes[Int(operand)].isPosition && needed.insert(operand).inserted {
                    waiting.append(operand)
                }
            }
            let start = plan.instructions.count
            for index in needed.sorted() { plan.instructions += ofNode[Int(index)] }
            plan.questions[Int(root)] = start..<plan.instructions.count
        }
    }
}
