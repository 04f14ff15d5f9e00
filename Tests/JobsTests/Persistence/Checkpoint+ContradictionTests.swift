import Feeds
import Foundation
import Indicators
import JSON
import Market
import Seeds
import Store
import Testing
import Trading

@testable import Jobs
@testable import Text
@testable import Record

/// A checkpoint whose parts have to agree.
struct CheckpointContradictionTests {
    /// A checkpoint after so many candles, as a tick would leave it.
    private static func checkpoint(seed: UInt64, candles: Int) throws -> Checkpoint {
        var record = try TraderRecord(seed: seed)
        try record.consume(RandomCandles.array(seed: seed, count: candles))
        try record.commit()
        return record.checkpoint
    }

    @Test(arguments: 0..<8 as Range<UInt64>)
    func `what candles lead to never contradicts itself`(seed: UInt64) throws {
        var record = try TraderRecord(seed: seed)
        #expect(try record.checkpoint.contradiction == nil)
        for (index, candle) in RandomCandles.array(seed: seed, count: 900).enumerated() {
            try record.consume([candle])
            try record.commit()
            let words = try record.checkpoint.contradiction
            try #require(words == nil, "seed \(seed), candle \(index): \(words ?? "")")
        }
    }

    @Test(arguments: 0..<12 as Range<UInt64>)
    func `what candles lead to by rules in text never contradicts itself`(seed: UInt64) throws {
        var record = try TraderRecord(strategySeed: seed)
        for (index, candle) in RandomCandles.array(seed: seed, count: 500).enumerated() {
            try record.consume([candle])
            guard index > 190, index % 7 < 2 else { continue }
            try record.commit()
            let words = try record.checkpoint.contradiction
            try #require(words == nil, "seed \(seed), candle \(index): \(words ?? "")")
        }
    }

    private typealias Change = @Sendable (inout Checkpoint) -> Void

    private static let changes: [(String, Change)] = [
        ("lastOpenTime earlier", { $0.state.lastOpenTime = $0.recent[0].candle.openTime }),
        (
            "lastOpenTime off the grid",
            { $0.state.lastOpenTime = $0.recent[2].candle.openTime.advanced(byMilliseconds: 1) }
        ),
        ("lastOpenTime gone", { $0.state.lastOpenTime = nil }),
        ("lastClose gone", { $0.state.lastClose = nil }),
        ("lastClose of another", { $0.state.lastClose = "0.5" }),
        ("no candles", { $0.state.candles = 0 }),
        ("more candles than lines", { $0.state.candles += 100 }),
        ("recent empty", { $0.recent = [] }),
        ("recent turned round", { $0.recent.reverse() }),
        ("recent doubled", { $0.recent[0] = $0.recent[1] }),
        ("recent too many", { $0.recent.insert($0.recent[0], at: 0) }),
        ("told of another time", { $0.recent[1].revisions = [$0.recent[0].candle] }),
        ("another period", { $0.state.strategy.signals?.fast = .init(period: 9) }),
        ("an empty window", { $0.state.strategy.signals?.slow = .init(period: 5) }),
        ("balance of nobody", { $0.state.account.balance = Money(units: 1) }),
        ("balance below 0", { $0.state.account.balance = Money(units: -1) }),
        (
            "a position out of nothing",
            {
                $0.state.account.position = Position(
                    entryPrice: "1", quantity: "1", cost: "1", entryFee: "0", stop: "1",
                    target: "2",
                    openTime: "2025-01-01T00:00:00Z", entryReason: .signal)
            }
        ),
        (
            "an order of another candle",
            {
                $0.state.account.pendingOrder = Order(
                    side: .buy, reason: .signal, decidedAt: "2025-01-01T00:00:00Z", price: "1")
            }
        ),
        ("another day", { $0.state.risk.day = 5 }),
        (
            "a pause in the year 9999",
            {
                $0.state.risk.pausedUntil = Timestamp.representable.upperBound
                $0.state.risk.pauseReasons = [.drawdown]
            }
        ),
        (
            "a pause without reason",
            {
                $0.state.risk.pausedUntil = $0.state.lastOpenTime?.advanced(byMilliseconds: 900_000)
                $0.state.risk.pauseReasons = []
            }
        ),
        ("rated trades", { $0.state.risk.ratedTrades = 1_000_000 }),
        ("wins without profit", { $0.state.record.tally.grossProfit = .zero }),
        ("an edge of the range", { $0.state.record.tally.grossLoss = MoneySum(units: .min) }),
        ("fees below 0", { $0.state.record.tally.fees = MoneySum(units: -1) }),
        ("fees of others", { $0.state.record.tally.fees += "500" }),
        ("a best that was never earned", { $0.state.record.tally.best = "4000" }),
        ("a worst that was never lost", { $0.state.record.tally.worst = "-3000" }),
        ("a peak never marked", { $0.state.record.drawdown.peak = "12000" }),
        ("a peak of nobody", { $0.state.risk.controlPeak = "12000" }),
        ("a day that began with another equity", { $0.state.risk.dayStartEquity = "9999" }),
        ("a day with another sum", { $0.state.risk.dailyPnL = "123" }),
        ("another fee", { $0.state.record.recentTrades[3].fees = "0" }),
        ("another exit", { $0.state.record.recentTrades[3].exitPrice = "1" }),
        (
            "a trade before the one before",
            {
                $0.state.record.recentTrades[3].entryTime =
                    $0.state.record.recentTrades[1].entryTime
            }
        ),
        ("fewer days", { $0.state.record.returns.finished.count = 0 }),
        ("another mark", { $0.state.record.drawdown.equity = Money(units: 1) }),
        ("a peak below the mark", { $0.state.record.drawdown.peak = Money(units: 1) }),
        ("drawdown over 100 %", { $0.state.record.drawdown.maximumPercent = 1e300 }),
        ("exposure of other candles", { $0.state.record.exposure.candles += 1 }),
        ("trades left out", { $0.state.record.recentTrades.removeLast() }),
        ("trades turned round", { $0.state.record.recentTrades.reverse() }),
        ("other parameters", { $0.settings.parameters.initialBalance = "77" }),
        ("another timeframe", { $0.settings.market.timeframe = .oneHour }),
    ]

