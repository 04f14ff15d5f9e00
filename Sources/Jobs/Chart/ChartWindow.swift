internal import Market

/// How far back an equity chart looks from a record's end.
package enum ChartWindow: String, CaseIterable, Sendable {
    case day = "24h"
    case week = "7d"
    case all

    /// What the window is called in the picture.
    var words: String {
        switch self {
        case .day: "last 24 h"
        case .week: "last 7 d"
        case .all: "since START"
        }
    }

    /// The moment it begins at; `nil` for the beginning of the record.
    func start(before end: Timestamp) -> Timestamp? {
        switch self {
        case .day: end.advanced(byMilliseconds: -Timestamp.millisecondsPerDay)
        case .week: end.advanced(byMilliseconds: -7 * Timestamp.millisecondsPerDay)
        case .all: nil
        }
    }
}
