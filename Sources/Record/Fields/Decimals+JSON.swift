package import JSON
package import Market

// How the core's numbers and names are spelled in journals and checkpoints: decimals as strings,
// times as milliseconds. Read, a decimal may be a number as well, as people write it in algom.json.

/// An exact decimal, spelled as a string.
package protocol JSONDecimal: JSONCodable, CustomStringConvertible {
    init(decimal text: String) throws(DecimalTextError)
}

extension JSONDecimal {
    package init(json: JSONValue) throws(JSONError) {
        guard let text = json.scalarText else {
            throw .field(name: "", expected: "a decimal number, but \(json.kind)")
        }
        do {
            try self.init(decimal: text)
        } catch {
            throw error.asField(json)
        }
    }

    package func write(to writer: inout JSONWriter) { writer.string(description) }
}

extension Price: JSONDecimal {}
extension Quantity: JSONDecimal {}
extension Money: JSONDecimal {}
extension Percent: JSONDecimal {}
extension Volume: JSONDecimal {}
extension MoneySum: JSONDecimal {}

extension DecimalTextError {
    fileprivate func asField(_ json: JSONValue) -> JSONError {
        switch self {
        case .malformed: .field(name: "", expected: "a decimal number, but other text")
        case .outOfRange(let text):
            .field(
                name: "", expected: "a number small enough for exact decimals, but \(text)")
        case .tooSmall(let text):
            .field(name: "", expected: "a number that 8 decimals can tell, but \(text)")
        }
    }
}

extension Timestamp: JSONCodable {
    package init(json: JSONValue) throws(JSONError) {
        let moment = Timestamp(milliseconds: try Int64(json: json))
        guard Timestamp.representable.contains(moment) else {
            throw .field(name: "", expected: "a time in milliseconds since 1970")
        }
        self = moment
    }

    package func write(to writer: inout JSONWriter) {
        if !Timestamp.representable.contains(self) {
            writer.note(.field(name: "", expected: "a time in the years 1970 to 9999"))
        }
        writer.number(milliseconds)
    }
}

/// A name out of a fixed list, spelled as its raw value.
package protocol JSONName: JSONCodable, RawRepresentable where RawValue == String {}

extension JSONName {
    package init(json: JSONValue) throws(JSONError) {
        guard let text = json.string, let value = Self(rawValue: text) else {
            throw .field(name: "", expected: "a known name")
        }
        self = value
    }

    package func write(to writer: inout JSONWriter) { writer.string(rawValue) }
}
