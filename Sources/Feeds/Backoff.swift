/// How long to wait after a failure: doubling from half a second to 8 s, of which chance takes up
/// to half, so that many programs do not come back in step.
struct Backoff {
    private static let baseMilliseconds: Int64 = 500
    private static let longestMilliseconds: Int64 = 8_000

    private var failures = 0

    /// Counts a failure and says how many milliseconds to wait.
    mutating func failed(using random: inout some RandomNumberGenerator) -> Int64 {
        let full = min(Self.longestMilliseconds, Self.baseMilliseconds << Int64(min(failures, 10)))
        failures += 1
        return Int64.random(in: full / 2...full, using: &random)
    }

    mutating func succeeded() { failures = 0 }
}
