import Foundation
import Testing

/// `algom explain` as a person runs it.
struct AlgomExplainTests {
    private let algom = Command(name: "algom")
    private let tick = Command(name: "algom-tick")

    @Test func `the last candle is explained in lines that fit`() throws {
        let home = try TemporaryHome()
        #expect(
            try algom("explain", "--home", home.path).output.hasPrefix("no trader has run yet"))
        for now in ["2026-01-05T12:00:00Z", "2026-01-06T12:00:00Z"] {
            let arguments = ["--exchange", "sim", "--home", home.path, "--now", now]
            #expect(try tick.run(arguments, environment: [:]).status == 0)
        }
        let outcome = try algom("explain", "--home", home.path, environment: ["COLUMNS": "70"])
        #expect(outcome.status == 0 && outcome.errors == "")
        #expect(outcome.lines.allSatisfy { $0.count <= 70 })
        let words = outcome.lines.joined(separator: " ").replacing("  ", with: " ")
        for part in [
            "2026-01-06 11:55 to 2026-01-06 12:00", "MA7 is ", "they were ", "RSI is ", " So ",
        ] {
            #expect(words.contains(part), "\(part): \(words)")
        }
        #expect(!outcome.output.contains("\u{1b}"))
    }

    @Test func `damage ends with 78 and a wrong trader with 64`() throws {
        let home = try TemporaryHome()
        #expect(try tick("--exchange", "sim", "--home", home.path).status == 0)
        #expect(try algom("explain", "--home", home.path, "--trader", "x").status == 64)
        try home.write("{", to: "state/traders/sim/checkpoint.json")
        let outcome = try algom("explain", "--home", home.path)
        #expect(outcome.status == 78 && outcome.output == "")
        #expect(outcome.errors.hasPrefix("algom explain: sim: "))
    }
}
