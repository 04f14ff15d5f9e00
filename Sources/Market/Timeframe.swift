/// How long a candle lasts: the spans that both exchanges offer.
package enum Timeframe: String, CaseIterable, Sendable {
    case oneMinute = "1m"
    case threeMinutes = "3m"
    case fiveMinutes = "5m"
    case fifteenMinutes = "15m"
    case thirtyMinutes = "30m"
    case oneHour = "1h"
    case twoHours = "2h"
    case fourHours = "4h"
    case sixHours = "6h"
    case twelveHours = "12h"
    case oneDay = "1d"

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
        case .twelveHours: 720
        case .oneDay: 1_440
        }
    }

    // In range: a day has 1,440 minutes.
    package var milliseconds: Int64 { minutes * 60_000 }

    /// The last moment not after `moment` at which a candle opens.
    package func floor(_ moment: Timestamp) -> Timestamp {
        let past = moment.milliseconds % milliseconds
        return moment.advanced(byMilliseconds: past < 0 ? -past - milliseconds : -past)
    }
}
