import JSON
import Market
import Testing
import Trading

@testable import Record

struct JournalStartTests {
    private let settings = TraderSettings(
        name: "sim",
        market: Market(exchange: .sim, symbol: .standard, timeframe: .fiveMinutes),
        parameters: Parameters())

    private func members() throws -> [JSONMember] {
        var writer = JSONWriter()
        JournalStart(settings, follows: nil).write(to: &writer)
        return try #require(try JSONReader.parse(writer.bytes).members)
    }

    @Test func `absent rules are the first, and the only ones known`() throws {
        let members = try members()
        #expect(!members.contains { $0.name == "rules" })
        #expect(try JournalStart(json: .object(members)).settings == settings)
        for rules in ["1", "2"] {
            var later = members
            later.insert(JSONMember(name: "rules", value: .number(rules)), at: 1)
            let error = #expect(throws: JSONError.self) {
                try JournalStart(json: .object(later))
            }
            #expect(error?.description.contains("a newer program wrote it") == true)
        }
    }

    @Test func `another schema is refused before the rest is looked at`() throws {
        let members = [
            JSONMember(name: "schema", value: .number("2")),
            JSONMember(name: "unheard", value: .string("of")),
        ]
        let error = #expect(throws: JSONError.self) {
            try JournalStart(json: .object(members))
        }
        #expect(error?.description == "'schema' is not 1, all that this program knows")
    }
}
