import Seeds
import Testing

@testable import Feeds

struct SimNoiseTests {
    @Test(arguments: [0, 1, 42, UInt64.max])
    func `number n is the n-th of the SplitMix64 sequence`(seed: UInt64) {
        let noise = SimNoise(seed: seed, name: "path BTC/USDT")
        var sequence = SplitMix64(seed: noise.key)
        for index in 1...100 as ClosedRange<UInt64> {
            #expect(noise.bits(index) == sequence.next())
        }
    }

    @Test func `another seed or another name is another sequence`() {
        let keys = Set(
            (0..<50 as Range<UInt64>).flatMap { seed in
                ["", "a", "b", "ab", "ba"].map { SimNoise(seed: seed, name: $0).key }
            })
        #expect(keys.count == 250)
    }

    @Test(arguments: 0..<3 as Range<UInt64>)
    func `a uniform number is spread evenly from 0 to 1`(seed: UInt64) {
        let noise = SimNoise(seed: seed, name: "uniform")
        let numbers = (0..<20_000 as Range<UInt64>).map(noise.uniform)
        #expect(numbers.allSatisfy { (0..<1).contains($0) })
        let tenths = (0..<10).map { tenth in numbers.count { Int($0 * 10) == tenth } }
        // 2,000 of each are expected, with a deviation of 42.
        #expect(tenths.allSatisfy { (1_800...2_200).contains($0) }, "\(tenths)")
    }

    @Test(arguments: 0..<3 as Range<UInt64>)
    func `a normal number has mean 0, variance 1, kurtosis 2.7 and an end`(seed: UInt64) {
        let noise = SimNoise(seed: seed, name: "normal")
        let numbers = (0..<40_000 as Range<UInt64>).map(noise.normal)
        let count = Double(numbers.count)
        let mean = numbers.reduce(0, +) / count
        let variance = numbers.reduce(0) { $0 + $1 * $1 } / count
        let kurtosis = numbers.reduce(0) { $0 + $1 * $1 * $1 * $1 } / count
        #expect(abs(mean) < 0.025)
        #expect(abs(variance - 1) < 0.035)
        #expect(abs(kurtosis - 2.7) < 0.2)
        #expect(numbers.allSatisfy { abs($0) < 3.46415 })
        #expect(numbers.contains { abs($0) > 3 })
    }
}
