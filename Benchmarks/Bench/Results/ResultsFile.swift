import Foundation
import JSON

/// Results for other programs, and the page of them in the repository.
struct ResultsFile {
    let machine: Machine
    let suite: Options.Suite
    let sections: [Section]

    var json: [UInt8] {
        var writer = JSONWriter(.indented)
        writer.object { (writer: inout JSONWriter) in
            writer.name("suite")
            writer.string(suite.rawValue)
            writer.name("machine")
            writer.object { (writer: inout JSONWriter) in
                for (name, value) in machine.facts {
                    writer.name(name)
                    writer.string(value)
                }
            }
            writer.name("rows")
            writer.array { (writer: inout JSONWriter) in
                for section in sections { Self.write(section, to: &writer) }
            }
        }
        return writer.bytes + [UInt8(ascii: "\n")]
    }

    private static func write(_ section: Section, to writer: inout JSONWriter) {
        writer.object { (writer: inout JSONWriter) in
            writer.name("row")
            writer.string(section.key)
            writer.name("title")
            writer.string(section.title)
            writer.name("figures")
            writer.array { (writer: inout JSONWriter) in
                for figure in section.figures { write(figure, to: &writer) }
            }
            writer.name("notes")
            writer.array { (writer: inout JSONWriter) in
                for note in section.notes { writer.string(note) }
            }
        }
    }

    private static func write(_ figure: Figure, to writer: inout JSONWriter) {
        writer.object { (writer: inout JSONWriter) in
            writer.name("name")
            writer.string(figure.name)
            writer.name("unit")
            writer.string(figure.unit.rawValue)
            for (name, value) in [
                ("minimum", figure.spread.minimum), ("median", figure.spread.median),
                ("maximum", figure.spread.maximum),
            ] {
                writer.name(name)
                writer.number(value)
            }
            writer.name("readings")
            writer.number(figure.spread.count)
            switch figure.goal {
            case .atMost(let limit)?:
                writer.name("atMost")
                writer.number(limit)
            case .atLeast(let limit)?:
                writer.name("atLeast")
                writer.number(limit)
            case nil: break
            }
            if let isMet = figure.isMet {
                writer.name("met")
                writer.bool(isMet)
            }
        }
    }

    /// The page: the machine, then a table a row.
    var page: String {
        var lines = [
            "# Results", "",
            "Written by `make \(suite.target) RESULTS=1`; "
                + "[README.md](README.md) says what each row is.", "",
        ]
        lines += ["| machine | |", "| --- | --- |"]
        lines += machine.facts.map { "| \($0.0) | \($0.1) |" }
        lines += [""] + Table.summary(sections)
        for section in sections {
            lines += ["", "## \(section.key): \(section.title)", ""]
            if !section.figures.isEmpty {
                lines += [
                    "| | min | median | max | n | target |",
                    "| --- | --: | --: | --: | --: | --- |",
                ]
                lines += section.figures.map(Self.tableRow)
                lines += [""]
            }
            lines += section.notes.map { "- \($0)" }
        }
        return lines.joined(separator: "\n").replacing("\n\n\n", with: "\n\n") + "\n"
    }

    private static func tableRow(_ figure: Figure) -> String {
        let spread = figure.spread
        let cells =
            [figure.name]
            + [spread.minimum, spread.median, spread.maximum].map(figure.unit.text)
            + ["\(spread.count)", Table.verdict(figure) ?? ""]
        return "| \(cells.joined(separator: " | ")) |"
    }
}
