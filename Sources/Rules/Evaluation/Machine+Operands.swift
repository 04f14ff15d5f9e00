// What several codes have in common, put in where it is short.

extension Machine {
    @inline(__always)
    static func isUnknown(_ left: Double, _ right: Double) -> Bool {
        left.isNaN || right.isNaN
    }

    @inline(__always)
    static func isKnown(_ left: Int128, _ right: Int128) -> Bool {
        !Unknown.isUnknown(left) && !Unknown.isUnknown(right)
    }

    @inline(__always)
    static func numerators(
        _ step: Instruction, _ wholes: borrowing MutableSpan<Int128>,
        _ holds: (Int128, Int128) -> Bool
    ) -> Double {
        let (left, right) = (wholes[at: step.first], wholes[at: step.second])
        return isKnown(left, right) ? Kleene.known(holds(left, right)) : .nan
    }

    @inline(__always)
    static func scaled(
        _ step: Instruction, _ wholes: borrowing MutableSpan<Int128>, _ wides: Span<Int128>,
        _ holds: (Int) -> Bool
    ) -> Double {
        let (left, right) = (wholes[at: step.first], wholes[at: step.second])
        guard isKnown(left, right) else { return .nan }
        let wide = Int(step.wide)
        return Kleene.known(
            holds(ExactOrder.of(left, times: wides[wide], right, times: wides[wide + 1])))
    }

    @inline(__always)
    static func extreme(
        _ step: Instruction, isHighest: Bool, _ wholes: inout MutableSpan<Int128>,
        _ counts: inout MutableSpan<Int>
    ) -> Int128 {
        let value = wholes[at: step.first]
        let place = Extreme.next(
            value, isKnown: !Unknown.isUnknown(value), isHighest: isHighest,
            period: Int(step.period), &wholes, at: Int(step.whole), &counts, at: Int(step.count))
        return place < 0 ? Unknown.whole : wholes[Int(step.whole) + place]
    }

    @inline(__always)
    static func extreme(
        _ step: Instruction, isHighest: Bool, isAge: Bool, _ reals: inout MutableSpan<Double>,
        _ counts: inout MutableSpan<Int>
    ) -> Double {
        let value = reals[at: step.first]
        let place = Extreme.next(
            value, isKnown: !value.isNaN, isHighest: isHighest, period: Int(step.period), &reals,
            at: Int(step.real), &counts, at: Int(step.count))
        if place < 0 { return .nan }
        return isAge
            ? Double(Extreme.age(of: place, counts, at: Int(step.count)))
            : reals[Int(step.real) + place]
    }

    @inline(never)
    static func exactSeed(
        _ step: Instruction, _ wides: Span<Int128>, _ reals: inout MutableSpan<Double>,
        _ wholes: inout MutableSpan<Int128>, _ counts: inout MutableSpan<Int>
    ) -> Double {
        Seed.take(
            exact: wholes[at: step.second], over: wides[at: step.wide], period: Int(step.period),
            &reals, at: Int(step.real), &wholes, at: Int(step.whole), &counts,
            at: Int(step.count))
    }

    /// A window that is looked at whole with every candle.
    @inline(never)
    static func window(
        _ step: Instruction, _ reals: inout MutableSpan<Double>, _ counts: inout MutableSpan<Int>
    ) -> Double {
        let (period, base) = (Int(step.period), Int(step.real))
        let isKnown = Ring.take(
            reals[at: step.first], period: period, &reals, at: base, &counts,
            at: Int(step.count))
        guard isKnown else { return .nan }
        let oldest = counts[at: step.count]
        let value: Double
        switch step.code {
        case .sum: value = WindowSum.value(period: period, reals, at: base, oldest: oldest)
        case .weighted:
            value = WeightedAverage.value(period: period, reals, at: base, oldest: oldest)
        default:
            let mean =
                step.second < 0 || step.code == .mean
                ? Ring.mean(period: period, reals, at: base, oldest: oldest)
                : reals[at: step.second]
            switch step.code {
            case .mean: value = mean
            case .deviation:
                value = StandardDeviation.value(
                    mean: mean, period: period, reals, at: base, oldest: oldest)
            case .meanDeviation:
                value = MeanDeviation.value(
                    mean: mean, period: period, reals, at: base, oldest: oldest)
            case .regression:
                value = Regression.end(
                    mean: mean, period: period, reals, at: base, oldest: oldest)
            default:
                value = Regression.slope(
                    mean: mean, period: period, reals, at: base, oldest: oldest)
            }
        }
        return Unknown.unlessFinite(value)
    }
}
