internal import Market

/// How far back a chart looks from a record's end: so long, or all of it.
package enum ChartWindow: Equatable, Sendable {
    case all
    case span(seconds: Int64, words: String)

    package static let day = ChartWindow.span(seconds: 86_400, words: "24 h")

    /// The window of a word: `all`, or minutes, hours or days as `90m`, `48h`, `30d`.
    package init?(word: String) {
        if word == "all" {
            self = .all
        } else if let seconds = TimeSpan.seconds(of: word), let unit = word.last {
            self = .span(seconds: seconds, words: "\(word.dropLast()) \(unit)")
        } else {
            return nil
        }
    }

    /// What the window is called in the picture.
    var words: String {
        switch self {
        case .all: "since START"
        case .span(_, let words): "last \(words)"
        }
    }

    /// The moment it begins at; `nil` for the beginning of the record.
    func start(before end: Timestamp) -> Timestamp? {
        switch self {
        case .all: nil
        case .span(let seconds, _): end.advanced(by: -seconds, spansOf: 1_000)
        }
    }
}
