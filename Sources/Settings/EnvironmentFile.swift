package import Text

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

    private static let maximumLines = 1_000

    /// The variables of a file's text.
    ///
    /// - Throws: ``InputFlaw`` naming the line; never its text, which may be a secret.
    package init(_ text: String) throws(InputFlaw) {
        let (variables, flaw) = Self.read(text)
        if let flaw { throw flaw }
        self.variables = variables
    }

    /// The variables of all lines that can be understood, and what is wrong with the first that cannot.
    static func read(_ text: String) -> (variables: [String: String], flaw: InputFlaw?) {
        var variables: [String: String] = [:]
        var flaw: InputFlaw?
        // Some editors begin a file with a mark of its encoding.
        let lines = text.replacing("\r\n", with: "\n").unicodeScalars.drop { $0 == "\u{FEFF}" }
            .split(omittingEmptySubsequences: false, whereSeparator: Self.isNewline)
        guard lines.count <= Self.maximumLines else {
            return ([:], InputFlaw("over \(Self.maximumLines) lines"))
        }
        for (index, line) in lines.enumerated() {
            do throws(InputFlaw) {
                guard let (name, value) = try Self.assignment(line, number: index + 1) else {
                    continue
                }
                variables[name] = value
            } catch {
                flaw = flaw ?? error
            }
        }
        return (variables, flaw)
    }

    /// Text by its scalars: to a `Character`, a quote with a combining mark behind it is no quote.
    private typealias Text = Substring.UnicodeScalarView

    private static func assignment(
        _ line: Text, number: Int
    ) throws(InputFlaw) -> (String, String)? {
        var rest = trimmed(line)
        guard !rest.isEmpty, rest.first != "#" else { return nil }
        let word = rest.prefix { !$0.properties.isWhitespace }
        if String(word) == "export", word.count < rest.count {
            rest = trimmed(rest.dropFirst(word.count))
        }
        guard let equals = rest.firstIndex(of: "=") else {
            throw InputFlaw(at: "line \(number)", "expected NAME=value")
        }
        let name = trimmed(rest[..<equals])
        guard isName(name) else {
            throw InputFlaw(
                at: "line \(number)", "a name is letters, digits and underscores")
        }
        let text = rest[rest.index(after: equals)...]
        let value = trimmed(text)
        guard let quote = value.first, quote == "'" || quote == "\"" else {
            return (String(name), unquoted(text))
        }
        guard let (inside, rest) = quoted(value.dropFirst(), by: quote) else {
            throw InputFlaw(at: "line \(number)", "a quote is not closed")
        }
        guard unquoted(rest).isEmpty else {
            throw InputFlaw(
                at: "line \(number)", "something follows the closing quote")
        }
        return (String(name), inside)
    }

    /// The value up to a comment.
    private static func unquoted(_ text: Text) -> String {
        let comment = text.indices.first { index in
            text[index] == "#" && index > text.startIndex
                && text[text.index(before: index)].properties.isWhitespace
        }
        return String(trimmed(text[..<(comment ?? text.endIndex)]))
    }

    /// The value up to the closing quote, and what follows it; `nil` where it is left open.
    private static func quoted(
        _ text: Text, by quote: Unicode.Scalar
    ) -> (value: String, rest: Text)? {
        var value = String.UnicodeScalarView()
        var isEscaped = false
        for (index, scalar) in zip(text.indices, text) {
            switch (isEscaped, scalar) {
            case (false, quote): return (String(value), text[text.index(after: index)...])
            case (false, "\\") where quote == "\"": isEscaped = true
            case (false, _): value.append(scalar)
            case (true, _):
                if let meant = escapes[scalar] {
                    value.append(meant)
                } else {
                    value.append("\\")
                    value.append(scalar)
                }
                isEscaped = false
            }
        }
        return nil
    }

    private static let escapes: [Unicode.Scalar: Unicode.Scalar] = [
        "n": "\n", "t": "\t", "\"": "\"", "\\": "\\",
    ]

    private static func isName(_ text: Text) -> Bool {
        guard let first = text.first, first.properties.numericType == nil else { return false }
        return text.allSatisfy {
            $0.isASCII
                && ($0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "_")
        }
    }

    private static func isNewline(_ scalar: Unicode.Scalar) -> Bool {
        ("\n"..."\r").contains(scalar) || "\u{85}\u{2028}\u{2029}".unicodeScalars.contains(scalar)
    }

    private static func trimmed(_ text: Text) -> Text {
        var text = text.drop(while: \.properties.isWhitespace)
        while let last = text.last, last.properties.isWhitespace { text.removeLast() }
        return text
    }
}
