import Market
import Seeds
import Testing
import Trading

@testable import Reporting

struct LessonTests {
    private static func lessons(_ trade: ReportedTrade, _ trader: TraderView) -> Set<String> {
        Set((0..<60).map { Lesson.fitting(LessonFacts(trade.trade, trader), turn: $0).text })
    }

    private static func trade(_ reason: Reason, pnl: Money) -> ReportedTrade {
        var trade = ReportedTrade.win
        trade.trade.reason = reason
        trade.trade.pnl = pnl
        return trade
    }

    @Test(arguments: [Reason.signal, .stopLoss, .takeProfit], ["25", "-25"] as [Money])
    func `every trade has several lessons, whatever its record`(reason: Reason, pnl: Money) throws {
        for trader in [try TraderView.sample(), try .experienced()] {
            #expect(Self.lessons(Self.trade(reason, pnl: pnl), trader).count > 3)
        }
    }

    @Test func `the reason decides`() throws {
        let stop = Self.lessons(Self.trade(.stopLoss, pnl: "-25"), try .experienced())
        #expect(stop.contains("A planned loss is a cost. An unplanned one is a problem."))
        #expect(!stop.contains { $0.contains("averages") || $0.contains("target") })
        let signal = Self.lessons(Self.trade(.signal, pnl: "25"), try .experienced())
        #expect(
            signal.contains("The averages turned while the trade was ahead, and it left ahead."))
        #expect(!signal.contains { $0.contains("stop") || $0.contains("target") })
    }

    @Test func `the sample decides`() throws {
        let words = "With so few trades a win rate is a coin thrown a few times. Wait for more."
        #expect(Self.lessons(.win, try .sample()).contains(words))
        #expect(!Self.lessons(.win, try .experienced()).contains(words))
        let middle = try TraderView.sample().with { $0.record.tally.losses = 15 }
        #expect(
            Self.lessons(.win, middle).contains("Under 30 trades, luck and skill look alike."))
    }

    @Test func `the size against the average decides`() throws {
        let trader = try TraderView.experienced()
        let large = "This loss was well above the average loss. One such trade undoes several."
        let small = "A loss under half the average one. Small losses are part of the plan."
        #expect(Self.lessons(Self.trade(.signal, pnl: "-66"), trader).contains(large))
        #expect(Self.lessons(Self.trade(.signal, pnl: "-7"), trader).contains(small))
        #expect(
            Self.lessons(Self.trade(.signal, pnl: "-16"), trader).isDisjoint(with: [large, small]))
    }

    @Test func `the streak decides, unless other trades came after`() throws {
        var trader = try TraderView.experienced()
        let words =
            "Three or more losses in a row happen to every strategy. The size stays the same."
        let trade = Self.trade(.signal, pnl: "-16")
        trader.trades = [trade]
        #expect(Self.lessons(trade, trader).contains(words))
        trader.trades = [trade, .loss]
        #expect(!Self.lessons(trade, trader).contains(words))
    }

    @Test func `a loss that was only fees is told as one`() throws {
        let words = "A trade has to beat its fees first. This one did not."
        #expect(Self.lessons(Self.trade(.signal, pnl: "-2"), try .sample()).contains(words))
        #expect(!Self.lessons(Self.trade(.signal, pnl: "-20"), try .sample()).contains(words))
    }

    @Test func `a turn always gives the same lesson, the next one another`() throws {
        let facts = LessonFacts(ReportedTrade.win.trade, try .sample())
        #expect(
            Lesson.fitting(facts, turn: 7).text == Lesson.fitting(facts, turn: 7).text)
        #expect(Lesson.fitting(facts, turn: 0).text != Lesson.fitting(facts, turn: 1).text)
    }

    @Test func `lessons are short`() {
        for lesson in Lesson.usual + Lesson.special + [Lesson.plain] {
            #expect(WeightedLength(of: lesson.text).total <= 100, "\(lesson.text)")
        }
    }
}
