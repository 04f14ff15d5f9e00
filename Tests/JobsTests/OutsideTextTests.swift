import HTTP
import JSON
import Testing
import Text

@testable import Jobs
@testable import Settings

/// Text from outside that is read, unescaped, or has something put in its place: what comes of twice
/// as much is twice as much at most, and never more than a bound.
struct OutsideTextTests {
    /// What is read, of how much, and the most bytes that may come of each byte.
    private struct Reading: Sendable {
        let name: String
        let text: @Sendable (Int) -> String
        let bytes: @Sendable (String) -> Int
        var most = Int.max
    }

    private static let readings = [
        Reading(
            name: "JSON's escapes", text: { #""\#(String(repeating: #"\u0041\n"#, count: $0))""# },
            bytes: { (try? JSONReader.parse(Array($0.utf8)))?.string?.utf8.count ?? 0 }),
        Reading(
            name: "variables", text: { "A=\"\(String(repeating: "$A\\n${B}\\\\", count: $0))\"" },
            bytes: { EnvironmentFile.read($0).variables.values.reduce(0) { $0 + $1.utf8.count } }),
        Reading(
            name: "tags of a page", text: { String(repeating: "<<a>>", count: $0) },
            bytes: { ForeignText.raw(Array($0.utf8)).utf8.count }, most: 5_000),
        // Each of these secrets stands in what is put in place of the others.
        Reading(
            name: "secrets that hide one another", text: { String(repeating: "hiden", count: $0) },
            bytes: { text in
                ForeignText.shown(text, hiding: ["h", "i", "d", "e", "n"].map { Secret($0) })
                    .utf8.count
            }, most: 1_000),
    ]

    @Test(arguments: readings.indices, [500, 4_000])
    func `twice as much makes twice as much at most`(index: Int, count: Int) {
        let reading = Self.readings[index]
        let (once, twice) = (reading.text(count), reading.text(2 * count))
        let (first, second) = (reading.bytes(once), reading.bytes(twice))
        #expect(first > 0, "\(reading.name)")
        #expect(first <= once.utf8.count && second <= twice.utf8.count, "\(reading.name)")
        #expect(second <= 2 * first + 64, "\(reading.name): \(first), then \(second)")
        #expect(max(first, second) <= reading.most, "\(reading.name)")
    }
}
