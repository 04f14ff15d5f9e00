import Seeds
import Testing

@testable import Feeds

struct BackoffTests {
    @Test(arguments: 0..<50 as Range<UInt64>)
    func `doubles from half a second to eight, of which chance takes up to half`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var backoff = Backoff()
        for full in [500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000] as [Int64] {
            let delay = backoff.failed(using: &random)
            #expect((full / 2...full).contains(delay), "seed \(seed)")
        }
        backoff.succeeded()
        #expect((250...500).contains(backoff.failed(using: &random)), "seed \(seed)")
    }
}
