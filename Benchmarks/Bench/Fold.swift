import Foundation
import Market
import Record
import Settings
import Trading

/// A process that folds the step over candles in memory, and says how many it does in a second.
///
/// The best of its rounds counts, as in the C program it is held against: what is told is the
/// step's own speed, and not what else the machine was doing.
struct Fold {
    /// Asks for no risk pauses, which other people's tools do not have.
    static let unpaused = "unpaused"

    private let rounds: Int
    private let path: String
    private let parameters: Parameters

    init(_ arguments: some Collection<String>) throws {
        let words = Array(arguments)
        guard (2...4).contains(words.count), let rounds = Int(words[0]), rounds > 0,
            words.count < 4 || words[3] == Self.unpaused
        else {
            throw BenchError(
                "usage: algom-bench fold ROUNDS FILE [ALGOM.JSON [\(Self.unpaused)]]")
        }
        self.rounds = rounds
        path = words[1]
        var parameters = words.count > 2 ? try Self.parameters(of: words[2]) : Parameters()
        if words.count == 4 {
            parameters.maxDailyLoss = nil
            parameters.maxConsecutiveLosses = nil
            parameters.minWinRate = nil
            parameters.maxDrawdown = nil
        }
        self.parameters = parameters
    }

    func run() throws {
        let candles = try Self.candles(path)
        let clock = ContinuousClock()
        var best = Duration.seconds(1_000_000)
        var trades = 0
        for _ in 0..<rounds {
            trades = 0
            let time = try clock.measure { trades = try fold(candles) }
            best = min(best, time)
        }
        let seconds = best / .seconds(1)
        print("candles_per_second \(Int(Double(candles.count) / seconds)) trades \(trades)")
    }

    /// The parameters of the first trader of a configuration.
    private static func parameters(of path: String) throws -> Parameters {
        let file = try ConfigurationFile(
            Array(try Data(contentsOf: URL(filePath: path))), exchange: .sim)
        guard let trader = file.traders.first else { throw BenchError("no trader in \(path)") }
        return trader.parameters
    }

    /// The trades that the parameters make of the candles.
    private func fold(_ candles: [Candle]) throws -> Int {
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
