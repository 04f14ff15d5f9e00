// How the standard library's types are spelled.

extension Bool: JSONCodable {
    package init(json: JSONValue) throws(JSONError) {
        guard case .bool(let truth) = json else {
            throw .field(name: "", expected: "true or false, but \(json.kind)")
        }
        self = truth
    }

    package func write(to writer: inout JSONWriter) { writer.bool(self) }
}

extension String: JSONCodable {
    package init(json: JSONValue) throws(JSONError) {
        guard case .string(let text) = json else {
            throw .field(name: "", expected: "a string, but \(json.kind)")
        }
        self = text
    }

    package func write(to writer: inout JSONWriter) { writer.string(self) }
}

extension Int: JSONCodable {
    package init(json: JSONValue) throws(JSONError) {
        self = try json.wholeNumber(Int.self)
    }

    package func write(to writer: inout JSONWriter) { writer.number(self) }
}

extension Int64: JSONCodable {
    package init(json: JSONValue) throws(JSONError) {
        self = try json.wholeNumber(Int64.self)
    }

    package func write(to writer: inout JSONWriter) { writer.number(self) }
}

extension Double: JSONCodable {
    package init(json: JSONValue) throws(JSONError) {
        guard case .number(let text) = json, let value = Double(text), value.isFinite else {
            throw .field(name: "", expected: "a finite number, but \(json.kind)")
        }
        self = value
    }

    package func write(to writer: inout JSONWriter) { writer.number(self) }
}

extension Optional: JSONCodable where Wrapped: JSONCodable {
    package init(json: JSONValue) throws(JSONError) {
        if case .null = json { self = nil } else { self = try Wrapped(json: json) }
    }

    package func write(to writer: inout JSONWriter) {
        if let self { self.write(to: &writer) } else { writer.null() }
    }
}

extension Array: JSONCodable where Element: JSONCodable {
    package init(json: JSONValue) throws(JSONError) {
        guard let elements = json.elements else {
            throw .field(name: "", expected: "a list, but \(json.kind)")
        }
        self = []
        reserveCapacity(elements.count)
        for (index, element) in elements.enumerated() {
            do {
                append(try Element(json: element))
            } catch {
                throw error.inside("[\(index)]")
            }
        }
    }

    package func write(to writer: inout JSONWriter) {
        writer.array { (writer: inout JSONWriter) in
            for element in self { element.write(to: &writer) }
        }
    }
}

extension JSONValue {
    fileprivate func wholeNumber<Integer: FixedWidthInteger>(
        _: Integer.Type
    ) throws(JSONError) -> Integer {
        guard case .number(let text) = self, let value = Integer(text.wholePart ?? text[...]) else {
            throw .field(name: "", expected: "a whole number, but \(kind)")
        }
        return value
    }
}

extension String {
    /// What stands before a point with nothing but zeros behind it, as in `50.0`.
    fileprivate var wholePart: Substring? {
        guard let point = utf8.firstIndex(of: UInt8(ascii: ".")) else { return nil }
        return self[point...].utf8.dropFirst().allSatisfy { $0 == UInt8(ascii: "0") }
            ? self[..<point] : nil
    }
}
