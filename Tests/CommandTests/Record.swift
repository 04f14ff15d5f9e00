import Foundation

/// What a home holds of one trader, without what the clock has to do with.
///
/// That is `observed`, the hashes that cover it, and when the stats file was written.
struct Record: Equatable {
    let events: [String]
    let checkpoint: [Substring]
    let stats: [Substring]
    let files: [String]

    init(_ home: TemporaryHome, trader: String) throws {
        let journal = try home.text("state/traders/\(trader)/journal.jsonl")
        events = journal.split(separator: "\n").map { line in
            String(line).replacing(#/"prev":"[0-9a-f]{64}",/#, with: "")
                .replacing(#/,"observed":\{[^}]*\}/#, with: "")
        }
        // The length covers `observed` as the hashes do: whether a line was late is in it.
        checkpoint = try Self.lines(
            of: home, "state/traders/\(trader)/checkpoint.json",
            without: ["head", "length", "sha256"])
        stats = try Self.lines(
            of: home, "state/\(trader)_trading_stats.json", without: ["timestamp", "journalHead"],
            deepest: 2)
        files = try FileManager.default.subpathsOfDirectory(atPath: home.path).sorted()
    }

    /// The lines of a file, but for those of fields that lie no deeper than so many spaces.
    private static func lines(
        of home: TemporaryHome, _ name: String, without fields: [String], deepest: Int = 4
    ) throws -> [Substring] {
        try home.text(name).split(separator: "\n").filter { line in
            let depth = line.prefix { $0 == " " }.count
            return depth > deepest
                || !fields.contains { line.dropFirst(depth).hasPrefix("\"\($0)\":") }
        }
    }

    /// Where it first differs from another one; `nil` where it does not.
    func difference(from other: Record) -> String? {
        Self.difference("journal", events, other.events)
            ?? Self.difference("files", files, other.files)
            ?? Self.difference("checkpoint", checkpoint, other.checkpoint)
            ?? Self.difference("stats", stats, other.stats)
    }

    private static func difference<Line: Equatable>(
        _ name: String, _ left: [Line], _ right: [Line]
    ) -> String? {
        guard left != right else { return nil }
        let same = zip(left, right).prefix { $0 == $1 }.count
        guard same < min(left.count, right.count) else {
            return "\(name): \(left.count) and not \(right.count) lines"
        }
        return "\(name), line \(same + 1): \(left[same]) and not \(right[same])"
    }
}
