import Market
import Seeds
import Testing
import Trading

@testable import Reporting

/// What is told where not all can be: old news in a sum, and nothing that does not fit.
struct ReportRoomTests {
    private static let now: Timestamp = "2026-11-10T21:20:07Z"
    private static let dayAgo: Timestamp = "2026-11-09T21:20:07Z"

    private static func trade(_ time: Timestamp, _ pnl: Money) -> ReportedTrade {
        var trade = ReportedTrade.loss
        trade.trade.id = time
        trade.trade.pnl = pnl
        return trade
    }

    /// Three old trades, and one of an hour ago.
    private static func facts() throws -> ReportFacts {
        var trader = try TraderView.sample().with { state in
            state.record.tally = TradeTally(wins: 1, losses: 9, loss: "-200")
        }
        trader.trades = [
            trade("2026-08-01T00:00:00Z", "-100"), trade("2026-08-02T00:00:00Z", "-20"),
            trade("2026-11-09T21:15:00Z", "-3.45"), trade("2026-11-10T20:00:00Z", "7"),
        ]
        return ReportFacts(traders: [trader.over(day: .day)], now: now)
    }

    @Test func `old trades are told by number and sum in the next daily report, once`() throws {
        let facts = try Self.facts()
        var memory = ReportMemory(traders: ["binance": .init(trade: "2026-07-01")])
        memory.passOver(tradesBefore: Self.dayAgo, of: facts.traders)
        #expect(memory.traders["binance"]?.trade == "2026-11-09T21:15:00Z")
        let again = memory
        memory.passOver(tradesBefore: Self.dayAgo, of: facts.traders)
        #expect(memory == again)
        func next() -> Post? {
            ReportChoice(facts: facts, memory: memory, newsSince: Self.dayAgo).post
        }
        let first = try #require(next())
        #expect(first.subject == .trade(trader: "binance", id: "2026-11-10T20:00:00Z"))
        memory.note(first)
        let daily = try #require(next())
        #expect(
            daily.text.contains(
                "• 3 older trades, -123.45 USDT, were not told one by one (closed by 2026-11-09 21:15 "
                    + "UTC)"), "\(daily.text)")
        memory.note(daily)
        #expect(memory.untold == [])
        #expect(next()?.kind != .trade)
    }

    @Test func `of a trader nothing was told of, all of its record is old`() throws {
        let facts = try Self.facts()
        var memory = ReportMemory()
        memory.passOver(tradesBefore: Self.dayAgo, of: facts.traders)
        #expect(memory.untold.map(\.count) == [9] && memory.untold.map(\.sum) == ["-207"])
    }

    @Test func `currencies are not added up`() {
        let all = ["USDT", "BTC", "EUR", "ETH"].enumerated().map { index, quote in
            UntoldTrades(quote: quote, count: index + 1, sum: "-1.5", until: "2026-11-09")
        }
        #expect(
            UntoldTrades.words(all)
                == "4 older trades, -1.50000000 ETH; 3, -1.50 EUR; 2, -1.50000000 BTC, and 1 in other "
                + "currencies, were not told one by one (closed by 2026-11-09 00:00 UTC)")
        #expect(UntoldTrades.words([]) == nil)
        let one = [UntoldTrades(quote: "USDT", count: 1, sum: "2", until: "2026-11-09")]
        #expect(
            UntoldTrades.words(one)?.hasPrefix("1 older trade, +2.00 USDT, was not told") == true)
    }

    @Test func `an old position and an old pause are no news`() throws {
        var facts = try Self.facts()
        facts.traders[0].trades = [Self.trade("2026-11-10T20:00:00Z", "-1")]
        facts.traders[0] = try facts.traders[0].holding().with { state in
            state.account.position?.openTime = "2026-11-09T10:00:00Z"
            state.risk.pausedUntil = "2026-11-11"
            state.risk.pauseReasons = [.losingStreak]
        }
        let memory = ReportMemory(
            traders: ["binance": .init(trade: Self.now)], lastDaily: Self.now.day,
            lastWeekly: ISOWeek(Self.now))
        func kind(_ since: Timestamp) -> Post.Kind? {
            ReportChoice(facts: facts, memory: memory, newsSince: since).post?.kind
        }
        #expect(kind("2026-11-09") == .position)
        #expect(kind(Self.dayAgo) == .pause)
        #expect(kind("2026-11-10T20:30:00Z") == .strategy)
    }

    @Test func `what nothing went out of is news again`() throws {
        var memory = ReportMemory()
        let untold = [UntoldTrades(quote: "USDT", count: 1, sum: "2", until: "2026-11-09")]
        memory.untold = untold
        let before = memory
        let choice = ReportChoice(facts: try Self.facts(), memory: memory)
        for kind in [Post.Kind.daily, .weekly] {
            guard let post = choice.post(of: kind) else { continue }
            memory.note(post)
            memory.takeBack(post.subject, untold: untold)
            #expect(memory == before, "\(kind)")
        }
        let post = try #require(choice.post(of: .trade))
        memory.note(post)
        memory.takeBack(post.subject, untold: [])
        let again = ReportChoice(facts: choice.facts, memory: memory).post
        #expect(again?.subject == post.subject)
    }

    @Test func `what a clock that was ahead told of days and weeks does not count`() {
        var memory = ReportMemory(
            lastDaily: Self.now.day + 40, lastWeekly: ISOWeek(year: 2027, week: 1))
        let lines = memory.dropWhatIsAhead(of: Self.now)
        #expect(lines.count == 2 && lines[0].contains("2026-12-20, which is yet to come"))
        #expect(memory == ReportMemory())
        // Set back by two minutes over midnight, nothing is told twice.
        memory.lastDaily = 20_767
        #expect(memory.dropWhatIsAhead(of: "2026-11-09T23:58:00Z") == [])
        #expect(memory.dropWhatIsAhead(of: "2026-11-09T23:54:00Z").count == 1)
    }

    /// Runs each hour with a budget; the posts of the last 24 hours and of the day are counted here.
    @Test func `what comes by turns leaves room for news`() throws {
        var facts = try Self.facts()
        let memory = ReportMemory(
            traders: ["binance": .init(trade: "2026-11-10T20:00:00Z")], lastDaily: Self.now.day,
            lastWeekly: ISOWeek(Self.now))
        let room = ReportRoom(now: 9, byTurns: 1, longest: 16, length: .standard)
        #expect(ReportChoice(facts: facts, memory: memory, room: room).post == nil)
        facts.traders[0].trades.append(Self.trade("2026-11-10T21:00:00Z", "1"))
        #expect(ReportChoice(facts: facts, memory: memory, room: room).post?.kind == .trade)
    }

    @Test(arguments: 0..<15 as Range<UInt64>)
    func `nothing that is chosen is too long, and no kind waits for ever`(seed: UInt64) throws {
        var random = RandomFacts(seed: seed)
        var traders: [TraderView] = []
        for _ in 0..<(1 + Int(seed % 4)) { traders += try random.facts().traders }
        for index in traders.indices {
            traders[index].name = "t\(index)"
            traders[index].windows.day = .day
            traders[index].windows.week = .week
        }
        var facts = ReportFacts(traders: traders, now: RandomFacts.now)
        let share = [1, 2, 3, 8, 16][Int(seed % 5)]
        var memory = ReportMemory()
        var kinds: [Post.Kind: Int] = [:]
        for day in 0..<14 {
            var left = share
            for hour in 0..<24 where left > 0 {
                facts.now = RandomFacts.now.advanced(
                    byMilliseconds: Int64(day * 24 + hour) * 3_600_000)
                let room = ReportRoom(now: left, longest: share, length: .standard)
                let choice = ReportChoice(facts: facts, memory: memory, room: room)
                guard let post = choice.post else { continue }
                let parts = post.parts(at: facts.now)
                #expect(parts.count <= left, "seed \(seed): \(post.kind)")
                left -= parts.count
                kinds[post.kind, default: 0] += 1
                memory.note(post)
            }
        }
        #expect(kinds[.daily, default: 0] >= 11, "seed \(seed): \(kinds)")
        #expect(kinds[.weekly, default: 0] >= 2, "seed \(seed): \(kinds)")
    }

    @Test func `what was told of another record by a clock that was ahead does not count`() throws {
        let told = ReportMemory.TraderMemory(
            trade: "2027-01-01T00:00:00Z", position: "2026-11-10T21:00:00Z",
            pause: "2027-01-03T00:00:00Z")
        var trader = try TraderView.sample()
        var memory = ReportMemory(traders: ["binance": told])
        let lines = memory.dropWhatIsAhead(of: Self.now, toldOf: [trader])
        #expect(lines.count == 1 && lines[0].contains("binance is dated 2027-01-02"))
        #expect(memory.traders["binance"] == .init(position: told.position))
        #expect(memory.dropWhatIsAhead(of: Self.now, toldOf: [trader]) == [])
        // While the record itself is in the future, it was told.
        memory = ReportMemory(traders: ["binance": told])
        trader = try trader.with { $0.lastOpenTime = "2027-01-01T23:55:00Z" }
        #expect(memory.dropWhatIsAhead(of: Self.now, toldOf: [trader]) == [])
        #expect(memory.traders["binance"] == told)
    }
}
