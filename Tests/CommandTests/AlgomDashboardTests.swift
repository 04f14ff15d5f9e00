import Foundation
import Testing

/// `dashboard` as a person or cron runs it.
struct AlgomDashboardTests {
    private let algom = Command(name: "algom")

    /// A trader of the embedded market after three days, which lie some time back.
    static func home() throws -> TemporaryHome {
        let home = try TemporaryHome()
        let tick = Command(name: "algom-tick")
        let arguments = ["--exchange", "sim", "--home", home.path]
        for now in ["2026-01-05T12:00:00Z", "2026-01-08T12:00:00Z"] {
            #expect(try tick.run(arguments + ["--now", now], environment: [:]).status == 0)
        }
        return home
    }

    @Test func `the page is well-formed, readable by all, and named on standard output`() throws {
        let home = try Self.home()
        let outcome = try algom("dashboard", "--home", home.path)
        #expect(outcome.status == 0 && outcome.errors == "")
        #expect(outcome.output.hasPrefix("\(home.path)/state/dashboard.html: 1 trader, "))
        #expect(try home.mode("state/dashboard.html") == 0o644)
        let lint = try Command(path: "/usr/bin/xmllint")(
            "--html", "--noout", "--nonet", "\(home.path)/state/dashboard.html")
        // The parser knows HTML 4: elements that came later are none to it, everything else counts.
        let complaints = lint.errors.split(separator: "\n").filter { $0.contains(" error : ") }
        #expect(complaints.allSatisfy { $0.contains(" error : Tag ") }, "\(complaints)")
        let page = try home.text("state/dashboard.html")
        #expect(page.contains(" old, stale</span>"))
        #expect(page.utf8.count < 300_000)
    }

    @Test func `it goes to standard output or a file, and to no place that is not there`() throws {
        let home = try Self.home()
        let told = try algom("dashboard", "--home", home.path, "--output", "-")
        #expect(told.status == 0)
        #expect(told.output.hasPrefix("<!doctype html>"))
        let file = try algom("dashboard", "--home", home.path, "--output", "\(home.path)/a.html")
        #expect(file.output.hasPrefix("\(home.path)/a.html: 1 trader"))
        #expect(try home.text("a.html").hasSuffix("</html>\n"))
        let nowhere = try algom("dashboard", "--home", home.path, "--output", "/nowhere/a.html")
        #expect(nowhere.status == 74)
        #expect(nowhere.errors.hasPrefix("algom dashboard: "))
        #expect(try algom("dashboard", "--outptu", "x").status == 64)
    }

    @Test func `damage is told and ends with 78, and the page is there all the same`() throws {
        let home = try Self.home()
        try home.write("torn", to: "state/traders/sim/checkpoint.json")
        let outcome = try algom("dashboard", "--home", home.path)
        #expect(outcome.status == 78)
        #expect(outcome.errors.contains("algom dashboard: sim: "))
        #expect(outcome.errors.contains("'algom repair --trader sim --home \(home.path)'"))
        #expect(try home.text("state/dashboard.html").contains("algom repair --trader sim"))
    }

    @Test func `an empty home gets a page that says what to do`() throws {
        let home = try TemporaryHome()
        let outcome = try algom("dashboard", environment: ["ALGOM_HOME": home.path])
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(try home.text("state/dashboard.html").contains("No trader has run yet"))
    }
}
