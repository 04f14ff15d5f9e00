/// Results as people read them, on a terminal and on a page.
enum Table {
    private static let nameWidth = 50
    private static let valueWidth = 11

    static var heading: String {
        pad("", nameWidth) + ["min", "median", "max"].map { lead($0, valueWidth) }.joined()
            + "   n  target"
    }

    static func lines(_ section: Section) -> [String] {
        ["", "\(section.key)  \(section.title)"] + section.figures.map(line)
            + section.notes.map { "   · \($0)" }
    }

    private static func line(_ figure: Figure) -> String {
        let spread = figure.spread
        let values = [spread.minimum, spread.median, spread.maximum]
            .map { lead(figure.unit.text($0), valueWidth) }.joined()
        let name = pad("   \(figure.name)", nameWidth)
        let line = name + values + lead("\(spread.count)", 4)
        return verdict(figure).map { "\(line)  \($0)" } ?? line
    }

    static func verdict(_ figure: Figure) -> String? {
        guard let goal = figure.goal, let isMet = figure.isMet else { return nil }
        return "\(goal.text(figure.unit)): \(isMet ? "met" : "MISSED")"
    }

    /// How many targets are met, and a line for each that is not.
    static func summary(_ sections: [Section]) -> [String] {
        let judged = sections.flatMap { section in
            section.figures.compactMap { figure in figure.isMet.map { (section, figure, $0) } }
        }
        let missed = judged.filter { !$0.2 }.map { section, figure, _ in
            "- missed: \(section.key), \(figure.name), \(figure.unit.text(figure.spread.median))"
        }
        return ["\(judged.count - missed.count) of \(judged.count) targets met."] + missed
    }

    private static func pad(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }

    private static func lead(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(1, width - text.count)) + text
    }
}
