import Foundation
import FuzzLaws
import Glibc
import Seeds
import Testing

/// Every parser of something from outside, over texts that say the same thing again and again: eight
/// times as much takes about eight times as long, and never the square of that.
struct GrowthTests {
    private static let factor = 8
    private static let bytes = 1_500
    private static let pumps = 8
    /// What the processor may do by the way, in seconds of this thread.
    private static let slack = 0.002

    /// A text of the corpus in which a piece is repeated.
    private struct Pump {
        let head: [UInt8]
        let piece: [UInt8]
        let tail: [UInt8]

        init(_ text: [UInt8], using random: inout SplitMix64) {
            let start = Int.random(in: 0..<text.count, using: &random)
            let longest = [2, 8, 60].randomElement(using: &random) ?? 1
            let end = min(text.count, start + Int.random(in: 1...longest, using: &random))
            head = Array(text[..<start])
            piece = Array(text[start..<end])
            tail = Array(text[end...])
        }

        func text(_ count: Int) -> [UInt8] {
            head + Array(repeatElement(piece, count: count / piece.count + 1).joined()) + tail
        }
    }

    /// Texts that are short enough for what is repeated to count.
    private static func corpus(of target: FuzzTarget) throws -> [[UInt8]] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Fuzz/Corpus/\(target.rawValue)")
        return try FileManager.default.contentsOfDirectory(
            at: folder, includingPropertiesForKeys: nil
        ).sorted { $0.path < $1.path }.map { Array(try Data(contentsOf: $0)) }
            .filter { (1...bytes).contains($0.count) }
    }

    /// The processor's time, which others on the machine do not lengthen.
    private static func seconds(_ target: FuzzTarget, _ text: [UInt8]) -> Double {
        (0..<2).map { _ in
            var (start, end) = (timespec(), timespec())
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &start)
            // Whether the laws hold is looked at elsewhere.
            try? target.check(text)
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &end)
            return Double(end.tv_sec - start.tv_sec) + Double(end.tv_nsec - start.tv_nsec) / 1e9
        }.min() ?? 0
    }

    @Test(arguments: FuzzTarget.allCases)
    func `eight times as much takes no square of that`(target: FuzzTarget) throws {
        let texts = try Self.corpus(of: target)
        var random = SplitMix64(seed: 17)
        for number in 0..<Self.pumps {
            let pump = Pump(texts.randomElement(using: &random) ?? [0], using: &random)
            let once = Self.seconds(target, pump.text(Self.bytes))
            let often = Self.seconds(target, pump.text(Self.bytes * Self.factor))
            #expect(
                often < 3 * Double(Self.factor) * (once + Self.slack),
                "pump \(number): \(once) s, then \(often) s")
        }
    }
}
