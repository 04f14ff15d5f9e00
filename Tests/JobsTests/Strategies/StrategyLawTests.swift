import Foundation
import Market
import Rules
import Seeds
import Testing
import Trading

@testable import Jobs
@testable import Record
@testable import Research
@testable import Settings
@testable import Text

/// Whatever a strategy says: ticks at every candle, a late start, a replay and a proof agree.
struct StrategyLawTests {
    /// Candles of the warm-up, and behind it.
    private static let (warmUp, traded) = (200, 60)
    private static let start: Timestamp = "2026-03-02T00:00:00Z"

    /// What a record says, but for when it was written.
    private struct Outcome: Equatable {
        let events: [String]
        let stats: String
    }

    /// The moment at which so many candles have closed since the start.
    private static func moment(_ candles: Int) -> Timestamp {
        start.advanced(byMilliseconds: Int64(candles) * 300_000 + 2_000)
    }

    /// Ticks after so many candles each, one behind another.
    private static func outcomes(
        _ configuration: String, _ traders: [String], ticksAfter places: some Sequence<Int>
    ) throws -> (outcomes: [String: Outcome], fixture: TickFixture) {
        let fixture = try TickFixture(binance: [], configuration: configuration)
        for place in places {
            let results = try fixture.tick(at: moment(place))
            try #require(results.status == .ok, "\(results.traders.compactMap(\.failure))")
        }
        var outcomes: [String: Outcome] = [:]
        for trader in traders {
            outcomes[trader] = Outcome(
                events: try fixture.events(of: trader), stats: try fixture.stats(of: trader))
        }
        return (outcomes, fixture)
    }

    /// Holds the traders of a file to the laws; returns what each of them did.
    private static func hold(
        _ configuration: String, _ traders: [String], seed: UInt64
    ) throws -> [String: [String]] {
        var random = SplitMix64(seed: seed)
        var split = [0]
        while let place = split.last, place < traded {
            split.append(min(traded, place + Int.random(in: 1...40, using: &random)))
        }
        let (each, fixture) = try outcomes(configuration, traders, ticksAfter: 0...traded)
        let (late, _) = try outcomes(configuration, traders, ticksAfter: [0, traded])
        let (uneven, _) = try outcomes(configuration, traders, ticksAfter: split)
        for trader in traders {
            #expect(late[trader] == each[trader], "\(trader)")
            #expect(uneven[trader] == each[trader], "\(trader)")
            let replay = try BacktestJob(
                BacktestJob.Options(trader: trader), home: fixture.home.path, now: moment(traded)
            ).run()
            #expect(replay.isParity == true, "\(trader)")
        }
        let proof = try VerifyJob(home: fixture.home.path, traders: [], head: nil).run()
        #expect(proof.status == .ok, "\(proof.failures)")
        // Checkpoints that are lost are made again from the journals alone.
        let path = { (trader: String) in "traders/\(trader)/checkpoint.json" }
        let checkpoints = try traders.map { try fixture.text(path($0)) }
        for trader in traders {
            try FileManager.default.removeItem(
                at: fixture.home.appending(path: "state/\(path(trader))"))
        }
        let repair = try RepairJob(
            home: fixture.home.path, traders: [], now: moment(traded), holder: "a test"
        ).run()
        #expect(repair.status == .ok, "\(repair.failures)")
        #expect(try traders.map { try fixture.text(path($0)) } == checkpoints)
        return each.mapValues(\.events)
    }

    private static let unpaused = """
        maxConsecutiveLosses: null, minWinRatePercent: null, maxDailyLossPercent: null,
        maxDrawdownPercent: null
        """

    @Test func `a built-in strategy is the same however its candles come`() throws {
        let shelf = StrategyShelf()
        var traders: [String] = []
        for name in shelf.names {
            let text = try #require(shelf.text(named: name))
            let warmUp = max(Self.warmUp, try shelf.strategy(text, [:], .fiveMinutes).needs)
            traders.append(
                """
                { name: "\(name)", exchange: "sim", strategy: "\(name)", warmUp: \(warmUp),
                  \(Self.unpaused) }
                """)
        }
        #expect(traders.count == 14)
        let events = try Self.hold(
            "{ traders: [\(traders.joined(separator: ", "))] }", shelf.names, seed: 1)
        let buyers = events.filter { $0.value.contains { $0.contains(#""type":"opened""#) } }
        #expect(buyers.count > 5, "\(buyers.keys)")
    }

    @Test(arguments: 0..<2 as Range<UInt64>)
    func `20 random strategies are the same however their candles come`(seed: UInt64) throws {
        var (strategies, traders): ([String], [String]) = ([], [])
        let names = (0..<20).map { "r\($0)" }
        for (index, name) in names.enumerated() {
            var random = RandomStrategy(seed: 20 * seed + UInt64(index), longer: "15m")
            strategies.append("\(name): \(random.json())")
            traders.append(
                """
                { name: "\(name)", exchange: "sim", strategy: "\(name)", warmUp: \(Self.warmUp),
                  \(Self.unpaused) }
                """)
        }
        let events = try Self.hold(
            """
            { functions: \(RandomStrategy.functions),
              strategies: { \(strategies.joined(separator: ", ")) },
              traders: [\(traders.joined(separator: ", "))] }
            """, names, seed: seed)
        let trades = events.values.joined().count { $0.contains(#""type":"closed""#) }
        #expect(trades > 20, "\(trades)")
    }

    @Test func `random strategies are legal, and most of them trade`() throws {
        var trading = 0
        for seed in 0..<150 as Range<UInt64> {
            var record = try TraderRecord(strategySeed: seed)
            try record.consume(RandomCandles.array(seed: seed, count: 500))
            if record.checkpoint.state.record.tally.trades > 0 { trading += 1 }
        }
        #expect(trading > 90, "\(trading)")
    }
}
