/// Row i: a thousand combinations of parameters over a million candles.
struct SweepSpeed {
    private static let axes = ["fast=5..44", "slow=50..74"]
    private static let combinations = 1_000

    let scene: Scene

    func run() throws -> Section {
        let file = try scene.candles(BacktestSpeed.candles)
        var readings: [Meter.Reading] = []
        for _ in 0..<min(3, scene.options.rounds) {
            let reading = try scene.meter(
                scene.workshop.program("algom"),
                ["sweep", "--json", "--top", "\(Self.combinations)", "--candles", file]
                    + Self.axes.flatMap { ["--set", $0] })
            let rows = reading.output.split(separator: "\n").count
            guard rows >= Self.combinations else {
                throw BenchError("a sweep told \(rows) of \(Self.combinations) combinations")
            }
            readings.append(reading)
        }
        let work = Double(Self.combinations) * Double(BacktestSpeed.candles)
        var section = Section(
            key: "i", title: "a sweep of 1,000 combinations over 1,000,000 candles from CSV")
        section.figures = [
            Figure("wall", .seconds, readings.map(\.wall)),
            Figure("CPU", .seconds, readings.map(\.cpu)),
            Figure("peak memory", .bytes, readings.map(\.peak)),
            Figure("candles × combinations", .perSecond, readings.map { work / $0.wall }),
        ]
        return section
    }
}
