import Foundation
import Testing

/// `verify` and `backtest` as a person runs them.
struct AlgomRecordTests {
    private let algom = Command(name: "algom")
    private let tick = Command(name: "algom-tick")

    @Test func `a record is proved, and an edited one is not`() throws {
        let home = try TemporaryHome()
        let arguments = ["--exchange", "sim", "--home", home.path]
        for now in ["2026-01-05T12:00:00Z", "2026-01-07T12:00:00Z"] {
            #expect(try tick.run(arguments + ["--now", now], environment: [:]).status == 0)
        }
        let proved = try algom("verify", "--home", home.path)
        #expect(proved.status == 0)
        #expect(proved.output.hasPrefix("sim: proved: "))
        #expect(proved.output.contains(" 1,076 candles, "))

        let journal = try home.text("state/traders/sim/journal.jsonl")
        let edited = journal.replacing("\"volume\":\"1", with: "\"volume\":\"2", maxReplacements: 1)
        #expect(edited != journal)
        try home.write(edited, to: "state/traders/sim/journal.jsonl")
        let refused = try algom("verify", "--home", home.path)
        #expect(refused.status == 78)
        #expect(refused.output == "")
        #expect(refused.errors.contains("does not hold the hash of the line before"))
        #expect(refused.errors.split(separator: "\n").count == 1)
    }

    @Test func `a backtest needs a file, and says what is wrong with one`() throws {
        #expect(try algom("backtest").status == 64)
        #expect(try algom("backtest", "--candles", "/nowhere.csv").status == 74)
        let home = try TemporaryHome()
        try home.write("1757116800000,1,2,3,4\n", to: "c.csv")
        let outcome = try algom("backtest", "--candles", home.path + "/c.csv")
        #expect(outcome.status == 65)
        #expect(
            outcome.errors == "algom backtest: \(home.path)/c.csv: line 1: it has 5 of 6 columns\n")
        let empty = try algom("backtest", "--candles", "-")
        #expect(empty.status == 65)
        #expect(empty.errors == "algom backtest: -: there is no candle in it\n")
    }
}
