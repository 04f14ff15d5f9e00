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
}
