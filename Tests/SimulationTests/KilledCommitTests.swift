import Testing

@testable import Simulation

struct KilledCommitTests {
    @Test(arguments: [0] as [UInt64])
    func `what a tick goes on from and tells of survives a power cut`(seed: UInt64) throws {
        var call = 0
        var isKilled = true
        while isKilled {
            call += 1
            let simulation = try Simulation(seed: seed, maximumTicks: 10)
            for exchange in simulation.exchanges { exchange.isQuiet = true }
            try simulation.tick(fates: [:])
            simulation.time.pass(14_400_000)
            try simulation.tick(fates: [call: .killed])
            isKilled = simulation.tally.kills > 0
            try simulation.losePowerAfterTick()
        }
        #expect(call > 50, "seed \(seed)")
    }
}
