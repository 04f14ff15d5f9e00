internal import Market

/// Values for an axis: multiples of 1, 2 or 5 times a power of ten.
struct NiceTicks {
    /// Lowest first.
    let values: [Double]
    /// The digits after the point that tell them apart.
    let digits: Int

    /// The ticks inside a range of positive extent, at most `most` of them.
    init(in range: ClosedRange<Double>, atMost most: Int) {
        let least = (range.upperBound - range.lowerBound) / Double(max(1, most))
        var power = 1.0
        var exponent = 0
        while power > least {
            exponent -= 1
            power = Self.power(exponent)
        }
        while power * 10 <= least {
            exponent += 1
            power = Self.power(exponent)
        }
        let step = [1.0, 2, 5, 10].first { $0 * power >= least } ?? 10
        let first = (range.lowerBound / (step * power)).rounded(.up)
        let last = (range.upperBound / (step * power)).rounded(.down)
        digits = max(0, step == 10 ? -exponent - 1 : -exponent)
        guard first <= last else {
            values = []
            return
        }
        values = (Int(saturating: first)...Int(saturating: last)).map {
            Self.product(Double($0) * step, exponent)
        }
    }

    /// A tick in words, with its digits.
    func text(_ value: Double) -> String { Figures.decimal(value, digits: digits) }

    private static func power(_ exponent: Int) -> Double { product(1, exponent) }

    /// A whole number times a power of ten, rounded once: the nearest number to what is meant.
    private static func product(_ whole: Double, _ exponent: Int) -> Double {
        let power = (0..<exponent.magnitude).reduce(1.0) { power, _ in power * 10 }
        return exponent < 0 ? whole / power : whole * power
    }
}
