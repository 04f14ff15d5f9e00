import Market
import Seeds
import Testing
import Trading

@testable import Reporting

/// What no post may say, whatever the facts are.
struct HonestyTests {
    /// Every post that some facts give, with all lessons and texts they may come with.
    private static func posts(seed: UInt64) throws -> (facts: ReportFacts, posts: [Post]) {
        var random = RandomFacts(seed: seed)
        let facts = try random.facts()
        let writer = PostWriter(brand: Brand(tellsJournalHead: random.roll(2)), now: facts.now)
        var posts: [Post?] = [
            writer.dailyPost(facts.traders), writer.weeklyPost(facts.traders),
            writer.comparisonPost(facts.traders),
        ]
        for trader in facts.traders {
            posts += trader.trades.enumerated().map { turn, trade in
                writer.post(about: trade, of: trader, lessonTurn: turn)
            }
            posts += [
                writer.postAboutPause(of: trader), writer.strategyPost(trader),
                writer.holdPost(trader), writer.positionPost(of: trader),
            ]
        }
        return (facts, posts.compactMap { $0 })
    }

    @Test(arguments: 0..<30 as Range<UInt64>)
    func `every post fits, in parts`(seed: UInt64) throws {
        for post in try Self.posts(seed: seed).posts {
            let parts = post.parts()
            #expect(!parts.isEmpty, "seed \(seed)")
            for part in parts { #expect(WeightedLength.fits(part), "seed \(seed): \(part)") }
            #expect(parts.last?.contains(post.tail) ?? false, "seed \(seed)")
        }
    }

    @Test(arguments: 0..<30 as Range<UInt64>)
    func `every post is counted exactly, so none is broken for want of room that is there`(
        seed: UInt64
    ) throws {
        let posts = try Self.posts(seed: seed).posts
        for text in posts.map(\.text) + Education.all.map({ "\($0.title)\n\($0.text)" }) {
            #expect(WeightedLength(of: text).total == ExactLength().total(text), "seed \(seed)")
        }
    }

    @Test(arguments: 0..<30 as Range<UInt64>)
    func `nobody leads on a tie`(seed: UInt64) throws {
        let (facts, posts) = try Self.posts(seed: seed)
        let compared = facts.traders.filter { $0.windows.common != nil }
        let shares = compared.compactMap(\.windows.common).filter { $0.trades > 0 }
            .map { $0.equityAtEnd.doubleValue / $0.equityAtStart.doubleValue }.sorted()
        let isTie = shares.count > 1 && shares[shares.count - 1] == shares[shares.count - 2]
        for post in posts where post.kind == .comparison {
            let isNone = compared.contains { $0.isStale(at: facts.now) }
            #expect(post.text.contains("LEADER: TIE") == (isTie && !isNone), "seed \(seed)")
            let isLed = post.text.contains(/LEADER: (BINANCE|BYBIT|SIM)/)
            #expect(!isLed || !isNone && !isTie && shares.count > 1, "seed \(seed)")
        }
    }

    @Test(arguments: 0..<30 as Range<UInt64>)
    func `without a loss there is no profit factor`(seed: UInt64) throws {
        let facts = try Self.posts(seed: seed).facts
        for trader in facts.traders {
            // Even where the sums say otherwise.
            let lucky = try trader.with { $0.record.tally.losses = 0 }
            let text = PostWriter(now: facts.now).strategyPost(lucky).text
            #expect(!text.contains(/Profit factor: \d/), "seed \(seed): \(text)")
        }
    }

    @Test(arguments: 0..<30 as Range<UInt64>)
    func `figures name their window`(seed: UInt64) throws {
        for post in try Self.posts(seed: seed).posts {
            let text = post.text.lowercased()
            // Every block that tells money tells when, in its heading or in its lines.
            for block in text.split(separator: "\n\n") where block.contains(/\$\d|\d eur/) {
                #expect(
                    block.contains("since ") || block.contains(/\d{4}-\d{2}-\d{2}/),
                    "seed \(seed): \(block)")
            }
        }
    }

