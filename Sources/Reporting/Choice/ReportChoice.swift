internal import Market
internal import Trading

/// Which post is due: a function of the facts, of what has been reported, and of the moment.
///
/// In this order: the oldest closed trade not reported; a position opened; a pause; once a UTC day
/// the daily report; once an ISO week the weekly one; then, turn by turn, comparison of traders,
/// strategy insight, comparison with holding, education. Without stats: an explanation.
package struct ReportChoice: Sendable {
    package let facts: ReportFacts
    package let memory: ReportMemory
    package let writer: PostWriter
    /// The texts that were accepted, oldest first.
    let texts: [AcceptedText]

    /// The kinds that come when nothing has happened, in their order.
    static let takingTurns: [Post.Kind] = [.comparison, .strategy, .hodl, .education]

    package init(
        facts: ReportFacts, memory: ReportMemory, brand: Brand = Brand(),
        texts: [AcceptedText] = []
    ) {
        self.facts = facts
        self.memory = memory
        self.texts = texts
        writer = PostWriter(brand: brand, now: facts.now)
    }

    /// The post that is due; there always is one.
    package var post: Post {
        guard !facts.traders.isEmpty else { return explanation }
        return trade ?? position ?? pause ?? daily ?? weekly ?? nextInTurn
    }

    /// The post of one kind, due or not; `nil` where there is nothing to tell.
    ///
    /// What happens once is told of what has not been reported yet, else of the latest.
    package func post(of kind: Post.Kind) -> Post? {
        switch kind {
        case .trade: trade ?? latestTrade
        case .position: position ?? anyPosition
        case .pause: pause ?? anyPause
        case .daily: writer.dailyPost(facts.traders)
        case .weekly: writer.weeklyPost(facts.traders)
        case .comparison: writer.comparisonPost(facts.traders)
        case .strategy: strategy
        case .hodl: hodl
        case .education: education
        case .explanation: explanation
        }
    }

    // MARK: What happened

    private func remembered(_ stats: TraderStats) -> ReportMemory.TraderMemory {
        memory.traders[stats.name] ?? .init()
    }

    private typealias Closed = (trade: ReportedTrade, stats: TraderStats)

    private var closed: [Closed] {
        facts.traders.map(\.stats).flatMap { stats in
            stats.recentTrades.map { (trade: $0, stats: stats) }
        }
    }

    private var trade: Post? {
        let news = closed.filter { $0.trade.trade.id > remembered($0.stats).trade ?? .distantPast }
        // Of two that ended on one moment, the first trader's comes first.
        return told(news.min { $0.trade.trade.id < $1.trade.trade.id })
    }

    private var latestTrade: Post? {
        told(closed.max { $0.trade.trade.id < $1.trade.trade.id })
    }

    private func told(_ closed: Closed?) -> Post? {
        closed.map {
            writer.post(about: $0.trade, of: $0.stats, lessonTurn: memory.turns.lesson)
        }
    }

    private var position: Post? {
        let news = facts.traders.map(\.stats).filter { stats in
            guard let opened = stats.position?.position.openTime else { return false }
            return opened > remembered(stats).position ?? .distantPast
        }
        return news.lazy.compactMap { openPosition($0) }.first
    }

    private var anyPosition: Post? {
        facts.traders.lazy.compactMap { openPosition($0.stats) }.first
    }

    private func openPosition(_ stats: TraderStats) -> Post? {
        stats.position.map { writer.post(about: $0, of: stats) }
    }

    private var pause: Post? {
        let news = facts.traders.map(\.stats).filter { stats in
            // One that is over by now is no news; the trades that led to it were.
            guard let until = stats.risk.pausedUntil, until > facts.now else { return false }
            return until > remembered(stats).pause ?? .distantPast
        }
        return news.lazy.compactMap { writer.postAboutPause(of: $0) }.first
    }

    private var anyPause: Post? {
        facts.traders.lazy.compactMap { writer.postAboutPause(of: $0.stats) }.first
    }

    // MARK: What is due by the calendar

    private var daily: Post? {
        guard memory.lastDaily.map({ $0 < facts.now.day }) ?? true else { return nil }
        return writer.dailyPost(facts.traders)
    }

    private var weekly: Post? {
        let week = ISOWeek(facts.now)
        guard memory.lastWeekly.map({ $0 < week }) ?? true else { return nil }
        return writer.weeklyPost(facts.traders)
    }

    // MARK: What takes turns

    private var nextInTurn: Post {
        let kinds = Self.takingTurns
        let first = PostWriter.index(memory.turns.kind, of: kinds.count)
        let order = kinds[first...] + kinds[..<first]
        return order.lazy.compactMap { post(of: $0) }.first ?? education
    }

    private var hodl: Post? {
        let traders = facts.traders.filter { $0.whole != nil }
        guard !traders.isEmpty else { return nil }
        return writer.holdPost(traders[PostWriter.index(memory.turns.hodl, of: traders.count)])
    }

    private var explanation: Post {
        writer.explanationPost(facts.parameters, turn: memory.turns.explanation)
    }
}

extension Timestamp {
    /// Before everything that is reported.
    fileprivate static let distantPast = Timestamp(milliseconds: .min)
}
