import Indicators
import Market
import Seeds
import Testing

@testable import Trading

struct SignalsTests {
    private static func signals() -> Signals {
        var rules = Crossover()
        (rules.fast, rules.slow, rules.rsiPeriod) = (1, 2, 2)
        return Signals(rules)
    }

    /// The close against the mean of it and the close before: how it turned, seen price by price.
    @Test(
        arguments: [
            (["1", "2"], false, false),  // no standing before
            (["1", "1", "2"], true, false), (["1", "1", "0.5"], false, true),
            (["2", "1", "2"], true, false), (["1", "2", "1"], false, true),
            (["1", "2", "3"], false, false), (["3", "2", "1"], false, false),
            (["1", "2", "2"], false, false), (["2", "1", "1"], false, false),
            (["1", "2", "2", "3"], true, false), (["2", "1", "1", "0.5"], false, true),
            (["1"], false, false),
        ] as [([Price], Bool, Bool)])
    func `crosses from at or below to above, and the other way`(
        closes: [Price], up: Bool, down: Bool
    ) {
        var signals = Self.signals()
        for close in closes { signals.next(close) }
        #expect(signals.crossedUp == up)
        #expect(signals.crossedDown == down)
    }

    /// A market that stands still never crosses, though in Doubles the averages would differ.
    @Test func `sees no crossing in a still market`() {
        var signals = Signals(Crossover())
        for _ in 0..<100 {
            signals.next("0.1")
            #expect(!signals.crossedUp && !signals.crossedDown)
        }
        #expect(signals.current == .equal && signals.previous == .equal)
    }
}