    @Test(arguments: 0..<30 as Range<UInt64>)
    func `small samples are called small, and intervals are given`(seed: UInt64) throws {
        let (facts, posts) = try Self.posts(seed: seed)
        for post in posts {
            for line in post.text.split(separator: "\n") where line.contains(/Win Rate: \d/) {
                if [.daily, .weekly, .strategy].contains(post.kind) {
                    #expect(line.contains("95% interval"), "seed \(seed): \(line)")
                }
            }
        }
        for trader in facts.traders where trader.tally.trades > 0 {
            let isSmall = trader.tally.trades < 30
            let writer = PostWriter(now: facts.now)
            #expect(
                writer.strategyPost(trader).text.contains("small sample") == isSmall, "seed \(seed)"
            )
            let trade = writer.post(about: .win, of: trader, lessonTurn: 0)
            #expect(trade.text.contains("small sample") == isSmall, "seed \(seed)")
        }
    }

    @Test(arguments: 0..<30 as Range<UInt64>)
    func `stale figures are called stale, with their age, and nothing says they are current`(
        seed: UInt64
    ) throws {
        var (facts, posts) = try Self.posts(seed: seed)
        facts.traders = facts.traders.filter { $0.isStale(at: facts.now) }
        let writer = PostWriter(now: facts.now)
        for trader in facts.traders {
            posts = [
                writer.strategyPost(trader), writer.postAboutPause(of: trader),
                writer.holdPost(trader), writer.dailyPost([trader]), writer.weeklyPost([trader]),
                writer.post(about: .win, of: trader, lessonTurn: 0),
                writer.positionPost(of: try trader.holding()),
                writer.comparisonPost([trader, trader]),
            ].compactMap { $0 }
            for post in posts {
                #expect(post.text.contains(/Stale: figures of .* UTC, \d+ \w/), "seed \(seed)")
                for claim in ["CURRENT", "REAL-TIME", "Last ", "📍"] {
                    #expect(!post.text.contains(claim), "seed \(seed): \(post.text)")
                }
            }
        }
    }

    @Test(arguments: 0..<30 as Range<UInt64>)
    func `late trades say so, and no lesson praises a stop that did not work`(
        seed: UInt64
    ) throws {
        var random = RandomFacts(seed: seed)
        let facts = try random.facts()
        for trader in facts.traders {
            for trade in trader.trades {
                let post = PostWriter(now: facts.now).post(about: trade, of: trader, lessonTurn: 0)
                #expect(post.text.contains("Decided late") == trade.isLate, "seed \(seed)")
                let known = LessonFacts(trade.trade, trader)
                for turn in 0..<40 {
                    let lesson = Lesson.fitting(known, turn: turn).text.lowercased()
                    if trade.trade.reason != .stopLoss {
                        #expect(!lesson.contains("stop"), "seed \(seed): \(lesson)")
                    }
                    if trade.trade.reason != .takeProfit {
                        #expect(!lesson.contains("target"), "seed \(seed): \(lesson)")
                    }
                }
            }
        }
    }

    @Test(arguments: 0..<30 as Range<UInt64>)
    func `a restart of the record is told with its totals`(seed: UInt64) throws {
        let facts = try Self.posts(seed: seed).facts
        let writer = PostWriter(now: facts.now)
        for trader in facts.traders where trader.reset != nil {
            let posts = [
                writer.strategyPost(trader), writer.dailyPost([trader]),
                writer.weeklyPost([trader]), writer.holdPost(trader),
                writer.comparisonPost([trader, trader]),
                writer.post(about: .win, of: trader, lessonTurn: 0),
            ].compactMap { $0 }
            for post in posts {
                #expect(post.text.contains("Record restarted"), "seed \(seed): \(post.kind)")
            }
        }
    }

    @Test(arguments: 0..<30 as Range<UInt64>)
    func `no post links, mentions, or promises`(seed: UInt64) throws {
        for post in try Self.posts(seed: seed).posts {
            #expect(PostLink.first(in: post.text) == nil, "seed \(seed)")
            for word in ["@", "validated", "guarantee", "will rise", "risk-free"] {
                #expect(!post.text.contains(word), "seed \(seed): \(post.text)")
            }
        }
    }
}
