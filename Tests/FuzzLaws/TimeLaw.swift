internal import Market

/// ISO 8601: what is read is within four-digit years, prints, and reads back as the same moment.
enum TimeLaw: Law {
    static func check(_ input: [UInt8]) throws(BrokenLaw) {
        try checkAnyMoment(input)
        let text = String(decoding: input, as: UTF8.self)
        guard let moment = Timestamp(iso8601: text) else { return }
        try hold(Timestamp.representable.contains(moment), "'\(text)' is out of range")
        let printed = "\(moment)"
        try hold(printed.utf8.count == 24, "'\(text)' prints as \(printed)")
        try hold(Timestamp(iso8601: printed) == moment, "\(printed) is read as another moment")
        try hold(
            Timestamp(iso8601: "\(moment.dateText)T\(moment.timeText())").map {
                moment.since($0) < 60_000 && moment >= $0
            } ?? false, "\(printed) has another date or time of day")
        if text.utf8.count == 24, text.utf8.last == UInt8(ascii: "Z") {
            let spelled = text.replacing(" ", with: "T")
            try hold(spelled == printed, "'\(text)' is told as \(printed)")
        }
    }

    /// No moment of 64 bits is beyond printing.
    private static func checkAnyMoment(_ input: [UInt8]) throws(BrokenLaw) {
        guard input.count == 8 else { return }
        let bits = input.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let moment = Timestamp(milliseconds: Int64(bitPattern: bits))
        guard Timestamp.representable.contains(moment) else {
            return try MessageLaw.check("\(moment)", atMost: 40, "a far moment")
        }
        try hold(Timestamp(iso8601: "\(moment)") == moment, "\(moment) is read as another moment")
    }
}
