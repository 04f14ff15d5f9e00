package import JSON
internal import Text

/// Something people are told at once: what happened, in a title and some lines.
package struct Alert: Equatable, Sendable {
    /// What it is about.
    package enum Kind: String, CaseIterable, Sendable {
        case opened, closed, paused, revised, reset, health
        /// Several that were too many to be told one by one.
        case summary
        /// Nothing happened: somebody tries a channel.
        case test

        /// What a channel may be asked to tell.
        package static let events: [Self] = [.opened, .closed, .paused, .revised, .reset, .health]
    }

    /// How many of a kind a summary stands for.
    package struct Tally: Equatable, Sendable {
        package var kind: Kind
        package var count: Int
    }

    /// The same whenever the same is told: printable ASCII without spaces, as `binance/1234`.
    package var id: String
    package var kind: Kind
    /// One line.
    package var title: String
    package var lines: [String]
    /// When it happened, in seconds since 1970.
    package var atSeconds: Int64
    /// Whether quiet hours do not hold it back.
    package var isUrgent: Bool
    /// What a summary stands for; empty for what stands for itself.
    package var tallies: [Tally] = []

    package init(
        id: String, kind: Kind, title: String, lines: [String], atSeconds: Int64, isUrgent: Bool
    ) {
        self.id = id
        self.kind = kind
        self.title = ShownText.line(title, atMost: Self.longestLine)
        self.lines = lines.prefix(Self.maximumLines).map {
            ShownText.line($0, atMost: Self.longestLine)
        }
        self.atSeconds = atSeconds
        self.isUrgent = isUrgent
    }

    private static let maximumLines = 40
    /// Besides an ellipsis.
    private static let longestLine = 399

    /// How many things it tells of.
    package var count: Int { tallies.isEmpty ? 1 : tallies.reduce(0) { $0 + $1.count } }

    /// One alert in place of several, which are given in the order they happened.
    package static func summary(of alerts: [Alert]) -> Alert {
        var tallies: [Tally] = []
        for tally in alerts.flatMap(\.parts) {
            if let index = tallies.firstIndex(where: { $0.kind == tally.kind }) {
                tallies[index].count += tally.count
            } else {
                tallies.append(tally)
            }
        }
        let count = tallies.reduce(0) { $0 + $1.count }
        let words = tallies.map { "\($0.count) \($0.kind.rawValue)" }.joined(separator: ", ")
        // The last ones say how things stand, so they are those that are kept.
        let told = alerts.flatMap { $0.tallies.isEmpty ? [$0.title] : $0.titles }
        let kept = told.suffix(summaryTitles)
        let left = count - kept.count
        var summary = Alert(
            id: alerts.last?.id ?? "nothing", kind: .summary,
            title: "\(count) events in one message: \(words)",
            lines: (left > 0 ? ["\(left) more, then:"] : []) + kept,
            atSeconds: alerts.last?.atSeconds ?? 0, isUrgent: alerts.contains(where: \.isUrgent))
        summary.tallies = tallies
        return summary
    }

    private static let summaryTitles = 12

    /// The titles that a summary kept.
    private var titles: [String] {
        lines.first?.hasSuffix(" more, then:") ?? false ? Array(lines.dropFirst()) : lines
    }

    private var parts: [Tally] { tallies.isEmpty ? [Tally(kind: kind, count: 1)] : tallies }
}

extension Alert.Kind: JSONCodable {
    package init(json: JSONValue) throws(JSONError) {
        guard let text = json.string, let kind = Self(rawValue: text) else {
            throw .field(name: "", expected: "a known kind")
        }
        self = kind
    }

    package func write(to writer: inout JSONWriter) { writer.string(rawValue) }
}

extension Alert.Tally: JSONRecord {
    package static var blank: Alert.Tally { Alert.Tally(kind: .test, count: 0) }

    package mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        try visitor.field("kind", &kind)
        try visitor.field("count", &count)
        guard (0...1_000_000_000).contains(count) else {
            throw .field(name: "count", expected: "a count")
        }
    }
}

extension Alert: JSONRecord {
    package static var blank: Alert {
        Alert(id: "", kind: .test, title: "", lines: [], atSeconds: 0, isUrgent: false)
    }

    package mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        try visitor.field("id", &id)
        try visitor.field("kind", &kind)
        try visitor.field("title", &title)
        try visitor.field("lines", &lines)
        try visitor.field("at", &atSeconds)
        guard (0...AlertQueue.lastSecond).contains(atSeconds) else {
            throw .field(name: "at", expected: "a time in seconds since 1970")
        }
        try visitor.field("isUrgent", &isUrgent)
        try visitor.field("tallies", &tallies)
    }
}
