internal import HTTP
internal import Market

/// What all traders of one exchange share in a run: its addresses, its clock, its wish for silence.
struct ExchangeAccess {
    /// The longest that an exchange may be left alone; a longer wish is a clock gone wrong.
    static let longestHoldMilliseconds: Int64 = 3 * Timestamp.millisecondsPerDay
    private static let mostSkewMilliseconds: Int64 = 30_000

    let venue: any Venue
    /// How fast it is asked, and what is under way.
    var pace: RequestPace
    private let settings: VenueSettings
    private var closedBases: Set<Int> = []
    /// Why the last address was closed.
    private(set) var whyClosed: FeedFailure?
    /// The moment before which nothing may be asked, by the local clock.
    private(set) var notBefore: Timestamp?
    /// The same by the monotonic clock; in the past where nothing is held.
    private(set) var heldUntil = Int64.min
    /// What the exchange said when it asked for silence.
    private(set) var whyHeld = "it asked so in an earlier run"
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

    /// Asks an address no more in this run.
    mutating func close(base: Int, because failure: FeedFailure) {
        closedBases.insert(base)
        whyClosed = failure
    }

    // MARK: Silence

    /// Takes up a wish for silence that an earlier run has kept.
    mutating func hold(until moment: Timestamp, wall: Timestamp, monotonic: Int64) {
        let distance = moment.since(wall)
        guard distance > 0, distance <= Self.longestHoldMilliseconds else { return }
        notBefore = moment
        heldUntil = monotonic + distance
    }

    /// Leaves the exchange alone for at least a second, at most 3 days; never for less than before.
    mutating func hold(seconds: Int64, wall: Timestamp, monotonic: Int64, because reason: String) {
        let distance = min(max(seconds, 1), Self.longestHoldMilliseconds / 1_000) * 1_000
        guard monotonic + distance > heldUntil else { return }
        heldUntil = monotonic + distance
        notBefore = wall.advanced(byMilliseconds: distance)
        whyHeld = reason
    }

    /// Leaves the exchange alone until it counts anew, each minute, where little of its limit is left.
    mutating func heed(_ weight: UsedWeight, at time: Timestamp, wall: Timestamp, monotonic: Int64)
    {
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
        guard abs(offset) > Self.mostSkewMilliseconds, !hasWarnedOfSkew else { return (time, nil) }
        hasWarnedOfSkew = true
        let direction = offset > 0 ? "behind" : "ahead of"
        return (
            time,
            "the local clock is \(abs(offset) / 1_000) s \(direction) that of \(name); set it right"
        )
    }
}
