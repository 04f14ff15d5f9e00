import JSON
import Testing

@testable import Store

struct JournalPositionTests {
    private static let hash = String(repeating: "0123456789abcdef", count: 4)

    private static let digest = Digest(hexadecimal: hash.utf8) ?? .zero

    @Test(arguments: [
        JournalPosition.genesis,
        JournalPosition(length: 1, lines: 1, digest: digest),
        JournalPosition(length: 1 << 50, lines: 1 << 50, digest: digest),
    ])
    func `reads what it writes`(position: JournalPosition) throws {
        var writer = JSONWriter()
        position.write(to: &writer)
        #expect(try JournalPosition(json: JSONReader.parse(writer.bytes)) == position)
    }

    @Test func `is spelled in a fixed way`() {
        var writer = JSONWriter()
        JournalPosition(length: 200, lines: 2, digest: Self.digest).write(to: &writer)
        #expect(
            String(decoding: writer.bytes, as: UTF8.self)
                == #"{"length":200,"lines":2,"head":"\#(Self.hash)"}"#)
    }

    @Test(arguments: [
        ("-1", "1", hash, "length"),
        ("1.5", "1", hash, "length"),
        ("100", "-1", hash, "lines"),
        ("0", "1", hash, "lines"),
        ("100", "0", hash, "lines"),
        ("0", "0", hash, "head"),
        ("100", "1", String(hash.dropLast()), "head"),
        ("100", "1", hash + "0", "head"),
        ("100", "1", hash.uppercased(), "head"),
        ("100", "1", "g" + hash.dropFirst(), "head"),
        ("100", "1", "", "head"),
    ])
    func `refuses what no journal has`(
        length: String, lines: String, head: String, field: String
    ) throws {
        let text = #"{"length":\#(length),"lines":\#(lines),"head":"\#(head)"}"#
        let json = try JSONReader.parse(Array(text.utf8))
        let error = #expect(throws: JSONError.self) { try JournalPosition(json: json) }
        guard case .field(let name, _) = error else {
            Issue.record("no error about a field: \(String(describing: error))")
            return
        }
        #expect(name == field)
    }
}
