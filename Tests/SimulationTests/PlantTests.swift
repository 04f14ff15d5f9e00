import Simulation
import Testing

/// A mistake planted in the virtual world is found: the invariants can fail.
struct PlantTests {
    @Test(arguments: Plant.allCases.filter { $0 != .nothing })
    func `a planted mistake is found`(plant: Plant) throws {
        for seed in 0..<60 as Range<UInt64> {
            do {
                _ = try Simulation(seed: seed, plant: plant, maximumTicks: 60).run()
            } catch let violation as Violation {
                print("\(plant): \(violation)")
                #expect(violation.seed == seed)
                return
            }
        }
        Issue.record("nobody noticed \(plant)")
    }
}
