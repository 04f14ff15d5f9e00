import JSON

/// A thousand combinations of the rules' parameters, beside vectorbt's broadcast of the same ones.
struct PeerSweep {
    /// So many that vectorbt's arrays of all combinations fit into a few gigabytes.
    private static let candles = 100_000
    private static let combinations = 1_000
    private static let (entries, leaves) = ("10..49", "5..29")

    let scene: Scene

    func run() throws -> Section {
        let workshop = scene.workshop
        let file = try scene.candles(Self.candles)
        let vectorbt = { (more: [String]) in
            try scene.meter(
                workshop.path("peers/bin/python"),
                [
                    "\(workshop.root)/Benchmarks/Peers/vectorbt_sweep.py", file, Self.entries,
                    Self.leaves,
                ] + more)
        }
        let pairing = try Pairing(
            [
                Pairing.Runner(name: "algom sweep") {
                    try scene.meter(
                        workshop.program("algom"),
                        ["sweep", "--json", "--top", "\(Self.combinations)", "--candles", file]
                            + PeerBacktest.ruled(workshop) + PeerBacktest.withoutPauses
                            + ["--set", "entry=\(Self.entries)", "--set", "leave=\(Self.leaves)"])
                },
                Pairing.Runner(name: "vectorbt") { try vectorbt([]) },
            ], rounds: min(3, scene.options.rounds), seconds: 60)
        let ours = try Self.trades(pairing.readings(0)[0].output)
        let json = try JSONReader.parse(Array(pairing.readings(1)[0].output.utf8))
        guard let tool = json["tool"]?.string,
            let theirs = json["trades"]?.scalarText.flatMap({ Int($0) }),
            abs(theirs - ours) * 100 <= ours
        else {
            throw BenchError("algom made \(ours) trades; \(pairing.readings(1)[0].output)")
        }
        let inMemory = try (0..<min(3, scene.options.rounds)).map { _ in
            try StepSpeed.speed(try vectorbt(["3"]))
        }

        let work = Double(Self.candles * Self.combinations)
        var section = Section(
            key: "vectorbt-sweep",
            title: "\(tool), \(Self.combinations) combinations over \(Self.candles) candles, "
                + "both on two processors")
        section.figures = pairing.figures(0) + pairing.figures(1)
        section.figures += [
            Figure(
                "candles × combinations, algom", .perSecond,
                pairing.readings(0).map { work / $0.wall }),
            Figure(
                "candles × combinations, vectorbt", .perSecond,
                pairing.readings(1).map { work / $0.wall }),
            Figure("candles × combinations, vectorbt in memory", .perSecond, inMemory),
            pairing.ratio("wall, vectorbt : algom", of: 1, by: 0, \.wall),
            pairing.ratio("CPU, vectorbt : algom", of: 1, by: 0, \.cpu),
        ]
        section.notes = [
            "trades of all combinations: algom \(ours), vectorbt \(theirs)",
            "whole processes but for the line in memory; vectorbt's peak memory is that of one of "
                + "its two processes",
            "a tenth of row i's candles, so that vectorbt's arrays of all combinations fit in "
                + "memory",
        ]
        return section
    }

    /// The trades of all combinations that a sweep tells.
    private static func trades(_ output: String) throws -> Int {
        let counts = try output.split(separator: "\n").compactMap { line -> Int? in
            let row = try JSONReader.parse(Array(line.utf8))
            guard row["unchanged"] == nil else { return nil }
            return row["totalTrades"]?.scalarText.flatMap { Int($0) }
        }
        guard counts.count == combinations else {
            throw BenchError("a sweep told \(counts.count) of \(combinations) combinations")
        }
        return counts.reduce(0, +)
    }
}
