package import JSON
package import Market

/// The record that was given up for a new one, as the new one's journal tells on its first line.
package struct Predecessor: Equatable, Sendable {
    /// When it was given up.
    package var at: Timestamp
    /// Why, in its owner's words.
    package var reason: String
    /// Its last journal head; `nil` where it was too damaged to tell.
    package var head: String?
}

extension Predecessor: JSONRecord {
    package static var blank: Predecessor {
        Predecessor(at: Timestamp(milliseconds: 0), reason: "", head: nil)
    }

    package mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        try visitor.field("at", &at)
        try visitor.field("reason", &reason)
        try visitor.field("head", &head)
    }
}
