import Foundation
import LoopbackExchange
import Market
import Testing

@testable import Jobs
@testable import Text

/// The recorded candles of both exchanges through real ticks, split in three ways.
///
/// Ticks every 5 minutes over the whole recording take minutes, so a plain run takes its most
/// violent week; `ALGOM_TEST_RECORDED=all` takes all of it.
struct RecordedCandlesTests {
    private static let isWhole =
        ProcessInfo.processInfo.environment["ALGOM_TEST_RECORDED"] == "all"

    private struct Recording {
        let exchange: String
        let file: String
        /// The rows of the plain run.
        let week: Range<Int>
    }

    private static let recordings = [
        Recording(
            exchange: "binance", file: "binance-spot-BTCUSDT-5m-2025Q3", week: 6_000..<8_000),
        Recording(
            exchange: "bybit", file: "bybit-spot-BTCUSDT-5m-2025Q3", week: 6_200..<8_200),
    ]

    @Test(
        .enabled(if: RecordedData.isPresent, Comment(rawValue: RecordedData.absence)),
        arguments: [0, 1])
    func `ticks every 5 minutes, every 3 hours and one at the end give the same`(
        index: Int
    ) throws {
        let recording = Self.recordings[index]
        let all = try #require(try RecordedData.candles(recording.file))
        let candles = Self.isWhole ? all : Array(all[recording.week])
        // The recording ends with a candle that opens only, so that the last one closes.
        let closed = candles.dropLast()
        let first = 499
        var records: [(events: [String], stats: String)] = []
        for stride in [1, 36, closed.count] {
            let fixture = try TickFixture(binance: candles)
            var next = first
            while true {
                let now = closed[next].closeTime(.fiveMinutes).advanced(byMilliseconds: 2_000)
                let results = try fixture.tick(at: now, exchange: recording.exchange)
                #expect(results.status == .ok, "\(results.traders.map(\.failure))")
                guard next < closed.count - 1 else { break }
                next = min(closed.count - 1, next + stride)
            }
            records.append(
                (
                    try fixture.events(of: recording.exchange),
                    try fixture.stats(of: recording.exchange)
                ))
            if stride == 1 { print("\(recording.exchange): \(Self.summary(records[0].stats))") }
        }
        #expect(records[0].events.count { $0.contains(#""type":"closed""#) } > 5)
        #expect(records[1].events == records[0].events)
        #expect(records[2].events == records[0].events)
        #expect(records[1].stats == records[0].stats)
        #expect(records[2].stats == records[0].stats)
    }

    /// The figures a person asks for first.
    private static func summary(_ stats: String) -> String {
        let wanted = [
            "equity", "totalPnL", "totalPnLPercent", "totalTrades", "winRate", "profitFactor",
            "totalFees", "maxDrawdownPercent", "exposurePercent",
        ]
        return stats.split(separator: "\n").filter { line in
            wanted.contains { line.hasPrefix("  \"\($0)\":") }
        }.map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: " ")
    }
}
