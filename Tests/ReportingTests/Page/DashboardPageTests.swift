import Market
import Seeds
import Testing
import Text
import Trading

@testable import Reporting

struct DashboardPageTests {
    private static let now: Timestamp = "2026-11-10T21:20:07Z"

    private static func page(
        _ entries: [DashboardPage.Entry], posts: [PagePost] = [], alerts: [PageAlert] = [],
        brand: String = "ALGOM"
    ) throws -> PageText {
        try PageText(
            DashboardPage(entries: entries, posts: posts, alerts: alerts, brand: brand, now: now))
    }

    private static func post(_ text: String) -> PagePost {
        PagePost(at: now, kind: "trade", status: "posted", remark: nil, texts: [text])
    }

    @Test(arguments: UInt64(0)..<20)
    func `every page is well-formed and complete in itself`(seed: UInt64) throws {
        let count = Int(seed % 4)
        let traders = try (0..<count).map {
            DashboardPage.Entry.trader(try .sample(seed: seed &* 4 &+ UInt64($0)))
        }
        let page = try Self.page(
            traders + [.absent(name: "gone", reason: "it is damaged")], posts: [Self.post("text")])
        #expect(page.html.hasPrefix("<!doctype html>\n<html lang=\"en\"><head><meta charset="))
        for word in [" style=", "http:", "https:", " src=", " onload", " onclick", "javascript:"] {
            #expect(!page.html.contains(word), "seed \(seed): \(word)")
        }
        let references = page.attributes("href") + ["#main"]
        let ids = page.attributes("id")
        #expect(ids.count == Set(ids).count, "seed \(seed): an id twice")
        for reference in references {
            #expect(
                ids.contains(String(reference.dropFirst())) && reference.hasPrefix("#"),
                "seed \(seed): \(reference) leads nowhere")
        }
        for label in page.attributes("aria-labelledby").flatMap({ $0.split(separator: " ") }) {
            #expect(ids.contains(String(label)), "seed \(seed): nothing is called \(label)")
        }
    }

    @Test func `style and script are allowed by the hash of their very text`() throws {
        let page = try Self.page([])
        let style = try #require(page.html.firstMatch(of: #/<style>([^<]*)</style>/#)).output.1
        let script = try #require(
            page.html.split(separator: "<script>").last?.split(separator: "</script>").first)
        let policy =
            "default-src 'none'; style-src 'sha256-\(PageText.mark(String(style)))'; "
            + "script-src 'sha256-\(PageText.mark(String(script)))'; img-src data:; "
        #expect(Escaping.markup(policy).count > 100)
        #expect(page.html.contains("content=\"\(Escaping.markup(policy))"))
        #expect(page.html.ranges(of: "<style").count == 1)
        #expect(page.html.ranges(of: "<script").count == 1)
    }

    @Test func `nothing from outside becomes markup`() throws {
        let evil = MarkupTests.hostile
        let trader = try PageTrader.sample(seed: 3, name: evil)
        var view = trader.view
        view.startedAt = Self.now
        view.reset = TraderView.Reset(at: Self.now, reason: evil)
        let reset = PageTrader(
            view: view, curve: trader.curve, candles: trader.candles, holdings: trader.holdings)
        let post = PagePost(
            at: Self.now, kind: evil, status: evil, remark: evil, texts: [evil, evil])
        let alert = PageAlert(
            at: Self.now, kind: evil, title: evil,
            endings: [PageAlert.Ending(channel: evil, status: evil, words: evil)])
        let page = try Self.page(
            [.trader(reset), .absent(name: evil, reason: evil)], posts: [post], alerts: [alert],
            brand: evil)
        #expect(page.html.ranges(of: "<script").count == 1)
        #expect(page.html.ranges(of: "</style").count == 1)
        #expect(page.elements("img").isEmpty)
        #expect(page.attributes("onerror").isEmpty)
        #expect(!page.html.contains("\u{202e}") && !page.html.contains("\u{1b}"))
        #expect(page.html.contains("<title>&lt;/style&gt;&lt;script&gt;alert(1)"))
    }

    @Test func `it has landmarks, headings in order, and tables that say what they are`() throws {
        let page = try Self.page(
            [.trader(try .sample(seed: 1)), .trader(try .sample(seed: 2, name: "other"))])
        for landmark in ["header", "main", "footer"] {
            let count = landmark == "main" ? 2 : 1
            #expect(page.elements(landmark).count == count, "\(landmark)")
        }
        #expect(try Self.page([.trader(try .sample(seed: 1))]).elements("nav").count == 1)
        #expect(page.elements("h1").count == 1)
        #expect(page.elements("h2").map(\.content).contains("All traders"))
        #expect(page.elements("summary").count == 3)
        let tables = page.elements("table").count
        #expect(tables == 5)
        #expect(page.elements("caption").count == tables)
        #expect(page.attributes("tabindex") == Array(repeating: "0", count: tables))
        #expect(page.elements("th").allSatisfy { $0.attributes["scope"] != nil })
        let pictures = page.elements("svg").filter { $0.attributes["role"] == "img" }
        #expect(pictures.count >= 7 && pictures.count == page.elements("figure").count)
        #expect(page.elements("desc").allSatisfy { $0.content.count > 40 })
        #expect(page.html.contains("<a class=\"skip\" href=\"#main\">"))
    }

    @Test func `where no trader has run it says what to do`() throws {
        let page = try Self.page([])
        #expect(page.html.contains("No trader has run yet"))
        #expect(page.html.contains("<code>algom-tick --exchange sim</code>"))
        #expect(page.html.contains("<code>algom dashboard</code>"))
    }

    @Test func `one that cannot be told hides no other`() throws {
        let page = try Self.page([
            .absent(name: "gone", reason: "line 7 is damaged"), .trader(try .sample(seed: 5)),
            .trader(try .blank()),
        ])
        #expect(page.html.contains(">line 7 is damaged<"))
        #expect(page.html.contains(">cannot be told, see below<"))
        #expect(page.elements("figure").count >= 4)
        #expect(page.html.contains("waits for its first candles"))
        #expect(page.elements("th").contains { $0.content == "" })
    }

    @Test(arguments: [1, 2, 3, 5, 8])
    func `a page of many traders with long records stays small`(count: Int) throws {
        let trader = try Self.longLived()
        let posts = (0..<8).map { _ in Self.post(String(repeating: "words ", count: 200)) }
        let ending = PageAlert.Ending(
            channel: "mail", status: "givenUp", words: String(repeating: "why ", count: 100))
        let alert = PageAlert(
            at: Self.now, kind: "closed", title: String(repeating: "words ", count: 100),
            endings: Array(repeating: ending, count: 7))
        let page = DashboardPage(
            entries: Array(repeating: .trader(trader), count: count), posts: posts,
            alerts: Array(repeating: alert, count: 8), now: Self.now)
        let bytes = page.html(hash: PageText.mark).utf8.count
        #expect(bytes < 300_000 + (count - 1) * 100_000, "\(count) traders take \(bytes) bytes")
        #expect(bytes > 50_000)
    }

    @Test func `an overview of a thousand traders is small, and leads to each of them`() throws {
        let trader = try Self.longLived()
        let row = PageTrader(
            view: trader.view,
            curve: RecordCurve(trader.curve.equity.thinned(atMost: DashboardPage.rowColumns)),
            candles: [], holdings: [])
        let page = DashboardPage(
            entries: Array(repeating: .trader(row), count: 1_000), posts: [],
            extent: .overview { "dashboard-\($0).html" }, now: Self.now)
        let html = page.html(hash: PageText.mark)
        #expect(html.utf8.count < 3_000_000, "\(html.utf8.count)")
        #expect(html.ranges(of: "<a href=\"dashboard-careful.html\">careful</a>").count == 1_000)
        #expect(html.ranges(of: "class=\"spark\"").count == 1_000)
        #expect(!html.contains("class=\"facts\"><div><dt>trades"))
    }

    @Test func `a page of one of many has its colour, and a way back`() throws {
        let page = DashboardPage(
            entries: [.trader(try .sample(seed: 2))], posts: [],
            extent: .trader(place: 9, overview: "dashboard.html"), now: Self.now)
        let html = page.html(hash: PageText.mark)
        #expect(html.contains("<a href=\"dashboard.html\">All traders</a>"))
        #expect(html.contains("class=\"trader-b dash-b\""))
    }

    /// As much of everything as a page can show of one trader.
    private static func longLived() throws -> PageTrader {
        let trader = try PageTrader.sample(seed: 11, count: 1_500)
        var random = SplitMix64(seed: 1)
        var curve = RecordCurve(EquityCurve(name: "a", coin: "BTC", initialBalance: "10000"))
        for index in 0..<105_120 {
            let time = Timestamp(milliseconds: 1_760_000_100_000 + Int64(index) * 300_000)
            curve.equity.add(
                time, Money(units: Int64.random(in: 1...2_000_000_000_000, using: &random)),
                price: Price(units: Int64.random(in: 1...10_000_000_000_000, using: &random)))
            curve.addDrawdown(time, Double.random(in: 0...100, using: &random))
        }
        return PageTrader(
            view: trader.view, curve: curve, candles: trader.candles, holdings: trader.holdings)
    }
}
