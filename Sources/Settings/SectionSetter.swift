internal import JSON
internal import Text

/// Fills in the one field of a member's name, and sees the names of all.
package struct SectionSetter: FieldVisitor {
    private let member: JSONMember
    private(set) var names: [String] = []
    private(set) var isFound = false

    init(_ member: JSONMember) { self.member = member }

    mutating func field<Value: JSONCodable>(
        _ name: String, _ value: inout Value
    ) throws(JSONError) {
        names.append(name)
        guard name == member.name else { return }
        isFound = true
        value = try Value(json: member.value)
    }

    /// Sets what the members of a section name, besides those that `others` are for.
    ///
    /// - Throws: ``InputFlaw`` that names the key that there is none of, or what its value must be.
    static func set(
        _ members: [JSONMember], in place: String, besides others: [String] = [],
        _ fields: (inout SectionSetter) throws(JSONError) -> Void
    ) throws(InputFlaw) {
        for member in members where !others.contains(member.name) {
            var setter = SectionSetter(member)
            do {
                try fields(&setter)
            } catch {
                throw InputFlaw(at: "\(place).\(member.name)", "\(error)")
            }
            guard setter.isFound else {
                throw ConfigurationFile.unknown(
                    member.name, in: place, among: setter.names + others)
            }
        }
    }
}
