import Market
import Record
import Seeds
import Settings
import Testing
import Trading

@testable import Jobs
@testable import Text
@testable import Research

struct SweepGridTests {
    private static func values(_ grid: SweepGrid) -> [[String?]] {
        grid.combinations.map(grid.values)
    }

    private static func draft(_ parameters: Parameters = Parameters()) -> ParameterDraft {
        ParameterDraft(
            TraderSettings(
                name: "binance",
                market: Market(exchange: .binance, symbol: .standard, timeframe: .fiveMinutes),
                parameters: parameters),
            isOfRecord: false)
    }

    private static func drafts(_ names: [String]) throws(JobError) -> [ParameterDraft] {
        let settings = TraderSettings(
            name: "binance",
            market: Market(exchange: .binance, symbol: .standard, timeframe: .fiveMinutes),
            parameters: Parameters())
        let known = try HomeStrategies(home: nil)
        return try names.map { name throws(JobError) in
            ParameterDraft(
                settings, isOfRecord: false, try known.text(named: name, at: "--set strategy"),
                of: known.shelf)
        }
    }

    @Test func `holds every possible combination once, the last axis fastest`() throws {
        let grid = try SweepGrid(["fast=3..5", "slow=4,10"], base: Self.draft())
        #expect(Self.values(grid) == [["3", "4"], ["3", "10"], ["4", "10"], ["5", "10"]])
        #expect(grid.impossible == 2)
        #expect(grid.reason == "'fast' must be less than 'slow' (4)")
    }

    @Test func `what nothing is said about stays as it was`() throws {
        var base = Parameters()
        base.winRateTrades = 17
        let grid = try SweepGrid(["maxDrawdownPercent=5,null"], base: Self.draft(base))
        let parameters = try grid.combinations.map(grid.parameters)
        base.maxDrawdown = "5"
        #expect(parameters[0] == base)
        base.maxDrawdown = nil
        #expect(parameters[1] == base)
        #expect(try Self.values(SweepGrid([], base: Self.draft(base))) == [[]])
    }

    @Test func `it is compared with what is fixed, where a trader could run with that`() throws {
        let fixed = try SweepGrid(["fast=3,4", "slow=30"], base: Self.draft()).reference
        #expect(fixed.isFixed)
        #expect(fixed.parameters?.strategy.crossover?.fast == 7)
        #expect(fixed.parameters?.strategy.crossover?.slow == 30)
        let impossible = try SweepGrid(["fast=3,4", "slow=6"], base: Self.draft()).reference
        #expect(!impossible.isFixed)
        #expect(impossible.parameters == Parameters())
        #expect(try !SweepGrid(["fast=3,4"], base: Self.draft()).reference.isFixed)
    }

