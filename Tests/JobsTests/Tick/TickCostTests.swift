import Allocations
import Feeds
import Foundation
import HTTP
import Market
import Seeds
import Store
import Testing

@testable import Jobs
@testable import Text
@testable import Settings

/// What a tick costs in calls, syncs, bytes and allocations: counted, so that no clock is needed.
///
/// The limits are what it costs today, and a little air for allocations. Whoever makes a tick dearer
/// has to raise one here.
@Suite(.serialized) struct TickCostTests {
    private static let noon = 1_767_614_400_000 as Int64  // 2026-01-05T12:00:00Z
    private static let day: Int64 = 288

    /// How much one tick took.
    private struct Cost {
        var calls: [String: Int] = [:]
        var bytesRead = 0
        var bytesWritten = 0
        var allocations = 0
        var candles = 0

        var all: Int { calls.values.reduce(0, +) }
        var syncs: Int {
            ["fsync", "fdatasync", "syncfs"].reduce(0) { $0 + calls[$1, default: 0] }
        }
    }

    /// Ticks so many traders of the embedded market after so many candles.
    private static func cost(traders: Int, candles: [Int64]) throws -> [Cost] {
        let home = FileManager.default.temporaryDirectory.appending(
            path: "algom-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: home) }
        let names = (0..<traders).map {
            "{ name: 't\($0)', exchange: 'sim', symbol: 'C\($0)/USDT' }"
        }
        try Data("{ traders: [\(names.joined(separator: ","))] }".utf8)
            .write(to: home.appending(path: "algom.json"))
        let settings = try Settings(
            environment: [:], options: Settings.Options(home: home.path))
        var now = Timestamp(milliseconds: noon)
        var costs: [Cost] = []
        for count in candles {
            now = now.advanced(byMilliseconds: count * 300_000)
            let moment = now
            let counted = CountedCalls()
            let clock = FeedClock(wall: { moment }, monotonicMilliseconds: { 0 })
            let job = TickJob(
                settings: settings, transport: CurlTransport(trust: .system), clock: clock,
                holder: "a test", calls: counted.calls)
            var random = SplitMix64(seed: 1)
            let before = allocations_of_this_thread()
            let results = try job.run(random: &random)
            let allocations = allocations_of_this_thread() - before
            #expect(results.status == .ok, "\(results.traders.compactMap(\.failure))")
            let counts = counted.counts
            costs.append(
                Cost(
                    calls: counts.calls, bytesRead: counts.bytesRead,
                    bytesWritten: counts.bytesWritten, allocations: allocations,
                    candles: results.traders.reduce(0) { $0 + $1.candles }))
        }
        return costs
    }

    @Test func `an ordinary tick of one trader`() throws {
        let cost = try #require(try Self.cost(traders: 1, candles: [0, 1, 1]).last)
        #expect(cost.candles == 1)
        #expect(cost.syncs == 3)
        #expect(cost.all <= 110, "\(cost)")
        #expect(cost.bytesRead <= 11_000, "\(cost)")
        #expect(cost.bytesWritten <= 7_000, "\(cost)")
        #expect(cost.allocations <= 8_500, "\(cost)")
    }

    @Test func `syncs do not grow with the number of traders`() throws {
        for traders in [2, 10, 100] {
            let cost = try #require(try Self.cost(traders: traders, candles: [0, 1, 1]).last)
            #expect(cost.candles == traders)
            #expect(cost.syncs == 2, "\(traders) traders: \(cost)")
            #expect(cost.calls["syncfs"] == 2)
            #expect(cost.all <= 100 * traders, "\(traders) traders: \(cost)")
        }
    }

    @Test func `a tick without news reads and writes no more than the stats file`() throws {
        let cost = try #require(try Self.cost(traders: 1, candles: [0, 1, 0]).last)
        #expect(cost.candles == 0)
        #expect(cost.syncs == 0)
        // The file names the strategy and what its rules compare.
        #expect(cost.bytesWritten <= 2_700, "\(cost)")
    }

    @Test func `a catch-up costs by its commits, not by its candles`() throws {
        let costs = try [10, 20].map { days in
            try #require(try Self.cost(traders: 1, candles: [0, 1, Self.day * days]).last)
        }
        let candles = costs[1].candles - costs[0].candles
        #expect(candles == Int(Self.day) * 10)
        #expect(costs[1].syncs == 3 && costs[0].syncs == 3, "\(costs)")
        #expect(costs[1].all - costs[0].all <= 30, "\(costs)")
        #expect(costs[1].bytesRead == costs[0].bytesRead)
        #expect((costs[1].bytesWritten - costs[0].bytesWritten) / candles <= 280, "\(costs)")
        #expect((costs[1].allocations - costs[0].allocations) / candles <= 350, "\(costs)")
    }
}