    @Test func `any part that does not agree is damage, and is not written`() throws {
        let home = try ScratchHome()
        let directory = try StateDirectory(path: home.path)
        try directory.makeDirectory("traders/one")
        let whole = try Self.checkpoint(seed: 1, candles: 1_500)
        try #require(whole.state.record.tally.wins > 0 && whole.state.account.position == nil)
        try whole.write(in: directory)
        #expect(try Checkpoint.read("one", in: directory)?.journal == whole.journal)
        for (name, change) in Self.changes {
            var changed = whole
            change(&changed)
            #expect(throws: StoreError.self, "\(name)") { try changed.write(in: directory) }
            try directory.replace(
                StateFiles.checkpoint(of: "one"), with: changed)
            let error = #expect(throws: JobError.self, "\(name)") {
                try Checkpoint.read("one", in: directory)
            }
            #expect(error?.status == .configuration, "\(name)")
            #expect(error?.description.contains("'algom repair --trader one'") == true, "\(name)")
        }
    }

    @Test func `what could not be read is not written, and is a bug`() throws {
        let home = try ScratchHome()
        let directory = try StateDirectory(path: home.path)
        try directory.makeDirectory("traders/one")
        var checkpoint = try Self.checkpoint(seed: 1, candles: 1_500)
        checkpoint.state.risk.dayStartEquity = Money(units: -1)
        let error = try #require(throws: StoreError.self) { try checkpoint.write(in: directory) }
        #expect(JobError(error, trader: "one").status == .bug)
        #expect(try directory.exists(StateFiles.checkpoint(of: "one")) == false)
    }

    /// Candles consumed twice, or off the grid, if nobody looked.
    @Test(arguments: [1, 300_000, -300_000, -86_400_000] as [Int64])
    func `a tick stops before such a checkpoint, and the journal stays`(shift: Int64) throws {
        let candles = RandomCandles.array(seed: 3, count: 200)
        let fixture = try TickFixture(binance: candles, configuration: TickFixture.lively)
        try fixture.tick(at: TickFixture.moment(after: candles[120]))
        let journal = try fixture.journal
        let directory = try StateDirectory(path: fixture.home.path + "/state")
        var checkpoint = try #require(try Checkpoint.read("binance", in: directory))
        let popped = checkpoint.recent.popLast()
        let last = try #require(popped).candle
        checkpoint.recent.append(
            ObservedCandle(
                Candle(
                    openTime: last.openTime.advanced(byMilliseconds: shift), open: last.open,
                    high: last.high, low: last.low, close: last.close, volume: last.volume)))
        try directory.replace(StateFiles.checkpoint(of: "binance"), with: checkpoint)
        let result = try fixture.tick(at: TickFixture.moment(after: candles[190])).traders[0]
        #expect(result.status == .configuration)
        #expect(
            result.failure?.description.contains(
                "contradicts itself: recent does not end with the candle of state.lastOpenTime")
                == true)
        #expect(try fixture.journal == journal)
        let repaired = try RepairJob(
            home: fixture.home.path, traders: [], now: Timestamp(milliseconds: 0), holder: "a test"
        ).run()
        #expect(repaired.status == .ok, "\(repaired.failures)")
        #expect(try fixture.tick(at: TickFixture.moment(after: candles[190])).status == .ok)
    }

    @Test(arguments: 0..<12 as Range<UInt64>)
    func `nor where candles are missing, or prices leap from end to end`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var record = try TraderRecord(seed: seed)
        for candle in RandomCandles.array(seed: seed, count: 1_200)
        where Int.random(in: 0..<20, using: &random) > 0 {
            var told = candle
            if seed % 2 == 1 {
                // From 10⁻⁸ to past what a position's value can be.
                let factor = Int64.random(in: 1...1 << Int64.random(in: 0...30, using: &random))
                let price = { (price: Price) in
                    let (product, overflow) = (price.units / 1_000_000_000 + 1)
                        .multipliedReportingOverflow(by: factor)
                    return Price(units: overflow ? .max : product)
                }
                told = Candle(
                    openTime: candle.openTime, open: price(candle.open), high: price(candle.high),
                    low: price(candle.low), close: price(candle.close), volume: candle.volume)
            }
            try record.consume([told])
            try record.commit()
            let words = try record.checkpoint.contradiction
            try #require(words == nil, "seed \(seed), \(candle.openTime): \(words ?? "")")
        }
    }
}
