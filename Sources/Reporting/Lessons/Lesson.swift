/// A short true text under a trade, for trades that it fits.
struct Lesson: Sendable {
    let text: String
    let fits: @Sendable (LessonFacts) -> Bool

    init(_ text: String, _ fits: @escaping @Sendable (LessonFacts) -> Bool) {
        self.text = text
        self.fits = fits
    }

    /// One of the lessons that fit, by turn.
    ///
    /// Those about what is special in a trade come before those that fit many.
    static func fitting(_ facts: LessonFacts, turn: Int) -> Lesson {
        let special = special.filter { $0.fits(facts) }
        let usual = usual.filter { $0.fits(facts) }
        // Every other turn goes to what is special, if anything is.
        let (half, isOdd) = turn.quotientAndRemainder(dividingBy: 2)
        if !special.isEmpty, isOdd == 0 || usual.isEmpty {
            return special[PostWriter.index(half, of: special.count)]
        }
        guard !usual.isEmpty else { return plain }
        return usual[PostWriter.index(special.isEmpty ? turn : half, of: usual.count)]
    }

    /// What fits any trade.
    static let plain = Lesson("One trade is an anecdote. The record is the evidence.") { _ in true }
}
