import Market
import Seeds
import Testing
import Trading

@testable import Reporting

struct ReportChoiceTests {
    private static let now: Timestamp = "2026-11-10T21:20:07Z"

    /// Facts of two traders that have everything to report.
    private static func facts() throws -> ReportFacts {
        let first = try TraderView.sample().holding()
        var second = try TraderView.experienced().with { state in
            state.risk.pausedUntil = "2026-11-11T00:00:00Z"
            state.risk.pauseReasons = [.losingStreak]
        }
        second.trades = [.loss]
        return ReportFacts(
            traders: [first, second].map { $0.over(day: .day, week: .week, whole: .week) },
            now: now)
    }

    private static func subjects(_ facts: ReportFacts, _ memory: inout ReportMemory, _ count: Int)
        -> [Post]
    {
        (0..<count).compactMap { _ in
            let post = ReportChoice(facts: facts, memory: memory).post
            post.map { memory.note($0) }
            return post
        }
    }

    @Test func `everything is told once, in order, then kinds take turns`() throws {
        var memory = ReportMemory()
        let posts = Self.subjects(try Self.facts(), &memory, 15)
        #expect(
            posts.map(\.kind) == [
                .trade, .trade, .position, .pause, .daily, .weekly, .comparison, .strategy, .hodl,
                .education, .comparison, .strategy, .hodl, .education, .comparison,
            ])
        // The older trade is the second trader's.
        #expect(posts[0].subject == .trade(trader: "bybit", id: "2026-11-10T20:05:00Z"))
        #expect(posts[1].subject == .trade(trader: "binance", id: "2026-11-10T21:15:00Z"))
        // Strategy and holding are about one trader after the other.
        #expect(posts[7].text.contains("BINANCE") && posts[11].text.contains("BYBIT"))
        #expect(posts[8].text.contains("BINANCE") && posts[12].text.contains("BYBIT"))
        #expect(posts[9].text != posts[13].text)
        #expect(memory.lastDaily == Self.now.day)
        #expect(memory.lastWeekly == ISOWeek(Self.now))
        #expect(memory.turns.lesson == 2)
    }

    @Test func `a new trade comes before the turn, which goes on afterwards`() throws {
        var facts = try Self.facts()
        var memory = ReportMemory()
        _ = Self.subjects(facts, &memory, 7)
        var later = ReportedTrade.win
        later.trade.id = "2026-11-10T21:20:00Z"
        facts.traders[0].trades.append(later)
        #expect(Self.subjects(facts, &memory, 2).map(\.kind) == [.trade, .strategy])
    }

    @Test func `the next day has a daily report, the next week both`() throws {
        var facts = try Self.facts()
        var memory = ReportMemory()
        _ = Self.subjects(facts, &memory, 7)
        facts.now = "2026-11-11T00:05:00Z"
        #expect(Self.subjects(facts, &memory, 2).map(\.kind) == [.daily, .strategy])
        facts.now = "2026-11-16T00:05:00Z"
        #expect(Self.subjects(facts, &memory, 3).map(\.kind) == [.daily, .weekly, .hodl])
    }

    @Test func `a clock that goes back repeats nothing`() throws {
        var facts = try Self.facts()
        var memory = ReportMemory()
        _ = Self.subjects(facts, &memory, 6)
        facts.now = "2026-11-01T00:00:00Z"
        #expect(Self.subjects(facts, &memory, 1).map(\.kind) == [.comparison])
    }

    @Test func `a pause that is over is no news`() throws {
        var facts = try Self.facts()
        facts.now = "2026-11-11T00:00:00Z"
        var memory = ReportMemory()
        #expect(!Self.subjects(facts, &memory, 8).map(\.kind).contains(.pause))
    }

    @Test func `a longer pause and a new position are news again`() throws {
        var facts = try Self.facts()
        var memory = ReportMemory()
        _ = Self.subjects(facts, &memory, 6)
        facts.traders[1] = try facts.traders[1].with {
            $0.risk.pausedUntil = "2026-11-11T20:05:00Z"
        }
        facts.traders[0] = try facts.traders[0].with {
            $0.account.position?.openTime = "2026-11-10T21:25:00Z"
        }
        #expect(Self.subjects(facts, &memory, 3).map(\.kind) == [.position, .pause, .comparison])
    }

    @Test func `what cannot be told is passed over`() throws {
        var facts = try Self.facts()
        facts.traders = [facts.traders[0].over()]
        var memory = ReportMemory()
        #expect(
            Self.subjects(facts, &memory, 6).map(\.kind) == [
                .trade, .position, .strategy, .education, .strategy, .education,
            ])
    }

    @Test func `without a candle there is an explanation, another each time`() throws {
        let empty = try TraderView.sample().with { $0.lastOpenTime = nil }
        let facts = ReportFacts(traders: [empty], now: Self.now)
        var memory = ReportMemory()
        let posts = Self.subjects(facts, &memory, 3)
        #expect(posts.map(\.kind) == [.explanation, .explanation, .explanation])
        #expect(Set(posts.map(\.text)).count == 3)
    }

    @Test(arguments: Post.Kind.allCases)
    func `any kind can be asked for`(kind: Post.Kind) throws {
        let choice = ReportChoice(facts: try Self.facts(), memory: ReportMemory())
        #expect(choice.post(of: kind)?.kind == kind)
    }

    @Test func `a kind without facts gives none`() {
        let choice = ReportChoice(
            facts: ReportFacts(traders: [], now: Self.now), memory: ReportMemory())
        let given = Post.Kind.allCases.filter { choice.post(of: $0) != nil }
        #expect(given == [.education, .explanation])
    }

    @Test func `asked for again, the latest trade is told again`() throws {
        var memory = ReportMemory()
        let facts = try Self.facts()
        _ = Self.subjects(facts, &memory, 2)
        let post = ReportChoice(facts: facts, memory: memory).post(of: .trade)
        #expect(post?.subject == .trade(trader: "binance", id: "2026-11-10T21:15:00Z"))
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func `no event is told twice, and none of the last ten is lost`(seed: UInt64) throws {
        var random = RandomFacts(seed: seed)
        var facts = try random.facts()
        // Names tell traders apart; a configuration with two of one name is refused.
        for index in facts.traders.indices { facts.traders[index].name = "t\(index)" }
        var memory = ReportMemory()
        let posts = Self.subjects(facts, &memory, 60)
        let subjects = posts.map(\.subject).filter { $0 != .none }
        for (index, subject) in subjects.enumerated() {
            #expect(!subjects[..<index].contains(subject), "seed \(seed): \(subject)")
        }
        let trades = facts.traders.map(\.trades.count).reduce(0, +)
        #expect(posts.filter { $0.kind == .trade }.count == trades, "seed \(seed)")
        let ids = posts.compactMap { post in
            if case .trade(_, let id) = post.subject { id } else { nil }
        }
        #expect(ids == ids.sorted(), "seed \(seed)")
    }

    @Test func `what has not happened yet is not told, and what is told says so`() throws {
        var facts = try Self.facts()
        facts.now = "2026-11-10T12:00:00Z"
        var memory = ReportMemory()
        let posts = Self.subjects(facts, &memory, 12)
        #expect(Set(posts.map(\.kind)) == [.comparison, .strategy, .hodl, .education])
        for post in posts where post.kind != .education {
            #expect(post.text.contains("is 9 h 20 m ahead of this clock"), "\(post.text)")
            #expect(!post.text.contains("CURRENT"))
        }
        for kind in [Post.Kind.trade, .position, .pause, .daily, .weekly] {
            #expect(ReportChoice(facts: facts, memory: memory).post(of: kind) == nil)
        }
        // The trades that had happened by then are told in their turn.
        facts.now = "2026-11-10T20:30:00Z"
        let trade = ReportChoice(facts: facts, memory: memory).post
        #expect(trade?.subject == .trade(trader: "bybit", id: "2026-11-10T20:05:00Z"))
        facts.now = Self.now
        #expect(Self.subjects(facts, &memory, 3).map(\.kind) == [.trade, .trade, .position])
    }
}
