import JSON

/// A backtest by somebody else's tool, beside ours over the same candles and rules.
///
/// Our risk pauses are switched off, which none of the tools has; what else differs is told at the
/// top of each tool's script.
struct PeerBacktest {
    /// Another tool, and how many candles it gets: as many as it can do in minutes.
    struct Tool {
        let name: String
        let environment: String
        var candles = BacktestSpeed.candles

        static let all = [
            Tool(name: "vectorbt", environment: "peers"),
            Tool(name: "nautilus", environment: "peers-nautilus", candles: 100_000),
            Tool(name: "backtesting", environment: "peers"),
            Tool(name: "backtrader", environment: "peers", candles: 100_000),
        ]
    }

    private static let withoutPauses = [
        "maxDailyLossPercent", "maxConsecutiveLosses", "minWinRatePercent", "maxDrawdownPercent",
    ].flatMap { ["--set", "\($0)=null"] }

    let tool: Tool
    let scene: Scene

    func run() throws -> Section {
        let workshop = scene.workshop
        let file = try scene.candles(tool.candles)
        let stats = workshop.path("peer-stats.json")
        let script = "\(workshop.root)/Benchmarks/Peers/\(tool.name)_run.py"
        let pairing = try Pairing(
            [
                Pairing.Runner(name: "algom backtest") {
                    try scene.meter(
                        workshop.program("algom"),
                        ["backtest", "--candles", file, "--stats", stats] + Self.withoutPauses)
                },
                Pairing.Runner(name: tool.name) {
                    try scene.meter(
                        workshop.path("\(tool.environment)/bin/python"), [script, file])
                },
            ], rounds: min(3, scene.options.rounds), seconds: 60, fewest: 1)
        let ours = try BacktestSpeed.Outcome(workshop.text(stats))
        let theirs = try Self.outcome(pairing.readings(1)[0].output)
        guard abs(theirs.trades - ours.trades) * 100 <= ours.trades else {
            throw BenchError(
                "\(theirs.tool) made \(theirs.trades) trades where algom made \(ours.trades)")
        }

        var section = Section(
            key: tool.name, title: "\(theirs.tool), \(tool.candles) candles from CSV to statistics")
        section.figures = pairing.figures(0) + pairing.figures(1)
        section.figures += [
            pairing.ratio("wall, \(tool.name) : algom", of: 1, by: 0, \.wall),
            pairing.ratio("CPU, \(tool.name) : algom", of: 1, by: 0, \.cpu),
            pairing.ratio("peak memory, \(tool.name) : algom", of: 1, by: 0, \.peak),
        ]
        section.notes = [
            "trades: algom \(ours.trades), \(tool.name) \(theirs.trades); equity: algom "
                + "\(ours.equity), \(tool.name) \(theirs.equity); why they differ stands in "
                + "Benchmarks/Peers/\(tool.name)_run.py"
        ]
        return section
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
