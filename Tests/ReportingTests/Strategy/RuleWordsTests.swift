import Market
import Rules
internal import Seeds
import Testing
import Trading

@testable import Reporting

struct RuleWordsTests {
    private static func entering(_ texts: String..., exit: String? = nil) -> StrategyText {
        StrategyText(
            name: "tried",
            enter: texts.enumerated().map {
                TaggedText(tag: texts.count > 1 ? "rule\($0)" : nil, $1)
            }, exit: exit.map { [TaggedText($0)] } ?? [])
    }

    private static func flat(_ text: StrategyText) throws -> TraderView {
        try RuleSample(text, count: 300).view()
    }

    // MARK: Waits for

    @Test func `what is waited for is what does not hold`() throws {
        let view = try Self.flat(
            Self.entering("close > 0 * close and close > 2 * close and volume < 0 * volume"))
        #expect(
            view.waitsFor == "waits for close > 2 * close and volume < 0 * volume")
    }

    @Test func `of several rules each is waited for, under its name`() throws {
        let view = try Self.flat(
            Self.entering("close > 2 * close", "close > 0 * close and (hour > 24 or hour > 25)"))
        #expect(
            view.waitsFor == "waits for close > 2 * close (rule0) or hour > 24 or hour > 25 (rule1)"
        )
    }

    @Test func `a crossing is waited for from its own side`() throws {
        let below = try Self.flat(Self.entering("close crosses above 2 * close"))
        #expect(below.waitsFor == "waits for close to cross above 2 * close")
        let above = try Self.flat(Self.entering("close crosses above close / 2"))
        #expect(
            above.waitsFor == "waits for close to fall below close / 2 and cross above it again")
    }

    @Test func `an exit that holds keeps from buying`() throws {
        let view = try Self.flat(Self.entering("close > close / 2", exit: "close > close / 2"))
        #expect(view.waitsFor == "waits for its exit rule to be over")
    }

    @Test func `an exit rule that does not hold is not said to keep from buying`() throws {
        let text = Self.entering("close > close / 2", exit: "close < close / 2")
        let warm = try RuleSample(text, count: 120).view()
        #expect(warm.waitsFor == "asks its rules from the next candle on")
        let sample = try RuleSample(text)
        var state = sample.state
        (state.account.position, state.account.pendingOrder) = (nil, nil)
        state.risk.pausedUntil = "2100-01-01T00:00:00Z"
        state.risk.pauseReasons = [.losingStreak]
        let paused = TraderView(
            name: "paused", market: sample.market, parameters: sample.parameters, state: state,
            summary: try Summary(state, sample.parameters))
        #expect(
            Explanation(paused, closeBefore: nil).sentences.last
                == "So nothing was bought: entries are paused.")
    }

    @Test func `however long rules are, what is said of them is not`() throws {
        let long = (1...60).map { "close > highest(high, \($0)) * 2" }.joined(separator: " and ")
        let view = try Self.flat(Self.entering(long))
        #expect(view.waitsFor.count < 270)
        #expect(view.tickLine(did: [], candles: 1).count < 700)
        let rules = view.words.rules
        #expect(rules.count < 300, "\(rules)")
    }

    // MARK: Readings

    @Test func `status and tick line name the strategy and what it compares`() throws {
        let sample = try RuleSample(RuleSample.channel)
        let view = try sample.view()
        let line = view.tickLine(did: [], candles: 1)
        #expect(line.contains(" | channel | "))
        #expect(
            line.contains(view.position == nil ? "highest(high, 20)[1] " : "lowest(low, 10)[1] "))
        for width in [40, 80, 200] {
            let text = StatusReport(
                entries: [.trader(view)], now: view.asOf ?? Sample.asOf, width: width,
                isColoured: false
            ).text
            #expect(text.contains("channel") && text.contains("rsi(close, 2)"))
            let lines = text.split(separator: "\n")
            #expect(lines.allSatisfy { $0.count <= max(width, 60) }, "\(text)")
        }
    }

    @Test func `posts name strategy, tags and values, and mention nobody`() throws {
        var text = RuleSample.channel
        text.enter[1] = TaggedText(tag: "dip", "rsi(close, 2)@15m < 30")
        let sample = try RuleSample(text)
        let view = try sample.view()
        let trades = sample.holdings.compactMap(\.trade)
        let trade = try #require(trades.last { $0.exitTag != nil })
        let writer = PostWriter(now: view.asOf ?? Sample.asOf)
        let told = writer.post(about: ReportedTrade(trade), of: view, lessonTurn: 0)
        let words = told.body
        #expect(words.contains("strategy channel"))
        #expect(
            words.contains(
                "• Rules: bought by \(trade.entryTag ?? ""), sold by \(trade.exitTag ?? "")"))
        for post in [told, writer.strategyPost(view), writer.positionPost(of: view)] {
            guard let post else { continue }
            #expect(!(post.body + (post.altText ?? "")).contains("@"))
        }
    }

    @Test func `lessons about averages are told of crossings of averages alone`() throws {
        let view = try RuleSample(RuleSample.channel).view()
        for trade in view.state.record.recentTrades {
            for turn in 0..<80 {
                let lesson = Lesson.fitting(LessonFacts(trade, view), turn: turn).text
                #expect(!lesson.contains("verages lag") && !lesson.contains("averages cross"))
                #expect(!lesson.contains("The averages turned"))
                #expect(!lesson.contains("target was set before"), "it moves")
            }
        }
    }

    // MARK: The tree

    @Test func `a rule is a tree down to what was compared`() throws {
        let view = try Self.flat(
            Self.entering("close > 0 * close and (volume < 0 * volume or rsi(close, 14) > 200)"))
        let tree = view.words.tree
        #expect(tree.map(\.depth) == [0, 1, 1, 2, 2])
        #expect(tree.map(\.verdict) == [.fails, .holds, .fails, .fails, .fails])
        #expect(tree[0].rule == "enter" && tree[1].rule == nil)
        #expect(tree[4].text == "rsi(close, 14) > 200")
        #expect(tree[4].note.contains(", lacks "))
    }

    @Test func `the tree of who holds tells what would sell, and where orders go`() throws {
        var text = RuleSample.channel
        text.exit = [TaggedText(tag: "late", "bars_held >= 100000")]
        text.stop = nil
        text.trail = ["entry_price / 100 - atr(14) / 1000"]
        text.target = nil
        let view = try RuleSample(text).view()
        let position = try #require(view.position)
        let tree = view.words.tree
        #expect(tree.compactMap(\.rule) == ["exit late", "trail"])
        #expect(tree[0].verdict == .fails && tree[0].note.contains("lacks"))
        #expect(tree[1].note.contains("of entry_price \(Figures.price(position.entryPrice))"))
    }

    @Test(arguments: [30, 80, 200])
    func `an explanation keeps to its columns, coloured and plain`(width: Int) throws {
        let view = try RuleSample(RuleSample.channel).view()
        let report = { (isColoured: Bool) in
            ExplanationReport(
                entries: [.trader(Explanation(view, closeBefore: nil))], width: width,
                isColoured: isColoured
            ).text
        }
        let plain = report(false)
        #expect(plain.contains("channel") && (plain.contains("✗ ") || plain.contains("✓ ")))
        #expect(report(true).replacing(#/\u{1b}\[[0-9;]*m/#, with: "") == plain)
        for line in plain.split(separator: "\n") {
            // A word that is longer than a narrow line stands out.
            #expect(line.count <= max(width, 50), "\(line)")
        }
    }
}
