import Testing

@testable import JSON

struct JSONReaderTests {
    private static func parse(
        _ text: String, as dialect: JSONReader.Dialect = .strict
    ) throws -> JSONValue {
        try JSONReader.parse(Array(text.utf8), as: dialect)
    }

    @Test(
        arguments: [
            ("null", .null), ("true", .bool(true)), ("false", .bool(false)), ("\"\"", .string("")),
            (" \t\r\n[ ]\n", .array([])), ("{ }", .object([])),
            ("[1,[2]]", .array([.number("1"), .array([.number("2")])])),
            (
                "{\"a\":1,\"b\":null}",
                .object([
                    JSONMember(name: "a", value: .number("1")), JSONMember(name: "b", value: .null),
                ])
            ),
            (
                "{\"\":{\"\":0}}",
                .object([
                    JSONMember(
                        name: "", value: .object([JSONMember(name: "", value: .number("0"))]))
                ])
            ),
        ] as [(String, JSONValue)])
    func `reads what RFC 8259 allows`(text: String, value: JSONValue) throws {
        #expect(try Self.parse(text) == value)
        #expect(try Self.parse(text, as: .json5) == value)
    }

    @Test(arguments: [
        "0", "-0", "1", "-12", "0.0", "113587.99000000", "1e5", "1E+5", "1.50e-05", "-0.0e0",
        "123456789012345678901234567890.123456789012345678901234567890",
    ])
    func `keeps a number's own text`(text: String) throws {
        #expect(try Self.parse(text) == .number(text))
        #expect(try Self.parse(" [\(text)]", as: .json5) == .array([.number(text)]))
    }

    @Test(arguments: [
        "", " ", "nul", "True", "nulll", "truefalse", "-", "+1", "01", "-01", "00", "1.", ".5",
        "1.e5", "1e", "1e+", "0x1F", "1a", "1 2", "--1", "NaN", "Infinity", "-Infinity", "[", "]",
        "[1", "[1,", "[1,]", "[,1]", "[1 2]", "{", "}", "{1:2}", "{\"a\"}", "{\"a\":}", "{\"a\":1",
        "{\"a\":1,}", "{,}", "{\"a\" 1}", "{a:1}", "{'a':1}", "'a'", "\"", "\"a", "\"\\", "\"\\\"",
        "\"\\x41\"", "\"\\'\"", "\"\\u12\"", "\"\\u12G4\"", "\"\\u+123\"", "\"\\u-000\"",
        "\"\\u 123\"", "\"\\ud800\"", "\"\\ud800x\"", "\"\\ud800\\n\"", "\"\\ud800\\ud800\"",
        "\"\\udc00\"", "\"\n\"", "\"\t\"", "\"\u{0}\"", "\"\u{1f}\"", "// c\n1", "/* c */1",
        "1 // c",
        "{\"a\":1,\"a\":2}", "{\"a\":1,\"\\u0061\":2}", "\u{feff}1", "\u{a0}1", "\u{b}1",
        "undefined",
    ])
    func `refuses everything else`(text: String) {
        #expect(throws: JSONError.self) { try Self.parse(text) }
    }

    @Test(arguments: [
        ("// c\n[1, /* 2, */ 3,] // end", "[1,3]"),
        ("{a: 1, $b_2: 'x', \"c\": .5,}", "{\"a\":1,\"$b_2\":\"x\",\"c\":.5}"),
        ("[+1, 5., -.5]", "[+1,5.,-.5]"), ("'it\\'s \"so\"'", "\"it's \\\"so\\\"\""),
        ("\"it's\"", "\"it's\""),
        ("'a\\\nb'", "\"ab\""), ("'a\\\r\nb'", "\"ab\""), ("'a\\\rb'", "\"ab\""),
        ("/**/1/***/", "1"), ("/* * / ** /*/ 1", "1"), ("1//", "1"),
        ("\u{feff}{a:\u{a0}1\u{3000},\u{2028}b\u{b}: 2}\u{c}", "{\"a\":1,\"b\":2}"),
        ("\u{2000}\u{200a}\u{202f}1\u{2029}", "1"), ("// a\r1", "1"),
        ("[0x32, -0xfF, +0X0]", "[50,-255,0]"), ("[0xffffffffffffffff]", "[18446744073709551615]"),
        ("/*/ 2, */ 1", "1"), ("// a\r\n1", "1"), ("[\n]", "[]"), ("{\n// nothing\n}", "{}"),
    ])
    func `reads what people write by hand as JSON5`(text: String, compact: String) throws {
        var writer = JSONWriter()
        writer.value(try Self.parse(text, as: .json5))
        #expect(String(decoding: writer.bytes, as: UTF8.self) == compact)
        if text != "\"it's\"" && text != "[\n]" {
            #expect(throws: JSONError.self) { try Self.parse(text) }
        }
    }

