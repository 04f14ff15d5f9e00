import Glibc

/// Row d: many traders in one tick, against exchanges that take 50 ms to answer.
struct ManyTraders {
    let scene: Scene

    func run() throws -> Section {
        var section = Section(
            key: "d",
            title: "many traders in one tick, each answer after \(Venues.delayMilliseconds) ms")
        var syncs: [Double] = []
        for crowd in [1, 10, 100, 1_000].map({ Crowd(traders: $0, markets: $0) }) {
            let result = try measure(crowd)
            section.figures += result.figures
            syncs.append(result.syncs)
        }
        section.figures.append(
            Figure(
                "disk syncs, 1000 traders : 1", .ratio, [syncs[syncs.count - 1] / syncs[0]],
                goal: .atMost(1)))
        section.figures += try measure(Crowd(traders: 1_000, markets: 10)).figures
        section.notes = [
            "half of them on Binance, half on Bybit; syncs and requests are counted in a run of "
                + "their own under strace, which is not timed",
            "a warm-up of 30 candles in place of 500 keeps the homes small; a tick does not read "
                + "what lies further back (row e)",
        ]
        return section
    }

    /// Traders of one home, and how many markets they share.
    private struct Crowd {
        let traders: Int
        let markets: Int

        var name: String {
            traders == markets ? "\(traders)" : "\(traders) in \(markets) markets"
        }

        var configuration: String {
            let lines = (0..<traders).map { index in
                let exchange = index % 2 == 0 ? "binance" : "bybit"
                return #"{"name":"t\#(index)","exchange":"\#(exchange)","#
                    + #""symbol":"C\#(index % markets / 2)X/USDT"}"#
            }
            return #"{"defaults":{"timeframe":"1d","warmUp":30},"traders":["#
                + lines.joined(separator: ",\n") + "]}\n"
        }
    }

    private func measure(_ crowd: Crowd) throws -> (figures: [Figure], syncs: Double) {
        let venues = try scene.venues()
        let home = try Home(
            "crowd-\(crowd.traders)-\(crowd.markets)", configuration: crowd.configuration,
            scene.workshop)
        let first = try tick(home.prepared, venues.environment(.before, isHashed: true))
        try TickLines(first.output).check(traders: crowd.traders, candles: 30)
        let environment = venues.environment(.slow, isHashed: true)
        let pairing = try Pairing(
            [
                Pairing.Runner(name: crowd.name) {
                    try home.refresh()
                    let reading = try tick(home.path, environment)
                    try TickLines(reading.output).check(traders: crowd.traders, candles: 1)
                    return reading
                }
            ], rounds: min(10, scene.options.rounds), seconds: 10)
        let counts = try count(home, environment)
        try home.remove()
        return (figures(crowd, pairing.readings(0), counts), counts.syncs)
    }

    private func figures(
        _ crowd: Crowd, _ readings: [Meter.Reading], _ counts: (syncs: Double, requests: Double)
    ) -> [Figure] {
        let isJudged = crowd.traders == 1_000
        let perTrader = readings.map { $0.cpu / Double(crowd.traders) }
        return [
            Figure(
                "\(crowd.name): wall", .seconds, readings.map(\.wall),
                goal: isJudged ? .atMost(4) : nil),
            Figure(
                "\(crowd.name): CPU a trader", .seconds, perTrader,
                goal: isJudged ? .atMost(1.5e-3) : nil),
            Figure(
                "\(crowd.name): peak memory", .bytes, readings.map(\.peak),
                goal: isJudged ? .atMost(64e6) : nil),
            Figure("\(crowd.name): disk syncs", .count, [counts.syncs]),
            Figure("\(crowd.name): requests served", .count, [counts.requests]),
        ]
    }

    private func tick(_ home: String, _ environment: [String: String]) throws -> Meter.Reading {
        try scene.meter(
            scene.workshop.program("algom-tick"), ["--json", "--home", home],
            environment: environment)
    }

    /// The calls that wait for the disk in one such tick, and the requests that the server saw.
    private func count(
        _ home: Home, _ environment: [String: String]
    ) throws -> (syncs: Double, requests: Double) {
        try home.refresh()
        let before = try scene.venues().slowRequests()
        let summary = scene.workshop.path("strace.txt")
        let reading = try scene.meter(
            "strace",
            [
                "-f", "-c", "-o", summary, "-e", "trace=fsync,fdatasync,syncfs,sync",
                scene.workshop.program("algom-tick"), "--home", home.path,
            ], environment: environment)
        guard reading.errors.isEmpty else { throw BenchError("under strace: \(reading.errors)") }
        // The server writes a request down once it is done with it, a moment after the client is.
        usleep(200_000)
        let calls = try Self.calls(in: scene.workshop.text(summary))
        return (calls, Double(try scene.venues().slowRequests() - before))
    }

    /// Adds up the calls in strace's table: `% time, seconds, usecs/call, calls, [errors], name`.
    private static func calls(in summary: String) throws -> Double {
        let rows = summary.split(separator: "\n").map { $0.split(separator: " ") }
        let synced = rows.filter { ($0.last ?? "").contains("sync") && $0.count >= 5 }
        let calls = synced.compactMap { Double($0[3]) }
        guard calls.count == synced.count, !calls.isEmpty else {
            throw BenchError("strace counted nothing: \(summary.prefix(300))")
        }
        return calls.reduce(0, +)
    }
}
