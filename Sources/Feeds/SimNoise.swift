/// Random numbers by their place: any number of a SplitMix64 sequence, in any order.
///
/// The n-th output of SplitMix64 is `mix(key + n·γ)`, so nothing has to be drawn before it. The key
/// is made of a seed and a name; sequences of different keys have nothing to do with each other.
///
/// Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014.
struct SimNoise: Sendable {
    let key: UInt64

    /// The odd number nearest to 2⁶⁴ over the golden ratio, by which the counter advances.
    private static let gamma: UInt64 = 0x9e37_79b9_7f4a_7c15

    init(seed: UInt64, name: String) {
        key = name.utf8.reduce(Self.mix(seed &+ Self.gamma)) { key, byte in
            // In range: a byte.
            Self.mix((key ^ UInt64(byte)) &+ Self.gamma)
        }
    }

    /// 64 random bits.
    func bits(_ index: UInt64) -> UInt64 { Self.mix(key &+ index &* Self.gamma) }

    /// A number evenly spread over 0 ..< 1, in steps of 2⁻⁵³.
    func uniform(_ index: UInt64) -> Double { Double(bits(index) >> 11) * 0x1p-53 }

    /// A nearly normal number: mean 0, variance 1, never beyond ±3.4641.
    ///
    /// The sum of four 16-bit numbers, which needs no logarithm and has an end: the bound on it is
    /// what bounds every price of the market. Its kurtosis is 2.7, where the normal one is 3.
    func normal(_ index: UInt64) -> Double {
        let bits = bits(index)
        let sum = (bits & 0xffff) + (bits >> 16 & 0xffff) + (bits >> 32 & 0xffff) + (bits >> 48)
        return (Double(sum) - Self.meanOfFour) * Self.inverseDeviationOfFour
    }

    private static let meanOfFour = 131_070.0

    /// 1 / √(4 · (2³² − 1) / 12), the deviation of one such number being √((2³² − 1) / 12).
    private static let inverseDeviationOfFour = 1 / (4_294_967_295.0 / 3).squareRoot()

    private static func mix(_ state: UInt64) -> UInt64 {
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
