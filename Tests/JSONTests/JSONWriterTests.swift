import Seeds
import Testing

@testable import JSON

struct JSONWriterTests {
    private static func text(
        _ layout: JSONWriter.Layout = .compact, _ body: (inout JSONWriter) -> Void
    ) -> String {
        var writer = JSONWriter(layout)
        body(&writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private static func sample(_ writer: inout JSONWriter) {
        writer.object { writer in
            writer.name("schema")
            writer.number(1)
            writer.name("names")
            writer.array { writer in
                writer.string("a")
                writer.null()
                writer.object { _ in }
                writer.array { _ in }
            }
            writer.name("inner")
            writer.object { writer in
                writer.name("truth")
                writer.bool(false)
            }
            writer.name("ratio")
            writer.number(0.1)
        }
    }

    @Test func `writes one line without spaces`() {
        #expect(
            Self.text(.compact, Self.sample)
                == #"{"schema":1,"names":["a",null,{},[]],"inner":{"truth":false},"ratio":0.1}"#)
    }

    @Test func `writes two spaces a level`() {
        #expect(
            Self.text(.indented, Self.sample) == """
                {
                  "schema": 1,
                  "names": [
                    "a",
                    null,
                    {},
                    []
                  ],
                  "inner": {
                    "truth": false
                  },
                  "ratio": 0.1
                }
                """)
    }

    @Test func `escapes quotes, backslashes and control characters only`() {
        let text = Self.text { $0.string("\"\\/\n\r\t\u{0}\u{8}\u{1f}\u{7f}é🚀\u{2028}") }
        #expect(
            text == #""\"\\/\n\r\t\u0000\u0008\u001f\u007fé🚀"# + "\u{2028}\"")
    }

    @Test(
        arguments: [
            (0, "0"), (-0.0, "0"), (1, "1"), (-12, "-12"), (0.1, "0.1"), (1e14, "100000000000000"),
            (1e16, "1e+16"), (.leastNonzeroMagnitude, "5e-324"), (-1.5, "-1.5"),
            (.greatestFiniteMagnitude, "1.7976931348623157e+308"), (1.0 / 3, "0.3333333333333333"),
        ] as [(Double, String)])
    func `writes the shortest text of a Double`(value: Double, text: String) throws {
        let written = Self.text { $0.number(value) }
        #expect(Double(written) == value)
        #expect(written == text)
        #expect(try JSONReader.parse(Array(written.utf8)) == .number(written))
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `a Double reads back bit for bit`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<500 {
            let value = Double(bitPattern: random.next())
            guard value.isFinite else { continue }
            let bytes = Array(Self.text { $0.number(value) }.utf8)
            let back = try Double(json: JSONReader.parse(bytes))
            #expect(back.bitPattern == value.bitPattern, "\(value), seed \(seed)")
        }
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `a random value reads back as it was, in either layout`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let value = JSONValue.random(depth: 4, using: &random)
        for layout in [JSONWriter.Layout.compact, .indented] {
            let bytes = Array(Self.text(layout) { $0.value(value) }.utf8)
            #expect(try JSONReader.parse(bytes) == value, "seed \(seed)")
            #expect(try JSONReader.parse(bytes, as: .json5) == value, "seed \(seed)")
        }
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `damaged text is an error or a value, never a trap`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let value = JSONValue.random(depth: 4, using: &random)
        var bytes = Array(Self.text { $0.value(value) }.utf8)
        for _ in 0..<50 {
            let place = Int.random(in: bytes.indices, using: &random)
            bytes[place] = UInt8.random(in: 0...255, using: &random)
            for dialect in [JSONReader.Dialect.strict, .json5] {
                do {
                    let read = try JSONReader.parse(bytes, as: dialect)
                    let again = Array(Self.text { $0.value(read) }.utf8)
                    #expect(try JSONReader.parse(again, as: dialect) == read, "seed \(seed)")
                } catch {
                    #expect(!"\(error)".isEmpty)
                }
            }
        }
    }
}

extension JSONValue {
    fileprivate static func random(depth: Int, using random: inout SplitMix64) -> JSONValue {
        switch Int.random(in: 0..<(depth > 0 ? 8 : 5), using: &random) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &random))
        case 2: return .number(String(Int64.random(in: .min ... .max, using: &random)))
        case 3:
            let digits = UInt32.random(in: 0 ... .max, using: &random)
            return .number("-0.\(digits)e-\(digits % 400)")
        case 4: return .string(text(using: &random))
        case 5, 6:
            let count = Int.random(in: 0...5, using: &random)
            return .array((0..<count).map { _ in .random(depth: depth - 1, using: &random) })
        default:
            let count = Int.random(in: 0...5, using: &random)
            return .object(
                (0..<count).map { number in
                    JSONMember(
                        name: "\(number)" + text(using: &random),
                        value: .random(depth: depth - 1, using: &random))
                })
        }
    }

    private static func text(using random: inout SplitMix64) -> String {
        var text = ""
        for _ in 0..<Int.random(in: 0...12, using: &random) {
            let most: UInt32 = [0x7f, 0xd7ff, 0x10ffff].randomElement(using: &random) ?? 0x7f
            if let scalar = Unicode.Scalar(UInt32.random(in: 0...most, using: &random)) {
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
