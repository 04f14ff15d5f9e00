/// Plain text in the mdoc language.
enum ManualText {
    /// A part of a discussion under a heading in capitals; the first has none.
    struct Section {
        let heading: String
        var lines: [String] = []

        /// Its lines as paragraphs, which empty lines keep apart.
        var paragraphs: [String] {
            lines.split { $0.isEmpty }.map { $0.map(ManualText.trimmed).joined(separator: " ") }
        }
    }

    /// The sections of a discussion.
    static func sections(_ text: String) -> [Section] {
        var sections = [Section(heading: "")]
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let isHeading =
                !line.isEmpty && line.allSatisfy { ("A"..."Z").contains($0) || $0 == " " }
                && !line.hasPrefix(" ")
            if isHeading {
                sections.append(Section(heading: String(line)))
            } else {
                sections[sections.count - 1].lines.append(String(line))
            }
        }
        return sections
    }

    /// A paragraph, each sentence of which begins on a line of its own.
    static func paragraph(_ text: String) -> [String] {
        var lines: [String] = []
        var line = ""
        var isEnd = false
        for word in text.split(separator: " ") {
            if !line.isEmpty, isEnd || line.count + word.count > 70 {
                lines.append(escaped(line))
                line = ""
            }
            line += line.isEmpty ? String(word) : " \(word)"
            isEnd = word.last.map { ".:!?".contains($0) } == true && word != "..."
        }
        return lines + [escaped(line)]
    }

    /// Paragraphs one after another.
    static func paragraphs(_ texts: [String]) -> [String] {
        Array(texts.map(paragraph).joined(separator: [".Pp"]))
    }

    /// Lines as they are, less the indentation that they share.
    static func literal(_ lines: [String]) -> [String] {
        var lines = lines
        while lines.last?.isEmpty == true { lines.removeLast() }
        let indent = lines.filter { !$0.isEmpty }.map { $0.prefix { $0 == " " }.count }.min() ?? 0
        return [".Bd -literal -offset indent"] + lines.map { escaped(String($0.dropFirst(indent))) }
            + [".Ed"]
    }

    /// What lines such as `0 done   64 usage` list, and the words among them that belong to no number.
    static func numbered(_ lines: [String]) -> (items: [(number: Int, text: String)], rest: String)
    {
        var items: [(number: Int, text: String)] = []
        var rest: [String] = []
        for cell in lines.flatMap(cells) {
            let words = cell.split(separator: " ", maxSplits: 1)
            if let number = words.first.flatMap({ Int($0) }), words.count == 2 {
                items.append((number, String(words[1])))
            } else {
                rest.append(cell)
            }
        }
        return (items.sorted { $0.number < $1.number }, rest.joined(separator: " "))
    }

    /// The parts of a line that two or more spaces keep apart.
    private static func cells(_ line: String) -> [String] {
        var cells = [""]
        for word in line.split(separator: " ", omittingEmptySubsequences: false) {
            if word.isEmpty {
                cells.append("")
            } else {
                cells[cells.count - 1] += cells[cells.count - 1].isEmpty ? String(word) : " \(word)"
            }
        }
        return cells.filter { !$0.isEmpty }
    }

    private static func trimmed(_ line: String) -> String { String(line.drop { $0 == " " }) }

    /// The text without what the language would take for its own; a hyphen stays one to be copied.
    static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "\\": result += "\\e"
            case "-": result += "\\-"
            default: result.append(character)
            }
        }
        let isCall = result.hasPrefix(".") || result.hasPrefix("'")
        return isCall ? "\\&" + result : result
    }
}
