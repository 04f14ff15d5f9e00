package import JSON

/// A record as a file that knows whether it is whole: schema first, fields, a digest of both last.
///
/// ```json
/// { "schema": 1, …fields…, "sha256": "…" }
/// ```
///
/// The digest is that of the compact text of everything before it, so white space may change and
/// nothing else. It guards against damage, not against somebody who computes it anew.
package enum SealedDocument {
    package static let schema = 1
    private static let digestName = "sha256"

    /// The bytes of a file that holds the record.
    package static func bytes(of record: some JSONRecord) -> [UInt8] {
        let digest = digest(of: record)
        var writer = JSONWriter(.indented)
        writer.object { (writer: inout JSONWriter) in
            writeBody(of: record, to: &writer)
            writer.name(digestName)
            writer.string(digest)
        }
        return writer.bytes + [UInt8(ascii: "\n")]
    }

    /// The record that a file's bytes hold.
    ///
    /// - Throws: ``StoreError/damaged(path:what:)`` where they are torn, altered, of another schema
    ///   or hold something else.
    package static func record<Record: JSONRecord>(
        _: Record.Type, from bytes: [UInt8], path: String
    ) throws(StoreError) -> Record {
        let members = try members(bytes, path: path)
        var reader = FieldReader(members: members)
        var schema = 0
        var record = Record.blank
        var digest = ""
        do {
            try reader.field("schema", &schema)
            guard schema == Self.schema else {
                throw StoreError.damaged(
                    path: path,
                    what: "its schema is \(schema), and this program knows \(Self.schema) only")
            }
            try record.fields(&reader)
            try reader.field(digestName, &digest)
            try reader.finish()
        } catch let error as StoreError {
            throw error
        } catch {
            throw .damaged(path: path, what: "\(error)")
        }
        guard digest == Self.digest(of: record) else {
            throw .damaged(path: path, what: "its contents do not match its digest")
        }
        return record
    }

    private static func members(
        _ bytes: [UInt8], path: String
    ) throws(StoreError) -> [JSONMember] {
        guard !bytes.isEmpty else { throw .damaged(path: path, what: "it is empty") }
        let value: JSONValue
        do {
            value = try JSONReader.parse(bytes)
        } catch {
            throw .damaged(path: path, what: "it is not whole JSON (\(error))")
        }
        guard let members = value.members else {
            throw .damaged(path: path, what: "it is not an object, but \(value.kind)")
        }
        return members
    }

    private static func digest(of record: some JSONRecord) -> String {
        var writer = JSONWriter()
        writer.object { (writer: inout JSONWriter) in writeBody(of: record, to: &writer) }
        return Digest.sha256Hex(writer.bytes)
    }

    private static func writeBody(of record: some JSONRecord, to writer: inout JSONWriter) {
        writer.name("schema")
        writer.number(schema)
        record.writeFields(to: &writer)
    }
}
