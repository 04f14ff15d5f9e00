import JSON

/// The manual page of a command, in the mdoc language.
struct ManualPage {
    /// The words that start it: `algom`, `status`.
    private let words: [String]
    private let command: JSONValue

    /// The pages of a program and of its subcommands, out of what it tells of itself.
    static func all(_ dump: JSONValue) -> [ManualPage] {
        guard let command = dump["command"] else { return [] }
        return pages(command, under: [])
    }

    private static func pages(_ command: JSONValue, under words: [String]) -> [ManualPage] {
        guard let name = command["commandName"]?.string, name != "help" else { return [] }
        let page = ManualPage(words: words + [name], command: command)
        return [page] + page.subcommands.flatMap { pages($0, under: page.words) }
    }

    /// What the page is called: `algom-status`.
    var name: String { words.joined(separator: "-") }

    /// The page as `man` reads it, made on a day as `November 24, 2026`.
    func text(date: String) -> String {
        let sections = ManualText.sections(command["discussion"]?.string ?? "")
        let listed = ["EXAMPLES", "EXIT STATUS", "ENVIRONMENT"]
        var lines = [
            ".Dd \(date)", ".Dt \(name.uppercased()) 1", ".Os Algom", ".Sh NAME", ".Nm \(name)",
            ".Nd \(ManualText.escaped(abstract))", ".Sh SYNOPSIS",
            ".Nm \"\(words.joined(separator: " "))\"",
        ]
        lines += synopsis + [".Sh DESCRIPTION"]
        lines += ManualText.paragraphs(sections[0].paragraphs)
        if !shownSubcommands.isEmpty { lines += [".Sh SUBCOMMANDS"] + subcommandList }
        lines += [".Sh OPTIONS", ".Bl -tag -width Ds"] + arguments.flatMap(item) + [".El"]
        for section in sections.dropFirst() where !listed.contains(section.heading) {
            lines += [".Sh \(section.heading)"] + ManualText.literal(section.lines)
        }
        lines += environment(sections.first { $0.heading == "ENVIRONMENT" })
        lines += files
        lines += status(sections.first { $0.heading == "EXIT STATUS" })
        if let examples = sections.first(where: { $0.heading == "EXAMPLES" }) {
            lines += [".Sh EXAMPLES"] + ManualText.literal(examples.lines)
        }
        return (lines + seeAlso).joined(separator: "\n")
    }

    // MARK: What the command tells

    private var abstract: String {
        let text = command["abstract"]?.string ?? ""
        return text.hasSuffix(".") ? String(text.dropLast()) : text
    }

    private var subcommands: [JSONValue] { command["subcommands"]?.elements ?? [] }

    private var shownSubcommands: [JSONValue] {
        subcommands.filter { $0["commandName"]?.string != "help" }
    }

    private var arguments: [ManualArgument] {
        (command["arguments"]?.elements ?? []).map(ManualArgument.init)
    }

    private var synopsis: [String] {
        arguments.map(\.synopsis)
            + (shownSubcommands.isEmpty ? [] : [".Ar subcommand", ".Op Ar argument ..."])
    }

    private var subcommandList: [String] {
        [".Bl -tag -width Ds"]
            + shownSubcommands.flatMap { subcommand in
                let name = "\(name)-\(subcommand["commandName"]?.string ?? "")"
                return [".It Xr \(name) 1"]
                    + ManualText.paragraph(subcommand["abstract"]?.string ?? "")
            } + [".El"]
    }

    private func item(_ argument: ManualArgument) -> [String] {
        [argument.item] + ManualText.paragraph(argument.help)
    }

    // MARK: The sections that all have

    private var hasHome: Bool { arguments.contains { $0.help.contains("ALGOM_HOME") } }

    /// What the command for people prints on.
    private static let screen = [
        ".It Ev NO_COLOR", "Where it is set and not empty, nothing is coloured.",
        ".It Ev COLUMNS , LINES", "The size to print for where standard output is no terminal.",
    ]

    private func environment(_ section: ManualText.Section?) -> [String] {
        var items = section.map { ManualText.paragraphs($0.paragraphs) } ?? []
        if hasHome || words.count == 1 {
            items += [
                ".Bl -tag -width Ds", ".It Ev ALGOM_HOME",
                "The home where no", ".Fl Fl home", "is given.",
            ]
            if words[0] == "algom" { items += Self.screen }
            items.append(".El")
        }
        return items.isEmpty ? [] : [".Sh ENVIRONMENT"] + items
    }

    private var files: [String] {
        guard hasHome || words.count == 1 else { return [] }
        return [
            ".Sh FILES", "All are in the home.", ".Bl -tag -width Ds", ".It Pa algom.json",
            "The configuration, with a comment on each key.", ".It Pa .env",
            "Variables, keys among them; readable by its owner alone.", ".It Pa state/",
            "What the traders have done: journals, checkpoints, stats files, posts, runs.", ".El",
        ]
    }

    private func status(_ section: ManualText.Section?) -> [String] {
        guard let section else { return [] }
        let (items, rest) = ManualText.numbered(section.lines)
        return [".Sh EXIT STATUS", ".Bl -tag -width Ds"]
            + items.flatMap { [".It \($0.number)"] + ManualText.paragraph($0.text) } + [".El"]
            + (rest.isEmpty ? [] : [".Pp"] + ManualText.paragraph(rest))
    }

    /// The programs, the command that it belongs to, and those that belong to it.
    private var seeAlso: [String] {
        let programs = ["algom", "algom-health", "algom-report", "algom-tick"]
        let family = words.indices.dropFirst().map { words[..<$0].joined(separator: "-") }
        let own = shownSubcommands.compactMap { $0["commandName"]?.string }.map { "\(name)-\($0)" }
        let names = Set(programs + family + own).subtracting([name]).sorted()
        return [".Sh SEE ALSO"]
            + names.enumerated().map { ".Xr \($1) 1\($0 == names.count - 1 ? "" : " ,")" }
    }
}
