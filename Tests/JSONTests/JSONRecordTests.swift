import Testing

@testable import JSON

struct JSONRecordTests {
    private struct Leg: JSONRecord, Equatable {
        var price = ""
        var count = 0

        static var blank: Leg { Leg() }

        mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
            try visitor.field("price", &price)
            try visitor.field("count", &count)
        }
    }

    private struct Trip: JSONRecord, Equatable {
        var name = ""
        var isOpen = false
        var ratio: Double?
        var time: Int64 = 0
        var legs: [Leg] = []

        static var blank: Trip { Trip() }

        mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
            try visitor.field("name", &name)
            try visitor.field("isOpen", &isOpen)
            try visitor.field("ratio", &ratio)
            try visitor.field("time", &time)
            try visitor.field("legs", &legs)
        }
    }

    private static func read(_ text: String) throws -> Trip {
        try Trip(json: JSONReader.parse(Array(text.utf8)))
    }

    private static func message(_ text: String) -> String? {
        #expect(throws: JSONError.self) { try read(text) }?.description
    }

    @Test(
        arguments: [
            (nil, "null"), (0.1, "0.1"), (-3, "-3"),
        ] as [(Double?, String)])
    func `writes each field once, in order, and reads it back`(
        ratio: Double?, written: String
    ) throws {
        let trip = Trip(
            name: "a", isOpen: true, ratio: ratio, time: .min,
            legs: [Leg(price: "1.50", count: 2), Leg()])
        var writer = JSONWriter()
        trip.write(to: &writer)
        let text = String(decoding: writer.bytes, as: UTF8.self)
        #expect(
            text == #"{"name":"a","isOpen":true,"ratio":\#(written),"time":-9223372036854775808,"#
                + #""legs":[{"price":"1.50","count":2},{"price":"","count":0}]}"#)
        #expect(try Self.read(text) == trip)
    }

    @Test func `shares an object with other members`() {
        var writer = JSONWriter()
        writer.object { writer in
            writer.name("schema")
            writer.number(1)
            Leg(price: "2", count: 3).writeFields(to: &writer)
            writer.name("last")
            writer.null()
        }
        #expect(
            String(decoding: writer.bytes, as: UTF8.self)
                == #"{"schema":1,"price":"2","count":3,"last":null}"#)
    }

    @Test(arguments: [
        (#"{}"#, "'name' is not where it belongs"),
        (#"{"name":"a","ratio":1,"time":2,"legs":[]}"#, "'isOpen' is not where it belongs"),
        (
            #"{"isOpen":true,"name":"a","ratio":1,"time":2,"legs":[]}"#,
            "'name' is not where it belongs"
        ),
        (#"{"name":"a","isOpen":true,"ratio":1,"time":2}"#, "'legs' is not where it belongs"),
        (
            #"{"name":"a","isOpen":true,"ratio":1,"time":2,"legs":[],"more":1}"#,
            "'more' is not a known field"
        ),
        (#"[]"#, "it is not an object, but a list"),
        (
            #"{"name":1,"isOpen":true,"ratio":1,"time":2,"legs":[]}"#,
            "'name' is not a string, but a number"
        ),
        (
            #"{"name":"a","isOpen":null,"ratio":1,"time":2,"legs":[]}"#,
            "'isOpen' is not true or false, but null"
        ),
        (
            #"{"name":"a","isOpen":true,"ratio":"1","time":2,"legs":[]}"#,
            "'ratio' is not a finite number, but a string"
        ),
        (
            #"{"name":"a","isOpen":true,"ratio":1,"time":2.5,"legs":[]}"#,
            "'time' is not a whole number, but a number"
        ),
        (
            #"{"name":"a","isOpen":true,"ratio":1,"time":9223372036854775808,"legs":[]}"#,
            "'time' is not a whole number, but a number"
        ),
        (
            #"{"name":"a","isOpen":true,"ratio":1,"time":2,"legs":{}}"#,
            "'legs' is not a list, but an object"
        ),
        (
            #"{"name":"a","isOpen":true,"ratio":1,"time":2,"legs":[{"price":"1","count":true}]}"#,
            "'legs[0].count' is not a whole number, but a boolean"
        ),
        (
            #"{"name":"a","isOpen":true,"ratio":1,"time":2,"legs":[{"price":"","count":1},7]}"#,
            "'legs[1]' is not an object, but a number"
        ),
    ])
    func `a missing, extra, reordered or wrong field is an error that names it`(
        text: String, message: String
    ) {
        #expect(Self.message(text) == message)
    }

    @Test func `refuses a number that no Double holds`() throws {
        let value = try JSONReader.parse(Array("1e999".utf8))
        #expect(throws: JSONError.self) { try Double(json: value) }
    }

    @Test func `an unknown field from outside cannot break the line`() {
        let text = #"{"name":"a","isOpen":true,"ratio":1,"time":2,"legs":[],"x\ny":1}"#
        #expect(Self.message(text) == "'x?y' is not a known field")
    }
}
