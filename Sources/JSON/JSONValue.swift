/// A JSON value as it was written: numbers stay text, members keep their order.
///
/// Binary floating point never gets between an exchange's decimal and ours, so a number is the
/// text that spelled it until somebody names the type it becomes.
package enum JSONValue: Equatable, Sendable {
    case null
    case bool(Bool)
    /// The number's own text, already checked to be a JSON number.
    case number(String)
    case string(String)
    case array([JSONValue])
    case object([JSONMember])
}

/// A name and its value in an object.
package struct JSONMember: Equatable, Sendable {
    package let name: String
    package let value: JSONValue

    package init(name: String, value: JSONValue) {
        self.name = name
        self.value = value
    }
}

extension JSONValue {
    /// The value of an object's member, or `nil` where there is none or this is no object.
    package subscript(name: String) -> JSONValue? {
        members?.first { $0.name == name }?.value
    }

    package var members: [JSONMember]? {
        if case .object(let members) = self { members } else { nil }
    }

    package var elements: [JSONValue]? {
        if case .array(let elements) = self { elements } else { nil }
    }

    package var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    package var bool: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }

    /// The whole number that a number, or a string, spells.
    package var integer: Int64? { scalarText.flatMap { Int64($0) } }

    /// The text of a number, or of a string: exchanges write the same figure either way.
    package var scalarText: String? {
        switch self {
        case .number(let text), .string(let text): text
        case .null, .bool, .array, .object: nil
        }
    }

    /// What kind of value this is, for messages.
    package var kind: String {
        switch self {
        case .null: "null"
        case .bool: "a boolean"
        case .number: "a number"
        case .string: "a string"
        case .array: "a list"
        case .object: "an object"
        }
    }
}
