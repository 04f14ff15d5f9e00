import Simulation
import Testing

struct SimulationTests {
    @Test(arguments: 0..<16 as Range<UInt64>)
    func `whatever happens, every invariant holds`(seed: UInt64) throws {
        let tally = try Simulation(seed: seed, maximumTicks: 60).run()
        #expect(tally.ticks > 3 && tally.candles > 0 && tally.proofs > 0, "seed \(seed)")
    }

    @Test func `a seed is lived through the same again`() throws {
        var days: [[String]] = []
        for _ in 0..<2 {
            var lines: [String] = []
            let simulation = try Simulation(seed: 5, maximumTicks: 60) { lines.append($0) }
            lines.append(try simulation.run().summary(wrong: 0))
            days.append(lines)
        }
        #expect(days[0] == days[1])
    }
}
