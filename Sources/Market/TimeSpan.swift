/// A span of time as people say it.
package enum TimeSpan {
    /// In its two largest units: `4 m 10 s`, `3 h 5 m`, `12 d 4 h`; nothing of a negative one.
    package static func words(milliseconds: Int64) -> String {
        let seconds = max(0, milliseconds / 1_000)
        switch seconds {
        case ..<60: return "\(seconds) s"
        case ..<3_600: return "\(seconds / 60) m \(seconds % 60) s"
        case ..<86_400: return "\(seconds / 3_600) h \(seconds / 60 % 60) m"
        default: return "\(seconds / 86_400) d \(seconds / 3_600 % 24) h"
        }
    }

    /// In days of 24 hours.
    package static func days(milliseconds: Int64) -> Double {
        Double(milliseconds) / Double(Timestamp.millisecondsPerDay)
    }

    /// The seconds of a word as `90m`, `48h` or `30d`; `nil` where it is none, or names more than a
    /// million of its unit.
    package static func seconds(of word: some StringProtocol) -> Int64? {
        let units: [Character: Int64] = ["m": 60, "h": 3_600, "d": 86_400]
        guard let unit = word.last.flatMap({ units[$0] }), let count = Int64(word.dropLast()),
            (1...1_000_000).contains(count)
        else { return nil }
        // In range: a million days at most.
        return count * unit
    }
}
