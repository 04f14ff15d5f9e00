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
    private static let digestName = "sha256"

    /// The bytes of a file that holds the record.
    package static func bytes(of record: some JSONRecord) -> [UInt8] { written(record).bytes }

    /// The bytes of the file at a path, once it holds the record.
    ///
    /// - Throws: ``StoreError/unreadable(path:what:)`` where nobody could read them again.
    package static func bytes(
        of record: some JSONRecord, at path: String
    ) throws(StoreError) -> [UInt8] {
        let (bytes, flaw) = written(record)
        if let flaw { throw .unreadable(path: path, what: "\(flaw)") }
        return bytes
    }

    private static func written(
        _ record: some JSONRecord
    ) -> (bytes: [UInt8], flaw: JSONError?) {
        let digest = digest(of: record)
        var writer = JSONWriter(.indented)
        writer.object { (writer: inout JSONWriter) in
            writeBody(of: record, to: &writer)
            writer.name(digestName)
            writer.string(digest)
        }
        return (writer.bytes + [UInt8(ascii: "\n")], writer.flaw)
    }

    /// The record that a file's bytes hold.
    ///
    /// - Throws: ``StoreError/damaged(path:what:)`` where they are torn, altered, of another schema
    ///   or hold something else.
    package static func record<Record: JSONRecord>(
        _: Record.Type, from bytes: [UInt8], path: String
    ) throws(StoreError) -> Record {
        let members = try members(bytes, path: path)
        do {
            try check(members.first, is: Record.schema, path: path)
            guard let seal = members.last, seal.name == digestName else {
                throw JSONError.field(name: digestName, expected: "where it belongs")
            }
            let body = members.dropLast()
            guard seal.value == .string(digest(of: body)) else {
                throw StoreError.damaged(path: path, what: "its contents do not match its digest")
            }
            var reader = FieldReader(members: Array(body.dropFirst()))
            var record = Record.blank
            try record.fields(&reader)
            try reader.finish()
            return record
        } catch let error as StoreError {
            throw error
        } catch {
            throw .damaged(path: path, what: "\(error)")
        }
    }

    /// Looks at the schema before all else: the rest of another one may mean anything.
    private static func check(_ member: JSONMember?, is schema: Int, path: String) throws {
        guard let member, member.name == "schema" else {
            throw JSONError.field(name: "schema", expected: "where it belongs")
        }
        guard case .number(let text) = member.value, let number = Int(text) else {
            throw JSONError.field(
                name: "schema", expected: "a whole number, but \(member.value.kind)")
        }
        guard number == schema else {
            let origin = number > schema ? "; a newer one wrote it" : ""
            throw StoreError.damaged(
                path: path,
                what: "its schema is \(number), and this program knows \(schema) only\(origin)")
        }
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

    /// The digest of members as they are spelled, before anything is made of them.
    private static func digest(of members: some Sequence<JSONMember>) -> String {
        var writer = JSONWriter()
        writer.value(.object(Array(members)))
        return Digest(of: writer.bytes).hexadecimal
    }

    private static func digest(of record: some JSONRecord) -> String {
        var writer = JSONWriter()
        writer.object { (writer: inout JSONWriter) in writeBody(of: record, to: &writer) }
        return Digest(of: writer.bytes).hexadecimal
    }

    private static func writeBody<Record: JSONRecord>(
        of record: Record, to writer: inout JSONWriter
    ) {
        writer.name("schema")
        writer.number(Record.schema)
        record.writeFields(to: &writer)
    }
}
