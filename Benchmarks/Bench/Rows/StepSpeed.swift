/// Row c: the step alone, over candles in memory, beside the C loop.
struct StepSpeed {
    private static let rounds = 5

    let scene: Scene

    func run() throws -> Section {
        let file = try scene.candles(BacktestSpeed.candles)
        let reference = scene.workshop.path("backtest")
        let fold = { (more: [String]) in
            try Self.speed(
                try scene.meter(
                    scene.workshop.program("algom-bench"), ["fold", "\(Self.rounds)", file] + more))
        }
        var speeds: [(ours: Double, theirs: Double, rules: Double)] = []
        for _ in 0..<max(Pairing.fewest, min(5, scene.options.rounds)) {
            let theirs = try scene.meter(reference, ["--memory", "\(Self.rounds)", file])
            speeds.append(
                (try fold([]), try Self.speed(theirs), try fold([scene.workshop.rules])))
        }
        var section = Section(key: "c", title: "the step alone, candles in memory, beside C")
        section.figures = [
            Figure("Step", .perSecond, speeds.map(\.ours)),
            Figure("C loop", .perSecond, speeds.map(\.theirs)),
            Figure(
                "Step, rules of 46 nodes", .perSecond, speeds.map(\.rules), goal: .atLeast(5e6)),
            Figure(
                "candles a second, Step : C", .ratio, speeds.map { $0.ours / $0.theirs },
                goal: .atLeast(0.5)),
        ]
        section.notes = [
            "the best of \(Self.rounds) passes a process, by both programs' own clock",
            "the rules are those of Benchmarks/Rules",
        ]
        return section
    }

    /// The number behind `candles_per_second`, on whichever stream it was told.
    static func speed(_ reading: Meter.Reading) throws -> Double {
        let words = (reading.output + reading.errors).split { $0.isWhitespace }
        guard let index = words.firstIndex(of: "candles_per_second"), index + 1 < words.count,
            let speed = Double(words[index + 1])
        else { throw BenchError("no candles_per_second in \(words.joined(separator: " "))") }
        return speed
    }
}
