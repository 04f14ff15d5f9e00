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
        var next = range.lowerBound
        while next < range.upperBound {
            let at = next
            // In range: below an upper bound.
            next &+= 1
            let result = steps[at: at].result
            let value: Double
            switch steps[at: at].code {
            // Whole numbers of the candle.
            case .open:
                wholes[at: result] = candle.open
                continue
            case .high:
                wholes[at: result] = candle.high
                continue
            case .low:
                wholes[at: result] = candle.low
                continue
            case .close:
                wholes[at: result] = candle.close
                continue
            case .volume:
                wholes[at: result] = candle.volume
                continue
            case .near:
                value = NearestDouble.quotient(
                    wholes[at: steps[at: at].first],
                    over: wides[at: steps[at: at].wide], near: steps[at: at].factor)

            case .constant: value = steps[at: at].factor

            // Whole numbers. In range: 127 bits hold the results, as was found out when compiling.
            case .exactPlus:
                let (left, right) = (
                    wholes[at: steps[at: at].first], wholes[at: steps[at: at].second]
                )
                wholes[at: result] = Self.isKnown(left, right) ? left &+ right : Unknown.whole
                continue
            case .exactMinus:
                let (left, right) = (
                    wholes[at: steps[at: at].first], wholes[at: steps[at: at].second]
                )
                wholes[at: result] = Self.isKnown(left, right) ? left &- right : Unknown.whole
                continue
            case .exactSum:
                let (left, right) = (
                    wholes[at: steps[at: at].first], wholes[at: steps[at: at].second]
                )
                wholes[at: result] =
                    Self.isKnown(left, right)
                    ? left &* wides[at: steps[at: at].wide]
                        &+ right &* wides[at: steps[at: at].wide + 1]
                    : Unknown.whole
                continue
            case .exactProduct:
                let operand = wholes[at: steps[at: at].first]
                wholes[at: result] =
                    Unknown.isUnknown(operand)
                    ? operand : operand &* wides[at: steps[at: at].wide]
                continue
            case .exactShifted:
                wholes[at: result] = ExactRing.exchange(
                    wholes[at: steps[at: at].first], period: Int(steps[at: at].period),
                    &wholes,
                    at: Int(steps[at: at].whole), &counts, at: Int(steps[at: at].count))
                continue
            case .exactWindowSum:
                wholes[at: result] = ExactRing.sum(
                    wholes[at: steps[at: at].first], period: Int(steps[at: at].period),
                    &wholes,
                    at: Int(steps[at: at].whole), &counts, at: Int(steps[at: at].count))
                continue
            case .exactHighest:
                wholes[at: result] = Self.extreme(
                    steps[at: at], isHighest: true, &wholes, &counts)
                continue
            case .exactLowest:
                wholes[at: result] = Self.extreme(
                    steps[at: at], isHighest: false, &wholes, &counts)
                continue

            // Of the candle.
            case .hour: value = Clock.value(.hour, at: candle.openTime)
            case .minute: value = Clock.value(.minute, at: candle.openTime)
            case .weekday: value = Clock.value(.weekday, at: candle.openTime)
            case .noise:
                value = Noise.value(steps[at: at].factor.bitPattern, at: candle.openTime)
            case .vwap:
                value = VolumeWeightedAverage.next(
                    candle, &reals, at: Int(steps[at: at].real), &wholes,
                    at: Int(steps[at: at].whole), &counts,
                    at: Int(steps[at: at].count))
            case .dayOpen:
                value = DayPrice.next(
                    candle, .open, &reals, at: Int(steps[at: at].real), &counts,
                    at: Int(steps[at: at].count))
            case .dayHigh:
                value = DayPrice.next(
                    candle, .high, &reals, at: Int(steps[at: at].real), &counts,
                    at: Int(steps[at: at].count))
            case .dayLow:
                value = DayPrice.next(
                    candle, .low, &reals, at: Int(steps[at: at].real), &counts,
                    at: Int(steps[at: at].count))
            case .parabolic:
                value = Parabolic.next(
                    high: CandleNumbers.price(candle.high), low: CandleNumbers.price(candle.low),
                    step: steps[at: at].factor, most: steps[at: at].other, &reals,
                    at: Int(steps[at: at].real), &counts,
                    at: Int(steps[at: at].count))
            case .supertrend:
                value = Supertrend.next(
                    candle, period: Int(steps[at: at].period),
                    factor: steps[at: at].factor, &reals,
                    at: Int(steps[at: at].real), &wholes, at: Int(steps[at: at].whole),
                    &counts,
                    at: Int(steps[at: at].count))
            case .haOpen:
                value = HeikinAshiOpen.next(candle, &reals, at: Int(steps[at: at].real))

            // Arithmetic.
            case .plus:
                value = Unknown.unlessFinite(
                    reals[at: steps[at: at].first] + reals[at: steps[at: at].second])
            case .minus:
                value = Unknown.unlessFinite(
                    reals[at: steps[at: at].first] - reals[at: steps[at: at].second])
            case .times:
                value = Unknown.unlessFinite(
                    reals[at: steps[at: at].first] * reals[at: steps[at: at].second])
            case .divided:
                value = Unknown.unlessFinite(
                    reals[at: steps[at: at].first] / reals[at: steps[at: at].second])
            case .negated: value = Unknown.unlessFinite(-reals[at: steps[at: at].first])
            case .absolute: value = Unknown.unlessFinite(abs(reals[at: steps[at: at].first]))
            case .squareRoot:
                value = Unknown.unlessFinite(reals[at: steps[at: at].first].squareRoot())
            case .sign:
                let operand = reals[at: steps[at: at].first]
                value = operand > 0 ? 1 : operand < 0 ? -1 : operand == 0 ? 0 : .nan
            case .minimum:
                let (left, right) = (
                    reals[at: steps[at: at].first], reals[at: steps[at: at].second]
                )
                value = Self.isUnknown(left, right) ? .nan : right < left ? right : left
            case .maximum:
                let (left, right) = (
                    reals[at: steps[at: at].first], reals[at: steps[at: at].second]
                )
                value = Self.isUnknown(left, right) ? .nan : right > left ? right : left
            case .choice:
                let condition = reals[at: steps[at: at].first]
                let (left, right) = (
                    reals[at: steps[at: at].second], reals[at: steps[at: at].third]
                )
                value = condition == 1 ? left : condition == 0 ? right : .nan

            // Conditions.
            case .known: value = reals[at: steps[at: at].first].isNaN ? 0 : 1
            case .exactKnown:
                value = Kleene.known(wholes[at: steps[at: at].first] != Unknown.whole)
            case .and:
                value = Kleene.and(
                    reals[at: steps[at: at].first], reals[at: steps[at: at].second])
            case .or:
                value = Kleene.or(
                    reals[at: steps[at: at].first], reals[at: steps[at: at].second])
            case .not: value = Kleene.not(reals[at: steps[at: at].first])
            case .crossing:
                let beyond = reals[at: steps[at: at].first]
                let before = reals[at: steps[at: at].real]
                reals[at: steps[at: at].real] = Kleene.not(beyond)
                value = Kleene.and(beyond, before)
            case .less:
                let (left, right) = (
                    reals[at: steps[at: at].first], reals[at: steps[at: at].second]
                )
                value = Self.isUnknown(left, right) ? .nan : left < right ? 1 : 0
            case .lessOrEqual:
                let (left, right) = (
                    reals[at: steps[at: at].first], reals[at: steps[at: at].second]
                )
                value = Self.isUnknown(left, right) ? .nan : left <= right ? 1 : 0
            case .greater:
                let (left, right) = (
                    reals[at: steps[at: at].first], reals[at: steps[at: at].second]
                )
                value = Self.isUnknown(left, right) ? .nan : left > right ? 1 : 0
            case .greaterOrEqual:
                let (left, right) = (
                    reals[at: steps[at: at].first], reals[at: steps[at: at].second]
                )
                value = Self.isUnknown(left, right) ? .nan : left >= right ? 1 : 0
            case .equal:
                let (left, right) = (
                    reals[at: steps[at: at].first], reals[at: steps[at: at].second]
                )
                value = Self.isUnknown(left, right) ? .nan : left == right ? 1 : 0
            case .notEqual:
                let (left, right) = (
                    reals[at: steps[at: at].first], reals[at: steps[at: at].second]
                )
                value = Self.isUnknown(left, right) ? .nan : left != right ? 1 : 0
            case .exactLess: value = Self.numerators(steps[at: at], wholes) { $0 < $1 }
            case .exactLessOrEqual:
                value = Self.numerators(steps[at: at], wholes) { $0 <= $1 }
            case .exactGreater: value = Self.numerators(steps[at: at], wholes) { $0 > $1 }
            case .exactGreaterOrEqual:
                value = Self.numerators(steps[at: at], wholes) { $0 >= $1 }
            case .exactEqual: value = Self.numerators(steps[at: at], wholes) { $0 == $1 }
            case .exactNotEqual: value = Self.numerators(steps[at: at], wholes) { $0 != $1 }
            case .scaledLess: value = Self.scaled(steps[at: at], wholes, wides) { $0 < 0 }
            case .scaledLessOrEqual:
                value = Self.scaled(steps[at: at], wholes, wides) { $0 <= 0 }
            case .scaledGreater: value = Self.scaled(steps[at: at], wholes, wides) { $0 > 0 }
            case .scaledGreaterOrEqual:
                value = Self.scaled(steps[at: at], wholes, wides) { $0 >= 0 }
            case .scaledEqual: value = Self.scaled(steps[at: at], wholes, wides) { $0 == 0 }
            case .scaledNotEqual:
                value = Self.scaled(steps[at: at], wholes, wides) { $0 != 0 }

            // Windows and memories.
            case .shifted:
                value = Ring.exchange(
                    reals[at: steps[at: at].first], period: Int(steps[at: at].period),
                    &reals, at: Int(steps[at: at].real),
                    &counts, at: Int(steps[at: at].count))
            case .sum, .mean, .weighted, .deviation, .meanDeviation, .regression, .slope:
                value = Self.window(steps[at: at], &reals, &counts)
            case .highest:
                value = Self.extreme(
                    steps[at: at], isHighest: true, isAge: false, &reals, &counts)
            case .lowest:
                value = Self.extreme(
                    steps[at: at], isHighest: false, isAge: false, &reals, &counts)
            case .ageOfHighest:
                value = Self.extreme(
                    steps[at: at], isHighest: true, isAge: true, &reals, &counts)
            case .ageOfLowest:
                value = Self.extreme(
                    steps[at: at], isHighest: false, isAge: true, &reals, &counts)
            case .median:
                value = Unknown.unlessFinite(
                    Median.next(
                        reals[at: steps[at: at].first],
                        period: Int(steps[at: at].period), &reals,
                        at: Int(steps[at: at].real), &counts,
                        at: Int(steps[at: at].count)))
            case .percentRank:
                value = PercentRank.next(
                    reals[at: steps[at: at].first], period: Int(steps[at: at].period),
                    &reals, at: Int(steps[at: at].real),
                    &counts, at: Int(steps[at: at].count))
            case .correlation:
                value = Unknown.unlessFinite(
                    Correlation.next(
                        reals[at: steps[at: at].first],
                        reals[at: steps[at: at].second],
                        means: (Int(steps[at: at].third), Int(steps[at: at].wide)),
                        period: Int(steps[at: at].period),
                        &reals, at: Int(steps[at: at].real), &counts,
                        at: Int(steps[at: at].count)))
            case .count:
                value = HoldCount.next(
                    reals[at: steps[at: at].first], period: Int(steps[at: at].period),
                    &reals, at: Int(steps[at: at].real),
                    &counts, at: Int(steps[at: at].count))
            case .since:
                value = LastHeld.since(
                    reals[at: steps[at: at].first], period: Int(steps[at: at].period),
                    &counts,
                    at: Int(steps[at: at].count))
            case .valueWhen:
                value = LastHeld.value(
                    reals[at: steps[at: at].first], reals[at: steps[at: at].second],
                    period: Int(steps[at: at].period),
                    &reals, at: Int(steps[at: at].real), &counts,
                    at: Int(steps[at: at].count))
            case .exponential:
                value = ExponentialAverage.next(
                    reals[at: steps[at: at].first], period: Int(steps[at: at].period),
                    share: steps[at: at].factor, &reals,
                    at: Int(steps[at: at].real), &counts, at: Int(steps[at: at].count))
            case .exponentialOfExact:
                if counts[at: steps[at: at].count] == Int(steps[at: at].period) {
                    value = ExponentialAverage.step(
                        reals[at: steps[at: at].first], share: steps[at: at].factor,
                        &reals, at: Int(steps[at: at].real))
                } else {
                    value = Self.exactSeed(steps[at: at], wides, &reals, &wholes, &counts)
                }
            case .wilder:
                value = WilderSmoothing.next(
                    reals[at: steps[at: at].first], period: Int(steps[at: at].period),
                    &reals, at: Int(steps[at: at].real),
                    &counts, at: Int(steps[at: at].count))
            case .wilderOfExact:
                if counts[at: steps[at: at].count] == Int(steps[at: at].period) {
                    value = WilderSmoothing.step(
                        reals[at: steps[at: at].first],
                        period: Int(steps[at: at].period), &reals,
                        at: Int(steps[at: at].real))
                } else {
                    value = Self.exactSeed(steps[at: at], wides, &reals, &wholes, &counts)
                }
            case .relativeStrength:
                value = RelativeStrength.next(
                    reals[at: steps[at: at].first], period: Int(steps[at: at].period),
                    &reals, at: Int(steps[at: at].real),
                    &counts, at: Int(steps[at: at].count))
            case .relativeStrengthOfPrice:
                value = RelativeStrength.next(
                    units: wholes[at: steps[at: at].first],
                    period: Int(steps[at: at].period), &reals,
                    at: Int(steps[at: at].real), &wholes, at: Int(steps[at: at].whole),
                    &counts,
                    at: Int(steps[at: at].count))
            case .adaptive:
                value = AdaptiveAverage.next(
                    reals[at: steps[at: at].first], period: Int(steps[at: at].period),
                    fast: steps[at: at].factor,
                    slow: steps[at: at].other, &reals, at: Int(steps[at: at].real),
                    &counts, at: Int(steps[at: at].count))
            case .recur:
                let last = reals[at: result]
                let (start, next) = (
                    reals[at: steps[at: at].first], reals[at: steps[at: at].second]
                )
                value = last.isNaN ? start : next.isNaN ? last : next
            }
            reals[at: result] = value
        }
    }
}
