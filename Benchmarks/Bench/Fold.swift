import Foundation
import Market
import Trading

/// A process that folds the step over candles in memory, and says how many it does in a second.
///
/// The best of its rounds counts, as in the C program it is held against: what is told is the
/// step's own speed, and not what else the machine was doing.
struct Fold {
    private let rounds: Int
    private let path: String

    init(_ arguments: some Collection<String>) throws {
        let words = Array(arguments)
        guard words.count == 2, let rounds = Int(words[0]), rounds > 0 else {
            throw BenchError("usage: algom-bench fold ROUNDS FILE")
        }
        self.rounds = rounds
        path = words[1]
    }

    func run() throws {
        let candles = try Self.candles(path)
        let clock = ContinuousClock()
        var best = Duration.seconds(1_000_000)
        var trades = 0
        for _ in 0..<rounds {
            trades = 0
            let time = try clock.measure { trades = try Self.fold(candles) }
            best = min(best, time)
        }
        let seconds = best / .seconds(1)
        print("candles_per_second \(Int(Double(candles.count) / seconds)) trades \(trades)")
    }

    /// The trades that the default parameters make of the candles.
    private static func fold(_ candles: [Candle]) throws -> Int {
        let parameters = Parameters()
        let step = Step(timeframe: .fiveMinutes, parameters: parameters)
        var state = TraderState(parameters)
        var events: [Event] = []
        var trades = 0
        for candle in candles {
            events.removeAll(keepingCapacity: true)
            try step.advance(&state, over: candle, events: &events)
            for case .closed in events { trades += 1 }
        }
        return trades
    }

    private static func candles(_ path: String) throws -> [Candle] {
        try Data(contentsOf: URL(filePath: path)).split(separator: UInt8(ascii: "\n")).compactMap {
            let fields = $0.split(separator: UInt8(ascii: ","))
                .map { String(decoding: $0, as: UTF8.self) }
            // A heading has no time.
            guard let first = fields.first, let time = Int64(first) else { return nil }
            guard fields.count >= 6 else { throw BenchError("a row of \(fields.count) columns") }
            return Candle(
                openTime: Timestamp(milliseconds: time), open: try Price(decimal: fields[1]),
                high: try Price(decimal: fields[2]), low: try Price(decimal: fields[3]),
                close: try Price(decimal: fields[4]), volume: try Volume(decimal: fields[5]))
        }
    }
}
