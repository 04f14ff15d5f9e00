/// Carries out instructions over the three rows of cells.
///
/// One loop over one array, without a call that is not inlined where it is short: this is what a
/// candle costs.
enum Machine {
    static func run(
        _ range: Range<Int>, of plan: borrowing EvaluationPlan, _ candle: borrowing CandleNumbers,
        _ reals: inout MutableSpan<Double>, _ wholes: inout MutableSpan<Int128>,
        _ counts: inout MutableSpan<Int>
    ) {
        let steps = plan.instructions.span
        let wides = plan.wides.span
        for at in range {
            let result = Int(steps[at].result)
            let value: Double
            switch steps[at].code {
            // Whole numbers of the candle.
            case .open:
                wholes[result] = candle.open
                continue
            case .high:
                wholes[result] = candle.high
                continue
            case .low:
                wholes[result] = candle.low
                continue
            case .close:
                wholes[result] = candle.close
                continue
            case .volume:
                wholes[result] = candle.volume
                continue
            case .near:
                value = NearestDouble.quotient(
                    wholes[Int(steps[at].first)],
                    over: wides[Int(steps[at].wide)], near: steps[at].factor)

            case .constant: value = steps[at].factor

            // Whole numbers. In range: 127 bits hold the results, as was found out when compiling.
            case .exactPlus:
                let (left, right) = (
                    wholes[Int(steps[at].first)], wholes[Int(steps[at].second)]
                )
                wholes[result] = Self.isKnown(left, right) ? left &+ right : Unknown.whole
                continue
            case .exactMinus:
                let (left, right) = (
                    wholes[Int(steps[at].first)], wholes[Int(steps[at].second)]
                )
                wholes[result] = Self.isKnown(left, right) ? left &- right : Unknown.whole
                continue
            case .exactSum:
                let (left, right) = (
                    wholes[Int(steps[at].first)], wholes[Int(steps[at].second)]
                )
                wholes[result] =
                    Self.isKnown(left, right)
                    ? left &* wides[Int(steps[at].wide)] &+ right &* wides[Int(steps[at].wide) + 1]
                    : Unknown.whole
                continue
            case .exactProduct:
                let operand = wholes[Int(steps[at].first)]
                wholes[result] =
                    Unknown.isUnknown(operand)
                    ? operand : operand &* wides[Int(steps[at].wide)]
                continue
            case .exactShifted:
                wholes[result] = ExactRing.exchange(
                    wholes[Int(steps[at].first)], period: Int(steps[at].period),
                    &wholes,
                    at: Int(steps[at].whole), &counts, at: Int(steps[at].count))
                continue
            case .exactWindowSum:
                wholes[result] = ExactRing.sum(
                    wholes[Int(steps[at].first)], period: Int(steps[at].period),
                    &wholes,
                    at: Int(steps[at].whole), &counts, at: Int(steps[at].count))
                continue
            case .exactHighest:
                wholes[result] = Self.extreme(
                    steps[at], isHighest: true, &wholes, &counts)
                continue
            case .exactLowest:
                wholes[result] = Self.extreme(
                    steps[at], isHighest: false, &wholes, &counts)
                continue

            // Of the candle.
            case .hour: value = Clock.value(.hour, at: candle.openTime)
            case .minute: value = Clock.value(.minute, at: candle.openTime)
            case .weekday: value = Clock.value(.weekday, at: candle.openTime)
            case .noise:
                value = Noise.value(steps[at].factor.bitPattern, at: candle.openTime)
            case .vwap:
                value = VolumeWeightedAverage.next(
                    candle, &reals, at: Int(steps[at].real), &wholes,
                    at: Int(steps[at].whole), &counts,
                    at: Int(steps[at].count))
            case .dayOpen:
                value = DayPrice.next(
                    candle, .open, &reals, at: Int(steps[at].real), &counts,
                    at: Int(steps[at].count))
            case .dayHigh:
                value = DayPrice.next(
                    candle, .high, &reals, at: Int(steps[at].real), &counts,
                    at: Int(steps[at].count))
            case .dayLow:
                value = DayPrice.next(
                    candle, .low, &reals, at: Int(steps[at].real), &counts,
                    at: Int(steps[at].count))
            case .parabolic:
                value = Parabolic.next(
                    high: CandleNumbers.price(candle.high), low: CandleNumbers.price(candle.low),
                    step: steps[at].factor, most: steps[at].other, &reals,
                    at: Int(steps[at].real), &counts,
                    at: Int(steps[at].count))
            case .supertrend:
                value = Supertrend.next(
                    candle, period: Int(steps[at].period),
                    factor: steps[at].factor, &reals,
                    at: Int(steps[at].real), &wholes, at: Int(steps[at].whole),
                    &counts,
                    at: Int(steps[at].count))
            case .haOpen:
                value = HeikinAshiOpen.next(candle, &reals, at: Int(steps[at].real))

            // Arithmetic.
            case .plus:
                value = Unknown.unlessFinite(
                    reals[Int(steps[at].first)] + reals[Int(steps[at].second)])
            case .minus:
                value = Unknown.unlessFinite(
                    reals[Int(steps[at].first)] - reals[Int(steps[at].second)])
            case .times:
                value = Unknown.unlessFinite(
                    reals[Int(steps[at].first)] * reals[Int(steps[at].second)])
            case .divided:
                value = Unknown.unlessFinite(
                    reals[Int(steps[at].first)] / reals[Int(steps[at].second)])
            case .negated: value = Unknown.unlessFinite(-reals[Int(steps[at].first)])
            case .absolute: value = Unknown.unlessFinite(abs(reals[Int(steps[at].first)]))
            case .squareRoot:
                value = Unknown.unlessFinite(reals[Int(steps[at].first)].squareRoot())
            case .sign:
                let operand = reals[Int(steps[at].first)]
                value = operand > 0 ? 1 : operand < 0 ? -1 : operand == 0 ? 0 : .nan
            case .minimum:
                let (left, right) = (
                    reals[Int(steps[at].first)], reals[Int(steps[at].second)]
                )
                value = Self.isUnknown(left, right) ? .nan : right < left ? right : left
            case .maximum:
                let (left, right) = (
                    reals[Int(steps[at].first)], reals[Int(steps[at].second)]
                )
                value = Self.isUnknown(left, right) ? .nan : right > left ? right : left
            case .choice:
                let condition = reals[Int(steps[at].first)]
                let (left, right) = (
                    reals[Int(steps[at].second)], reals[Int(steps[at].third)]
                )
                value = condition == 1 ? left : condition == 0 ? right : .nan

            // Conditions.
            case .known: value = reals[Int(steps[at].first)].isNaN ? 0 : 1
            case .exactKnown:
                value = Kleene.known(wholes[Int(steps[at].first)] != Unknown.whole)
            case .and:
                value = Kleene.and(
                    reals[Int(steps[at].first)], reals[Int(steps[at].second)])
            case .or:
                value = Kleene.or(
                    reals[Int(steps[at].first)], reals[Int(steps[at].second)])
            case .not: value = Kleene.not(reals[Int(steps[at].first)])
            case .crossing:
                let beyond = reals[Int(steps[at].first)]
                let before = reals[Int(steps[at].real)]
                reals[Int(steps[at].real)] = Kleene.not(beyond)
                value = Kleene.and(beyond, before)
            case .less:
                let (left, right) = (
                    reals[Int(steps[at].first)], reals[Int(steps[at].second)]
                )
                value = Self.isUnknown(left, right) ? .nan : left < right ? 1 : 0
            case .lessOrEqual:
                let (left, right) = (
                    reals[Int(steps[at].first)], reals[Int(steps[at].second)]
                )
                value = Self.isUnknown(left, right) ? .nan : left <= right ? 1 : 0
            case .greater:
                let (left, right) = (
                    reals[Int(steps[at].first)], reals[Int(steps[at].second)]
                )
                value = Self.isUnknown(left, right) ? .nan : left > right ? 1 : 0
            case .greaterOrEqual:
                let (left, right) = (
                    reals[Int(steps[at].first)], reals[Int(steps[at].second)]
                )
                value = Self.isUnknown(left, right) ? .nan : left >= right ? 1 : 0
            case .equal:
                let (left, right) = (
                    reals[Int(steps[at].first)], reals[Int(steps[at].second)]
                )
                value = Self.isUnknown(left, right) ? .nan : left == right ? 1 : 0
            case .notEqual:
                let (left, right) = (
                    reals[Int(steps[at].first)], reals[Int(steps[at].second)]
                )
                value = Self.isUnknown(left, right) ? .nan : left != right ? 1 : 0
            case .exactLess: value = Self.numerators(steps[at], wholes) { $0 < $1 }
            case .exactLessOrEqual:
                value = Self.numerators(steps[at], wholes) { $0 <= $1 }
            case .exactGreater: value = Self.numerators(steps[at], wholes) { $0 > $1 }
            case .exactGreaterOrEqual:
                value = Self.numerators(steps[at], wholes) { $0 >= $1 }
            case .exactEqual: value = Self.numerators(steps[at], wholes) { $0 == $1 }
            case .exactNotEqual: value = Self.numerators(steps[at], wholes) { $0 != $1 }
            case .scaledLess: value = Self.scaled(steps[at], wholes, wides) { $0 < 0 }
            case .scaledLessOrEqual:
                value = Self.scaled(steps[at], wholes, wides) { $0 <= 0 }
            case .scaledGreater: value = Self.scaled(steps[at], wholes, wides) { $0 > 0 }
            case .scaledGreaterOrEqual:
                value = Self.scaled(steps[at], wholes, wides) { $0 >= 0 }
            case .scaledEqual: value = Self.scaled(steps[at], wholes, wides) { $0 == 0 }
            case .scaledNotEqual:
                value = Self.scaled(steps[at], wholes, wides) { $0 != 0 }

            // Windows and memories.
            case .shifted:
                value = Ring.exchange(
                    reals[Int(steps[at].first)], period: Int(steps[at].period),
                    &reals, at: Int(steps[at].real),
                    &counts, at: Int(steps[at].count))
            case .sum, .mean, .weighted, .deviation, .meanDeviation, .regression, .slope:
                value = Self.window(steps[at], &reals, &counts)
            case .highest:
                value = Self.extreme(
                    steps[at], isHighest: true, isAge: false, &reals, &counts)
            case .lowest:
                value = Self.extreme(
                    steps[at], isHighest: false, isAge: false, &reals, &counts)
            case .ageOfHighest:
                value = Self.extreme(
                    steps[at], isHighest: true, isAge: true, &reals, &counts)
            case .ageOfLowest:
                value = Self.extreme(
                    steps[at], isHighest: false, isAge: true, &reals, &counts)
            case .median:
                value = Unknown.unlessFinite(
                    Median.next(
                        reals[Int(steps[at].first)],
                        period: Int(steps[at].period), &reals,
                        at: Int(steps[at].real), &counts,
                        at: Int(steps[at].count)))
            case .percentRank:
                value = PercentRank.next(
                    reals[Int(steps[at].first)], period: Int(steps[at].period),
                    &reals, at: Int(steps[at].real),
                    &counts, at: Int(steps[at].count))
            case .correlation:
                value = Unknown.unlessFinite(
                    Correlation.next(
                        reals[Int(steps[at].first)],
                        reals[Int(steps[at].second)],
                        means: (Int(steps[at].third), Int(steps[at].wide)),
                        period: Int(steps[at].period),
                        &reals, at: Int(steps[at].real), &counts,
                        at: Int(steps[at].count)))
            case .count:
                value = HoldCount.next(
                    reals[Int(steps[at].first)], period: Int(steps[at].period),
                    &reals, at: Int(steps[at].real),
                    &counts, at: Int(steps[at].count))
            case .since:
                value = LastHeld.since(
                    reals[Int(steps[at].first)], period: Int(steps[at].period),
                    &counts,
                    at: Int(steps[at].count))
            case .valueWhen:
                value = LastHeld.value(
                    reals[Int(steps[at].first)], reals[Int(steps[at].second)],
                    period: Int(steps[at].period),
                    &reals, at: Int(steps[at].real), &counts,
                    at: Int(steps[at].count))
            case .exponential:
                value = ExponentialAverage.next(
                    reals[Int(steps[at].first)], period: Int(steps[at].period),
                    share: steps[at].factor, &reals,
                    at: Int(steps[at].real), &counts, at: Int(steps[at].count))
            case .exponentialOfExact:
                if counts[Int(steps[at].count)] == Int(steps[at].period) {
                    value = ExponentialAverage.step(
                        reals[Int(steps[at].first)], share: steps[at].factor,
                        &reals, at: Int(steps[at].real))
                } else {
                    value = Self.exactSeed(steps[at], wides, &reals, &wholes, &counts)
                }
            case .wilder:
                value = WilderSmoothing.next(
                    reals[Int(steps[at].first)], period: Int(steps[at].period),
                    &reals, at: Int(steps[at].real),
                    &counts, at: Int(steps[at].count))
            case .wilderOfExact:
                if counts[Int(steps[at].count)] == Int(steps[at].period) {
                    value = WilderSmoothing.step(
                        reals[Int(steps[at].first)],
                        period: Int(steps[at].period), &reals,
                        at: Int(steps[at].real))
                } else {
                    value = Self.exactSeed(steps[at], wides, &reals, &wholes, &counts)
                }
            case .relativeStrength:
                value = RelativeStrength.next(
                    reals[Int(steps[at].first)], period: Int(steps[at].period),
                    &reals, at: Int(steps[at].real),
                    &counts, at: Int(steps[at].count))
            case .relativeStrengthOfPrice:
                value = RelativeStrength.next(
                    units: wholes[Int(steps[at].first)],
                    period: Int(steps[at].period), &reals,
                    at: Int(steps[at].real), &wholes, at: Int(steps[at].whole),
                    &counts,
                    at: Int(steps[at].count))
            case .adaptive:
                value = AdaptiveAverage.next(
                    reals[Int(steps[at].first)], period: Int(steps[at].period),
                    fast: steps[at].factor,
                    slow: steps[at].other, &reals, at: Int(steps[at].real),
                    &counts, at: Int(steps[at].count))
            case .recur:
                let last = reals[result]
                let (start, next) = (
                    reals[Int(steps[at].first)], reals[Int(steps[at].second)]
                )
                value = last.isNaN ? start : next.isNaN ? last : next
            }
            reals[result] = value
        }
    }
}
