internal import JSON
internal import Reporting
internal import Settings
internal import Text

/// Drafts for people, and for programs.
package struct DraftListing {
    let drafts: [DraftDocument]
    let home: String
    /// What is damaged, and what to do about it.
    package var warnings: [String] = []

    /// The most of a text or of its facts that is shown, in characters.
    private static let longest = 600

    /// For each: what it is, its text, how it would have read when it was written, and what is known
    /// of it.
    package var lines: [String] {
        guard !drafts.isEmpty else {
            return ["no draft; with ANTHROPIC_API_KEY set, algom-report asks for some"]
        }
        let first = drafts.first { !$0.isAccepted }
        return drafts.flatMap { Self.lines($0) }
            + (first.map {
                ["to have it posted: \(Command("algom posts accept", $0.id, home: home))"]
            } ?? [])
    }

    private static func lines(_ draft: DraftDocument) -> [String] {
        let state =
            draft.acceptedAt.map {
                "accepted \(Figures.moment($0)) by \(draft.acceptedBy ?? "")"
            } ?? "waits"
        let facts = draft.facts.map { "\($0.label) (\($0.value))" }.joined(separator: "; ")
        return [
            "\(draft.id)  written \(Figures.moment(draft.createdAt)) by \(draft.model), \(state)",
            draft.title.isEmpty ? nil : "  title:   \(draft.title)",
            "  text:    \(draft.text)",
            draft.filled == draft.text ? nil : "  reads:   \(draft.filled)",
            facts.isEmpty ? nil : "  facts:   \(facts)",
            "  found:   \(draft.verdicts.joined(separator: "; "))",
        ].compactMap { $0 }.map {
            ShownText.line($0.replacing("\n", with: " / "), atMost: longest)
        }
    }

    /// One JSON object a draft.
    package var json: [String] {
        drafts.map { draft in
            var writer = JSONWriter()
            draft.write(to: &writer)
            return String(decoding: writer.bytes, as: UTF8.self)
        }
    }
}
