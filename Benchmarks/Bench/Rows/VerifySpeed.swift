/// Row f: proving a record, line by line.
struct VerifySpeed {
    let scene: Scene

    func run() throws -> Section {
        var section = Section(key: "f", title: "algom verify")
        for candles in [100_000, 1_000_000] {
            let record = try LongRecord(candles: candles, scene)
            let lines = try record.lines()
            let pairing = try Pairing(
                [
                    Pairing.Runner(name: "verify") {
                        try scene.meter(
                            scene.workshop.program("algom"), ["verify", "--home", record.path])
                    }
                ], rounds: min(5, scene.options.rounds), seconds: 15)
            let readings = pairing.readings(0)
            section.figures += [
                Figure(
                    "\(Int(lines)) lines", .perSecond, readings.map { lines / $0.wall },
                    goal: candles == 1_000_000 ? .atLeast(500_000) : nil),
                Figure("\(Int(lines)) lines: peak memory", .bytes, readings.map(\.peak)),
            ]
        }
        return section
    }
}
