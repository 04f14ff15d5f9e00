package import Market

/// How long the candles last that stand behind an `@`: the spans that can be named in a rule.
///
/// Days begin at 00:00 UTC, weeks on Monday.
package enum LongerTimeframe: String, CaseIterable, Hashable, Sendable {
    case oneMinute = "1m"
    case threeMinutes = "3m"
    case fiveMinutes = "5m"
    case fifteenMinutes = "15m"
    case thirtyMinutes = "30m"
    case oneHour = "1h"
    case twoHours = "2h"
    case fourHours = "4h"
    case sixHours = "6h"
    case eightHours = "8h"
    case twelveHours = "12h"
    case oneDay = "1d"
    case oneWeek = "1w"

    /// How long one of its candles lasts.
    package var minutes: Int64 {
        switch self {
        case .oneMinute: 1
        case .threeMinutes: 3
        case .fiveMinutes: 5
        case .fifteenMinutes: 15
        case .thirtyMinutes: 30
        case .oneHour: 60
        case .twoHours: 120
        case .fourHours: 240
        case .sixHours: 360
        case .eightHours: 480
        case .twelveHours: 720
        case .oneDay: 1_440
        case .oneWeek: 10_080
        }
    }

    // In range: a week has 10,080 minutes.
    package var milliseconds: Int64 { minutes * 60_000 }

    /// The open time of the candle that holds a moment.
    ///
    /// 1970 began on a Thursday: a week is counted from the Monday three days before it.
    package func openTime(of moment: Timestamp) -> Timestamp {
        let monday: Int64 = self == .oneWeek ? 3 * Timestamp.millisecondsPerDay : 0
        // In range: a moment lies within ±2⁵³ ms.
        let past = (moment.milliseconds + monday) % milliseconds
        return moment.advanced(byMilliseconds: past < 0 ? -past - milliseconds : -past)
    }

    /// How many candles of a trader's timeframe make one of these; `nil` where these are not longer,
    /// or not made of whole ones.
    package func candles(of timeframe: Timeframe) -> Int? {
        guard minutes > timeframe.minutes, minutes % timeframe.minutes == 0 else { return nil }
        // In range: a week has 10,080 minutes.
        return Int(minutes / timeframe.minutes)
    }
}
