internal import Seeds

extension SplitMix64 {
    /// One of so many, from 0.
    mutating func roll(_ sides: Int) -> Int { Int.random(in: 0..<sides, using: &self) }
}
