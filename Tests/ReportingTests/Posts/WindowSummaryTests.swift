import Market
import Seeds
import Testing
import Trading

@testable import Reporting

/// Posts about many traders: their length does not grow with their number.
struct WindowSummaryTests {
    private static let heads = HeadsDigest(count: 5, digits: "0123456789abcdef")

    /// Traders of which each did a little worse than the one before.
    private static func traders(_ count: Int) throws -> [TraderView] {
        try (0..<count).map { index in
            let total = Money(units: 1_000_000_000 * Int64(2 - index))
            var (day, week) = (WindowFigures.day, WindowFigures.week)
            day.equityAtEnd = Money(units: 1_000_000_000_000 - 1_000_000_000 * Int64(index - 1))
            week.equityAtStart = day.equityAtStart
            week.equityAtEnd = day.equityAtEnd
            return try .sample(name: "trader\(index)").came(to: total)
                .over(day: day, week: week, whole: week)
        }
    }

    @Test func `above four traders the day is told in sums, with the best and the worst`() throws {
        let writer = PostWriter(now: TraderView.now, heads: Self.heads)
        let post = try #require(writer.dailyPost(try Self.traders(5)))
        #expect(
            post.text == """
                📅 ALGOM DAILY REPORT

                Total of 5 traders, last 24 h to 2026-11-10 21:20 UTC:
                • Trades: 15 (5W/10L)
                • Win Rate: 33.3% (95% interval 15.2% to 58.3%, small sample)
                • P&L -$155.35, fees $89.00, equity $50,000.00 to $49,950.00 (-0.10%)
                • Equity rose for 1, fell for 3, level for 1
                • Missing: 15 of 1,440 candles

                Change of equity to 2026-11-10 21:20 UTC, of 5 that closed trades:
                🥇 Best: 🟡 BINANCE (trader0) BTC/USDT 5m +0.10%, P&L -$31.07 of 3 trades
                🔻 Worst: 🟡 BINANCE (trader4) BTC/USDT 5m -0.30%, P&L -$31.07 of 3 trades

                🔗 Digest of 5 journals: 0123456789ab
                #PaperTrading #AlgomBot
                """)
        #expect(post.altText == "Equity on paper of 5 traders, 24 h to 2026-11-10 21:20 UTC.")
    }

    @Test(arguments: [1, 4, 5, 16, 30, 1_000])
    func `no number of traders makes a post longer than may be`(count: Int) throws {
        let traders = try Self.traders(count)
        let writer = PostWriter(
            brand: Brand(tellsJournalHead: true), now: TraderView.now, heads: Self.heads)
        let posts = [
            writer.dailyPost(traders), writer.weeklyPost(traders), writer.comparisonPost(traders),
        ]
        for post in posts.compactMap({ $0 }) {
            let parts = post.parts(at: TraderView.now)
            #expect(parts.count <= (count > 4 ? 4 : 12), "\(post.kind): \(parts.count) parts")
            #expect(parts.allSatisfy { WeightedLength.fits($0) }, "\(post.kind)")
            guard count > 4, post.kind != .comparison else { continue }
            #expect(post.text.contains("\(Figures.count(count)) traders, last "))
            #expect(post.text.contains("🥇 Best: 🟡 BINANCE (trader0)"))
            #expect(post.text.contains("🔻 Worst: 🟡 BINANCE (trader\(count - 1))"))
            #expect(post.text.contains("🔗 Digest of "))
            #expect(!post.text.contains("Shortened"), "\(post.kind)")
        }
    }

    @Test(arguments: 0..<60 as Range<UInt64>)
    func `whatever the facts, a summary is bounded and claims no more than they carry`(seed: UInt64)
        throws
    {
        var random = RandomFacts(seed: seed)
        var traders: [TraderView] = []
        let count = [5, 16, 30, 200][Int(seed % 4)]
        while traders.count < count { traders += try random.facts().traders }
        for index in traders.indices {
            traders[index].name = "a-name-of-thirty-two-letters-\(100 + index % 900)"
        }
        let writer = PostWriter(now: RandomFacts.now, heads: Self.heads)
        for post in [writer.dailyPost(traders), writer.weeklyPost(traders)].compactMap({ $0 }) {
            let told = traders.filter {
                (post.kind == .daily ? $0.windows.day : $0.windows.week) != nil
            }
            guard told.count > 4 else { continue }
            let parts = post.parts(at: RandomFacts.now)
            #expect(
                parts.count <= 4 && parts.allSatisfy { WeightedLength.fits($0) }, "seed \(seed)")
            let newest = told.newest(at: RandomFacts.now)
            let summed = told.filter { !$0.isLeftBehind(by: newest) }
            #expect(
                post.text.contains("not in it") == (summed.count < told.count), "seed \(seed)")
            let stale = told.filter { $0.isStale(at: RandomFacts.now) }
            #expect(post.text.contains("Stale: figures of") == !stale.isEmpty, "seed \(seed)")
            let isShort = told.contains { told in
                let window = post.kind == .daily ? told.windows.day : told.windows.week
                return window.map { $0.to.since($0.from) < 80_000_000 } ?? false
            }
            if !stale.isEmpty || isShort { #expect(!post.text.contains("last 24 h")) }
            #expect(
                post.text.contains("Simulated prices") || post.text.contains("Shortened")
                    || !summed.contains { $0.market.exchange == .sim }, "seed \(seed)")
            #expect(post.tail.contains("Digest of 5 journals: 0123456789ab"))
        }
    }

    @Test func `nobody is the best who closed no trade, is stale, or is young`() throws {
        var traders = try Self.traders(6)
        traders[0].windows.day?.wins = 0
        traders[0].windows.day?.losses = 0
        traders[5] = try traders[5].with { $0.lastOpenTime = "2026-11-10T19:55:00Z" }
        traders[4].windows.day?.from = "2026-11-10T12:00:00Z"
        let text = try #require(PostWriter(now: TraderView.now).dailyPost(traders)).text
        #expect(
            text.contains(
                "Total of 6 traders, up to 24 h to 2026-11-10 21:20 UTC, 1 of them shorter:"))
        #expect(text.contains("of 3 that closed trades:\n🥇 Best: 🟡 BINANCE (trader1)"))
        #expect(text.contains("🔻 Worst: 🟡 BINANCE (trader3)"))
        for index in traders.indices { traders[index].windows.day?.equityAtEnd = "10000" }
        let level = try #require(PostWriter(now: TraderView.now).dailyPost(traders)).text
        #expect(
            level.contains("The 3 that closed trades are level: 0.00% to") && !level.contains("🥇"))
    }

    @Test func `what was done long ago is in no sum of now`() throws {
        var traders = try Self.traders(6)
        let five = try #require(PostWriter(now: TraderView.now).dailyPost(Array(traders[..<5])))
        traders[5] = try traders[5].with { $0.lastOpenTime = "2026-11-09T21:00:00Z" }
        let text = try #require(PostWriter(now: TraderView.now).dailyPost(traders)).text
        #expect(text.contains("Total of 5 traders, 24 h to 2026-11-10 21:20 UTC:"))
        #expect(text.contains("(1 trader)\n• 1 stale trader is not in it\n"))
        for line in five.text.split(separator: "\n") where line.hasPrefix("• ") {
            #expect(text.contains(line))
        }
        traders[5] = try traders[5].with { $0.lastOpenTime = "2026-11-09T21:20:00Z" }
        let dayOld = try #require(PostWriter(now: TraderView.now).dailyPost(traders)).text
        #expect(dayOld.contains("Total of 6 traders") && !dayOld.contains("not in it"))
    }

    @Test func `best and worst are told both or not at all`() throws {
        let post = try #require(PostWriter(now: TraderView.now).dailyPost(try Self.traders(9)))
        for count in 1...4 {
            let text = post.shortened(to: count).text
            let signs = ["Change of equity to", "🥇 Best", "🔻 Worst"].map { text.contains($0) }
            #expect(Set(signs).count == 1, "\(text)")
        }
    }

    @Test func `the digest is over a line for each trader, by name`() throws {
        var traders = try Self.traders(3)
        traders[0].name = "b"
        traders[1].name = "a"
        traders[2].journalHead = nil
        let head = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
        #expect(HeadsDigest.lines(of: traders) == ["a \(head)\n", "b \(head)\n"])
    }

    @Test(arguments: 1...6)
    func `a post is shortened from its end, and says so`(count: Int) throws {
        let post = try #require(
            PostWriter(now: TraderView.now).dailyPost(try Self.traders(4)))
        let whole = post.parts()
        let short = post.shortened(to: count)
        #expect(short.parts().count <= count)
        #expect(short.text.hasPrefix("📅 ALGOM DAILY REPORT"))
        #expect(short.text.hasSuffix(post.tail))
        #expect(short.text.contains("Shortened") == (whole.count > count))
        #expect(post.shortened(to: whole.count) == post)
    }
}
