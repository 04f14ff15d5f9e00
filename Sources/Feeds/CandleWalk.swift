internal import Market

/// The way along a market's candles, one closed candle after another, holes included.
///
/// A hole is asked for once more, and believed only once its end is 10 minutes past: exchanges
/// publish late. The newest candle is waited for where it ended less than 2 s ago. Both exchanges
/// answer "from here on", so whatever follows a hole is in the same answer.
struct CandleWalk {
    /// How long a hole must be over before it is taken for a fact.
    static let holeMilliseconds: Int64 = 600_000
    /// How often one run waits for the newest candle to settle.
    static let maximumSettleWaits = 3

    /// What is to be done after a page.
    enum Verdict: Equatable {
        /// There is more to ask for, or the same to ask again.
        case ask(afterMilliseconds: Int64)
        /// A hole that is too fresh to be believed stands in the way.
        case hole(Range<Timestamp>)
        /// The next candle must have closed, and nothing tells of it or of any after it.
        case silent
        /// The next candle must have closed by a time that is not sure, and nothing comes after it.
        case doubtful
        case caughtUp
        /// The last candle ends so many milliseconds in the future, which some clock got wrong.
        case ahead(Int64)
        case bad(FeedFailure.Kind, String)
        /// Not one closed candle so far.
        case nothing
    }

    let timeframe: Timeframe
    /// The open time of the next candle; `nil` before the first of a new trader.
    private(set) var next: Timestamp?
    private var askedAgainFor: Timestamp?
    private var holesBefore: [Range<Timestamp>] = []
    private var settleWaits = 0

    init(_ timeframe: Timeframe, next: Timestamp?) {
        self.timeframe = timeframe
        self.next = next
    }

    /// Begins anew, before the first candle.
    mutating func restart() {
        next = nil
        askedAgainFor = nil
        holesBefore = []
    }

    /// Takes from a page the candles that come next, and says how to go on.
    mutating func consume(
        _ page: KlinePage, at now: AnswerTime
    ) -> (fresh: [Candle], verdict: Verdict) {
        let (fresh, obstacle) = passable(page, at: now.sure)
        if let last = fresh.last { next = last.closeTime(timeframe) }
        if let bad = page.badRow { return (fresh, .bad(page.trouble, bad)) }
        if let obstacle {
            guard !isConfirmed(obstacle.hole, by: obstacle.known) else {
                return (fresh, .hole(obstacle.hole))
            }
            askedAgainFor = obstacle.hole.lowerBound
            return (fresh, .ask(afterMilliseconds: 0))
        }
        return (fresh, verdict(after: page, hasProgressed: !fresh.isEmpty, at: now.told))
    }

    private struct Obstacle {
        let hole: Range<Timestamp>
        let known: [Range<Timestamp>]
    }

    /// The candles up to the first hole that is not believed, and that hole.
    ///
    /// A page with a bad row is no witness to a hole: its rows may have changed places.
    private mutating func passable(
        _ page: KlinePage, at now: Timestamp
    ) -> (fresh: [Candle], obstacle: Obstacle?) {
        let known = holesBefore
        holesBefore = []
        var fresh: [Candle] = []
        var obstacle: Obstacle?
        var expected = next
        for candle in page.closed where expected.map({ candle.openTime >= $0 }) ?? true {
            if let begin = expected, candle.openTime > begin {
                let hole = begin..<candle.openTime
                holesBefore.append(hole)
                let isOld = Self.isOld(hole, at: now)
                if obstacle == nil, page.badRow != nil || !isOld || !isConfirmed(hole, by: known) {
                    obstacle = Obstacle(hole: hole, known: known)
                }
            }
            if obstacle == nil { fresh.append(candle) }
            expected = candle.closeTime(timeframe)
        }
        return (fresh, obstacle)
    }

    private static func isOld(_ hole: Range<Timestamp>, at now: Timestamp) -> Bool {
        now.since(hole.upperBound) >= holeMilliseconds
    }

