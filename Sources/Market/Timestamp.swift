/// A moment: milliseconds since 1970-01-01T00:00:00Z, without leap seconds.
package struct Timestamp: Hashable, Comparable, Sendable {
    package let milliseconds: Int64

    package init(milliseconds: Int64) { self.milliseconds = milliseconds }

    package static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.milliseconds < right.milliseconds
    }

    /// The moments a calendar with four-digit years can spell: 1970 to 9999.
    package static let representable =
        Timestamp(milliseconds: 0)...Timestamp(milliseconds: 253_402_300_799_999)

    package static let millisecondsPerDay: Int64 = 86_400_000

    /// Whole UTC days since 1970.
    package var day: Int64 {
        let (day, rest) = milliseconds.quotientAndRemainder(dividingBy: Self.millisecondsPerDay)
        return rest < 0 ? day - 1 : day
    }

    /// 00:00 UTC of a day counted from 1970.
    package init(startOfDay day: Int64) {
        milliseconds = day * Self.millisecondsPerDay
    }

    /// Milliseconds from `earlier` to this moment.
    package func since(_ earlier: Timestamp) -> Int64 { milliseconds - earlier.milliseconds }

    package func advanced(byMilliseconds interval: Int64) -> Timestamp {
        Timestamp(milliseconds: milliseconds + interval)
    }
}
