/// A `.env` file: variables for programs that cron starts without any.
///
/// - A line is `NAME=value`; `export NAME=value` is read as well. Blank lines and lines that begin
///   with `#` are passed over.
/// - White space around name and value does not count. A value in single quotes is taken as it
///   stands; in double quotes `\n`, `\t`, `\"` and `\\` mean what they mean elsewhere, and any other
///   backslash stays. Only a comment may follow the closing quote.
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
        // Some editors begin a file with a mark of its encoding.
        let lines = text.drop { $0 == "\u{FEFF}" }
            .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
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
        let word = rest.prefix { !$0.isWhitespace }
        if word == "export", word.count < rest.count { rest = trimmed(rest.dropFirst(word.count)) }
        guard let equals = rest.firstIndex(of: "=") else {
            throw JobError(.configuration, ".env line \(number): expected NAME=value")
        }
        let name = trimmed(rest[..<equals])
        guard isName(name) else {
            throw JobError(
                .configuration, ".env line \(number): a name is letters, digits and underscores")
        }
        let text = rest[rest.index(after: equals)...]
        let value = trimmed(text)
        guard let quote = value.first, quote == "'" || quote == "\"" else {
            return (String(name), unquoted(text))
        }
        guard let (inside, rest) = quoted(value.dropFirst(), by: quote) else {
            throw JobError(.configuration, ".env line \(number): a quote is not closed")
        }
        guard unquoted(rest).isEmpty else {
            throw JobError(
                .configuration, ".env line \(number): something follows the closing quote")
        }
        return (String(name), inside)
    }

    /// The value up to a comment.
    private static func unquoted(_ text: Substring) -> String {
        let comment = text.indices.first { index in
            text[index] == "#" && index > text.startIndex
                && text[text.index(before: index)].isWhitespace
        }
        return String(trimmed(text[..<(comment ?? text.endIndex)]))
    }

    /// The value up to the closing quote, and what follows it; `nil` where it is left open.
    private static func quoted(
        _ text: Substring, by quote: Character
    ) -> (value: String, rest: Substring)? {
        var value = ""
        var isEscaped = false
        for (index, character) in zip(text.indices, text) {
            switch (isEscaped, character) {
            case (false, quote): return (value, text[text.index(after: index)...])
            case (false, "\\") where quote == "\"": isEscaped = true
            case (false, _): value.append(character)
            case (true, _):
                value += escapes[character] ?? "\\\(character)"
                isEscaped = false
            }
        }
        return nil
    }

    private static let escapes: [Character: String] = [
        "n": "\n", "t": "\t", "\"": "\"", "\\": "\\",
    ]

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
