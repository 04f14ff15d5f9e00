/// A value with one spelling in JSON, read and written by the same type.
package protocol JSONCodable {
    /// The value a JSON value spells.
    ///
    /// - Throws: ``JSONError/field(name:expected:)`` where it is of another kind.
    init(json: JSONValue) throws(JSONError)

    /// Writes the value.
    func write(to writer: inout JSONWriter)
}

/// A JSON object of named fields, each of them named once, in one place, for reading and writing.
///
/// `fields` visits every stored field in the order of the file; a ``FieldReader`` fills them in, a
/// ``FieldWriter`` writes them out. So what is written can be read, and no field is forgotten on
/// one side only.
package protocol JSONRecord: JSONCodable {
    /// The number of its format, where it is a file of its own; 1 where nothing else is said.
    static var schema: Int { get }

    /// A value to be filled in while reading.
    static var blank: Self { get }

    /// Visits each field.
    mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError)
}

/// Who is shown the fields of a record, one by one.
package protocol FieldVisitor {
    mutating func field<Value: JSONCodable>(
        _ name: String, _ value: inout Value
    ) throws(JSONError)

    /// Visits a field that stands in the object only where it has a value.
    mutating func optionalField<Value: JSONCodable>(
        _ name: String, _ value: inout Value?
    ) throws(JSONError)
}

extension FieldVisitor {
    package mutating func optionalField<Value: JSONCodable>(
        _ name: String, _ value: inout Value?
    ) throws(JSONError) {
        try field(name, &value)
    }
}

extension JSONRecord {
    package static var schema: Int { 1 }

    package init(json: JSONValue) throws(JSONError) {
        guard let members = json.members else {
            throw .field(name: "", expected: "an object, but \(json.kind)")
        }
        var reader = FieldReader(members: members)
        var record = Self.blank
        try record.fields(&reader)
        try reader.finish()
        self = record
    }

    package func write(to writer: inout JSONWriter) {
        writer.object { (writer: inout JSONWriter) in self.writeFields(to: &writer) }
    }

    /// Writes the members without the braces, for a record that shares an object with others.
    package func writeFields(to writer: inout JSONWriter) {
        var visitor = FieldWriter(writer: writer)
        // The visitor holds the only buffer meanwhile, so nothing of it is copied.
        writer = JSONWriter()
        var copy = self
        do {
            try copy.fields(&visitor)
            writer = visitor.writer
        } catch {
            // What a reader would refuse: who writes a file looks for it.
            writer = visitor.writer
            writer.note(error)
        }
    }
}

/// Fills the fields of a record from an object's members.
package struct FieldReader: FieldVisitor {
    private let members: [JSONMember]
    private var next = 0

    package init(members: [JSONMember]) { self.members = members }

    /// Takes the next member, which must have this name: a record has one order only.
    package mutating func field<Value: JSONCodable>(
        _ name: String, _ value: inout Value
    ) throws(JSONError) {
        guard next < members.count, members[next].name == name else {
            throw .field(name: name, expected: "where it belongs")
        }
        do {
            value = try Value(json: members[next].value)
        } catch {
            throw error.inside(name)
        }
        next += 1
    }

    /// Takes the next member if it has this name.
    package mutating func optionalField<Value: JSONCodable>(
        _ name: String, _ value: inout Value?
    ) throws(JSONError) {
        guard next < members.count, members[next].name == name else { return }
        var present = value
        try field(name, &present)
        guard present != nil else { throw .field(name: name, expected: "left out, but null") }
        value = present
    }

    /// Refuses members that no field has taken.
    package func finish() throws(JSONError) {
        guard next == members.count else {
            throw .field(name: members[next].name, expected: "a known field")
        }
    }
}

/// Writes the fields of a record as an object's members.
package struct FieldWriter: FieldVisitor {
    package private(set) var writer: JSONWriter

    package init(writer: JSONWriter) { self.writer = writer }

    package mutating func field<Value: JSONCodable>(_ name: String, _ value: inout Value) {
        writer.name(name)
        let isWell = writer.flaw == nil
        value.write(to: &writer)
        if isWell, let flaw = writer.flaw { writer.note(flaw, in: name) }
    }

    package mutating func optionalField<Value: JSONCodable>(_ name: String, _ value: inout Value?) {
        if value != nil { field(name, &value) }
    }
}
