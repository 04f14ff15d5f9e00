import Seeds
import Testing

@testable import Reporting

struct NiceTicksTests {
    private static func texts(_ range: ClosedRange<Double>, _ most: Int = 6) -> [String] {
        let ticks = NiceTicks(in: range, atMost: most)
        return ticks.values.map(ticks.text)
    }

    @Test func `ticks are spelled with the digits they need`() {
        #expect(
            Self.texts(101_046...112_500) == [
                "102,000", "104,000", "106,000", "108,000", "110,000", "112,000",
            ])
        #expect(Self.texts(99.6...100.45) == ["99.6", "99.8", "100.0", "100.2", "100.4"])
        #expect(
            Self.texts(0.000012...0.000018, 4) == ["0.000012", "0.000014", "0.000016", "0.000018"])
        #expect(Self.texts(-3...3) == ["-3", "-2", "-1", "0", "1", "2", "3"])
        #expect(Self.texts(0.11...0.14, 1) == [])
    }

    @Test(arguments: UInt64(0)..<200)
    func `ticks are inside, evenly apart, few and told apart`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let sizes: [Double] = [1e-8, 1e-3, 1, 1e4, 9e10]
        let size = sizes.randomElement(using: &random) ?? 1
        let low = Double.random(in: -1...1, using: &random) * size
        let extent = Double.random(in: 1e-6...2, using: &random) * size
        let most = Int.random(in: 1...9, using: &random)
        let range = Scale(low...(low + extent), from: 0, to: 1).values
        let ticks = NiceTicks(in: range, atMost: most)
        #expect(ticks.values.count <= most + 1)
        #expect(most < 3 || !ticks.values.isEmpty)
        #expect(ticks.values.allSatisfy { range.contains($0) })
        #expect(Set(ticks.values.map(ticks.text)).count == ticks.values.count)
        let steps = zip(ticks.values.dropFirst(), ticks.values).map { $0 - $1 }
        #expect(steps.allSatisfy { abs($0 / steps[0] - 1) < 0.001 })
    }
}
