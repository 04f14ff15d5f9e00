internal import HTTP
package import Market
internal import Text

/// What all traders of one exchange share in a run: its addresses, its clock, its wish for silence.
struct ExchangeAccess {
    /// How many requests may travel after a refusal, once one of them was answered.
    private static let maximumAfterRefusal = 4
    static let maximumSkewMilliseconds: Int64 = 30_000

    let venue: any Venue
    /// How fast it is asked, and what is under way.
    var pace: RequestPace
    private let settings: VenueSettings
    private var closedBases: Set<Int> = []
    /// Why the last address was closed.
    private(set) var whyClosed: FeedFailure?
    /// The moment before which nothing may be asked, by the local clock, and when that was said.
    private(set) var deadline: Deadline?
    /// The same by the monotonic clock; in the past where nothing is held.
    private(set) var heldUntil = Int64.min
    /// What the exchange said when it asked for silence.
    private(set) var whyHeld = "it asked so in an earlier run"
    /// Refusals in a row.
    private(set) var refusals = 0
    /// When the last of them came, and until when another one repeats it, by the monotonic clock.
    private var refusedAt = Int64.min
    private var repeatsUntil = Int64.min
    private var clockOffset: Int64?
    private var hasWarnedOfSkew = false
    private var hasWarnedOfNoDate = false

    init(venue: any Venue, settings: VenueSettings) {
        self.venue = venue
        pace = venue.pace
        self.settings = settings
    }

    var apiKey: Secret? { settings.apiKey }

    // MARK: Addresses

    /// The first address from a place on, cyclically, that was not closed.
    func base(from place: Int) -> (place: Int, url: HTTPURL)? {
        let count = settings.bases.count
        for step in 0..<count {
            let candidate = (place + step) % count
            if !closedBases.contains(candidate) { return (candidate, settings.bases[candidate]) }
        }
        return nil
    }

    /// Whether there is more than one address to ask.
    var hasOthers: Bool { settings.bases.count - closedBases.count > 1 }

    /// Asks an address no more in this run.
    mutating func close(base: Int, because failure: FeedFailure) {
        closedBases.insert(base)
        whyClosed = failure
    }

    // MARK: Silence

    /// Takes up what an earlier run has kept.
    mutating func resume(_ pause: ExchangePause, wall: Timestamp, monotonic: Int64) {
        let left = pause.deadline.until.since(wall)
        switch pause.deadline.standing(
            at: wall, longestMilliseconds: ExchangePause.longestMilliseconds)
        {
        case .void: return
        case .over: break
        case .holds: heldUntil = monotonic + left
        }
        deadline = pause.deadline
        guard pause.refusals > 0, left > -ExchangePause.repeatMilliseconds else { return }
        refusals = pause.refusals
        repeatsUntil = monotonic + left + ExchangePause.repeatMilliseconds
        pace.restrain(to: 1)
    }

    /// What is to be kept for the next run; `nil` where nothing would follow from it.
    func pause(at wall: Timestamp) -> ExchangePause? {
        guard let deadline else { return nil }
        let matters = refusals > 0 ? ExchangePause.repeatMilliseconds : 0
        guard deadline.until.advanced(byMilliseconds: matters) > wall else { return nil }
        return ExchangePause(deadline, refusals: refusals)
    }

    /// Takes a refusal of a request that was sent at a moment of the monotonic clock.
    ///
    /// The first is obeyed as it says. One that repeats it makes the wait grow, whatever it says; what
    /// was under way when the first one came is the same refusal. From then on few requests travel.
    mutating func refuse(
        seconds: Int64, sentAt: Int64, wall: Timestamp, monotonic: Int64, because reason: String
    ) {
        if refusals == 0 || sentAt > refusedAt {
            let isRepeated = monotonic <= repeatsUntil
            refusals = isRepeated ? min(refusals + 1, ExchangePause.maximumRefusals) : 1
            refusedAt = monotonic
        }
        let least = ExchangePause.leastSeconds(afterRefusals: refusals)
        hold(
            seconds: max(seconds, least), wall: wall, monotonic: monotonic, because: reason)
        repeatsUntil = heldUntil + ExchangePause.repeatMilliseconds
        pace.restrain(to: 1)
    }

