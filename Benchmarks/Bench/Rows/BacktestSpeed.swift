import Foundation
import JSON

/// Row b: a million candles from CSV to statistics, beside the same in C and binary floating point.
struct BacktestSpeed {
    static let candles = 1_000_000

    let scene: Scene

    func run() throws -> Section {
        let file = try scene.candles(Self.candles)
        let reference = scene.workshop.path("backtest")
        let stats = scene.workshop.path("backtest-stats.json")
        let pairing = try Pairing(
            [
                Pairing.Runner(name: "algom backtest") {
                    try scene.meter(
                        scene.workshop.program("algom"),
                        ["backtest", "--candles", file, "--stats", stats])
                },
                Pairing.Runner(name: "C reference") { try scene.meter(reference, [file]) },
            ], rounds: min(10, scene.options.rounds), seconds: 40)
        let ours = try Outcome(try String(contentsOfFile: stats, encoding: .utf8))
        let theirs = try Outcome(try scene.meter(reference, [file]).output)
        try ours.check(against: theirs)

        var section = Section(
            key: "b", title: "a backtest of 1,000,000 candles from CSV beside C (cc -O2)")
        section.figures = pairing.figures(0) + pairing.figures(1)
        section.figures += [
            pairing.ratio("wall, algom : C", of: 0, by: 1, \.wall, goal: .atMost(1.5)),
            pairing.ratio("CPU, algom : C", of: 0, by: 1, \.cpu),
            Figure(
                "peak memory of algom", .bytes, pairing.readings(0).map(\.peak),
                goal: .atMost(16e6)),
        ]
        section.notes = [
            "both made \(ours.trades) trades and ended with \(ours.equity), within 10⁻⁶"
        ]
        return section
    }

    /// What a backtest came to, in the stats file's words.
    struct Outcome {
        let trades: Int
        let equity: Double

        init(_ text: String) throws {
            let json = try JSONReader.parse(Array(text.utf8))
            guard let trades = json["totalTrades"]?.scalarText.flatMap({ Int($0) }),
                let equity = json["equity"]?.scalarText.flatMap({ Double($0) })
            else { throw BenchError("no totalTrades and equity in \(text.prefix(200))") }
            self.trades = trades
            self.equity = equity
        }

        /// - Throws: ``BenchError`` where the two did not do the same work.
        func check(against other: Self) throws {
            guard trades == other.trades, abs(equity - other.equity) <= 1e-6 * abs(other.equity)
            else {
                throw BenchError(
                    "the backtests disagree: algom \(trades) trades, equity \(equity); C "
                        + "\(other.trades) trades, equity \(other.equity)")
            }
        }
    }
}
