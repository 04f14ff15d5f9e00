import JSON

/// An option, a flag or an argument of a command, as a page shows it.
struct ManualArgument {
    private let value: JSONValue

    init(_ value: JSONValue) { self.value = value }

    /// What the command says of it, and what it is without being given.
    var help: String {
        let text = value["abstract"]?.string ?? ""
        guard let standard = value["defaultValue"]?.string, !text.contains("(default") else {
            return text
        }
        return isValueOptional
            ? "\(text) (\(standard) where none is given)" : "\(text) (default: \(standard))"
    }

    /// In the list of what there is.
    var item: String {
        if isPositional { return ".It Ar \(name)" }
        return ".It " + flags.joined(separator: " , ") + argument
    }

    /// In the line that tells how to call the command.
    var synopsis: String {
        if isPositional { return isOptional ? ".Op Ar \(name)" : ".Ar \(name)" }
        let call = (flags.last ?? "") + argument + (isRepeating ? " ..." : "")
        return isOptional ? ".Op \(call)" : ".\(call)"
    }

    private var isPositional: Bool { value["kind"]?.string == "positional" }
    private var isOptional: Bool { value["isOptional"] == .bool(true) }
    private var isRepeating: Bool { value["isRepeating"] == .bool(true) }
    /// Whether the option may stand alone.
    private var isValueOptional: Bool { value["parsingStrategy"]?.string == "scanningForValue" }
    private var name: String { value["valueName"]?.string ?? "argument" }

    private var argument: String {
        guard value["kind"]?.string == "option" else { return "" }
        return isValueOptional ? " Ns Op = Ns Ar \(name)" : " Ar \(name)"
    }

    private var flags: [String] {
        (value["names"]?.elements ?? []).map { spelling in
            let name = spelling["name"]?.string ?? ""
            return spelling["kind"]?.string == "short" ? "Fl \(name)" : "Fl Fl \(name)"
        }
    }
}
