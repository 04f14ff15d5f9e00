import Foundation
import JSON
import Market
import Reporting
import Store
import Testing

@testable import Jobs
@testable import Text
@testable import Settings

/// Pages about real homes.
struct DashboardJobTests {
    private static let simulated = """
        { traders: [{ name: 'one', exchange: 'sim' }, { name: 'two', exchange: 'sim', symbol: 'ETH/USDT' }] }
        """
    private static let start: Timestamp = .init(milliseconds: 1_760_130_900_000)

    /// Two traders of the embedded market after three days.
    private func fixture() throws -> TickFixture {
        let fixture = try TickFixture(binance: [], configuration: Self.simulated)
        for days in [Int64(0), 3] {
            try fixture.tick(
                at: Self.start.advanced(byMilliseconds: days * Timestamp.millisecondsPerDay))
        }
        return fixture
    }

    private func job(_ home: String, output: String? = nil) throws -> DashboardJob {
        let settings = try Settings(
            environment: [:], options: Settings.Options(home: home))
        return DashboardJob(
            settings: settings, output: output,
            now: Self.start.advanced(byMilliseconds: 3 * Timestamp.millisecondsPerDay + 60_000))
    }

    @Test func `the figures are those of the stats files`() throws {
        let fixture = try fixture()
        let result = try job(fixture.home.path).run()
        #expect(result.status == .ok && result.failures.isEmpty)
        let page = try fixture.text("dashboard.html")
        #expect(
            result.line == "\(fixture.home.path)/state/dashboard.html: 2 traders, "
                + "\((page.utf8.count + 999) / 1_000) kB")
        for name in ["one", "two"] {
            let stats = try JSONReader.parse(Array(fixture.text("\(name)_trading_stats.json").utf8))
            let number = { (name: String) in
                try #require(stats[name]?.scalarText.flatMap { Double($0) })
            }
            let section = try #require(
                page.split(separator: "<section ").first { $0.contains("\">\(name)</h2>") })
            let money = { (value: Double) in
                value.formatted(
                    .number.precision(.fractionLength(2)).locale(Locale(identifier: "en_US")))
            }
            #expect(section.contains("<dd>\(money(try number("equity")))</dd>"))
            #expect(
                section.contains(" %, at worst \(money(try number("maxDrawdownPercent"))) %</dd>"))
            let trades = Int(try number("totalTrades"))
            #expect(trades > 0)
            #expect(section.contains(">\(trades) (\(Int(try number("wins"))) won, "))
            #expect(section.ranges(of: "<figure>").count == 5)
        }
        #expect(page.contains(">All traders<"))
    }

    @Test func `the policy allows style and script by their hashes`() throws {
        // The published digests of "" and "abc".
        #expect(DashboardJob.hash("") == "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
        #expect(DashboardJob.hash("abc") == "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=")
        let fixture = try fixture()
        _ = try job(fixture.home.path).run()
        let page = try fixture.text("dashboard.html")
        let style = try #require(page.firstMatch(of: #/<style>([^<]*)<\/style>/#)).output.1
        #expect(page.contains("style-src &apos;sha256-\(DashboardJob.hash(String(style)))&apos;"))
        let parts = page.components(separatedBy: "<script>")
        let script = try #require(parts.last?.components(separatedBy: "</script>").first)
        #expect(parts.count == 2)
        #expect(page.contains("script-src &apos;sha256-\(DashboardJob.hash(script))&apos;"))
    }

    @Test func `one damaged trader hides no other, and is told on both sides`() throws {
        let fixture = try fixture()
        try fixture.write("not a checkpoint", to: "state/traders/one/checkpoint.json")
        let result = try job(fixture.home.path).run()
        #expect(result.status == .configuration)
        #expect(result.failures.count == 1)
        #expect(result.failures[0].description.hasPrefix("one: "))
        let page = try fixture.text("dashboard.html")
        #expect(page.contains("algom repair --trader one"))
        #expect(page.contains("\">two</h2>") && page.ranges(of: "<figure>").count == 5)
    }

    @Test func `where no trader has run there is a page that says what to do`() throws {
        let home = try ScratchHome()
        try home.makeState()
        let result = try job(home.path).run()
        #expect(result.status == .ok)
        #expect(try home.text("state/dashboard.html").contains("No trader has run yet"))
        #expect(try home.permissions("state/dashboard.html") == "644")
        #expect(try home.permissions("state") == "700")
    }

    @Test func `a trader of the configuration that has not run yet is named`() throws {
        let home = try ScratchHome()
        try home.put(Self.simulated, in: "algom.json")
        #expect(try job(home.path).run().status == .ok)
        let page = try home.text("state/dashboard.html")
        #expect(page.ranges(of: "no tick has come to its end yet").count == 2)
    }

    @Test func `it goes where it is told, whole, and leaves the state as it was`() throws {
        let fixture = try fixture()
        let before = try FileManager.default.subpathsOfDirectory(atPath: fixture.home.path).sorted()
        let output = fixture.home.appending(path: "page.html").path
        for _ in 0..<2 { #expect(try job(fixture.home.path, output: output).run().status == .ok) }
        let after = try FileManager.default.subpathsOfDirectory(atPath: fixture.home.path).sorted()
        #expect(after == (before + ["page.html"]).sorted())
        let page = try String(contentsOfFile: output, encoding: .utf8)
        #expect(page.hasPrefix("<!doctype html>") && page.hasSuffix("</body></html>\n"))
        let nowhere = #expect(throws: JobError.self) {
            try job(fixture.home.path, output: "\(output)/no/page.html").run()
        }
        #expect(nowhere?.status == .io)
    }

    @Test func `the last posts are on it, newest first, as text`() throws {
        let fixture = try fixture()
        let lines = (0..<12).map { index in
            #"{"schema":1,"at":\#(1_760_130_900_000 + index),"id":"p\#(index)","kind":"trade","status":"posted","words":null,"parts":[{"text":"<b>post \#(index)<\/b>","postID":null,"attempts":[]}]}"#
        }
        try fixture.write(
            (lines + ["{torn"]).joined(separator: "\n") + "\n", to: "state/posts.jsonl")
        #expect(try job(fixture.home.path).run().status == .ok)
        let page = try fixture.text("dashboard.html")
        #expect(page.contains("&lt;b&gt;post 11&lt;/b&gt;") && page.contains("post 4&lt;"))
        #expect(!page.contains("post 3&lt;"))
        let places = [11, 5].compactMap { page.range(of: "post \($0)&lt;")?.lowerBound }
        #expect(places.count == 2 && places[0] < places[1])
    }

    @Test func `the last alerts are on it, each once with all its channels`() throws {
        let fixture = try fixture()
        let lines = (0..<12).flatMap { index in
            ["mail", "ntfy"].map { channel in
                #"{"schema":1,"at":"2025-10-10T21:15:\#(10 + index)Z","channel":"\#(channel)","id":"one/\#(index)","kind":"closed","count":1,"title":"<i>trade \#(index)<\/i>","status":"\#(channel == "mail" ? "delivered" : "givenUp")","words":"\#(channel == "mail" ? "" : "HTTP 500")"}"#
            }
        }
        try fixture.write(
            (lines + ["{torn"]).joined(separator: "\n") + "\n", to: "state/alerts.jsonl")
        #expect(try job(fixture.home.path).run().status == .ok)
        let page = try fixture.text("dashboard.html")
        #expect(page.ranges(of: "&lt;i&gt;trade 11&lt;/i&gt;").count == 1)
        #expect(page.contains("trade 4&lt;") && !page.contains("trade 3&lt;"))
        #expect(page.ranges(of: "mail: delivered, ntfy: given up (HTTP 500)").count == 8)
        #expect(!page.contains("Recent posts"))
    }

    @Test func `a log that cannot be read hides no trader`() throws {
        let fixture = try fixture()
        let log = fixture.home.appending(path: "state/alerts.jsonl")
        try FileManager.default.createDirectory(at: log, withIntermediateDirectories: false)
        let result = try job(fixture.home.path).run()
        #expect(result.status != .ok && result.failures.count == 1)
        #expect(result.failures[0].description.contains("alerts.jsonl"))
        #expect(try fixture.text("dashboard.html").ranges(of: "<figure>").count == 11)
    }

    @Test func `of many traders it is an overview, and each has a page of its own`() throws {
        let names = (1...51).map { "t\($0)" }
        let traders = names.map { "{ name: '\($0)', exchange: 'sim', warmUp: 60 }" }
        let fixture = try TickFixture(
            binance: [], configuration: "{ traders: [\(traders.joined(separator: ", "))] }")
        try fixture.tick(at: Self.start)
        try fixture.tick(at: Self.start.advanced(byMilliseconds: 6 * 3_600_000))
        let first = try job(fixture.home.path).run()
        #expect(first.status == .ok && first.line.hasSuffix(" kB, 51 pages of traders beside it"))
        let page = try fixture.text("dashboard.html")
        #expect(page.ranges(of: "class=\"spark\"").count == 51)
        for name in names {
            #expect(page.contains("<a href=\"dashboard-\(name).html\">\(name)</a>"))
            let own = try fixture.text("dashboard-\(name).html")
            #expect(own.contains("<a href=\"dashboard.html\">All traders</a>"))
            #expect(own.contains(">\(name)</h2>"))
        }
        // Nothing has happened since; then some of them are written anew each time, all in the end.
        #expect(try job(fixture.home.path).run().line.hasSuffix(" kB"))
        try fixture.tick(at: Self.start.advanced(byMilliseconds: 7 * 3_600_000))
        let renewed = try (0..<4).map { _ in try job(fixture.home.path).run().renewed }
        #expect(renewed == [20, 20, 11, 0])
        let output = fixture.home.appending(path: "mine.html").path
        _ = try job(fixture.home.path, output: output).run()
        #expect(try String(contentsOfFile: output, encoding: .utf8).contains("mine-t7.html"))

        // Whose trader is gone has no page; what else lies there is nobody's to remove.
        let state = fixture.home.appending(path: "state")
        let own = try fixture.text("dashboard-t7.html")
        for (name, text) in [
            (
                "ghost",
                own.replacing(DashboardPage.mark(of: "t7"), with: DashboardPage.mark(of: "ghost"))
            ),
            ("copy", own), ("notes", "mine"),
        ] { try Data(text.utf8).write(to: state.appending(path: "dashboard-\(name).html")) }
        func pages() throws -> Set<String> {
            Set(
                try FileManager.default.contentsOfDirectory(atPath: state.path)
                    .filter { $0.hasPrefix("dashboard-") })
        }
        let foreign: Set = ["dashboard-copy.html", "dashboard-notes.html"]
        #expect(try job(fixture.home.path).run().status == .ok)
        #expect(try pages() == foreign.union(names.map { "dashboard-\($0).html" }))
        // Of fewer one page tells all.
        let fewer = traders.filter { !$0.contains("'t7'") }.joined(separator: ", ")
        try Data("{ traders: [\(fewer)] }".utf8).write(
            to: fixture.home.appending(path: "algom.json"))
        try FileManager.default.removeItem(at: state.appending(path: "traders/t7"))
        #expect(try job(fixture.home.path).run().status == .ok)
        #expect(try pages() == foreign)
    }
}
