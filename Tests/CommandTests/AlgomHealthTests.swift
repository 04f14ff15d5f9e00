import Foundation
import JSON
import Testing

struct AlgomHealthTests {
    private let health = Command(name: "algom-health")
    private let tick = Command(name: "algom-tick")

    @Test func `all is well after a tick, and 1 says that something is not`() throws {
        let home = try TemporaryHome(isHome: false)
        try home.write("", to: ".env")
        let before = try health("--home", home.path)
        #expect(before.status == 1)
        #expect(before.output.contains("no trader has run yet"))
        #expect(try tick("--exchange", "sim", "--home", home.path).status == 0)
        let well = try health("--home", home.path)
        #expect(well.status == 0, "\(well)")
        #expect(well.output == "all well: 1 trader, runs, reports, state, disk and clock\n")
        #expect(well.errors == "")
        #expect(try home.mode("state/health.json") == 0o600)
    }

    @Test func `a change is told once on standard error, and what is wrong each time`() throws {
        let home = try TemporaryHome()
        #expect(try tick("--exchange", "sim", "--home", home.path).status == 0)
        try home.write("EXCHANGE=sim", to: ".env", mode: 0o644)
        let first = try health("--home", home.path)
        #expect(first.status == 1)
        #expect(first.errors.contains("algom-health: \(home.path)/.env can be read by others"))
        let second = try health("--home", home.path, "--quiet")
        #expect(second.status == 1)
        #expect(second.errors == "" && second.output == "")
        let third = try health("--home", home.path)
        #expect(third.output.contains("wrong for 0 s: ") || third.output.contains(" s: "))
        #expect(third.errors == "")
        try home.write("EXCHANGE=sim", to: ".env")
        let fourth = try health("--home", home.path)
        #expect(fourth.status == 0)
        #expect(fourth.errors.contains("algom-health: right again after "))
        let ledger = try home.text("state/runs.jsonl")
        #expect(ledger.split(separator: "\n").count { $0.contains("algom-health") } == 4)
    }

    @Test func `programs read it as one object`() throws {
        let home = try TemporaryHome(isHome: false)
        try home.write("{", to: "state", mode: 0o600)
        let io = try health("--home", home.path, "--json")
        #expect(io.status == 74)
        let other = try TemporaryHome()
        #expect(try tick("--exchange", "sim", "--home", other.path).status == 0)
        try other.write("{", to: "state/traders/sim/checkpoint.json")
        let outcome = try health("--home", other.path, "--json")
        #expect(outcome.status == 1)
        let json = try JSONReader.parse(Array(outcome.output.utf8))
        #expect(json["status"]?.scalarText == "1")
        #expect(json["problems"]?.elements?.first?["key"]?.string == "state/sim")
        #expect(json["problems"]?.elements?.first?["isWrong"] == .bool(true))
    }

    @Test func `a mistake in the call or the configuration is told as everywhere`() throws {
        let home = try TemporaryHome()
        #expect(try health("--hom", home.path).status == 64)
        try home.write("{ alerts: { tickMinute: 5 } }", to: "algom.json")
        let outcome = try health("--home", home.path)
        #expect(outcome.status == 78)
        #expect(outcome.errors.contains("did you mean 'tickMinutes'?"))
        #expect(try health("--help").output.contains("EXIT STATUS"))
    }
}
