internal import JSON
internal import Market
internal import Publishing
internal import Record
internal import Reporting
package import Text

/// What a report came to.
package struct ReportResult: Sendable {
    /// The kind of post, as `trade`; `none` where there was nothing to tell.
    package let kind: String
    /// The texts of the post, one for each part of a thread.
    package let parts: [String]
    /// What became of it: `posted as 17…`, `waits until …`.
    package internal(set) var words: String
    package internal(set) var warnings: [String] = []
    package internal(set) var status = ExitStatus.ok

    init(kind: String, parts: [String], words: String, warnings: [String] = []) {
        self.kind = kind
        self.parts = parts
        self.words = words
        self.warnings = warnings
    }

    /// For people: the post as it reads, and what became of it.
    package var text: String {
        (parts + [kind == "none" ? "(\(words))" : "(\(kind) \(words))"]).joined(separator: "\n\n")
    }

    /// The same as one JSON object.
    package var json: String {
        var writer = JSONWriter()
        writer.object { (writer: inout JSONWriter) in
            writer.member("kind", kind)
            writer.member("parts", parts)
            writer.member("weights", parts.map { WeightedLength(of: $0).total })
            writer.member("outcome", words)
            writer.member("status", Int(status.rawValue))
            writer.member("warnings", warnings)
        }
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}

extension OutboxPart {
    /// Whether X has it, under a number or without.
    var isOut: Bool {
        if case .sent = state { true } else { false }
    }
}

extension Post.Subject {
    /// The name under which it is marked as reported; `nil` for what is told more than once.
    var name: String? {
        switch self {
        case .trade(let trader, let id): "trade \(trader) \(id.milliseconds)"
        case .position(let trader, let time): "position \(trader) \(time.milliseconds)"
        case .pause(let trader, let until): "pause \(trader) \(until.milliseconds)"
        case .daily(let day): "daily \(day)"
        case .weekly(let week): "weekly \(week)"
        case .none: nil
        }
    }

    /// What has this name; `nil` for another text.
    init?(name: String) {
        let words = name.split(separator: " ").map(String.init)
        let moment = words.last.flatMap { Int64($0) }.map { Timestamp(milliseconds: $0) }
        switch (words.first, words.count, moment) {
        case ("trade"?, 3, let id?): self = .trade(trader: words[1], id: id)
        case ("position"?, 3, let time?): self = .position(trader: words[1], openTime: time)
        case ("pause"?, 3, let until?): self = .pause(trader: words[1], until: until)
        case ("daily"?, 2, let day?): self = .daily(day: day.milliseconds)
        case ("weekly"?, 2, _):
            guard let week = try? ISOWeek(json: .string(words[1])) else { return nil }
            self = .weekly(week)
        default: return nil
        }
    }
}
