internal import JSON
internal import Market
internal import Text
package import Trading

/// A trader lived through again from its journal: every candle stepped, every event compared.
///
/// What follows from the candles is written anew and compared byte by byte; what does not, that an
/// exchange told a candle differently later, is taken as the fact it is.
package struct JournalReplay {
    private let settings: TraderSettings
    private let step: Step
    /// What the lines so far lead to, but for where they end in the file.
    package private(set) var checkpoint: Checkpoint
    package private(set) var candles = 0
    package private(set) var trades = 0
    /// What the last candle led to.
    package private(set) var events: [Event] = []
    /// What must stand on the next lines, the last of them first.
    private var awaited: [ArraySlice<UInt8>] = []

    package init(
        _ settings: TraderSettings, follows: Predecessor?, carriedOver: CarriedOver? = nil
    ) {
        self.settings = settings
        step = Step(timeframe: settings.market.timeframe, parameters: settings.parameters)
        checkpoint = Checkpoint(first: settings, follows: follows, carriedOver: carriedOver)
        let start = JournalLine.start(settings, follows: follows, carriedOver: carriedOver)
        awaited = [start.fieldBytes]
    }

    /// Takes the next line of the journal.
    ///
    /// - Throws: ``Difference`` where it is not what the lines before lead to.
    package mutating func consume(_ line: JournalText) throws(Difference) {
        if let expected = awaited.popLast() {
            guard line.fields.elementsEqual(expected) else {
                throw .other(expected: Self.text(expected), found: Self.text(line.fields))
            }
            return
        }
        switch line.type {
        case "candle": try takeCandle(line)
        case "revised": try takeRevision(line)
        default: throw .unfounded(found: Self.text(line.fields))
        }
    }

    /// Whether every line is there that the candles so far led to.
    var isWhole: Bool { awaited.isEmpty }

    /// Sees that no line is missing at the end.
    package func finish() throws(Difference) {
        guard let expected = awaited.last else { return }
        throw .missing(expected: Self.text(expected))
    }

    /// Whether a checkpoint is what the last candles that it remembers lead to from here: then all the
    /// lines so far are those that led to it.
    func leads(to end: Checkpoint) -> Bool {
        // In range: neither counts more candles than there can be.
        let missing = end.state.candles - checkpoint.state.candles
        guard end.fingerprint == checkpoint.fingerprint, end.follows == checkpoint.follows,
            end.carriedOver == checkpoint.carriedOver, (0...end.recent.count).contains(missing)
        else { return false }
        var state = checkpoint.state
        var events: [Event] = []
        for candle in end.recent.suffix(missing).map(\.candle) {
            let flaw = candle.flaw(in: settings.market.timeframe, after: state.lastOpenTime)
            guard flaw == nil else { return false }
            do {
                try step.advance(&state, over: candle, events: &events)
            } catch {
                return false
            }
        }
        return state == end.state
    }

    private mutating func takeCandle(_ line: JournalText) throws(Difference) {
        let candle = try Self.candle(on: line)
        if let flaw = candle.flaw(
            in: settings.market.timeframe, after: checkpoint.state.lastOpenTime)
        {
            throw .unreadable("the candle of \(candle.openTime): \(flaw)")
        }
        events.removeAll(keepingCapacity: true)
        do {
            try step.advance(&checkpoint.state, over: candle, events: &events)
        } catch {
            throw .unreadable("the candle of \(candle.openTime): \(error)")
        }
        awaited = events.reversed().map { JournalLine.event($0).fieldBytes }
        candles += 1
        trades += events.count { if case .closed = $0 { true } else { false } }
        checkpoint.remember(candle)
    }

    /// The candle, which has one spelling.
    private static func candle(on line: JournalText) throws(Difference) -> Candle {
        if let candle = line.candle { return candle }
        let candle: Candle
        do {
            candle = try Candle(json: .object(Array(try line.members().dropFirst())))
        } catch {
            throw .unreadable("\(error)")
        }
        let expected = JournalLine.candle(candle).fieldBytes
        guard expected.elementsEqual(line.fields) else {
            throw .other(expected: text(expected), found: text(line.fields))
        }
        return candle
    }

    private mutating func takeRevision(_ line: JournalText) throws(Difference) {
        let consumed: Candle
        let told: Candle
        do {
            consumed = try line.candle("consumed")
            told = try line.candle("told")
        } catch {
            throw .unreadable("\(error)")
        }
        guard checkpoint.recent.contains(where: { $0.candle == consumed }) else {
            throw .unreadable(
                "it revises the candle of \(consumed.openTime), which is not among the last consumed"
            )
        }
        checkpoint.remember(told, insteadOf: consumed)
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes, as: UTF8.self)
    }

    /// How a line differs from what the lines before lead to.
    package enum Difference: Error, Equatable, CustomStringConvertible {
        case other(expected: String, found: String)
        case unfounded(found: String)
        case missing(expected: String)
        case unreadable(String)

        package var description: String {
            switch self {
            case .other(let expected, let found):
                Self.difference(of: found, from: expected)
            case .unfounded(let found): "is \(Self.shown(found)), which nothing before leads to"
            case .missing(let expected):
                "is missing: what precedes it leads to \(Self.shown(expected))"
            case .unreadable(let what): "cannot be: \(what)"
            }
        }

        /// Both sides from the member on in which they differ first, behind what kind of line it is: of
        /// a line of a kilobyte the rest is the same.
        private static func difference(of found: String, from expected: String) -> String {
            let comma = UInt8(ascii: ",")
            let same = zip(found.utf8, expected.utf8).prefix { $0 == $1 }.count
            let common = found.utf8.prefix(same)
            guard let kind = common.firstIndex(of: comma), let member = common.lastIndex(of: comma),
                kind < member
            else {
                return "is \(shown(found)), but what precedes it leads to \(shown(expected))"
            }
            let head = String(Substring(common[...kind]))
            let cut = common[...member].count
            let sides = [found, expected].map { side in
                "{\(head)…\(excerpt(of: String(Substring(side.utf8.dropFirst(cut))), atMost: longest))}"
            }
            return "is \(sides[0]), but what precedes it leads to \(sides[1])"
        }

        /// Of a line that is told whole.
        private static func shown(_ text: String) -> String {
            "{\(excerpt(of: text, atMost: longest))}"
        }

        private static let longest = 120
    }
}
