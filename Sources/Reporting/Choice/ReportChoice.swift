package import Market
internal import Trading

/// Which post is due: a function of the facts, of what has been reported, and of the moment.
///
/// In this order: the oldest closed trade not reported; a position opened; a pause; once a UTC day
/// the daily report; once an ISO week the weekly one; then, turn by turn, comparison of traders,
/// strategy insight, comparison with holding, education. Without a candle: an explanation.
///
/// What is older than news may be is passed over, and what has not happened yet, because a clock was
/// ahead, is not told before. Where the account's budget sets limits, room is
/// kept for a daily and a weekly report that are due, and nothing is chosen that does not fit.
package struct ReportChoice: Sendable {
    package var facts: ReportFacts
    package let memory: ReportMemory
    package let writer: PostWriter
    /// The texts that were accepted, oldest first.
    let texts: [AcceptedText]
    /// Events before this moment are no news.
    private let newsSince: Timestamp
    /// `nil` where there are no limits.
    private let room: ReportRoom?

    /// The kinds that come when nothing has happened, in their order.
    static let takingTurns: [Post.Kind] = [.comparison, .strategy, .hodl, .education]

    package init(
        facts: ReportFacts, memory: ReportMemory, brand: Brand = Brand(),
        texts: [AcceptedText] = [], newsSince: Timestamp? = nil, room: ReportRoom? = nil
    ) {
        self.facts = facts
        self.memory = memory
        self.texts = texts
        self.newsSince = newsSince ?? .distantPast
        self.room = room
        writer = PostWriter(brand: brand, now: facts.now, heads: facts.heads)
    }

    /// The post that is due; `nil` where it does not fit what may go out now.
    package var post: Post? {
        guard !facts.traders.isEmpty else { return byTurns(explanation) }
        let due = due
        let news = (trade ?? position ?? pause).map { fitted($0) }
        let kept = due.reduce(0) { $0 + parts(of: $1) }
        if let news, fits(news, keeping: kept) { return news }
        if let post = due.first(where: { fits($0) }) { return post }
        // Nothing goes before what waits, or that would wait for ever.
        return news == nil && due.isEmpty ? byTurns(nextInTurn) : nil
    }

    /// The post of one kind, due or not; `nil` where there is nothing to tell.
    ///
    /// What happens once is told of what has not been reported yet, else of the latest.
    package func post(of kind: Post.Kind) -> Post? {
        switch kind {
        case .trade: (trade ?? latestTrade).map { fitted($0) }
        case .position: (position ?? anyPosition).map { fitted($0) }
        case .pause: (pause ?? anyPause).map { fitted($0) }
        case .daily: dailyPost(longest: room?.longest)
        case .weekly: weeklyPost(longest: room?.longest)
        case .comparison: writer.comparisonPost(facts.traders).map { fitted($0) }
        case .strategy: strategy.map { fitted($0) }
        case .hodl: hodl.map { fitted($0) }
        case .education: fitted(education)
        case .explanation: fitted(explanation)
        }
    }

    // MARK: What fits

    private func parts(of post: Post) -> Int {
        room.map { post.parts($0.length, at: facts.now).count } ?? 0
    }

    private func fits(_ post: Post, keeping kept: Int = 0) -> Bool {
        room.map { parts(of: post) + kept <= $0.now } ?? true
    }

    private func byTurns(_ post: Post) -> Post? {
        let post = fitted(post)
        return room.map { parts(of: post) <= min($0.now, $0.byTurns) } ?? true ? post : nil
    }

    /// The post in so many parts at most as can ever go out.
    private func fitted(_ post: Post) -> Post {
        room.map { post.shortened(to: $0.longest, $0.length, at: facts.now) } ?? post
    }

    // MARK: What happened

    private func remembered(_ trader: TraderView) -> ReportMemory.TraderMemory {
        memory.traders[trader.name] ?? .init()
    }

    private typealias Closed = (trade: ReportedTrade, trader: TraderView)

    private var closed: [Closed] {
        facts.traders.flatMap { trader in
            trader.trades.filter { hasHappened($0.trade.id) }
                .map { (trade: $0, trader: trader) }
        }
    }

    private func hasHappened(_ moment: Timestamp) -> Bool {
        !Deadline.isAhead(moment, of: facts.now)
    }

    private var trade: Post? {
        let news = closed.filter {
            $0.trade.trade.id >= newsSince
                && $0.trade.trade.id > remembered($0.trader).trade ?? .distantPast
        }
        // Of two that ended on one moment, the first trader's comes first.
        return told(news.min { $0.trade.trade.id < $1.trade.trade.id })
    }

    private var latestTrade: Post? {
        told(closed.max { $0.trade.trade.id < $1.trade.trade.id })
    }

    private func told(_ closed: Closed?) -> Post? {
        closed.map {
            writer.post(about: $0.trade, of: $0.trader, lessonTurn: memory.turns.lesson)
        }
    }

    private var position: Post? {
        let news = facts.traders.filter { trader in
            guard let opened = trader.position?.openTime else { return false }
            return opened >= newsSince && opened > remembered(trader).position ?? .distantPast
        }
        return news.lazy.compactMap { openPosition($0) }.first
    }

    private var anyPosition: Post? {
        facts.traders.lazy.compactMap { openPosition($0) }.first
    }

    private func openPosition(_ trader: TraderView) -> Post? {
        guard let position = trader.position, hasHappened(position.openTime) else {
            return nil
        }
        return writer.positionPost(of: trader)
    }

    private var pause: Post? {
        let news = facts.traders.filter { trader in
            // One that is over by now is no news; the trades that led to it were.
            guard let until = trader.state.risk.pausedUntil, until > facts.now else { return false }
            // A pause begins with the trade that was too much, and none follows while it lasts.
            let began = trader.trades.last?.trade.id ?? newsSince
            return began >= newsSince && hasHappened(began)
                && until > remembered(trader).pause ?? .distantPast
        }
        return news.lazy.compactMap { writer.postAboutPause(of: $0) }.first
    }

    private var anyPause: Post? {
        facts.traders.lazy.filter { !$0.isAhead(of: facts.now) }
            .compactMap { writer.postAboutPause(of: $0) }.first
    }

    // MARK: What is due by the calendar

    /// The daily and the weekly report, where they are due and there is something to tell.
    ///
    /// Each takes half of the longest thread at most, to leave room for news. Where not even both fit
    /// in a day, the weekly one comes first: it would come never else.
    private var due: [Post] {
        let half = room.map { max(1, $0.longest / 2) }
        let isDaily = memory.lastDaily.map { $0 < facts.now.day } ?? true
        let isWeekly = memory.lastWeekly.map { $0 < ISOWeek(facts.now) } ?? true
        let daily = isDaily ? dailyPost(longest: half) : nil
        let weekly = isWeekly ? weeklyPost(longest: half) : nil
        let due = [daily, weekly].compactMap { $0 }
        let isTooMuch = due.reduce(0) { $0 + parts(of: $1) } > room?.longest ?? .max
        return isTooMuch ? due.reversed() : due
    }

    /// The traders whose windows do not end in the future.
    private var current: [TraderView] {
        facts.traders.filter { !$0.isAhead(of: facts.now) }
    }

    private func dailyPost(longest: Int?) -> Post? {
        window(longest) { isSummary in
            writer.dailyPost(current, untold: memory.untold, isSummary: isSummary)
        }
    }

    private func weeklyPost(longest: Int?) -> Post? {
        window(longest) { writer.weeklyPost(current, isSummary: $0) }
    }

    /// A report of all traders one by one, or the summary where that is longer than may be.
    private func window(_ longest: Int?, _ write: (_ isSummary: Bool) -> Post?) -> Post? {
        let isShort = current.count <= PostWriter.maximumTraders
        let whole = isShort ? write(false) : nil
        guard let room, let longest else { return whole ?? write(true) }
        if let whole, parts(of: whole) <= longest { return whole }
        return write(true)?.shortened(to: longest, room.length, at: facts.now)
    }

    // MARK: What takes turns

    private var firstInTurn: Int {
        PostWriter.index(memory.turns.kind, of: Self.takingTurns.count)
    }

    /// Whether a comparison is what may come next, so that its figures are worth reckoning.
    package var isComparisonNext: Bool {
        facts.traders.count > 1 && (trade ?? position ?? pause) == nil && due.isEmpty
            && Self.takingTurns[firstInTurn] == .comparison
    }

    private var nextInTurn: Post {
        let kinds = Self.takingTurns
        let first = firstInTurn
        let order = kinds[first...] + kinds[..<first]
        return order.lazy.compactMap { post(of: $0) }.first ?? education
    }

    private var hodl: Post? {
        let traders = facts.traders.filter { $0.windows.whole != nil }
        guard !traders.isEmpty else { return nil }
        return writer.holdPost(traders[PostWriter.index(memory.turns.hodl, of: traders.count)])
    }

    private var explanation: Post {
        writer.explanationPost(facts.parameters, turn: memory.turns.explanation)
    }
}

/// How much an account may post.
package struct ReportRoom: Equatable, Sendable {
    /// How many posts may go out now; every part of a thread is one.
    package let now: Int
    /// How many of them what comes by turns may take, so that news finds room for the rest of the day.
    package let byTurns: Int
    /// The most parts that can ever go out at once, at least 1.
    package let longest: Int
    package let length: PostLength

    package init(now: Int, byTurns: Int? = nil, longest: Int, length: PostLength) {
        self.now = now
        self.byTurns = byTurns ?? now
        self.longest = max(1, longest)
        self.length = length
    }
}
