internal import JSON
internal import Record
internal import Reporting
internal import Rules
internal import Settings
package import Text

extension StrategiesJob {
    /// The functions and words of the language, and those of the file; or the one of a name.
    ///
    /// - Throws: ``JobError`` where there is none of this name.
    package func functions(_ name: String?) throws(JobError) -> FunctionListing {
        let own = shelf.ownFunctions.map { function in
            FunctionListing.Entry(
                name: String(function.signature.prefix { $0 != "(" && $0 != " " }), aliases: [],
                signature: function.signature, arguments: [], kind: nil, source: nil,
                sentence: nil, definition: function.body, group: .own)
        }
        let all =
            own
            + FunctionDocumentation.words.map { FunctionListing.Entry($0, .words) }
            + FunctionDocumentation.all.map {
                FunctionListing.Entry($0, $0.definition == nil ? .computed : .written)
            }
        guard let name else { return FunctionListing(entries: all, isOne: false) }
        let wanted = String(name.prefix { $0 != "(" })
        guard let found = all.first(where: { $0.name == wanted || $0.aliases.contains(wanted) })
        else {
            throw JobError(
                .usage,
                "there is no function '\(excerpt(of: wanted))'; "
                    + (ForeignNames.hint(for: wanted)
                        ?? hint(forUnknown: wanted, among: all.map(\.name))))
        }
        return FunctionListing(entries: [found], isOne: true)
    }

    /// The names that ``functions(_:)`` knows.
    package var functionNames: [String] {
        // A sign is nothing that a shell completes.
        ((try? functions(nil))?.entries.map(\.name) ?? []).filter { $0.first?.isLetter ?? false }
    }
}

/// What `algom strategy functions` tells.
package struct FunctionListing: Listing {
    struct Entry: Sendable {
        let name: String
        let aliases: [String]
        let signature: String
        let arguments: [FunctionDocumentation.Argument]
        let kind: String?
        let source: String?
        let sentence: String?
        /// What it means in the language itself.
        let definition: String?
        let group: Group
    }

    enum Group: String, CaseIterable, Sendable {
        case own = "Of algom.json:"
        case words = "Words and signs:"
        case computed = """
            Computed by the program (x, y are numbers, c is a condition, n a whole constant from 1 to \
            10,000, k, step and most are constants; behind the arrow stands what kind it is):
            """
        case written = "Written in the language itself:"
    }

    let entries: [Entry]
    fileprivate let isOne: Bool

    /// For people, laid out for a terminal of that width.
    package func text(width: Int, isColoured: Bool) -> String {
        guard !isOne else {
            return entries.map { $0.page(width: width, isColoured: isColoured) }
                .joined(separator: "\n")
        }
        return Group.allCases.compactMap { group in
            let members = entries.filter { $0.group == group }
            guard !members.isEmpty else { return nil }
            return
                (ShownText.wrapped(group.rawValue, width: max(20, width)) + [""]
                + members.flatMap { $0.lines(width: width, isColoured: isColoured) })
                .joined(separator: "\n")
        }.joined(separator: "\n\n")
    }

    /// For a page in Markdown: a table of each group.
    package var markdown: String {
        Group.allCases.compactMap { group in
            let members = entries.filter { $0.group == group }
            guard !members.isEmpty else { return nil }
            let rows = members.map { entry in
                let meaning = entry.definition.map { " = \($0)" } ?? ""
                let cells = [
                    "`\(entry.signature)\(meaning)`", entry.sentence, entry.kind, entry.source,
                ]
                return "| \(cells.map { $0 ?? "–" }.joined(separator: " | ")) |"
            }
            return
                ([group.rawValue, "", "| | | kind | source |", "| --- | --- | --- | --- |"] + rows)
                .joined(separator: "\n")
        }.joined(separator: "\n\n")
    }

    /// For programs: one object a line.
    package var json: [String] {
        entries.map { entry in
            var writer = JSONWriter()
            writer.object { (writer: inout JSONWriter) in
                writer.member("name", entry.name)
                writer.member("signature", entry.signature)
                writer.name("arguments")
                writer.array { (writer: inout JSONWriter) in
                    for argument in entry.arguments {
                        writer.object { (writer: inout JSONWriter) in
                            writer.member("name", argument.name)
                            writer.member("kind", argument.kind.rawValue)
                        }
                    }
                }
                writer.member("kind", entry.kind)
                writer.member("source", entry.source)
                writer.member("sentence", entry.sentence)
                writer.member("definition", entry.definition)
            }
            return String(decoding: writer.bytes, as: UTF8.self)
        }
    }
}

extension FunctionListing.Entry {
    fileprivate init(_ function: FunctionDocumentation, _ group: FunctionListing.Group) {
        self.init(
            name: function.name, aliases: function.aliases, signature: function.signature,
            arguments: function.arguments, kind: function.kind, source: function.source,
            sentence: function.sentence, definition: function.definition, group: group)
    }

    private var named: String? { source == "–" ? nil : source }

    /// The signature, and below it what it is.
    fileprivate func lines(width: Int, isColoured: Bool) -> [String] {
        let words = [sentence, sentence == nil ? nil : named.map { "(\($0))" }]
            .compactMap { $0 }.joined(separator: " ")
        let bold = Figure.Colour.bold.paint(signature, isColoured: isColoured)
        let meaning = definition.map { " = \($0)" } ?? ""
        let arrow = kind.map { $0 == "–" ? "" : " → \($0)" } ?? ""
        let head =
            signature.count + meaning.count + arrow.count + 2 <= width
            ? ["  \(bold)\(meaning)\(arrow)"]
            : ["  \(bold)\(arrow)\(definition == nil ? "" : " =")"]
                + (definition.map { ShownText.wrapped($0, width: max(20, width - 8)) } ?? []).map {
                    "        \($0)"
                }
        guard !words.isEmpty else { return head }
        return head + ShownText.wrapped(words, width: max(20, width - 6)).map { "      \($0)" }
    }

    /// What each argument is, those that are alike together.
    private var takes: String {
        var groups: [(names: [String], kind: String)] = []
        for argument in arguments {
            let kind = "a \(argument.kind.rawValue)"
            if groups.last?.kind == kind {
                groups[groups.count - 1].names.append(argument.name)
            } else {
                groups.append(([argument.name], kind))
            }
        }
        return groups.map { "\($0.names.joined(separator: ", ")): \($0.kind)" }
            .joined(separator: "; ")
    }

    fileprivate func page(width: Int, isColoured: Bool) -> String {
        let rows = [
            sentence.map { Figure("what", $0) },
            arguments.isEmpty ? nil : Figure("takes", takes), kind.map { Figure("kind", $0) },
            named.map { Figure("source", $0) }, definition.map { Figure("definition", $0) },
        ].compactMap { $0 }.map { [$0] }
        let table = FigureTable(rows: rows, width: width, isColoured: isColoured)
        return ([Figure.Colour.bold.paint(signature, isColoured: isColoured)] + table.lines)
            .joined(separator: "\n")
    }
}
