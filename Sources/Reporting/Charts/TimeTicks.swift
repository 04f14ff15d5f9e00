internal import Market

/// Moments for a time axis, in UTC: whole minutes, hours, days, and then more days.
struct TimeTicks {
    struct Tick: Equatable {
        let time: Timestamp
        let label: String
    }

    private static let minutes: [Int64] = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720]
    private static let days: [Int64] = [1, 2, 4, 7, 14, 28]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    let ticks: [Tick]

    /// The moments inside a span, at most `most` of them.
    init(from start: Timestamp, to end: Timestamp, atMost most: Int) {
        let span = max(1, end.since(start))
        let step = Self.step(span: span, atMost: Int64(max(1, most)))
        let first = (start.milliseconds + step - 1) / step * step
        ticks = stride(from: first, through: end.milliseconds, by: Int(step)).map {
            let time = Timestamp(milliseconds: $0)
            return Tick(time: time, label: Self.label(time, step: step))
        }
    }

    private static func step(span: Int64, atMost most: Int64) -> Int64 {
        let listed =
            // In range: both lists are constants.
            minutes.map { $0 * 60_000 } + days.map { $0 * Timestamp.millisecondsPerDay }
        var step = listed.first { span / $0 < most } ?? 28 * Timestamp.millisecondsPerDay
        while span / step >= most { step *= 2 }
        return step
    }

    /// The time of day; at midnight the day; of weeks the month.
    private static func label(_ time: Timestamp, step: Int64) -> String {
        if step >= 56 * Timestamp.millisecondsPerDay { return String(time.dateText.prefix(7)) }
        let isMidnight = time.milliseconds % Timestamp.millisecondsPerDay == 0
        return isMidnight ? day(time) : time.timeText()
    }

    /// A day of the year: `10 Oct`.
    private static func day(_ time: Timestamp) -> String {
        let parts = time.dateText.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3, months.indices.contains(parts[1] - 1) else { return time.dateText }
        return "\(parts[2]) \(months[parts[1] - 1])"
    }
}
