import Foundation
import JSON
import Market

/// A trader of the embedded market with a record of so many candles, made by the program itself.
///
/// It is kept from run to run, for the longest takes minutes to make, and grows by a candle with
/// each ordinary tick that is measured on it.
struct LongRecord {
    /// As many candles as the journal was made with, the shortest warm-up among them.
    let candles: Int
    let path: String
    private let timeframe: Timeframe
    private let scene: Scene

    private static let end: Timestamp? = Timestamp(iso8601: "2026-06-01T00:00:00Z")
    /// The settle time of two seconds, and one more.
    private static let settle: Int64 = 3_000
    private var configuration: String {
        """
        {"traders": [{"exchange": "sim", "timeframe": "\(timeframe.rawValue)", "warmUp": 26}]}
        """
    }

    init(candles: Int, of timeframe: Timeframe = .oneMinute, _ scene: Scene) throws {
        self.candles = candles
        self.timeframe = timeframe
        self.scene = scene
        let name = timeframe == .oneMinute ? "\(candles)" : "\(candles).\(timeframe.rawValue)"
        path = scene.workshop.path("journals/\(name)")
        if !scene.workshop.exists(path) { try make() }
    }

    /// The journal's lines, counted.
    func lines() throws -> Double {
        let said = try scene.workshop.word(
            of: "wc", "-l", "\(path)/state/traders/sim/journal.jsonl")
        guard let lines = said.split(separator: " ").first.flatMap({ Double($0) }) else {
            throw BenchError("wc said \(said)")
        }
        return lines
    }

    /// An ordinary tick: one new candle.
    func tick() throws -> Meter.Reading {
        let stats = try JSONReader.parse(
            Array(scene.workshop.text("\(path)/state/sim_trading_stats.json").utf8))
        guard let last = stats["asOf"]?.string.flatMap({ Timestamp(iso8601: $0) }) else {
            throw BenchError("\(path) has no record; remove it, and it is made again")
        }
        let next = last.advanced(byMilliseconds: timeframe.milliseconds + Self.settle)
        let reading = try tick(at: next, path)
        try TickLines(reading.output).check(traders: 1, candles: 1)
        return reading
    }

    private func make() throws {
        guard let end = Self.end else { throw BenchError("no such moment") }
        let part = "\(path).part"
        try scene.workshop.remove(part)
        try scene.workshop.makeDirectory(part)
        try scene.workshop.write(configuration, to: "\(part)/algom.json", mode: 0o600)
        let missed = Int64(max(0, candles - 26)) * timeframe.milliseconds
        let start = end.advanced(byMilliseconds: Self.settle - missed)
        try TickLines(try tick(at: start, part).output).check(traders: 1, candles: 26)
        if missed > 0 {
            let reading = try tick(at: end.advanced(byMilliseconds: Self.settle), part)
            try TickLines(reading.output).check(traders: 1, candles: candles - 26)
        }
        try scene.workshop.run("mv", [part, path])
    }

    private func tick(at now: Timestamp, _ home: String) throws -> Meter.Reading {
        try scene.meter(
            scene.workshop.program("algom-tick"),
            ["--json", "--home", home, "--now", now.description])
    }
}
