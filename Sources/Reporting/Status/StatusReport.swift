package import Market

/// How the traders stand, for a person at a terminal: a heading and a table of figures for each.
package struct StatusReport: Sendable {
    package typealias Entry = TraderEntry<TraderView>

    package let entries: [Entry]
    package let now: Timestamp
    /// The columns there are.
    package let width: Int
    package let isColoured: Bool

    package init(entries: [Entry], now: Timestamp, width: Int, isColoured: Bool) {
        self.entries = entries
        self.now = now
        self.width = width
        self.isColoured = isColoured
    }

    /// The blocks of all traders with an empty line between them; no newline at the end.
    package var text: String {
        entries.map { block($0).joined(separator: "\n") }.joined(separator: "\n\n")
    }

    private func block(_ entry: Entry) -> [String] {
        let (heading, rows): (String, [[Figure]]) =
            switch entry {
            case .absent(let name, let reason): (bold(name), [[Figure("state", reason, .yellow)]])
            case .trader(let view): (heading(view), view.statusFigures(at: now))
            }
        return [heading] + FigureTable(rows: rows, width: width, isColoured: isColoured).lines
    }

    private func heading(_ view: TraderView) -> String {
        "\(bold(view.name))  \(view.market.words(beside: view.name))"
    }

    private func bold(_ text: String) -> String {
        Figure.Colour.bold.paint(text, isColoured: isColoured)
    }
}

/// What is told of a trader, or why nothing can be.
package enum TraderEntry<Told: Sendable>: Sendable {
    case trader(Told)
    case absent(name: String, reason: String)
}