    @Test func `several strategies are tried one after the other, each by what it has`() throws {
        let grid = try SweepGrid(
            ["strategy=turtle,coin,macd", "entry=20,55", "feePercent=0,0.1", "fast=8,30"],
            base: Self.draft(), drafts: Self.drafts)
        #expect(
            Self.values(grid) == [
                ["turtle", "20", "0", nil], ["turtle", "20", "0.1", nil],
                ["turtle", "55", "0", nil], ["turtle", "55", "0.1", nil],
                ["coin", nil, "0", nil], ["coin", nil, "0.1", nil],
                ["macd", nil, "0", "8"], ["macd", nil, "0.1", "8"],
            ])
        #expect(grid.impossible == 2)
        #expect(grid.reason == "'macd' requires fast < slow")
        let parameters = try grid.combinations.map(grid.parameters)
        #expect(
            parameters.map(\.strategy.name).prefix(5) == [
                "turtle", "turtle", "turtle", "turtle", "coin",
            ])
        #expect(parameters[0].fee == .zero && parameters[1].fee == "0.1")
        #expect(parameters[0] != parameters[2])
        #expect(grid.reference.draft.strategy == "ma-crossover")
    }

    @Test func `rules in text are evaluated together, a few at a time, those alike side by side`()
        throws
    {
        let grid = try SweepGrid(
            ["feePercent=0,0.1,0.2", "entry=20,55", "maxDrawdownPercent=1..20"],
            base: Self.drafts(["turtle"])[0])
        let alike = [Array(0..<20), Array(40..<60), Array(80..<100)].flatMap(\.self)
        let pieces = grid.pieces(for: 1)
        #expect(pieces.map(\.count) == [30, 30, 30, 30])
        #expect(pieces.flatMap(\.self) == alike + alike.map { $0 + 20 })
        #expect(grid.pieces(for: 3).map(\.count) == Array(repeating: 10, count: 12))
        #expect(grid.pieces(for: 256).map(\.count) == Array(repeating: 1, count: 120))
        let apart = try SweepGrid(["fast=5,7", "feePercent=0,0.1"], base: Self.draft())
        #expect(apart.pieces(for: 1) == [[0], [1], [2], [3]])
        let warmUps = try SweepGrid(
            ["warmUp=100,200", "entry=20,21"], base: Self.drafts(["turtle"])[0])
        #expect(warmUps.pieces(for: 1).count == 4, "few are spread")
    }

    @Test func `all are warmed up by the longest warm-up, unless it is what is tried`() throws {
        let grid = try SweepGrid(
            ["strategy=coin,golden-cross,rsi-reversion", "trend=200,600"], base: Self.draft(),
            drafts: Self.drafts)
        let alone = try Self.drafts(["rsi-reversion"])[0].finished()
        let parameters = try grid.combinations.map(grid.parameters)
        #expect(parameters.map(\.warmUp) == [600, 600, 600, 600])
        #expect(grid.reference.parameters?.warmUp == 600)
        #expect(alone.warmUp == 500)
        let swept = try SweepGrid(["warmUp=100,200"], base: Self.draft())
        #expect(try swept.combinations.map(swept.parameters).map(\.warmUp) == [100, 200])
        #expect(swept.reference.parameters?.warmUp == 500)
    }

    @Test func `whom the candles would only warm up is left out by name`() throws {
        var warm = try SweepGrid(
            ["strategy=coin,rsi-reversion", "trend=200,600", "feePercent=0,0.1"],
            base: Self.draft(), drafts: Self.drafts)
        #expect(warm.combinations.count == 6 && warm.warmUp == 600)
        let all = Self.values(warm)
        warm.leaveOut(over: 601)
        #expect(Self.values(warm) == all && warm.impossible == 0)
        warm.leaveOut(over: 600)
        #expect(
            Self.values(warm) == [
                ["coin", nil, "0"], ["coin", nil, "0.1"], ["rsi-reversion", "200", "0"],
                ["rsi-reversion", "200", "0.1"],
            ])
        #expect(warm.impossible == 2)
        #expect(warm.reason == "rsi-reversion: a warm-up of 600 takes all 600 candles")
        #expect(warm.pieces(for: 1).flatMap(\.self).sorted() == [0, 1, 2, 3])
        #expect(warm.warmUp == 500 && warm.reference.parameters?.warmUp == 500)
        #expect(try warm.combinations.map(warm.parameters).map(\.warmUp) == [500, 500, 500, 500])
        // The defaults as well; of nothing but such, nothing is left out.
        warm.leaveOut(over: 500)
        #expect(warm.reference.parameters == nil)
        #expect(warm.reference.reason == "a warm-up of 500 takes all 500 candles")
        #expect(warm.combinations.count == 4)
    }

    @Test(
        arguments: [
            (
                ["strategy=turtle,coin", "entri=1,2"],
                "no strategy has a key 'entri'; did you mean 'entry'?"
            ),
            (
                ["strategy=turtle,coin", "fast=1,2"],
                "no strategy has a key 'fast'; known are entry"
            ),
            (["strategy=turtel,coin"], "did you mean 'turtle'?"),
            (["strategy=turtle", "entry=5"], "of the first, 'turtle' requires leave < entry"),
        ])
    func `strategies that cannot be tried are a usage error`(texts: [String], words: String) {
        let error = #expect(throws: JobError.self) {
            try SweepGrid(texts, base: Self.draft(), drafts: Self.drafts)
        }
        #expect(error?.status == .usage)
        #expect(error?.description.contains(words) == true, "\(String(describing: error))")
    }

    @Test(
        arguments: [
            (["fats=1..3"], "did you mean 'fast'?"), (["fast=1,x"], "--set fast"),
            (["stopLossPercent=1,null"], "--set stopLossPercent"), (["fast=1.5"], "--set fast"),
            (["fast=1", "fast=2"], "it is given twice"),
            (["fast=30..40"], "no combination is possible; of the first, 'fast' must be less"),
            (["fast=1..400", "slow=1..400"], "over 100000 combinations"),
            (
                ["fast=1..1000", "slow=1..1000", "rsiPeriod=1..1000", "warmUp=1..10000"],
                "over 100000 combinations"
            ),
        ])
    func `a grid that cannot be is a usage error`(texts: [String], words: String) {
        let error = #expect(throws: JobError.self) { try SweepGrid(texts, base: Self.draft()) }
        #expect(error?.status == .usage)
        #expect(error?.description.contains(words) == true, "\(String(describing: error))")
    }
}
