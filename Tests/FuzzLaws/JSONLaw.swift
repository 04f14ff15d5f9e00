internal import JSON
internal import Market

/// JSON: what is read is written and read again, and JSON5 reads all that JSON does.
enum JSONLaw: Law {
    static func check(_ input: [UInt8]) throws(BrokenLaw) {
        let strict = try read(input, as: .strict)
        let json5 = try read(input, as: .json5)
        if let strict {
            try hold(json5 == strict, "JSON5 does not read this JSON as the same value")
            try checkWritten(strict, as: .strict)
            try checkNumbers(of: strict)
        } else if let json5 {
            try checkWritten(json5, as: .json5)
        }
    }

    private static func read(
        _ bytes: [UInt8], as dialect: JSONReader.Dialect
    ) throws(BrokenLaw) -> JSONValue? {
        do {
            return try JSONReader.parse(bytes, as: dialect)
        } catch {
            try MessageLaw.check("\(error)", atMost: 500, "the error")
            return nil
        }
    }

    private static func checkWritten(
        _ value: JSONValue, as dialect: JSONReader.Dialect
    ) throws(BrokenLaw) {
        for layout in [JSONWriter.Layout.compact, .indented] {
            let bytes = written(value, layout)
            let again = try? JSONReader.parse(bytes, as: dialect)
            try hold(
                again == value,
                "\(layout): \(String(decoding: bytes, as: UTF8.self)) is not read as it was written"
            )
            if layout == .compact {
                try hold(!bytes.contains { $0 < 0x20 }, "a compact value is not one line")
            }
        }
    }

    private static func written(_ value: JSONValue, _ layout: JSONWriter.Layout) -> [UInt8] {
        var writer = JSONWriter(layout)
        writer.value(value)
        return writer.bytes
    }

    /// Every number of JSON is one of ours, or too large or too long to be.
    private static func checkNumbers(of value: JSONValue) throws(BrokenLaw) {
        switch value {
        case .number(let text):
            try hold(Double(text) != nil, "\(text) is no number to the standard library")
            do throws(DecimalTextError) {
                _ = try Volume(decimal: text)
            } catch {
                if case .malformed = error {
                    try hold(text.utf8.count > 100, "\(text) is a number of JSON, but: \(error)")
                }
            }
        case .array(let elements):
            for element in elements { try checkNumbers(of: element) }
        case .object(let members):
            for member in members { try checkNumbers(of: member.value) }
        case .null, .bool, .string: break
        }
    }
}
