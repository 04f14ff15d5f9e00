import Crypto
import Foundation
import LoopbackExchange
import Market
import Seeds

@testable import Jobs

/// A record made by ticks, and its journal line by line.
extension TickFixture {
    static let lively = """
        { traders: [{ exchange: "binance", warmUp: 30, fast: 3, slow: 8, rsiPeriod: 5, overbought: 90 }] }
        """

    /// A record of some hundred candles, with trades and a revised candle in it.
    static func record(seed: UInt64) throws -> TickFixture {
        let candles = RandomCandles.array(seed: seed, count: 400)
        let fixture = try TickFixture(binance: candles, configuration: lively)
        for index in [60, 150, 151, 398] {
            if index == 151 {
                let old = candles[149]
                fixture.binance.revise(
                    Candle(
                        openTime: old.openTime, open: old.open, high: old.high, low: old.low,
                        close: old.close, volume: Volume(units: old.volume.units + 1)))
            }
            try fixture.tick(at: moment(after: candles[index]))
        }
        return fixture
    }

    /// When a candle has settled.
    static func moment(after candle: Candle) -> Timestamp {
        candle.closeTime(.fiveMinutes).advanced(byMilliseconds: 2_000)
    }

    /// The journal's lines.
    var journal: [String] {
        get throws {
            try text("traders/binance/journal.jsonl").split(separator: "\n").map(String.init)
        }
    }

    /// Puts lines in the journal's place, the chain from `first` on made whole again if asked.
    func plant(_ lines: [String], chainedFrom first: Int?) throws {
        var lines = lines
        if let first {
            for index in max(first, 1)..<lines.count {
                let head = SHA256.hash(data: Data(lines[index - 1].utf8))
                    .map { String(format: "%02x", $0) }.joined()
                lines[index] = lines[index].replacing(
                    #/"prev":"[0-9a-f]{64}"/#, with: "\"prev\":\"\(head)\"", maxReplacements: 1)
            }
        }
        try write(lines.joined(separator: "\n") + "\n", to: "state/traders/binance/journal.jsonl")
    }
}
