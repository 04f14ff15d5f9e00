internal import JSON
internal import Record
internal import Writing

/// The language model that is asked for drafts: its name, or an object that says more.
package struct ModelConfiguration: JSONCodable, Equatable, Sendable {
    var name = WriterSettings.standardModel
    /// Whether a text that a second call finds nothing wrong with needs no person to accept it.
    package var unattended = false

    init() {}

    init(json: JSONValue) throws(JSONError) {
        guard let members = json.members else {
            name = try String(json: json)
            return
        }
        for member in members {
            var setter = SectionSetter(member)
            do {
                try setter.field("name", &name)
                try setter.field("unattended", &unattended)
            } catch {
                throw error.inside(member.name)
            }
            guard setter.isFound else {
                throw .field(
                    name: member.name, expected: "one of \(setter.names.joined(separator: ", "))")
            }
        }
    }

    func write(to writer: inout JSONWriter) {
        writer.object { (writer: inout JSONWriter) in
            writer.member("name", name)
            writer.name("unattended")
            writer.bool(unattended)
        }
    }
}
