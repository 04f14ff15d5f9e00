/// How fast one exchange is asked: so many requests under way, and so many begun in a span of time.
///
/// An exchange shuts out whoever goes past its limits, so a run keeps well below them by itself.
struct RequestPace: Equatable {
    /// When the next request may begin.
    enum Admission: Equatable {
        case now
        case afterAnAnswer
        /// At this moment of the monotonic clock.
        case at(Int64)
    }

    let maximumUnderWay: Int
    let maximumInWindow: Int
    let windowMilliseconds: Int64
    private(set) var underWay = 0
    /// How many may be under way for now.
    private var limit: Int
    /// When the last ``maximumInWindow`` requests began, the oldest at ``oldest`` once it is full.
    private var begun: [Int64] = []
    private var oldest = 0

    /// - Precondition: both bounds are positive.
    init(maximumUnderWay: Int, maximumInWindow: Int, windowMilliseconds: Int64) {
        // In range: both are constants of a venue.
        precondition(
            maximumUnderWay > 0 && maximumInWindow > 0, "a pace of nothing never gets anywhere")
        self.maximumUnderWay = maximumUnderWay
        self.maximumInWindow = maximumInWindow
        self.windowMilliseconds = windowMilliseconds
        limit = maximumUnderWay
    }

    /// How many more may be under way.
    var room: Int { limit - underWay }

    /// Lets no more be under way than so many.
    mutating func restrain(to most: Int) { limit = min(max(1, most), maximumUnderWay) }

    func admission(at now: Int64) -> Admission {
        guard room > 0 else { return .afterAnAnswer }
        guard begun.count == maximumInWindow else { return .now }
        let moment = begun[oldest] + windowMilliseconds
        return moment <= now ? .now : .at(moment)
    }

    mutating func begin(at now: Int64) {
        underWay += 1
        if begun.count < maximumInWindow {
            begun.append(now)
        } else {
            begun[oldest] = now
            oldest = (oldest + 1) % maximumInWindow
        }
    }

    mutating func end() { underWay -= 1 }
}

/// How much of its limit an exchange says is used.
struct UsedWeight: Equatable {
    /// Past this share of the limit, the rest of the span belongs to others.
    private static let maximumPercent = 80

    let used: Int
    let limit: Int

    /// Whether nothing more may be asked for until the exchange counts anew.
    var isSpent: Bool { used >= limit / 100 * Self.maximumPercent }
}
