package import Market

/// A week of ISO 8601: from Monday on, belonging to the year that most of its days do.
package struct ISOWeek: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let year: Int
    package let week: Int

    package init(year: Int, week: Int) {
        self.year = year
        self.week = week
    }

    /// The week that a moment is in, by UTC.
    package init(_ moment: Timestamp) {
        // 1970 began on a Thursday, and the Thursday of a week decides its year.
        let thursday = moment.day - (moment.day + 3) % 7 + 3
        let date = Timestamp(startOfDay: thursday).dateText
        year = Int(date.prefix(4)) ?? 1970
        let newYear = Timestamp(iso8601: "\(date.prefix(4))-01-01")?.day ?? thursday
        week = Int(thursday - newYear) / 7 + 1
    }

    /// `2026-W09`.
    package var description: String { "\(year)-W\(week < 10 ? "0" : "")\(week)" }

    package static func < (left: ISOWeek, right: ISOWeek) -> Bool {
        (left.year, left.week) < (right.year, right.week)
    }
}
