internal import LoopbackExchange
internal import Market
internal import Seeds

/// What an exchange goes through: spells of trouble, known from the beginning.
struct Weather {
    /// A time during which a share of all answers goes wrong in one way.
    struct Spell {
        let from: Timestamp
        let to: Timestamp
        let trouble: Trouble
        /// In hundredths.
        let share: Int
    }

    enum Trouble: CaseIterable {
        case unreachable, silent, broken, insecure, failing, slow, limited, banned, blocked
        case truncated, empty, foreign, misshapen, redirected, undated
        case badRow, shuffled, doubled, hasty, rowless
        case ahead, impatient, stranger
    }

    private let spells: [Spell]

    /// Spells between two moments, of minutes to days.
    init(
        from start: Timestamp, to end: Timestamp, spells count: Int,
        using random: inout SplitMix64
    ) {
        let span = end.since(start)
        spells = (0..<count).compactMap { _ in
            let begin = start.advanced(byMilliseconds: Int64.random(in: 0..<span, using: &random))
            let longest: Int64 = [30, 240, 1_440, 4_320].randomElement(using: &random) ?? 30
            let minutes = Int64.random(in: 1...longest, using: &random)
            guard let trouble = Trouble.allCases.randomElement(using: &random) else { return nil }
            return Spell(
                from: begin, to: begin.advanced(byMilliseconds: minutes * 60_000),
                trouble: trouble, share: [100, 100, 50, 20].randomElement(using: &random) ?? 100)
        }
    }

    /// The trouble that an answer at a moment meets, if any.
    func trouble(at now: Timestamp, using random: inout SplitMix64) -> Trouble? {
        for spell in spells where spell.from <= now && now < spell.to {
            if Int.random(in: 0..<100, using: &random) < spell.share { return spell.trouble }
        }
        return nil
    }

    /// Whether nothing goes wrong between two moments.
    func isClear(from start: Timestamp, to end: Timestamp) -> Bool {
        spells.allSatisfy { $0.to <= start || end < $0.from }
    }
}
