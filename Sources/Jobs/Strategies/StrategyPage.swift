internal import JSON
internal import Market
internal import Record
internal import Reporting
internal import Rules
internal import Text
internal import Trading

/// What `algom strategy show` tells: a strategy as it is written, as it is evaluated, and what kinds
/// of numbers it compares.
package struct StrategyPage: Sendable {
    let text: StrategyText
    /// Parameters that the command line gave.
    let given: [String: ExactNumber]
    let rules: TextStrategy
    let source: String?
    let hidesBuiltin: Bool
    let timeframe: Timeframe

    /// For people, laid out for a terminal of that width.
    package func text(width: Int, isColoured: Bool) -> String {
        let bold = { (text: String) in Figure.Colour.bold.paint(text, isColoured: isColoured) }
        let mark = source == nil ? (hidesBuiltin ? "hides the built-in one" : "") : "built in"
        var lines = [bold(text.name) + (mark.isEmpty ? "" : "  \(mark)")]
        if let about = text.about { lines += wrapped(about, width) }
        if let source { lines += wrapped("Source: \(source)", width) }
        if !text.parameters.isEmpty {
            lines += ["", bold("parameters")]
            lines += text.parameters.map { parameter in
                let value = given[parameter.name]
                return "  \(parameter.name) = \(value ?? parameter.value)"
                    + (value == nil ? "" : "  (\(parameter.value) in the text)")
            }
            if let require = text.require { lines.append("  require: \(require)") }
        }
        lines += ["", bold("as it is written")]
        lines += written.flatMap { wrapped("\($0.place): \($0.text)", width) }
        lines += ["", bold("as it is evaluated, and kept in journals")]
        lines += rules.rules.canonical.description.split(separator: "\n").flatMap {
            wrapped(String($0), width)
        }
        let values = values
        if !values.isEmpty {
            lines += ["", bold("what it compares, and of what kind that is")]
            lines += values.flatMap { wrapped("\($0.text): \($0.kind)", width) }
        }
        lines += [
            "",
            "On candles of \(timeframe.rawValue) it \(rules.measureWords); "
                + "\(counted(rules.program.nodes.count, "node")).",
            "Digest: \(rules.digest)",
        ]
        return lines.joined(separator: "\n")
    }

    /// For programs: one object.
    package var json: String {
        var writer = JSONWriter()
        writer.object { (writer: inout JSONWriter) in
            text.writeHead(to: &writer, source: source, hidesBuiltin: hidesBuiltin)
            writer.name("given")
            writer.object { (writer: inout JSONWriter) in
                for (name, value) in given.sorted(by: { $0.key < $1.key }) {
                    writer.name(name)
                    writer.number(value.description)
                }
            }
            write(written, as: "rules", to: &writer)
            let canonical = rules.rules.canonical.description.split(separator: "\n").map { line in
                let parts = line.split(separator: ":", maxSplits: 1)
                return (
                    place: String(parts[0]),
                    text: String((parts.dropFirst().first ?? "").drop { $0 == " " })
                )
            }
            write(canonical, as: "canonical", to: &writer)
            writer.name("values")
            writer.array { (writer: inout JSONWriter) in
                for value in values {
                    writer.object { (writer: inout JSONWriter) in
                        writer.member("text", value.text)
                        writer.member("kind", value.kind)
                    }
                }
            }
            writer.member("timeframe", timeframe.rawValue)
            rules.writeMeasure(to: &writer)
        }
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private func write(
        _ rules: [(place: String, text: String)], as name: String, to writer: inout JSONWriter
    ) {
        writer.name(name)
        writer.array { (writer: inout JSONWriter) in
            for rule in rules {
                writer.object { (writer: inout JSONWriter) in
                    writer.member("place", rule.place)
                    writer.member("rule", rule.text)
                }
            }
        }
    }

    // MARK: Parts

    /// The rules by the names that the file gives them, in the order in which they are asked.
    private var written: [(place: String, text: String)] {
        let tagged = { (place: String, rules: [TaggedText]) in
            rules.map { rule in ("\(place)\(rule.tag.map { " \($0)" } ?? "")", rule.text) }
        }
        let single = { (place: String, text: String?) in text.map { [(place, $0)] } ?? [] }
        return tagged("enter", text.enter) + tagged("exit", text.exit) + single("stop", text.stop)
            + single("target", text.target) + text.trail.map { ("trail", $0) }
            + single("size", text.size)
    }

    private var values: [(text: String, kind: String)] {
        rules.rules.compared.map { (rules.rules.text(of: $0), $0.kind.description) }
    }

    private func wrapped(_ text: String, _ width: Int) -> [String] {
        ShownText.wrapped(text, width: max(20, width - 4)).enumerated().map { index, line in
            (index == 0 ? "  " : "    ") + line
        }
    }
}
