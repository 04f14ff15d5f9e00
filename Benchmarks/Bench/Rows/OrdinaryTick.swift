import Foundation

/// Row a: the tick that cron starts 288 times a day, beside one `curl` for the same two answers.
///
/// Two traders, BTC/USDT on Binance and on Bybit, each with a record, an answer of three known
/// candles, one new one and the open one. Both programs trust the same authorities, ask for
/// compressed answers and speak HTTP/2.
struct OrdinaryTick {
    static let title = "an ordinary tick of two traders beside one curl command"

    /// Traders on both exchanges, with what else their `algom.json` holds.
    private static func configuration(trader: String = "", besides: String = "") -> String {
        """
        {\(besides) "traders": [{"exchange": "binance", "timeframe": "1d" \(trader)},
                              {"exchange": "bybit", "timeframe": "1d" \(trader)}]}
        """
    }

    let scene: Scene

    func run() throws -> Section {
        let venues = try scene.venues()
        let home = try home(venues)
        let ruled = try ruledHome(venues)
        let pairing = try Pairing(
            runners(home, venues, isHashed: false) + runners(home, venues, isHashed: true)
                + [runner(ruled, venues, isHashed: true, name: "directory: tick by rules")],
            rounds: scene.options.rounds, seconds: 40)
        var section = Section(key: "a", title: Self.title)
        section.figures = (0..<7).flatMap { pairing.figures($0) }
        section.figures += ratios(pairing, "bundle", tick: 0, curl: 1)
        section.figures += ratios(pairing, "directory", tick: 3, curl: 4)
        section.figures += ratios(pairing, "as Debian has them", tick: 3, curl: 1)
        section.figures.append(
            pairing.ratio(
                "CPU, tick by rules : tick", of: 6, by: 3, \.cpu, goal: .atMost(1.1)))
        section.notes = [
            "a store of \(venues.authority.count) authorities, as one bundle or as a hashed "
                + "directory; curl is given the directory and, as a file, the one authority it "
                + "needs, without which it would read the system's bundle too",
            "as Debian has them: without options a tick looks into the directory, curl reads the "
                + "bundle",
            "tick by rules: both traders go by the 46 nodes of Benchmarks/Rules",
            "curl -Z fetches both at once, as a tick does; without it one after the other",
        ]
        try home.remove()
        try ruled.remove()
        return section
    }

    /// A home where all candles are consumed but the newest closed one.
    func home(_ venues: Venues) throws -> Home {
        try prepared(Home("ordinary", configuration: Self.configuration(), scene.workshop), venues)
    }

    /// The same by rules in text.
    private func ruledHome(_ venues: Venues) throws -> Home {
        let text = try scene.workshop.text(scene.workshop.rules)
        guard let begin = text.range(of: "strategies:"), let end = text.range(of: "traders:") else {
            throw BenchError("no strategies before the traders of \(scene.workshop.rules)")
        }
        return try prepared(
            Home(
                "ruled",
                configuration: Self.configuration(
                    trader: ", \"strategy\": \"forty\"",
                    besides: String(text[begin.lowerBound..<end.lowerBound])), scene.workshop),
            venues)
    }

    private func prepared(_ home: Home, _ venues: Venues) throws -> Home {
        let first = try tick(home.prepared, venues.environment(.before, isHashed: false))
        try TickLines(first.output).check(traders: 2, candles: 500)
        return home
    }

    /// One ordinary tick, in a fresh copy of the home.
    func runner(
        _ home: Home, _ venues: Venues, isHashed: Bool, name: String
    ) -> Pairing.Runner {
        let environment = venues.environment(.now, isHashed: isHashed)
        return Pairing.Runner(name: name) {
            try home.refresh()
            let reading = try tick(home.path, environment)
            try TickLines(reading.output).check(traders: 2, candles: 1)
            return reading
        }
    }

    private func tick(_ home: String, _ environment: [String: String]) throws -> Meter.Reading {
        try scene.meter(
            scene.workshop.program("algom-tick"), ["--json", "--home", home],
            environment: environment)
    }

    /// A tick, curl, and curl in parallel, all of which trust the same.
    private func runners(
        _ home: Home, _ venues: Venues, isHashed: Bool
    ) -> [Pairing.Runner] {
        let store = isHashed ? "directory" : "bundle"
        let trust =
            isHashed
            ? ["--capath", venues.authority.hashed, "--cacert", venues.authority.own]
            : ["--cacert", venues.authority.bundle]
        let fetch =
            ["-s", "-S", "-f", "--compressed"] + trust
            + venues.addresses(.now).flatMap { ["-o", "/dev/null", $0] }
        return [
            runner(home, venues, isHashed: isHashed, name: "\(store): tick"),
            Pairing.Runner(name: "\(store): curl") { try scene.meter("curl", fetch) },
            Pairing.Runner(name: "\(store): curl -Z") { try scene.meter("curl", ["-Z"] + fetch) },
        ]
    }

    /// A tick by curl, which runs in parallel one place further on.
    private func ratios(
        _ pairing: Pairing, _ store: String, tick: Int, curl: Int
    ) -> [Figure] {
        [(curl, "curl"), (curl + 1, "curl -Z")].flatMap { other, name in
            [
                pairing.ratio(
                    "\(store): CPU, tick : \(name)", of: tick, by: other, \.cpu,
                    goal: .atMost(0.6)),
                pairing.ratio(
                    "\(store): wall, tick : \(name)", of: tick, by: other, \.wall,
                    goal: .atMost(1.1)),
                pairing.ratio(
                    "\(store): peak, tick : \(name)", of: tick, by: other, \.peak,
                    goal: .atMost(1.5)),
            ]
        }
    }
}
