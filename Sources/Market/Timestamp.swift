/// A moment: milliseconds since 1970-01-01T00:00:00Z, without leap seconds.
///
/// No arithmetic on moments traps, whatever a header, a file or a clock said: a moment lies within
/// ±2⁵³ ms of 1970, some 285,000 years, and what would lie further off stays at that edge. So a
/// distance of two moments, a thousand of them added up, fits in 64 bits.
package struct Timestamp: Hashable, Comparable, Sendable {
    package let milliseconds: Int64

    private static let farthest: Int64 = 1 << 53

    /// The moment so many milliseconds after 1970, or the nearest there is.
    package init(milliseconds: Int64) {
        self.milliseconds = min(max(milliseconds, -Self.farthest), Self.farthest)
    }

    package static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.milliseconds < right.milliseconds
    }

    /// The moments a calendar with four-digit years can spell, and so those that are kept: 1970 to
    /// 9999.
    package static let representable =
        Timestamp(milliseconds: 0)...Timestamp(milliseconds: lastRepresentable)

    /// The last of them, in milliseconds since 1970.
    static var lastRepresentable: Int64 { 253_402_300_799_999 }

    /// The moments that somebody outside can mean by "now": from 2009, when there was nothing to be
    /// traded yet, to 2100.
    package static let credible =
        Timestamp(milliseconds: 1_230_768_000_000)..<Timestamp(milliseconds: 4_102_444_800_000)

    package static let millisecondsPerDay: Int64 = 86_400_000

    /// Whole UTC days since 1970.
    package var day: Int64 {
        let (day, rest) = milliseconds.quotientAndRemainder(dividingBy: Self.millisecondsPerDay)
        return rest < 0 ? day - 1 : day
    }

    /// 00:00 UTC of a day counted from 1970.
    package init(startOfDay day: Int64) {
        self.init(day, times: Self.millisecondsPerDay)
    }

    /// The moment so many seconds after 1970.
    package init(seconds: Int64) { self.init(seconds, times: 1_000) }

    private init(_ count: Int64, times unit: Int64) {
        let (product, overflow) = count.multipliedReportingOverflow(by: unit)
        self.init(milliseconds: overflow ? (count < 0 ? .min : .max) : product)
    }

    /// Milliseconds from `earlier` to this moment.
    package func since(_ earlier: Timestamp) -> Int64 { milliseconds - earlier.milliseconds }

    /// The moment so many spans of milliseconds later.
    package func advanced(by count: Int64, spansOf length: Int64) -> Timestamp {
        let (interval, overflow) = count.multipliedReportingOverflow(by: length)
        return advanced(
            byMilliseconds: overflow ? ((count < 0) == (length < 0) ? .max : .min) : interval)
    }

    package func advanced(byMilliseconds interval: Int64) -> Timestamp {
        let (sum, overflow) = milliseconds.addingReportingOverflow(interval)
        return Timestamp(milliseconds: overflow ? (interval < 0 ? .min : .max) : sum)
    }
}
