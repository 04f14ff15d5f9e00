import JSON
import Testing

@testable import Store

struct SealedDocumentTests {
    private struct Note: JSONRecord, Equatable {
        var text: String
        var count: Int
        var ratio: Double
        var list: [String]

        static let sample = Note(text: "a \"b\"", count: 7, ratio: 0.1, list: ["x", "y"])
        static var blank: Note { Note(text: "", count: 0, ratio: 0, list: []) }

        mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
            try visitor.field("text", &text)
            try visitor.field("count", &count)
            try visitor.field("ratio", &ratio)
            try visitor.field("list", &list)
        }
    }

    private static let golden = #"""
        {
          "schema": 1,
          "text": "a \"b\"",
          "count": 7,
          "ratio": 0.1,
          "list": [
            "x",
            "y"
          ],
          "sha256": "DIGEST"
        }

        """#

    /// The digest of the compact text before it.
    private static let digest = Digest(
        of: #"{"schema":1,"text":"a \"b\"","count":7,"ratio":0.1,"list":["x","y"]}"#.utf8
    ).hexadecimal

    private static var text: String { golden.replacing("DIGEST", with: digest) }

    private static func read(_ text: String) throws(StoreError) -> Note {
        try SealedDocument.record(Note.self, from: Array(text.utf8), path: "p")
    }

    private static func damage(_ text: String) throws -> String {
        let error = try #require(throws: StoreError.self) { try read(text) }
        guard case .damaged(path: "p", let what) = error else {
            Issue.record("\(error)")
            return ""
        }
        return what
    }

    @Test func `is the record between its schema and its digest`() {
        #expect(String(decoding: SealedDocument.bytes(of: Note.sample), as: UTF8.self) == Self.text)
    }

    @Test func `reads what it wrote`() throws {
        #expect(try Self.read(Self.text) == .sample)
    }

    @Test func `white space may change, for people look into files`() throws {
        let compact = Self.text.split(separator: "\n").map { $0.drop { $0 == " " } }.joined()
        #expect(try Self.read(compact) == .sample)
        #expect(try Self.read(Self.text.replacing("\n", with: "\r\n\t")) == .sample)
    }

    @Test func `nothing else may change, not even to the same value`() throws {
        for (old, new) in [
            (#""a \"b\"""#, #""a \"c\"""#), ("7", "8"), ("0.1", "0.2"), ("0.1", "0.10"),
            ("0.1", "1e-1"), (#""x""#, #""X""#), (#"a \"b"#, #"\u0061 \"b"#),
            ("\"count\"", "\"kount\""),
            (Self.digest, String(Self.digest.reversed())), (Self.digest, Self.digest.uppercased()),
        ] {
            let text = Self.text.replacing(old, with: new)
            try #require(text != Self.text)
            if old == #"a \"b"# {
                // An escape is another spelling of the same text: the only change that passes.
                #expect(try Self.read(text) == .sample)
            } else {
                #expect(try Self.damage(text) == "its contents do not match its digest")
            }
        }
    }

    @Test func `one character more, less or other is always noticed`() throws {
        let text = Array(Self.text)
        for index in text.indices where !text[index].isWhitespace {
            for replacement in ["", "0", "1", "x", "-", "+", "."]
            where replacement != String(text[index]) {
                let edited =
                    String(text[..<index]) + replacement + String(text[(index + 1)...])
                #expect(throws: StoreError.self, "\(edited)") { try Self.read(edited) }
            }
        }
    }

    @Test func `every torn file is noticed`() throws {
        let bytes = Array(Self.text.utf8)
        #expect(try Self.damage("") == "it is empty")
        for length in 1..<(bytes.count - 1) {
            let torn = String(decoding: bytes[..<length], as: UTF8.self)
            #expect(try Self.damage(torn).hasPrefix("it is not whole JSON (line "))
        }
        let zeros = String(decoding: [UInt8](repeating: 0, count: bytes.count), as: UTF8.self)
        #expect(try Self.damage(zeros).hasPrefix("it is not whole JSON"))
        #expect(try Self.damage(Self.text + Self.text).hasPrefix("it is not whole JSON"))
    }

    @Test(arguments: [
        ("[]", "it is not an object, but a list"),
        ("{}", "'schema' is not where it belongs"),
        (#"{"text":"a"}"#, "'schema' is not where it belongs"),
        (#"{"schema":"1"}"#, "'schema' is not a whole number, but a string"),
        (#"{"schema":1}"#, "'sha256' is not where it belongs"),
        (#"{"schema":1,"sha256":7}"#, "its contents do not match its digest"),
        (
            #"{"schema":2,"anything":[]}"#,
            "its schema is 2, and this program knows 1 only; a newer one wrote it"
        ),
        (#"{"schema":0}"#, "its schema is 0, and this program knows 1 only"),
    ])
    func `says what is wrong`(text: String, what: String) throws {
        #expect(try Self.damage(text) == what)
    }

    /// A sealed file of other contents: whole, but not what is looked for.
    @Test(arguments: [
        (#"{"schema":1}"#, "'text' is not where it belongs"),
        (#"{"schema":1,"count":7}"#, "'text' is not where it belongs"),
        (
            #"{"schema":1,"text":"","count":7.5,"ratio":1,"list":[]}"#,
            "'count' is not a whole number, but a number"
        ),
        (
            #"{"schema":1,"text":"","count":7,"ratio":1,"list":[],"more":1}"#,
            "'more' is not a known field"
        ),
    ])
    func `a whole file of another kind is refused by its fields`(body: String, what: String) throws
    {
        let digest = Digest(of: Array(body.utf8)).hexadecimal
        #expect(try Self.damage("\(body.dropLast()),\"sha256\":\"\(digest)\"}") == what)
    }
}

/// A document whose format has moved on.
private struct Later: JSONRecord {
    static let schema = 3
    static var blank: Later { Later() }
    var text = ""

    mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        try visitor.field("text", &text)
    }
}

/// The same as an older program knows it.
private struct Earlier: JSONRecord {
    static var blank: Earlier { Earlier() }
    var text = ""

    mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        try visitor.field("text", &text)
    }
}

struct DocumentSchemaTests {
    @Test func `each document has a schema of its own, and refuses others`() throws {
        let bytes = SealedDocument.bytes(of: Later(text: "a"))
        #expect(String(decoding: bytes, as: UTF8.self).hasPrefix("{\n  \"schema\": 3,"))
        #expect(try SealedDocument.record(Later.self, from: bytes, path: "p").text == "a")
        let newer = #expect(throws: StoreError.self) {
            try SealedDocument.record(Earlier.self, from: bytes, path: "p")
        }
        #expect("\(newer as Any)".contains("knows 1 only; a newer one wrote it"))
        let old = SealedDocument.bytes(of: Earlier(text: "a"))
        #expect(throws: StoreError.self) {
            try SealedDocument.record(Later.self, from: old, path: "p")
        }
    }
}
