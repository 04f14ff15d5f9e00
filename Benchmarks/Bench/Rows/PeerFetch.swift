import JSON

/// Fetching the candles of an ordinary tick with ccxt, beside the whole tick.
struct PeerFetch {
    let scene: Scene

    func run() throws -> Section {
        let venues = try scene.venues()
        let workshop = scene.workshop
        let tick = OrdinaryTick(scene: scene)
        let home = try tick.home(venues)
        let script = "\(workshop.root)/Benchmarks/Peers/ccxt_fetch.py"
        let pairing = try Pairing(
            [
                tick.runner(home, venues, isHashed: true, name: "algom-tick, all of it"),
                Pairing.Runner(name: "ccxt, the fetching") {
                    let reading = try scene.meter(
                        workshop.path("peers/bin/python"),
                        [script, venues.authority.bundle] + venues.addresses(.now))
                    try check(reading.output)
                    return reading
                },
            ], rounds: min(10, scene.options.rounds), seconds: 60)
        try home.remove()
        var section = Section(key: "ccxt", title: "an ordinary tick beside fetching with ccxt")
        section.figures = pairing.figures(0) + pairing.figures(1)
        section.figures += [
            pairing.ratio("CPU, ccxt : tick", of: 1, by: 0, \.cpu, goal: .atLeast(50)),
            pairing.ratio("wall, ccxt : tick", of: 1, by: 0, \.wall),
            pairing.ratio("peak memory, ccxt : tick", of: 1, by: 0, \.peak),
        ]
        section.notes = [
            "ccxt is given its markets, so it need not load them first, and it only fetches"
        ]
        return section
    }

    /// Holds ccxt to the five candles in each answer.
    private func check(_ output: String) throws {
        let rows = try JSONReader.parse(Array(output.utf8))["rows"]?.elements ?? []
        guard rows.map(\.scalarText) == ["5", "5"] else {
            throw BenchError("ccxt read other candles than ours: \(output.suffix(200))")
        }
    }
}
