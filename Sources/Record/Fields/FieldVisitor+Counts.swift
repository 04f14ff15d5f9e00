package import JSON

internal import Market

/// What may have been counted: more than any record holds, and far from where numbers end.
private let counts = 0...1_000_000_000_000

/// Moments that are kept, in seconds since 1970.
private let seconds = 0...Timestamp.representable.upperBound.milliseconds / 1_000

/// Far past what prices and returns can come to, and as far from where numbers end.
private let figures = -1e100...1e100

/// Each field is brought into its range before it is visited, so that what is written can be read.
extension FieldVisitor {
    /// A field that counts something, and so cannot be negative or near the end of its range.
    package mutating func count(_ name: String, _ value: inout Int) throws(JSONError) {
        try field(name, &value, within: counts, "a count")
    }

    /// A field that says how many seconds after 1970 something was or will be.
    package mutating func moment(_ name: String, seconds value: inout Int64) throws(JSONError) {
        try field(name, &value, within: seconds, "a time in seconds since 1970")
    }

    package mutating func moment(_ name: String, seconds value: inout Int64?) throws(JSONError) {
        value = value.map { min(max($0, seconds.lowerBound), seconds.upperBound) }
        try field(name, &value)
        guard value.map(seconds.contains) ?? true else {
            throw .field(name: name, expected: "a time in seconds since 1970")
        }
    }

    package mutating func optionalMoment(_ name: String, seconds value: inout Int64?)
        throws(JSONError)
    {
        value = value.map { min(max($0, seconds.lowerBound), seconds.upperBound) }
        try optionalField(name, &value)
        guard value.map(seconds.contains) ?? true else {
            throw .field(name: name, expected: "a time in seconds since 1970")
        }
    }

    package mutating func moments(_ name: String, seconds values: inout [Int64]) throws(JSONError) {
        values = values.map { min(max($0, seconds.lowerBound), seconds.upperBound) }
        try field(name, &values)
        guard values.allSatisfy(seconds.contains) else {
            throw .field(name: name, expected: "times in seconds since 1970")
        }
    }

    /// A field for a figure that sums and squares go on to be made of.
    package mutating func figure(_ name: String, _ value: inout Double) throws(JSONError) {
        try field(name, &value, within: figures, "a figure")
    }

    private mutating func field<Value: JSONCodable & Comparable>(
        _ name: String, _ value: inout Value, within range: ClosedRange<Value>, _ what: String
    ) throws(JSONError) {
        value = min(max(value, range.lowerBound), range.upperBound)
        try field(name, &value)
        guard range.contains(value) else { throw .field(name: name, expected: what) }
    }
}
