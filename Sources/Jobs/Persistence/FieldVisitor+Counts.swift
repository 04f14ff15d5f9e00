internal import JSON

/// What may have been counted: more than any record holds, and far from where numbers end.
private let counts = 0...1_000_000_000_000

extension FieldVisitor {
    /// A field that counts something, and so cannot be negative or near the end of its range.
    mutating func count(_ name: String, _ value: inout Int) throws(JSONError) {
        try field(name, &value)
        guard counts.contains(value) else { throw .field(name: name, expected: "a count") }
    }
}
