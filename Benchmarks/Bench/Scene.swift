/// What the rows share: places, the meter, and exchanges that start when the first row needs them.
final class Scene {
    let workshop: Workshop
    let meter: Meter
    let options: Options
    private var started: Venues?

    init(_ options: Options) throws {
        self.options = options
        workshop = try Workshop()
        meter = Meter(workshop)
    }

    /// The exchanges on loopback.
    func venues() throws -> Venues {
        if let started { return started }
        let venues = try Venues(workshop)
        started = venues
        return venues
    }

    /// Ends what was started.
    func end() { started?.stop() }

    /// The C program that backtests are held against, and the candles it makes.
    ///
    /// - Throws: ``BenchError`` where it cannot be built.
    func reference() throws -> String {
        try workshop.compile("Benchmarks/Reference/backtest.c", to: "backtest", with: [])
    }

    /// So many 5-minute candles in a CSV file, the same ones every time.
    func candles(_ count: Int) throws -> String {
        let path = workshop.path("candles-\(count).csv")
        let program = try reference()
        if !workshop.exists(path) {
            try workshop.run("sh", ["-c", "'\(program)' --generate \(count) 1 > '\(path).part'"])
            try workshop.run("mv", ["\(path).part", path])
        }
        return path
    }
}
