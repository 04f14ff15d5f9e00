internal import Market

/// The moment that a header names, in one of the three forms that HTTP knows.
///
/// ```
/// Sun, 06 Nov 1994 08:49:37 GMT
/// Sunday, 06-Nov-94 08:49:37 GMT
/// Sun Nov  6 08:49:37 1994
/// ```
///
/// A day that the calendar does not have, a day of the week that it was not, another zone or a sign
/// make it none: whoever reads 31 November as 1 December believes a clock that is wrong.
/// Source: RFC 9110, section 5.6.7.
enum HTTPDate {
    private static let weekdays = [
        "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
    ]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// Seconds since 1970; `nil` where the text names no moment from then to the year 9999.
    static func seconds(_ text: String) -> Int64? {
        // One space stands for the missing digit of a day in the third form.
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        if words.count == 6, words[0].hasSuffix(","), words[5] == "GMT" {
            return seconds(
                weekday: words[0].dropLast(), isShort: true, day: words[1], month: words[2],
                year: words[3], time: words[4])
        }
        if words.count == 4, words[0].hasSuffix(","), words[3] == "GMT" {
            let date = words[1].split(separator: "-", omittingEmptySubsequences: false)
            guard date.count == 3, date[2].utf8.count == 2 else { return nil }
            // What may be told now is of this century; the rest is past in either.
            let century = date[2] < "70" ? "20" : "19"
            return seconds(
                weekday: words[0].dropLast(), isShort: false, day: date[0], month: date[1],
                year: century + date[2], time: words[2])
        }
        if words.count == 5 || (words.count == 6 && words[2].isEmpty) {
            let day = words.count == 6 ? "0" + words[3] : words[2]
            return seconds(
                weekday: words[0], isShort: true, day: day, month: words[1],
                year: words[words.count - 1], time: words[words.count - 2])
        }
        return nil
    }

    private static func seconds(
        weekday: Substring, isShort: Bool, day: some StringProtocol, month: some StringProtocol,
        year: some StringProtocol, time: Substring
    ) -> Int64? {
        guard time.utf8.count == 8, let place = months.firstIndex(where: { $0 == month }) else {
            return nil
        }
        // Of a minute with a leap second the last one has two names.
        let isLeap = time.hasSuffix(":60")
        let clock = isLeap ? time.dropLast(2) + "59" : time
        let number = place < 9 ? "0\(place + 1)" : "\(place + 1)"
        guard let moment = Timestamp(iso8601: "\(year)-\(number)-\(day)T\(clock)Z") else {
            return nil
        }
        // 1970 began on a Thursday.
        let name = weekdays[Int((moment.day + 4) % 7)]
        guard weekday == (isShort ? name.prefix(3) : name[...]) else { return nil }
        return moment.milliseconds / 1_000 + (isLeap ? 1 : 0)
    }
}
