/// Explanations for a person at a terminal: a heading and a few paragraphs for each trader.
package struct ExplanationReport: Sendable {
    /// One trader, or why nothing can be told of it.
    package enum Entry: Sendable {
        case trader(Explanation)
        case absent(name: String, reason: String)
    }

    private let entries: [Entry]
    private let width: Int
    private let isColoured: Bool

    package init(entries: [Entry], width: Int, isColoured: Bool) {
        self.entries = entries
        self.width = width
        self.isColoured = isColoured
    }

    /// The blocks of all traders with an empty line between them; no newline at the end.
    package var text: String {
        entries.map { block($0).joined(separator: "\n") }.joined(separator: "\n\n")
    }

    private func block(_ entry: Entry) -> [String] {
        switch entry {
        case .absent(let name, let reason): [bold(name)] + paragraph(reason)
        case .trader(let explanation):
            ["\(bold(explanation.view.name))  \(explanation.view.market)"]
                + explanation.sentences.flatMap(paragraph)
        }
    }

    private func paragraph(_ text: String) -> [String] {
        FigureTable.wrapped(text, width: max(20, width - 2)).map { "  \($0)" }
    }

    private func bold(_ text: String) -> String {
        isColoured ? Figure.Colour.bold.paint(text) : text
    }
}
