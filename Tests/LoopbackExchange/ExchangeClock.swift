internal import Market

/// What an exchange believes the time to be: a moment that stands, or one that moves from there on.
struct ExchangeClock: Sendable {
    private let moment: Timestamp
    private let movingSince: ContinuousClock.Instant?

    static func standing(at moment: Timestamp) -> ExchangeClock {
        ExchangeClock(moment: moment, movingSince: nil)
    }

    /// A clock that shows `moment` now and goes as fast as real ones.
    static func moving(from moment: Timestamp) -> ExchangeClock {
        ExchangeClock(moment: moment, movingSince: .now)
    }

    var now: Timestamp {
        guard let movingSince else { return moment }
        let passed = ContinuousClock.now - movingSince
        return moment.advanced(byMilliseconds: Int64(passed / .milliseconds(1)))
    }
}

extension Timestamp {
    /// The moment as RFC 7231 writes it, to the second: `Thu, 24 Jun 2021 18:32:39 GMT`.
    var httpDate: String {
        let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let months = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
        let parts = dateText.split(separator: "-").map(String.init)
        let month = months[(Int(parts[1]) ?? 1) - 1]
        let weekday = weekdays[Int(day % 7)]
        return "\(weekday), \(parts[2]) \(month) \(parts[0]) \(timeText(seconds: true)) GMT"
    }
}
