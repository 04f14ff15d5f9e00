import Foundation
import LoopbackServices
import Testing

/// `posts` as a person runs it.
struct AlgomPostsTests {
    private let algom = Command(name: "algom")
    private let report = Command(name: "algom-report")

    @Test func `a person reads a draft, accepts it, and it is posted`() throws {
        let server = RawServer { _ in
            .answer(
                status: 200,
                body: #"{"type":"message","stop_reason":"end_turn","content":[{"type":"text","#
                    + #""text":"A {win_rate} is a view, and a narrow view."}]}"#)
        }
        let home = try AlgomChartTests.home()
        let variables = [
            "ANTHROPIC_API_KEY": "pLaNtEd-key", "ANTHROPIC_BASE_URL": server.baseURL,
            "ALGOM_HOME": home.path,
        ]
        let told = { (arguments: [String]) in
            let outcome = try report.run(arguments, environment: variables)
            #expect(outcome.status == 0 && outcome.errors == "", "\(outcome)")
            return outcome.output
        }
        #expect(try !told(["--kind", "strategy"]).contains("a narrow view"))
        let drafts = try algom("posts", "drafts", environment: variables)
        #expect(drafts.status == 0 && !drafts.output.contains("pLaNtEd"), "\(drafts)")
        #expect(drafts.output.contains("  text:    A {win_rate} is a view, and a narrow view.\n"))
        #expect(drafts.output.contains("  reads:   A win rate ("))
        #expect(drafts.output.contains("  facts:   market (BTC/USDT, 5m candles); "))
        let id = String(try #require(drafts.lines.first).prefix { $0 != " " })
        #expect(
            drafts.lines.last == "to have it posted: algom posts accept \(id) --home \(home.path)")
        let json = try algom("posts", "drafts", "--json", environment: variables)
        #expect(json.lines.count == 1 && json.output.hasPrefix(#"{"id":"\#(id)","#))

        let none = try algom("posts", "accept", "education-1", environment: variables)
        #expect(none.status == 64 && none.errors.contains("there is no draft 'education-1'"))
        let accepted = try algom("posts", "accept", id, environment: variables)
        #expect(accepted.status == 0 && accepted.output.hasPrefix("\(id) is accepted"))
        let worded = try told(["--kind", "strategy", "--dry-run"])
        #expect(
            worded.contains("💡 A win rate (") && worded.contains("is a view, and a narrow view."))
        for line in ["SIM (simulated prices)", "BTC/USDT 5m", "95% interval", "since 2", "Stale: "]
        {
            #expect(worded.contains(line), "\(line) is not in \(worded)")
        }
        let rejected = try algom("posts", "reject", id, environment: variables)
        #expect(rejected.status == 0 && rejected.output == "\(id) is gone; no post will have it\n")
        #expect(try !told(["--kind", "strategy", "--dry-run"]).contains("a narrow view"))
        let posts = try algom("posts", "--last", "5", environment: variables)
        #expect(posts.status == 0 && posts.output.contains("STRATEGY INSIGHT"))
    }
}
