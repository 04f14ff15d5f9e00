/// The logarithm of a price over the centuries, around 0: Brownian motion in an uneven time.
///
/// **Formula.** Time is cut into blocks of 256 days. At the ends of a block the path has independent
/// values of variance 256·σ²/2, so that their difference has the variance 256·σ² of 256 days, and
/// the path is pulled back to 0 over the months. A block is then halved, its halves are halved, down
/// to the minute, and each halving does two things:
///
/// - it shares out the *variance* V of the span unevenly: a part p of it goes to the left half,
///   where p is random around the left half's share of the minutes (a multiplicative cascade);
/// - it sets the path between the ends l and r of the span to what a Brownian motion does there:
///   `l + p·(r − l) + √(V·p·(1 − p)) · normal` (midpoint displacement).
///
/// **What follows.** Given the variances, the increments inside a block are independent: past
/// returns say nothing about the next one. But the variances differ, and the nearer two minutes are
/// the more halvings they share: volatility clusters over hours and days, returns have fat tails
/// (each halving multiplies the kurtosis by about 1.12), and the variance of a day is σ² on average.
/// A day costs 8 halvings and those inside it, whatever its date.
///
/// Source: Mandelbrot, Fisher and Calvet, "A multifractal model of asset returns", 1997 (cascade);
/// Fournier, Fussell and Carpenter, "Computer rendering of stochastic models", 1982 (midpoints).
struct SimPath: Sendable {
    private let noise: SimNoise
    private let blockVariance: Double

    private static let daysPerBlock: Int64 = 256
    static let minutesPerDay = 1_440

    /// How far p may be from the middle: evenly spread over 0.2 to 0.8 for equal halves.
    private static let unevenness = 0.6

    /// - Parameters:
    ///   - noise: where the randomness of this path comes from.
    ///   - dailyVolatility: σ, the standard deviation of a day's return.
    init(noise: SimNoise, dailyVolatility: Double) {
        self.noise = noise
        blockVariance = dailyVolatility * dailyVolatility * Double(Self.daysPerBlock)
    }

    /// One UTC day of the path.
    struct Day: Sendable {
        /// The path at the 1,441 ends of the day's minutes; the last is the next day's first.
        fileprivate(set) var levels: [Double]
        /// What each minute got of the variance.
        fileprivate(set) var variances: [Double]
    }

    /// The minutes of a day counted from 1970.
    func day(_ day: Int64) -> Day {
        // Shifting and masking round toward the past, also for days before 1970.
        let block = day >> 8
        let place = day & (Self.daysPerBlock - 1)
        var span = Span(
            left: blockEnd(block), right: blockEnd(block + 1), variance: blockVariance,
            node: Node(block: block, number: 1))
        var half = Self.daysPerBlock / 2
        while half > 0 {
            let halves = halves(of: span, leftShare: 0.5)
            span = place & half == 0 ? halves.left : halves.right
            half /= 2
        }
        var result = Day(
            levels: Array(repeating: span.left, count: Self.minutesPerDay + 1),
            variances: Array(repeating: 0, count: Self.minutesPerDay))
        fill(0..<Self.minutesPerDay, with: span, into: &result)
        return result
    }

    private func fill(_ minutes: Range<Int>, with span: Span, into day: inout Day) {
        guard minutes.count > 1 else {
            day.levels[minutes.upperBound] = span.right
            day.variances[minutes.lowerBound] = span.variance
            return
        }
        let middle = minutes.lowerBound + minutes.count / 2
        let leftShare = Double(minutes.count / 2) / Double(minutes.count)
        let halves = halves(of: span, leftShare: leftShare)
        fill(minutes.lowerBound..<middle, with: halves.left, into: &day)
        fill(middle..<minutes.upperBound, with: halves.right, into: &day)
    }

    private func blockEnd(_ block: Int64) -> Double {
        noise.normal(Node(block: block, number: 0).index) * (blockVariance / 2).squareRoot()
    }

    private func halves(of span: Span, leftShare: Double) -> (left: Span, right: Span) {
        let swing = (2 * noise.uniform(span.node.index + 1) - 1) * Self.unevenness
        let part = leftShare + swing * 2 * leftShare * (1 - leftShare)
        let deviation = (span.variance * part * (1 - part)).squareRoot()
        let middle =
            span.left + part * (span.right - span.left)
            + deviation * noise.normal(span.node.index)
        let left = Span(
            left: span.left, right: middle, variance: span.variance * part,
            node: span.node.child(0))
        let right = Span(
            left: middle, right: span.right, variance: span.variance * (1 - part),
            node: span.node.child(1))
        return (left, right)
    }
}

/// A stretch of the path between two known ends.
private struct Span {
    let left: Double
    let right: Double
    let variance: Double
    let node: Node
}

/// The place of a span in the tree of halvings, and so of its random numbers.
///
/// A block is number 1, and the halves of number n are 2n and 2n + 1; 8 halvings to the day and 11
/// to the minute keep it below 2²⁰.
private struct Node {
    let block: Int64
    let number: UInt64

    /// The first of the node's two random numbers.
    var index: UInt64 { UInt64(bitPattern: block) << 21 | number << 1 }

    func child(_ side: UInt64) -> Node { Node(block: block, number: number * 2 + side) }
}
