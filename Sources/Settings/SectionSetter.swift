internal import JSON

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
}
