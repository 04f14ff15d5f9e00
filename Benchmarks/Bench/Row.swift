/// One row of a suite, by its letter.
struct Row {
    let key: String
    let run: (Scene) throws -> Section

    /// The rows that are asked for, in their order.
    static func all(_ options: Options) -> [Row] {
        let rows = options.suite == .bench ? bench : peers
        return options.only.isEmpty ? rows : rows.filter { options.only.contains($0.key) }
    }

    private static var bench: [Row] {
        [
            Row(key: "a") { try OrdinaryTick(scene: $0).run() },
            Row(key: "b") { try BacktestSpeed(scene: $0).run() },
            Row(key: "c") { try StepSpeed(scene: $0).run() },
            Row(key: "d") { try ManyTraders(scene: $0).run() },
            Row(key: "e") { try LongJournals(scene: $0).run() },
            Row(key: "f") { try VerifySpeed(scene: $0).run() },
            Row(key: "g") { try StartUp(scene: $0).run() },
            Row(key: "h") { try PageSpeed(scene: $0).run() },
            Row(key: "i") { try SweepSpeed(scene: $0).run() },
            Row(key: "j") { try CheckSpeed(scene: $0).run() },
        ]
    }

    private static var peers: [Row] {
        PeerBacktest.Tool.all.map { tool in
            Row(key: tool.key) { try PeerBacktest(tool: tool, scene: $0).run() }
        } + [
            Row(key: "vectorbt-sweep") { try PeerSweep(scene: $0).run() },
            Row(key: "ccxt") { try PeerFetch(scene: $0).run() },
        ]
    }
}
