internal import JSON
internal import Record
internal import Reporting
internal import Rules
internal import Text
internal import Trading

/// What `algom strategy list` tells.
package struct StrategyListing: Listing {
    struct Entry: Sendable {
        let text: StrategyText
        /// Who described it first; `nil` of one of the file.
        let source: String?
        let hidesBuiltin: Bool
        let rules: Result<TextStrategy, RuleError>
    }

    let entries: [Entry]
    /// The file that the own ones stand in; `nil` where there is none.
    let path: String?

    /// For people, laid out for a terminal of that width.
    package func text(width: Int, isColoured: Bool) -> String {
        let own = entries.filter { $0.source == nil }
        let builtin = entries.filter { $0.source != nil }
        var blocks: [String] = []
        if let path, !own.isEmpty {
            blocks.append("Of \(path):")
            blocks += own.map { $0.text(width: width, isColoured: isColoured) }
        }
        blocks.append("Built in:")
        blocks += builtin.map { $0.text(width: width, isColoured: isColoured) }
        return blocks.joined(separator: "\n\n")
    }

    /// For a page in Markdown: one table.
    package var markdown: String {
        let rows = entries.map { entry in
            let parameters = entry.text.parameters.map { "`\($0.name)` \($0.value)" }
            let cells = [
                "`\(entry.text.name)`", entry.text.about ?? "–",
                parameters.isEmpty ? "–" : parameters.joined(separator: ", "),
                (try? entry.rules.get()).map { "\($0.needs)" } ?? "–", entry.source ?? "–",
            ]
            return "| \(cells.joined(separator: " | ")) |"
        }
        return
            ([
                "| strategy | what it does | parameters | needs | source |",
                "| --- | --- | --- | ---: | --- |",
            ] + rows).joined(separator: "\n")
    }

    /// For programs: one object a line.
    package var json: [String] {
        entries.map { entry in
            var writer = JSONWriter()
            writer.object { (writer: inout JSONWriter) in entry.write(to: &writer) }
            return String(decoding: writer.bytes, as: UTF8.self)
        }
    }
}

extension StrategyListing.Entry {
    fileprivate func text(width: Int, isColoured: Bool) -> String {
        let mark = hidesBuiltin ? "  (hides the built-in one of this name)" : ""
        let heading = Figure.Colour.bold.paint(text.name, isColoured: isColoured) + mark
        let parameters = text.parameters.map { "\($0.name) \($0.value)" }.joined(separator: ", ")
        let require = text.require.map { "; requires \($0)" } ?? ""
        let paragraphs = [
            text.about, parameters.isEmpty ? nil : parameters + require, measure,
        ].compactMap { $0 }
        return
            ([heading]
            + paragraphs.flatMap { ShownText.wrapped($0, width: max(20, width - 4)) }.map {
                "    \($0)"
            }).joined(separator: "\n")
    }

    private var measure: String {
        switch rules {
        case .success(let rules): rules.measureWords
        case .failure(let error): error.headline
        }
    }

    fileprivate func write(to writer: inout JSONWriter) {
        text.writeHead(to: &writer, source: source, hidesBuiltin: hidesBuiltin)
        let rules = try? rules.get()
        rules?.writeMeasure(to: &writer)
        if case .failure(let error) = self.rules { writer.member("error", error.headline) }
    }
}

extension TextStrategy {
    /// After how many candles its rules are known, and older ones forgotten.
    var measureWords: String {
        warm > needs
            ? "needs \(counted(needs, "candle")), forgets those before the last \(warm)"
            : "needs \(counted(needs, "candle"))"
    }

    func writeMeasure(to writer: inout JSONWriter) {
        writer.member("needs", needs)
        writer.member("warm", warm)
        writer.member("nodes", program.nodes.count)
        writer.member("digest", digest)
    }
}

extension StrategyText {
    /// What a list tells of it.
    func writeHead(to writer: inout JSONWriter, source: String?, hidesBuiltin: Bool) {
        writer.member("strategy", name)
        writer.member("about", about)
        writer.member("isBuiltin", source != nil)
        writer.member("hidesBuiltin", hidesBuiltin)
        writer.member("source", source)
        writer.name("parameters")
        writer.object { (writer: inout JSONWriter) in
            for parameter in parameters {
                writer.name(parameter.name)
                writer.number(parameter.value.description)
            }
        }
        writer.member("require", require)
    }
}

/// What is told one below another: strategies, or functions of their language.
package protocol Listing: Sendable {
    /// For people; no newline at the end.
    func text(width: Int, isColoured: Bool) -> String
    /// A table for a page.
    var markdown: String { get }
    /// An object a line.
    var json: [String] { get }
}
