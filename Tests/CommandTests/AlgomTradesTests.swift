import Foundation
import JSON
import Testing

/// `algom trades` as a person runs it.
struct AlgomTradesTests {
    private let algom = Command(name: "algom")
    private let tick = Command(name: "algom-tick")

    private func home() throws -> TemporaryHome {
        let home = try TemporaryHome()
        try home.write(
            "{ traders: [{ name: 'a', exchange: 'sim' }, { name: 'b', exchange: 'sim' }] }",
            to: "algom.json")
        for now in ["2026-01-05T12:00:00Z", "2026-01-09T12:00:00Z"] {
            #expect(try tick("--home", home.path, "--now", now).status == 0)
        }
        return home
    }

    @Test func `trades are listed as a table, JSON lines and CSV`() throws {
        let home = try home()
        let table = try algom("trades", "--home", home.path, "--trader", "a", "--last", "2")
        #expect(table.status == 0 && table.errors == "")
        #expect(table.lines.count == 4 && table.lines[0].contains("bought at"))
        #expect(table.output.contains("the last 2 of "))
        #expect(!table.output.contains("\u{1b}"))
        let json = try algom("trades", "--home", home.path, "--json", "--last", "3")
        #expect(json.status == 0 && json.lines.count == 3)
        #expect(json.errors.hasPrefix("algom trades: the last 3 of "))
        for line in json.lines {
            let trade = try JSONReader.parse(Array(line.utf8))
            #expect(["a", "b"].contains(trade["trader"]?.string))
        }
        let csv = try algom(
            "trades", "--home", home.path, "--csv", "--reason", "STOP_LOSS", "--result", "win")
        #expect(csv.lines.count == 1 && csv.output.hasPrefix("trader,id,symbol,"))
        let narrow = try algom("trades", "--home", home.path, environment: ["COLUMNS": "60"])
        #expect(narrow.lines.allSatisfy { $0.count <= 60 })
    }

    @Test func `a damaged record is an error at the end, and others are shown`() throws {
        let home = try home()
        let name = "state/traders/a/journal.jsonl"
        try home.write(
            home.text(name).replacing("\"volume\":\"1", with: "\"volume\":\"2", maxReplacements: 1),
            to: name)
        let outcome = try algom("trades", "--home", home.path)
        #expect(outcome.status == 78)
        #expect(outcome.output.contains("bought at"))
        #expect(outcome.errors.hasPrefix("algom trades: a: "))
        #expect(outcome.errors.split(separator: "\n").count == 1)
        #expect(outcome.errors.contains("'algom verify --trader a --home \(home.path)'"))
    }

    @Test(arguments: [
        ["--last", "0"], ["--last", "x"], ["--since", "now"], ["--json", "--csv"],
        ["--since", "2026-01-02", "--until", "2026-01-01"], ["--reason", "luck"],
        ["--result", "draw"], ["--trader", "x"],
    ])
    func `a wrong question is 64`(arguments: [String]) throws {
        let home = try TemporaryHome()
        let outcome = try algom.run(["trades", "--home", home.path] + arguments, environment: [:])
        #expect(outcome.status == 64 && outcome.output == "")
    }
}
