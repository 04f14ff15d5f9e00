import Testing

@testable import JSON

struct JSONValueTests {
    private static let object = JSONValue.object([
        JSONMember(name: "a", value: .number("1.50")),
        JSONMember(name: "b", value: .string("2.50")),
        JSONMember(name: "c", value: .array([.null])), JSONMember(name: "d", value: .bool(true)),
    ])

    @Test func `finds members by name`() {
        #expect(Self.object["a"] == .number("1.50"))
        #expect(Self.object["e"] == nil)
        #expect(JSONValue.array([])["a"] == nil)
        #expect(Self.object["c"]?.elements == [.null])
        #expect(Self.object.members?.map(\.name) == ["a", "b", "c", "d"])
    }

    @Test func `gives the text of a number or of a string alike`() {
        #expect(Self.object["a"]?.scalarText == "1.50")
        #expect(Self.object["b"]?.scalarText == "2.50")
        #expect(Self.object["c"]?.scalarText == nil)
        #expect(Self.object["d"]?.scalarText == nil)
        #expect(Self.object["a"]?.string == nil)
        #expect(Self.object["b"]?.string == "2.50")
    }

    @Test(
        arguments: [
            (.null, "null"), (.bool(true), "a boolean"), (.number("1"), "a number"),
            (.string(""), "a string"), (.array([]), "a list"), (.object([]), "an object"),
        ] as [(JSONValue, String)])
    func `says what kind it is`(value: JSONValue, kind: String) {
        #expect(value.kind == kind)
    }
}
