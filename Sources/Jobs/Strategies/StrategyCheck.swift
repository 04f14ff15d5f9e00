internal import JSON
internal import Record
internal import Reporting
internal import Rules
internal import Settings
package import Text

/// What `algom strategy check` found, or `algom config check`, which looks at more.
package struct StrategyCheck: Sendable {
    /// Something wrong, or odd, about a place of the file.
    struct Finding: Sendable {
        var place: String?
        var message: String
        var hint: String?
        /// The line that is meant and marks under it.
        var quotation: [String] = []
        /// The text that stands there, and which bytes of it are meant.
        var text: String?
        var span = 0..<0
        /// What those bytes are to be replaced by, where one text is most likely meant.
        var fix: String?
    }

    /// The most errors that people are told; programs are told all.
    private static let shown = 20

    let path: String
    let strategies: Int
    let traders: Int
    private(set) var errors: [Finding]
    var warnings: [Finding] = []

    init(path: String, strategies: Int, traders: Int, errors: [Finding]) {
        self.path = path
        self.strategies = strategies
        self.traders = traders
        self.errors = errors
    }

    /// A check of a home without `algom.json`, in which nothing has been found yet.
    package init(home: String, traders: Int) {
        self.init(path: home, strategies: 0, traders: traders, errors: [])
    }

    package mutating func add(error: String, hint: String? = nil) {
        errors.append(Finding(message: error, hint: hint))
    }

    package mutating func add(warning: String, hint: String? = nil) {
        warnings.append(Finding(message: warning, hint: hint))
    }

    package var status: ExitStatus { errors.isEmpty ? .ok : .configuration }

    /// For people: each finding with its text, and a sum.
    package func text(isColoured: Bool) -> String {
        let blocks =
            errors.prefix(Self.shown).map { $0.text(as: "error", .red, isColoured) }
            + warnings.map { $0.text(as: "warning", .yellow, isColoured) }
        return (blocks + [sum]).joined(separator: "\n")
    }

    private var sum: String {
        let left = errors.count > Self.shown ? ", the first \(Self.shown) of which are told" : ""
        let counts = [
            errors.isEmpty ? nil : counted(errors.count, "error") + left,
            warnings.isEmpty ? nil : counted(warnings.count, "warning"),
        ].compactMap { $0 }
        guard errors.isEmpty else { return "\(path): \(counts.joined(separator: ", "))" }
        let looked = "\(counted(strategies, "strategy")), \(counted(traders, "trader"))"
        return "\(path): \(looked): \(counts.first ?? "nothing is wrong")"
    }

    /// For programs: one document.
    package var json: String {
        var writer = JSONWriter()
        writer.object { (writer: inout JSONWriter) in
            writer.member("file", path)
            writer.member("strategies", strategies)
            writer.member("traders", traders)
            for (name, findings) in [("errors", errors), ("warnings", warnings)] {
                writer.name(name)
                writer.array { (writer: inout JSONWriter) in
                    for finding in findings { finding.write(to: &writer) }
                }
            }
        }
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}

extension StrategyCheck.Finding {
    init(_ flaw: ConfigurationFlaw) {
        switch flaw {
        case .rule(let error):
            self.init(
                place: error.place, message: error.message, hint: error.hint,
                quotation: error.quotation, text: error.text, span: error.span, fix: error.fix)
        case .other(let error):
            self.init(
                message: error.description.replacing("algom.json: ", with: "", maxReplacements: 1),
                quotation: error.quotation)
        }
    }

    init(_ warning: RuleWarning) {
        self.init(
            place: warning.place, message: warning.message, hint: warning.hint,
            quotation: warning.quotation, text: warning.text, span: warning.span,
            fix: warning.fix)
    }

    fileprivate func text(
        as name: String, _ colour: Figure.Colour, _ isColoured: Bool
    ) -> String {
        let place = place.map { "\($0): " } ?? ""
        let head = "\(colour.paint(name, isColoured: isColoured)): "
        let below = quotation + (hint.map { ["hint: \($0)"] } ?? [])
        return
            ([head + ShownText.line("\(place)\(message)")]
            + below.map { "    \(ShownText.line($0))" }).joined(separator: "\n")
    }

    fileprivate func write(to writer: inout JSONWriter) {
        writer.object { (writer: inout JSONWriter) in
            writer.member("place", place)
            writer.member("message", message)
            writer.member("hint", hint)
            writer.member("text", text)
            writer.member("from", text == nil ? nil : span.lowerBound)
            writer.member("to", text == nil ? nil : span.upperBound)
            writer.member("fix", fix)
        }
    }
}
