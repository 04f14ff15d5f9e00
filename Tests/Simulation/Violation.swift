package import Market

/// An invariant that did not hold: where in the simulation, for whom, and how.
package struct Violation: Error, CustomStringConvertible {
    package let seed: UInt64
    package let time: Timestamp
    /// `nil` where it concerns no single trader.
    package let trader: String?
    package let what: String

    package var description: String {
        "seed \(seed), \(time), \(trader.map { "trader '\($0)'" } ?? "all traders"): \(what)"
    }
}

/// What broke, before it is known where.
struct Breach: Error {
    let what: String

    init(_ what: String) { self.what = what }
}
