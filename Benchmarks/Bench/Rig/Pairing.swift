import Foundation

/// Programs run in turn, round by round, so that what disturbs one disturbs the next as well.
///
/// Ratios are taken within each round: A B A B, never all of A before all of B. A first round
/// warms caches and is thrown away. A pairing that has used its time stops after ``fewest`` rounds.
struct Pairing {
    /// One of the programs: what it is called, and how it is run once.
    struct Runner {
        let name: String
        let run: () throws -> Meter.Reading
    }

    static let fewest = 3

    private let names: [String]
    /// By round, in the order of the runners.
    private let rounds: [[Meter.Reading]]

    init(
        _ runners: [Runner], rounds: Int, seconds: Double = 20, fewest: Int = fewest
    ) throws {
        names = runners.map(\.name)
        for runner in runners { _ = try runner.run() }
        var readings: [[Meter.Reading]] = []
        let start = ProcessInfo.processInfo.systemUptime
        while readings.count < rounds,
            readings.count < fewest
                || ProcessInfo.processInfo.systemUptime - start < seconds
        {
            readings.append(try runners.map { try $0.run() })
        }
        self.rounds = readings
    }

    func readings(_ index: Int) -> [Meter.Reading] { rounds.map { $0[index] } }

    /// CPU, wall and peak memory of one runner.
    func figures(_ index: Int) -> [Figure] {
        let readings = readings(index)
        return [
            Figure("\(names[index]), CPU", .seconds, readings.map(\.cpu)),
            Figure("\(names[index]), wall", .seconds, readings.map(\.wall)),
            Figure("\(names[index]), peak memory", .bytes, readings.map(\.peak)),
        ]
    }

    /// One reading of a runner by the same of another, round by round.
    func ratio(
        _ name: String, of first: Int, by second: Int, _ reading: (Meter.Reading) -> Double,
        goal: Figure.Goal? = nil
    ) -> Figure {
        Figure(
            name, .ratio, rounds.map { reading($0[first]) / reading($0[second]) }, goal: goal)
    }
}
