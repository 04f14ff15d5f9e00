/// A `.env` file: variables for programs that cron starts without any.
///
/// - A line is `NAME=value`; `export NAME=value` is read as well. Blank lines and lines that begin
///   with `#` are passed over.
/// - White space around name and value does not count. A value in single quotes is taken as it
///   stands; in double quotes `\n`, `\t`, `\"` and `\\` mean what they mean elsewhere.
/// - Outside quotes ` #` begins a comment. Nothing is expanded: `$` is a character.
/// - A name twice: the last counts. At most 1,000 lines.
package struct EnvironmentFile: Equatable, Sendable {
    package let variables: [String: String]

    private static let mostLines = 1_000

    /// The variables of a file's text.
    ///
    /// - Throws: ``JobError`` naming the line; never its text, which may be a secret.
    package init(_ text: String) throws(JobError) {
        var variables: [String: String] = [:]
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        guard lines.count <= Self.mostLines else {
            throw JobError(.configuration, ".env: over \(Self.mostLines) lines")
        }
        for (index, line) in lines.enumerated() {
            guard let (name, value) = try Self.assignment(line, number: index + 1) else { continue }
            variables[name] = value
        }
        self.variables = variables
    }

    private static func assignment(
        _ line: Substring, number: Int
    ) throws(JobError) -> (String, String)? {
        var rest = trimmed(line)
        guard !rest.isEmpty, rest.first != "#" else { return nil }
        if rest.hasPrefix("export ") { rest = trimmed(rest.dropFirst("export ".count)) }
        guard let equals = rest.firstIndex(of: "=") else {
            throw JobError(.configuration, ".env line \(number): expected NAME=value")
        }
        let name = trimmed(rest[..<equals])
        guard isName(name) else {
            throw JobError(
                .configuration, ".env line \(number): a name is letters, digits and underscores")
        }
        guard let value = value(trimmed(rest[rest.index(after: equals)...])) else {
            throw JobError(.configuration, ".env line \(number): a quote is not closed")
        }
        return (String(name), value)
    }

    /// The value as it is meant; `nil` where a quote is left open.
    private static func value(_ text: Substring) -> String? {
        switch text.first {
        case "'":
            let inside = text.dropFirst()
            return inside.firstIndex(of: "'").map { String(inside[..<$0]) }
        case "\"": return unescaped(text.dropFirst())
        default:
            let comment = text.indices.first { index in
                text[index] == "#" && index > text.startIndex
                    && text[text.index(before: index)].isWhitespace
            }
            return String(trimmed(text[..<(comment ?? text.endIndex)]))
        }
    }

    private static func unescaped(_ text: Substring) -> String? {
        var value = ""
        var isEscaped = false
        for character in text {
            switch (isEscaped, character) {
            case (false, "\""): return value
            case (false, "\\"): isEscaped = true
            case (true, "n"): (value, isEscaped) = (value + "\n", false)
            case (true, "t"): (value, isEscaped) = (value + "\t", false)
            default: (value, isEscaped) = (value + String(character), false)
            }
        }
        return nil
    }

    private static func isName(_ text: Substring) -> Bool {
        guard let first = text.unicodeScalars.first, first.properties.numericType == nil else {
            return false
        }
        return text.unicodeScalars.allSatisfy {
            $0.isASCII
                && ($0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "_")
        }
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop(while: \.isWhitespace)
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return text
    }
}
