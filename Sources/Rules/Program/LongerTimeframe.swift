package import Market

/// How long the candles last that stand behind an `@`: the spans that can be named in a rule.
///
/// Days begin at 00:00 UTC, weeks on Monday.
package enum LongerTimeframe: Hashable, Sendable {
    /// One that traders have too.
    case common(Timeframe)
    case eightHours
    case oneWeek

    /// The one that another spelling means, as `60m`, `24h`, `4H` or `D`.
    init?(meant text: String) {
        let text = text.lowercased()
        let digits = text.prefix { ("0"..."9").contains($0) }
        let units: [Substring: Int64] = [
            "m": 1, "min": 1, "h": 60, "hour": 60, "d": 1_440, "day": 1_440, "w": 10_080,
            "week": 10_080,
        ]
        let name = text.dropFirst(digits.count)
        guard let number = digits.isEmpty ? 1 : Int64(digits), (1...100_000).contains(number),
            let unit = units[name.hasSuffix("s") ? name.dropLast() : name],
            // In range: at most 100,000 weeks.
            let found = Self.allCases.dropFirst().first(where: { $0.minutes == number * unit })
        else { return nil }
        self = found
    }

    /// How long one of its candles lasts.
    package var minutes: Int64 {
        switch self {
        case .common(let timeframe): timeframe.minutes
        case .eightHours: 480
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

extension LongerTimeframe: RawRepresentable {
    package init?(rawValue: String) {
        guard let found = Self.allCases.first(where: { $0.rawValue == rawValue }) else {
            return nil
        }
        self = found
    }

    package var rawValue: String {
        switch self {
        case .common(let timeframe): timeframe.rawValue
        case .eightHours: "8h"
        case .oneWeek: "1w"
        }
    }
}

extension LongerTimeframe: CaseIterable {
    /// All of them, the shortest first.
    package static let allCases = (Timeframe.allCases.map(common) + [eightHours, oneWeek])
        .sorted { $0.minutes < $1.minutes }
}
