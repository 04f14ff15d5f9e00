internal import JSON
internal import Store

/// What is done to an input so that a sealed document's reader looks at it.
enum SealedInput {
    /// The input with the seal that fits it, or no change of it would ever be looked at; `nil` where
    /// it is no JSON object.
    static func sealed(_ input: [UInt8]) -> [UInt8]? {
        guard var members = (try? JSONReader.parse(input))?.members else { return nil }
        members.removeAll { $0.name == "sha256" }
        var writer = JSONWriter()
        writer.value(.object(members))
        members.append(
            JSONMember(name: "sha256", value: .string(Digest(of: writer.bytes).hexadecimal)))
        writer = JSONWriter()
        writer.value(.object(members))
        return writer.bytes
    }

    /// What a document's reader makes of bytes; `nil` where it refuses them, in a message that may be
    /// shown.
    static func read<Document: JSONRecord>(
        _ type: Document.Type, _ bytes: [UInt8], as path: String = "document.json"
    ) throws(BrokenLaw) -> Document? {
        do throws(StoreError) {
            return try SealedDocument.record(type, from: bytes, path: path)
        } catch {
            try MessageLaw.check("\(error)", "the error")
            return nil
        }
    }

    /// A document with every figure and text replaced by `true`: names, and how many there are.
    static func shape(of bytes: [UInt8]) -> JSONValue? {
        (try? JSONReader.parse(bytes)).map { shape(of: $0) }
    }

    private static func shape(of value: JSONValue) -> JSONValue {
        switch value {
        case .object(let members):
            .object(members.map { JSONMember(name: $0.name, value: shape(of: $0.value)) })
        case .array(let elements): .array(elements.map { shape(of: $0) })
        case .number, .string, .bool: .bool(true)
        case .null: .null
        }
    }
}