    /// Takes that a request was answered: after a refusal a few more may travel now.
    mutating func answered() {
        if refusals > 0 { pace.restrain(to: Self.maximumAfterRefusal) }
    }

    /// Leaves the exchange alone for at least a second, at most 3 days; never for less than before.
    mutating func hold(seconds: Int64, wall: Timestamp, monotonic: Int64, because reason: String) {
        let longest = ExchangePause.longestMilliseconds
        let (asked, overflow) = max(seconds, 1).multipliedReportingOverflow(by: 1_000)
        let distance = overflow ? longest : min(asked, longest)
        guard monotonic + distance > heldUntil else { return }
        heldUntil = monotonic + distance
        deadline = Deadline(until: wall.advanced(byMilliseconds: distance), writtenAt: wall)
        whyHeld = reason
    }

    /// Leaves the exchange alone until it counts anew, each minute, where little of its limit is left.
    mutating func handle(
        _ weight: UsedWeight, at time: Timestamp, wall: Timestamp, monotonic: Int64
    ) {
        guard weight.isSpent else { return }
        let minute: Int64 = 60
        let second = time.milliseconds / 1_000 % minute
        // One second more, for the time that the answer tells is a whole one.
        hold(
            seconds: minute - second + 1, wall: wall, monotonic: monotonic,
            because: "\(weight.used) of its \(weight.limit) request weights a minute are used")
    }

    // MARK: Clock

    /// The exchange's time where any answer has told it.
    func time(wall: Timestamp) -> Timestamp? {
        clockOffset.map { wall.advanced(byMilliseconds: $0) }
    }

    /// The exchange's time of an answer, and what there is to warn about, each once a run.
    ///
    /// Where the answer does not tell, it is the local time at which it was asked for: an answer may
    /// take seconds to come, and what was open when it was given must not pass for closed.
    mutating func readClock(
        _ response: HTTPResponse, sentAt: Timestamp, wall: Timestamp
    ) -> (time: Timestamp, warning: String?) {
        let name = venue.exchange.rawValue
        guard let time = response.date else {
            defer { hasWarnedOfNoDate = true }
            let warning =
                "\(name) answers without a Date header to believe; the local clock serves instead"
            return (sentAt, hasWarnedOfNoDate ? nil : warning)
        }
        let offset = time.since(wall)
        clockOffset = offset
        guard abs(offset) > Self.maximumSkewMilliseconds, !hasWarnedOfSkew else {
            return (time, nil)
        }
        hasWarnedOfSkew = true
        let direction = offset > 0 ? "behind" : "ahead of"
        return (
            time,
            "the local clock is \(abs(offset) / 1_000) s \(direction) that of \(name); set it right"
        )
    }
}

/// Until when an exchange wants to be left alone, and how often in a row it has said so.
package struct ExchangePause: Equatable, Sendable {
    package let deadline: Deadline
    /// Refusals, each within 10 minutes after the silence that the one before asked for; 0 where the
    /// silence was our own idea.
    package let refusals: Int

    package init(_ deadline: Deadline, refusals: Int) {
        self.deadline = deadline
        self.refusals = refusals
    }

    /// The longest that an exchange may be left alone; a longer wish is a clock gone wrong.
    package static let longestMilliseconds = 3 * Timestamp.millisecondsPerDay
    /// A refusal so soon after the silence that was asked for repeats the one before.
    static let repeatMilliseconds: Int64 = 600_000
    /// How often in a row is counted; past it nothing grows.
    package static let maximumRefusals = 20

    /// The least that an exchange is left alone after so many refusals, in seconds: the first says for
    /// itself, the second means a minute, and each further one twice as long, to an hour.
    static func leastSeconds(afterRefusals count: Int) -> Int64 {
        count < 2 ? 1 : min(60 << Int64(min(count - 2, 10)), 3_600)
    }
}

extension HTTPResponse {
    /// When it was given, by the clock of who gave it; `nil` where the answer does not tell.
    var date: Timestamp? { dateSeconds.map { Timestamp(seconds: $0) } }
}
