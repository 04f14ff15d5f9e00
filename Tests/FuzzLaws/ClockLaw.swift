internal import Feeds
internal import Market
internal import Publishing
internal import Reporting

/// What is reckoned from a clock, a command line or a stored moment: numbers of 64 bits, whatever they
/// are.
///
/// An input is a row of numbers of 8 bytes.
enum ClockLaw: Law {
    static func check(_ input: [UInt8]) throws(BrokenLaw) {
        let numbers = stride(from: 0, to: min(input.count, 64), by: 8).map { place in
            Int64(
                bitPattern: input[place..<min(place + 8, input.count)].reduce(UInt64(0)) {
                    $0 << 8 | UInt64($1)
                })
        }
        for (index, number) in numbers.enumerated() {
            let other = numbers[(index + 1) % numbers.count]
            try moments(Timestamp(milliseconds: number), Timestamp(milliseconds: other), other)
            try moments(Timestamp(seconds: number), Timestamp(startOfDay: other), number)
            try waits(seconds: number, other)
        }
    }

    private static func moments(
        _ moment: Timestamp, _ other: Timestamp, _ span: Int64
    ) throws(BrokenLaw) {
        try MessageLaw.check("\(moment)", atMost: 40, "a moment")
        try hold(moment.since(other) == -other.since(moment), "a distance has two lengths")
        let later = moment.advanced(byMilliseconds: span)
        try hold(span < 0 ? later <= moment : later >= moment, "\(later) is the wrong way")
        _ = moment.advanced(by: span, spansOf: other.milliseconds)
        try hold(
            moment.since(Timestamp(startOfDay: moment.day)) >= 0, "\(moment) lies before its day")
        for timeframe in Timeframe.allCases {
            let past = moment.since(timeframe.floor(moment))
            try hold(
                (0..<timeframe.milliseconds).contains(past) || past == 0,
                "\(moment) lies \(past) behind its \(timeframe.rawValue)")
        }
        for longest in [span, 0, .max, .min] {
            let deadline = Deadline(until: other, writtenAt: later)
            if case .void(let why) = deadline.standing(at: moment, longestMilliseconds: longest) {
                try MessageLaw.check(why, "why a deadline is void")
            }
        }
        try MessageLaw.check(Figures.duration(milliseconds: span), "a duration")
        try MessageLaw.check("\(ISOWeek(moment))", "a week")
        try MessageLaw.check(Figures.moment(moment), "a moment")
    }

    private static func waits(seconds: Int64, _ other: Int64) throws(BrokenLaw) {
        let id = XPostID.least(atSeconds: seconds)
        try hold(id > 0, "\(id) is no number for a post")
        let whole = Int64(saturating: Double(bitPattern: UInt64(bitPattern: other)))
        try hold(abs(whole) <= 1 << 53, "\(whole) is past the edge")
    }
}