    @Test(arguments: [
        "", "//", "/*", "/* *", "/*/", "/ 1", "1 /", "[1,,]", "[,]", "{,}", "{1a: 1}", "{a b: 1}",
        "{a-b: 1}", "{é: 1}", "NaN", "Infinity", "+Infinity", "0x", "0xG", "0x1.5",
        "0x11111111111111111", ".", "+", "+.", "01", "'a",
        "'a\nb'",
        "{a: 1, 'a': 2}", "{a: 1, \"\\u0061\": 2}", "# c\n1", "'\\x41'", "\u{200b}1", "\u{180e}1",
        "+-1", "1.e",
        "5a",
    ])
    func `refuses in JSON5 what would be guessed at`(text: String) {
        #expect(throws: JSONError.self) { try Self.parse(text, as: .json5) }
    }

    @Test(arguments: [
        ("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\u{8}\u{c}\n\r\t"),
        ("\"\\u0041\\u00e9\\u20AC\"", "Aé€"),
        ("\"\\ud83d\\ude80\"", "🚀"), ("\"\\uD83D\\uDE80!\"", "🚀!"), ("\"🚀é\"", "🚀é"),
        ("\"\\u0000\"", "\u{0}"), ("\"\u{7f}\u{2028}\"", "\u{7f}\u{2028}"),
        ("\"a\\u0062c\"", "abc"),
        ("\"\\uffff\"", "\u{ffff}"),
    ])
    func `reads escapes and surrogate pairs`(text: String, string: String) throws {
        #expect(
            try Self.parse(text).string.map { Array($0.unicodeScalars) }
                == Array(string.unicodeScalars))
    }

    @Test(
        arguments: [
            [0x22, 0xff, 0x22], [0x22, 0xc0, 0x80, 0x22], [0x22, 0xed, 0xa0, 0x80, 0x22],
            [0x22, 0xf4, 0x90, 0x80, 0x80, 0x22], [0x22, 0xe2, 0x82, 0x22], [0x22, 0x80, 0x22],
            [0x22, 0xe2, 0x5c, 0x6e, 0x82, 0xac, 0x22], [0xff, 0xfe, 0x31, 0x00],
            [0x31, 0x00],
        ] as [[UInt8]])
    func `refuses bytes that are not UTF-8`(bytes: [UInt8]) {
        #expect(throws: JSONError.self) { try JSONReader.parse(bytes) }
        #expect(throws: JSONError.self) { try JSONReader.parse(bytes, as: .json5) }
    }

    @Test func `a byte order mark is white space to people's files, and to no others`() throws {
        let bytes: [UInt8] = [0xef, 0xbb, 0xbf, 0x31]
        #expect(throws: JSONError.self) { try JSONReader.parse(bytes) }
        #expect(try JSONReader.parse(bytes, as: .json5) == .number("1"))
    }

    @Test func `goes 64 levels deep and no deeper`() throws {
        func nested(_ levels: Int) -> String {
            String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
        }
        _ = try Self.parse(nested(64))
        #expect(
            throws: JSONError.syntax(line: 1, column: 65, expected: "nested over 64 levels deep")
        ) { try Self.parse(nested(65)) }
        #expect(throws: JSONError.self) {
            try Self.parse(String(repeating: "{\"a\":", count: 100_000))
        }
    }

    @Test func `takes a thousand members in an object and no more`() throws {
        func object(_ members: Int) -> String {
            "{" + (0..<members).map { "\"n\($0)\":0" }.joined(separator: ",") + "}"
        }
        #expect(try Self.parse(object(1_000)).members?.count == 1_000)
        #expect(throws: JSONError.self) { try Self.parse(object(1_001)) }
    }

    @Test(arguments: [
        ("[1,\n 2,\n x]", 3, 2, "expected a value"), ("[1,2", 1, 5, "expected ',' or ']'"),
        ("{\"a\":1,\n\"a\":2}", 2, 4, "the name 'a' appears twice"), ("", 1, 1, "expected a value"),
        ("1\n\n2", 3, 1, "expected the end"), ("{\"a\" 1}", 1, 6, "expected ':'"),
        ("[01]", 1, 4, "a number has no leading zeros"), ("{x}", 1, 2, "expected a name"),
        ("tru", 1, 4, "expected 'true'"), ("[1,]", 1, 4, "expected a value after ','"),
    ])
    func `tells line, column and what was expected`(
        text: String, line: Int, column: Int, expected: String
    ) {
        #expect(throws: JSONError.syntax(line: line, column: column, expected: expected)) {
            try Self.parse(text)
        }
    }

    @Test func `an error is one line whatever the input holds`() {
        let name = "x\\n\\u001b[2J" + String(repeating: "y", count: 500)
        let error = #expect(throws: JSONError.self) {
            try Self.parse("{\"\(name)\":1,\"\(name)\":2}")
        }
        let text = error?.description ?? ""
        #expect(text.hasPrefix("line 1, column ") && text.contains("'x??[2J"))
        #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 } && text.count < 150)
    }
}
