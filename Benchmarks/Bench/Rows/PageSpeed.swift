import Market

/// Row h: the page of a trader with a year of 5-minute candles, the first one and those after it.
struct PageSpeed {
    let scene: Scene

    private static let candles = 365 * 288

    func run() throws -> Section {
        let record = try LongRecord(candles: Self.candles, of: .fiveMinutes, scene)
        let kept = "\(record.path)/state/traders/sim/page.json"
        let pairing = try Pairing(
            [
                Pairing.Runner(name: "first") {
                    try scene.workshop.remove(kept)
                    return try page(of: record)
                },
                Pairing.Runner(name: "next") { try page(of: record) },
            ], rounds: scene.options.rounds, seconds: 15)
        guard scene.workshop.exists(kept) else {
            throw BenchError("the first page kept nothing for the next one")
        }
        let bytes = try scene.workshop.text("\(record.path)/state/dashboard.html").utf8.count
        let (first, next) = (pairing.readings(0), pairing.readings(1))
        return Section(
            key: "h", title: "algom dashboard, a year of 5-minute candles",
            figures: [
                Figure("first page: CPU", .seconds, first.map(\.cpu)),
                Figure("first page: wall", .seconds, first.map(\.wall)),
                Figure("first page: peak memory", .bytes, first.map(\.peak)),
                Figure("page: CPU", .seconds, next.map(\.cpu)),
                Figure("page: wall", .seconds, next.map(\.wall), goal: .atMost(0.1)),
                Figure("page: peak memory", .bytes, next.map(\.peak)),
                Figure("page: size", .bytes, [Double(bytes)], goal: .atMost(300e3)),
            ])
    }

    private func page(of record: LongRecord) throws -> Meter.Reading {
        let reading = try scene.meter(
            scene.workshop.program("algom"), ["dashboard", "--home", record.path])
        guard reading.output.contains("dashboard.html: 1 trader, ") else {
            throw BenchError("algom dashboard said \(reading.output.prefix(200))")
        }
        return reading
    }
}
