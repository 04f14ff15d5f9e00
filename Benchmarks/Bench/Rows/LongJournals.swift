import Foundation

/// Row e: what an ordinary tick costs beside a short journal and beside very long ones.
struct LongJournals {
    /// A journal line with its share of events, in bytes; with room to spare.
    private static let lineBytes = 400.0

    let scene: Scene

    func run() throws -> Section {
        var section = Section(key: "e", title: "an ordinary tick beside short and long journals")
        var lengths = [26, 100_000]
        if scene.options.isLong {
            let free = try freeBytes()
            let wanted = Self.lineBytes * 1e7
            let isThere = scene.workshop.exists(scene.workshop.path("journals/10000000"))
            if isThere || free > 2 * wanted {
                lengths.append(10_000_000)
            } else {
                section.notes.append(
                    "10⁷ candles left out: \(Figure.Unit.bytes.text(free)) are free, and twice "
                        + "\(Figure.Unit.bytes.text(wanted)) are wanted")
            }
        } else {
            section.notes.append("10⁷ candles left out, as asked")
        }
        let records = try lengths.map { try LongRecord(candles: $0, scene) }
        let lines = try records.map { "\(Int(try $0.lines())) lines" }
        let pairing = try Pairing(
            zip(records, lines).map { record, name in
                Pairing.Runner(name: name) {
                    try scene.workshop.run("sync", ["-f", record.path])
                    return try record.tick()
                }
            }, rounds: scene.options.rounds)
        section.figures = records.indices.flatMap { pairing.figures($0) }
        for index in records.indices.dropFirst() {
            section.figures += [
                pairing.ratio(
                    "CPU, \(lines[index]) : \(lines[0])", of: index, by: 0, \.cpu,
                    goal: .atMost(1.1)),
                pairing.ratio(
                    "wall, \(lines[index]) : \(lines[0])", of: index, by: 0, \.wall,
                    goal: .atMost(1.1)),
            ]
        }
        section.notes.append(
            "the embedded market, one new candle a tick; the shortest journal is a warm-up of 26 "
                + "candles, the fewest that MA 25 allows")
        return section
    }

    private func freeBytes() throws -> Double {
        let attributes = try FileManager.default.attributesOfFileSystem(
            forPath: scene.workshop.directory)
        return (attributes[.systemFreeSize] as? NSNumber)?.doubleValue ?? 0
    }
}