    /// Whether a hole stands in two answers: it was asked for once more, or the answer before had it.
    private func isConfirmed(_ hole: Range<Timestamp>, by known: [Range<Timestamp>]) -> Bool {
        askedAgainFor == hole.lowerBound
            || known.contains {
                $0.lowerBound <= hole.lowerBound && hole.upperBound <= $0.upperBound
            }
    }

    private mutating func verdict(
        after page: KlinePage, hasProgressed: Bool, at now: Timestamp
    ) -> Verdict {
        guard let next else { return .nothing }
        if page.doubtful == next {
            guard askedAgainFor != next else { return .doubtful }
            askedAgainFor = next
            return .ask(afterMilliseconds: KlinePage.settleMilliseconds)
        }
        if KlinePage.isClosed(next, timeframe, at: now) {
            if hasProgressed { return .ask(afterMilliseconds: 0) }
            // The row that is still open lies past the next one: that is a hole as well.
            if let unclosed = page.unclosed, unclosed > next, askedAgainFor != next {
                askedAgainFor = next
                return .ask(afterMilliseconds: 0)
            }
            return .silent
        }
        if let distance = next.millisecondsAhead(of: now) { return .ahead(distance) }
        let sinceEnd = now.since(next) - timeframe.milliseconds
        guard sinceEnd >= 0, settleWaits < Self.maximumSettleWaits else { return .caughtUp }
        settleWaits += 1
        return .ask(afterMilliseconds: KlinePage.settleMilliseconds - sinceEnd)
    }
}

extension CandleWalk {
    /// How many candles must have closed that were not taken yet.
    func candlesBehind(at now: Timestamp) -> Int64 {
        guard let next else { return 0 }
        return max(0, (now.since(next) - KlinePage.settleMilliseconds) / timeframe.milliseconds)
    }

    /// The words for a hole that is waited for; where only this machine's clock keeps it from being
    /// believed, they say so.
    func words(waitingFor hole: Range<Timestamp>, at now: AnswerTime) -> String {
        let words = words(waitingFor: hole)
        guard Self.isOld(hole, at: now.told), !Self.isOld(hole, at: now.sure) else { return words }
        return words
            + ": by the exchange's clock, \(now.told), they never will be, by this machine's, "
            + "\(now.sure), it is too early to say; set it right: timedatectl set-ntp true"
    }

    private func words(waitingFor hole: Range<Timestamp>) -> String {
        let count = hole.upperBound.since(hole.lowerBound) / timeframe.milliseconds
        return count == 1
            ? "waits for the candle of \(hole.lowerBound) to be published"
            : "waits for the \(count) candles from \(hole.lowerBound) on to be published"
    }

    /// The words for a record that a clock has led into the future.
    static func words(ahead milliseconds: Int64, of whose: String, at now: Timestamp) -> String {
        "its last candle is \(TimeSpan.words(milliseconds: milliseconds)) ahead of \(whose) clock, which "
            + "says \(now): waits until \(now.advanced(byMilliseconds: milliseconds))"
    }

    /// What to make of a candle that may be still open: the next tick will see what comes after it.
    func doubt(at now: AnswerTime) -> FeedTurn.Next {
        let silence = silence(at: now.sure)
        guard case .end = silence, let next else { return silence }
        return .end(
            .waiting(
                "waits for what follows the candle of \(next): by the exchange's clock, \(now.told), it "
                    + "is over, by this machine's it is not"))
    }

    /// What to make of a candle that is due and of which nothing is told.
    func silence(at now: Timestamp) -> FeedTurn.Next {
        guard let next else { return .end(.upToDate) }
        let overdue = now.since(next) - timeframe.milliseconds
        guard overdue > 3 * timeframe.milliseconds else {
            let end = next.advanced(byMilliseconds: timeframe.milliseconds)
            return .end(.waiting(words(waitingFor: next..<end)))
        }
        return .fail(
            .unavailable,
            "no candle since the one that ended at \(next), though \(candlesBehind(at: now)) must "
                + "have closed; see whether the exchange has halted or delisted the symbol")
    }
}
