internal import JSON
internal import Market

/// What time it was when an answer was given, and how far that is borne out.
struct AnswerTime: Equatable {
    /// By the exchange's clock, as the answer tells it.
    let told: Timestamp
    /// What follows from the time alone, and not from a later row, holds only up to here: as far as
    /// the local clock, or that of another address, bears out what was told.
    let sure: Timestamp
    /// The same for the last row, which another address must have told alike as well.
    let sureOfLast: Timestamp
}

extension AnswerTime {
    /// A time that the local clock bears out.
    init(_ time: Timestamp) { self.init(told: time, sure: time, sureOfLast: time) }

    /// When what is delivered was observed: not in a future that one clock alone knows of, and not
    /// before it had ended.
    func observed(_ delivery: FeedDelivery, _ timeframe: Timeframe) -> Timestamp {
        guard sure < told, case .candles(let candles) = delivery, let last = candles.last else {
            return sure
        }
        return max(sure, last.closeTime(timeframe))
    }
}

/// What counts of an answer when the next one is to bear it out.
struct DoubtedAnswer {
    /// The place of the address that gave it.
    let base: Int
    /// How far its time is ahead of the monotonic clock.
    let clock: Int64
    let lastRow: JSONValue?
}

/// What the answers of one run have said of the time, where the local clock does not say the same.
struct ClockWitnesses {
    /// Further than this the clocks may not be apart where a record begins, in milliseconds.
    // In range: constants.
    static let maximumAtBeginning =
        Timestamp.millisecondsPerDay + ExchangeAccess.maximumSkewMilliseconds

    /// The last answer whose word for the time the local clock does not bear out.
    private(set) var doubted: DoubtedAnswer?
    /// What two addresses have agreed upon, as far ahead of the monotonic clock.
    private var agreed: Int64?

    /// How far the word of an answer is to be taken.
    ///
    /// A `Date` that is ahead would make final what is still open. So one that the local clock does
    /// not bear out counts no further than that clock, until another address has told the same.
    mutating func judge(_ answer: DoubtedAnswer, told: Timestamp, wall: Timestamp) -> AnswerTime {
        guard told.since(wall) > ExchangeAccess.maximumSkewMilliseconds else {
            doubted = nil
            return AnswerTime(told)
        }
        let isSame = doubted.map { $0.base != answer.base && $0.lastRow == answer.lastRow } ?? false
        let isAgreed = agrees(answer)
        doubted = isAgreed && isSame ? nil : answer
        return AnswerTime(
            told: told, sure: isAgreed ? told : wall,
            sureOfLast: isAgreed && isSame ? told : wall)
    }

    /// Whether a record may begin at the time of an answer: by the local clock it is about the same
    /// day, another address says so, or none says otherwise; `nil` where one has to be asked first.
    mutating func mayBegin(_ answer: DoubtedAnswer, told: Timestamp, wall: Timestamp) -> Bool? {
        guard abs(told.since(wall)) > Self.maximumAtBeginning else { return true }
        if agrees(answer) { return true }
        guard let doubted else {
            doubted = answer
            return nil
        }
        return doubted.base == answer.base
    }

    /// Whether two addresses have told this time.
    private mutating func agrees(_ answer: DoubtedAnswer) -> Bool {
        let isNear = { abs($0 - answer.clock) <= ExchangeAccess.maximumSkewMilliseconds }
        if let agreed, isNear(agreed) { return true }
        guard let doubted, doubted.base != answer.base, isNear(doubted.clock) else { return false }
        agreed = answer.clock
        return true
    }
}
