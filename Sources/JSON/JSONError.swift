internal import Text

/// Why bytes are not the JSON they should be.
package enum JSONError: Error, Equatable, CustomStringConvertible {
    /// The text breaks the grammar at a place counted from 1.
    case syntax(line: Int, column: Int, expected: String)
    /// The text is JSON, but a field is missing or of another kind.
    case field(name: String, expected: String)

    package var description: String {
        switch self {
        case .syntax(let line, let column, let expected):
            "line \(line), column \(column): \(expected)"
        case .field(let name, let expected):
            name.isEmpty
                ? "it is not \(expected)" : "'\(Self.excerpt(of: name))' is not \(expected)"
        }
    }

    /// What of a name from outside may stand in a message: one line, and not too long.
    static func excerpt(of name: String) -> String { ShownText.line(name, atMost: 80) }

    /// The same error, seen from the object or list that holds the place.
    package func inside(_ outer: String) -> JSONError {
        guard case .field(let name, let expected) = self else { return self }
        let path = name.isEmpty || name.hasPrefix("[") ? outer + name : "\(outer).\(name)"
        return .field(name: path, expected: expected)
    }
}
