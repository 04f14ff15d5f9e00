internal import Market

/// Hour, minute and weekday of a candle's open time, UTC.
enum Clock {
    @inline(__always)
    static func value(_ field: ClockField, at openTime: Int64) -> Double {
        let moment = Timestamp(milliseconds: openTime)
        // In range: a day has 86,400,000 milliseconds.
        let minutes = moment.since(Timestamp(startOfDay: moment.day)) / 60_000
        switch field {
        case .hour: return Double(minutes / 60)
        case .minute: return Double(minutes % 60)
        case .weekday:
            // 1970 began on a Thursday, the fourth day of the week.
            let past = (moment.day + 3) % 7
            return Double((past < 0 ? past + 7 : past) + 1)
        }
    }
}

/// A number from 0 to 1 that follows from the time alone, as good as a throw of dice.
///
/// Formula: the first output of SplitMix64 seeded with `time XOR k·0x9E3779B97F4A7C15`, the time
/// being the open time in milliseconds; its upper 53 bits times 2⁻⁵³.
///
/// Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014.
enum Noise {
    private static var gamma: UInt64 { 0x9e37_79b9_7f4a_7c15 }

    @inline(__always)
    static func value(_ number: UInt64, at openTime: Int64) -> Double {
        let seed = UInt64(bitPattern: openTime) ^ (number &* gamma)
        var mixed = seed &+ gamma
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        mixed ^= mixed >> 31
        return Double(mixed >> 11) * 0x1p-53
    }
}
