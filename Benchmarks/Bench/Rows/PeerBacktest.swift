import JSON

/// A backtest by somebody else's tool, beside ours over the same candles and rules.
///
/// Our risk pauses are switched off, which none of the tools has; what else differs is told at the
/// top of each tool's script. By rules in text, the same is measured in memory as well, by the
/// programs' own clocks: neither start nor CSV nor, in vectorbt, compilation count.
struct PeerBacktest {
    /// Another tool, and how many candles it gets: as many as it can do in minutes.
    struct Tool {
        let name: String
        let environment: String
        var candles = BacktestSpeed.candles
        /// Where it goes by the rules of `Rules/algom.json`, and not by `ma-crossover`.
        var rules: Rules?

        var key: String { rules == nil ? name : "\(name)-rules" }
        var script: String { "Benchmarks/Peers/\(name)_\(rules == nil ? "run" : "rules").py" }

        static let all = [
            Tool(name: "vectorbt", environment: "peers"),
            Tool(name: "nautilus", environment: "peers-nautilus", candles: 100_000),
            Tool(name: "backtesting", environment: "peers"),
            Tool(name: "backtrader", environment: "peers", candles: 100_000),
            Tool(
                name: "vectorbt", environment: "peers",
                rules: Rules(goal: .atLeast(3), rounds: 5, engines: ["numba", "rust"])),
            Tool(
                name: "backtesting", environment: "peers",
                rules: Rules(goal: .atLeast(20), rounds: 1, engines: [])),
        ]
    }

    /// How rules are compared: what the ratio is held to, passes in memory, the tool's engines.
    struct Rules {
        let goal: Figure.Goal
        let rounds: Int
        let engines: [String]
    }

    static let withoutPauses = [
        "maxDailyLossPercent", "maxConsecutiveLosses", "minWinRatePercent", "maxDrawdownPercent",
    ].flatMap { ["--set", "\($0)=null"] }

    let tool: Tool
    let scene: Scene

    func run() throws -> Section {
        let workshop = scene.workshop
        let file = try scene.candles(tool.candles)
        let stats = workshop.path("peer-stats.json")
        let strategy = tool.rules == nil ? [] : Self.ruled(workshop)
        let pairing = try Pairing(
            [
                Pairing.Runner(name: "algom backtest") {
                    try scene.meter(
                        workshop.program("algom"),
                        ["backtest", "--candles", file, "--stats", stats] + strategy
                            + Self.withoutPauses)
                },
                Pairing.Runner(name: tool.name) {
                    try python([file])
                },
            ], rounds: min(3, scene.options.rounds), seconds: 60, fewest: 1)
        let ours = try BacktestSpeed.Outcome(workshop.text(stats))
        let theirs = try Self.outcome(pairing.readings(1)[0].output)
        guard abs(theirs.trades - ours.trades) * 100 <= ours.trades else {
            throw BenchError(
                "\(theirs.tool) made \(theirs.trades) trades where algom made \(ours.trades)")
        }

        let about = tool.rules == nil ? "" : " by the 46 nodes of Benchmarks/Rules"
        var section = Section(
            key: tool.key,
            title: "\(theirs.tool), \(tool.candles) candles from CSV to statistics\(about)")
        let goal = tool.rules?.goal
        section.figures = pairing.figures(0) + pairing.figures(1)
        section.figures += [
            pairing.ratio("wall, \(tool.name) : algom", of: 1, by: 0, \.wall, goal: goal),
            pairing.ratio("CPU, \(tool.name) : algom", of: 1, by: 0, \.cpu, goal: goal),
            pairing.ratio("peak memory, \(tool.name) : algom", of: 1, by: 0, \.peak),
        ]
        section.notes = [
            "trades: algom \(ours.trades), \(tool.name) \(theirs.trades); equity: algom "
                + "\(ours.equity), \(tool.name) \(theirs.equity); why they differ stands in "
                + tool.script
        ]
        if let rules = tool.rules {
            section.figures += try inMemory(rules, file, trades: ours.trades)
            section.notes += [
                "in memory: candles and libraries are loaded and code is compiled before the clock "
                    + "starts; rules, orders and the count of trades are timed"
            ]
        }
        return section
    }

    /// What names the rules to a command of `algom`.
    static func ruled(_ workshop: Workshop) -> [String] {
        ["--home", "\(workshop.root)/Benchmarks/Rules", "--strategy", "forty"]
    }

    private func python(_ arguments: [String]) throws -> Meter.Reading {
        let workshop = scene.workshop
        return try scene.meter(
            workshop.path("\(tool.environment)/bin/python"),
            ["\(workshop.root)/\(tool.script)"] + arguments)
    }

    /// Candles a second of both, in turn.
    ///
    /// - Throws: ``BenchError`` where the step alone makes other trades than the backtest.
    private func inMemory(_ rules: Rules, _ file: String, trades: Int) throws -> [Figure] {
        let workshop = scene.workshop
        var ours: [Double] = []
        let peers = rules.engines.isEmpty ? [[]] : rules.engines.map { [$0] }
        var theirs = peers.map { _ in [Double]() }
        for _ in 0..<min(3, scene.options.rounds) {
            let fold = try scene.meter(
                workshop.program("algom-bench"),
                ["fold", "5", file, workshop.rules, Fold.unpaused])
            guard fold.output.hasSuffix("trades \(trades)\n") else {
                throw BenchError("the step made other trades than \(trades): \(fold.output)")
            }
            ours.append(try StepSpeed.speed(fold))
            for (index, engine) in peers.enumerated() {
                let reading = try python([file, "\(rules.rounds)"] + engine)
                theirs[index].append(try StepSpeed.speed(reading))
            }
        }
        return [Figure("in memory, Step", .perSecond, ours)]
            + zip(peers, theirs).flatMap { engine, speeds in
                let name = ([tool.name] + engine).joined(separator: ", ")
                return [
                    Figure("in memory, \(name)", .perSecond, speeds),
                    Figure(
                        "in memory, Step : \(name)", .ratio, zip(ours, speeds).map { $0 / $1 },
                        goal: rules.goal),
                ]
            }
    }

    private static func outcome(
        _ output: String
    ) throws -> (tool: String, trades: Int, equity: Double) {
        let json = try JSONReader.parse(Array((output.split(separator: "\n").last ?? "").utf8))
        guard let tool = json["tool"]?.string,
            let trades = json["trades"]?.scalarText.flatMap({ Int($0) }),
            let equity = json["equity"]?.scalarText.flatMap({ Double($0) })
        else { throw BenchError("no trades and equity in \(output.suffix(200))") }
        return (tool, trades, equity)
    }
}
