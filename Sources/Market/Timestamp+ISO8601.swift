// Calendar text. The conversion between days and dates is the usual one for the proleptic
// Gregorian calendar, counted in 400-year eras of 146,097 days that begin on 1 March.

extension Timestamp: CustomStringConvertible {
    /// ISO 8601 in UTC with milliseconds: `2025-10-10T21:15:00.000Z`.
    package var description: String {
        "\(dateText)T\(timeText(seconds: true)).\(Self.padded(millisecondOfSecond, to: 3))Z"
    }

    /// The UTC date: `2025-10-10`.
    package var dateText: String {
        let (year, month, dayOfMonth) = Self.date(ofDay: day)
        return "\(Self.padded(year, to: 4))-\(Self.padded(month, to: 2))-"
            + Self.padded(dayOfMonth, to: 2)
    }

    /// The UTC time of day: `21:15`, or `21:15:00` with seconds.
    package func timeText(seconds: Bool = false) -> String {
        let second = millisecondOfDay / 1_000
        let text = "\(Self.padded(second / 3_600, to: 2)):\(Self.padded(second / 60 % 60, to: 2))"
        return seconds ? "\(text):\(Self.padded(second % 60, to: 2))" : text
    }

    private var millisecondOfSecond: Int64 { millisecondOfDay % 1_000 }

    /// Wrapping, for the first midnight of the range lies before the first moment of it.
    private var millisecondOfDay: Int64 { milliseconds &- day &* Self.millisecondsPerDay }

    private static func padded(_ number: Int64, to width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}

extension Timestamp {
    /// The moment an ISO 8601 text names, or `nil`.
    ///
    /// Read: `YYYY-MM-DD`, optionally followed by `T` (or a space) and `HH:MM`, `:SS`, `.fff` and a
    /// zone, `Z` or `±HH:MM`. Without a zone the text is UTC. Years 1970 to 9999.
    package init?(iso8601 text: String) {
        var rest = Array(text.utf8)[...]
        guard let year = Self.number(&rest, digits: 4), Self.take("-", from: &rest),
            let month = Self.number(&rest, digits: 2), Self.take("-", from: &rest),
            let day = Self.number(&rest, digits: 2),
            let days = Self.day(year: year, month: month, dayOfMonth: day)
        else { return nil }
        var moment = Timestamp(startOfDay: days)
        if !rest.isEmpty {
            guard Self.take("T", from: &rest) || Self.take(" ", from: &rest),
                let time = Self.timeOfDay(&rest), let zone = Self.zone(&rest), rest.isEmpty
            else { return nil }
            moment = moment.advanced(byMilliseconds: time - zone)
        }
        guard Self.representable.contains(moment) else { return nil }
        self = moment
    }

    private static func timeOfDay(_ rest: inout ArraySlice<UInt8>) -> Int64? {
        guard let hour = number(&rest, digits: 2), hour < 24, take(":", from: &rest),
            let minute = number(&rest, digits: 2), minute < 60
        else { return nil }
        // In range: two digits each.
        var time = (hour * 60 + minute) * 60_000
        guard take(":", from: &rest) else { return time }
        guard let second = number(&rest, digits: 2), second < 60 else { return nil }
        // In range: two digits.
        time += second * 1_000
        guard take(".", from: &rest) else { return time }
        guard let millisecond = number(&rest, digits: 3) else { return nil }
        return time + millisecond
    }

    /// The zone's distance from UTC in milliseconds; 0 where none is named.
    private static func zone(_ rest: inout ArraySlice<UInt8>) -> Int64? {
        if rest.isEmpty || take("Z", from: &rest) { return 0 }
        let isEast = take("+", from: &rest)
        guard isEast || take("-", from: &rest), let hour = number(&rest, digits: 2), hour < 24,
            take(":", from: &rest), let minute = number(&rest, digits: 2), minute < 60
        else { return nil }
        // In range: two digits each.
        let distance = (hour * 60 + minute) * 60_000
        return isEast ? distance : -distance
    }

    private static func take(_ character: Unicode.Scalar, from rest: inout ArraySlice<UInt8>)
        -> Bool
    {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest.removeFirst()
        return true
    }

    private static func number(_ rest: inout ArraySlice<UInt8>, digits: Int) -> Int64? {
        guard rest.count >= digits else { return nil }
        var value: Int64 = 0
        for byte in rest.prefix(digits) {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            value = value * 10 + Int64(byte - UInt8(ascii: "0"))
        }
        rest.removeFirst(digits)
        return value
    }

    /// Year, month and day of month of a day counted from 1970.
    private static func date(ofDay day: Int64) -> (Int64, Int64, Int64) {
        let shifted = day + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    }

    /// The day counted from 1970, or `nil` where the calendar has none of that date.
    private static func day(year: Int64, month: Int64, dayOfMonth: Int64) -> Int64? {
        guard (1...12).contains(month), (1...31).contains(dayOfMonth) else { return nil }
        let marchYear = month <= 2 ? year - 1 : year
        let era = (marchYear >= 0 ? marchYear : marchYear - 399) / 400
        let yearOfEra = marchYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + dayOfMonth - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        let day = era * 146_097 + dayOfEra - 719_468
        return date(ofDay: day) == (year, month, dayOfMonth) ? day : nil
    }
}
