import Testing
import Trading

@testable import Jobs
@testable import Record
@testable import Text

struct NearestNameTests {
    @Test(arguments: [
        ("stopLosPercent", "stopLossPercent"), ("STOPLOSSPERCENT", "stopLossPercent"),
        ("fst", "fast"), ("Slow", "slow"), ("warmup", "warmUp"), ("feePercnet", "feePercent"),
        ("stopLoss", "stopLossPercent"), ("maxDraw", "maxDrawdownPercent"),
    ])
    func `finds what was meant`(typed: String, meant: String) {
        #expect(nearestName(to: typed, among: Parameters.names) == meant)
    }

    @Test(arguments: ["", "x", "qq", "leverage", "fa", "apiKey"])
    func `guesses nothing where nothing is near`(typed: String) {
        #expect(nearestName(to: typed, among: Parameters.names) == nil)
    }

    @Test func `every known name is nearest to itself, and to itself with a letter missing`() {
        for name in Parameters.names {
            #expect(nearestName(to: name, among: Parameters.names) == name)
            let shortened = String(name.dropLast())
            #expect(nearestName(to: shortened, among: Parameters.names) == name)
        }
    }

    @Test func `looks at nothing of unreasonable length, nor at an empty list`() {
        #expect(nearestName(to: String(repeating: "a", count: 65), among: ["a"]) == nil)
        #expect(nearestName(to: "a", among: []) == nil)
    }

    @Test func `takes the first in the alphabet where two are as near`() {
        #expect(nearestName(to: "btc3", among: ["btc2", "btc1"]) == "btc1")
    }
}
