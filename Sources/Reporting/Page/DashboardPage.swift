package import Market

/// One page that shows how all traders stand and how they came there: HTML that needs nothing else.
///
/// Style and script are in it and are allowed by their hashes alone; nothing is asked for from
/// anywhere. Everything that comes from outside is text in it and cannot be markup.
package struct DashboardPage: Sendable {
    package typealias Entry = TraderEntry<PageTrader>

    /// What stands on a page.
    package enum Extent: Sendable {
        /// All of every trader.
        case whole
        /// A row of every trader, with a link to its own page.
        case overview(link: @Sendable (String) -> String?)
        /// All of the one trader there is, of that place among all, with a link to them.
        case trader(place: Int, overview: String)
    }

    /// The most traders that all is told of on one page.
    package static let maximumWhole = 50
    /// The spans that the lines of a row's equity are drawn in where there are more.
    static let rowColumns = 12
    /// The spans that are kept of each of them.
    package static let cardColumns = 64

    /// All spans that the lines of a page are drawn in; it bounds the page's size.
    private static let maximumColumns = 1_600
    private static let maximumTrades = 100
    private static let maximumPositions = 240

    private let extent: Extent
    let entries: [Entry]
    let posts: [PagePost]
    let alerts: [PageAlert]
    let brand: String
    let now: Timestamp

    /// A page of traders and posts, as of the moment it is written.
    ///
    /// - Parameters:
    ///   - entries: the traders, in the order they are shown.
    ///   - posts: the last posts, oldest first.
    ///   - alerts: what people were told last, oldest first.
    ///   - brand: whose page it is.
    ///   - extent: what stands on it.
    ///   - now: when it is written.
    package init(
        entries: [Entry], posts: [PagePost], alerts: [PageAlert] = [], brand: String = "ALGOM",
        extent: Extent = .whole, now: Timestamp
    ) {
        self.extent = extent
        self.entries = entries
        self.posts = posts
        self.alerts = alerts
        self.brand = brand
        self.now = now
    }

    /// The page's text.
    ///
    /// - Parameter hash: gives the SHA-256 of a text in Base64, by which style and script are allowed.
    /// - Returns: a whole HTML document.
    package func html(hash: (String) -> String) -> String {
        var page = Markup()
        page.open("!doctype html")
        page.newline()
        page.element("html", ["lang": "en"]) { page in
            page.element("head") { writeHead(to: &$0, hash: hash) }
            page.newline()
            page.element("body") { writeBody(to: &$0) }
        }
        page.newline()
        return page.html
    }

    /// What tells the page of one of many traders from any other file.
    package static func mark(of trader: String) -> String { "algom dashboard, \(trader)" }

    /// The id of a trader's heading.
    static func id(_ index: Int) -> String { "trader-\(index + 1)" }

    private func writeHead(to page: inout Markup, hash: (String) -> String) {
        page.open("meta", ["charset": "utf-8"])
        let policy =
            "default-src 'none'; style-src 'sha256-\(hash(style))'; "
            + "script-src 'sha256-\(hash(PageScript.text))'; img-src data:; base-uri 'none'; "
            + "form-action 'none'"
        page.open("meta", ["http-equiv": "Content-Security-Policy", "content": policy])
        page.open("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
        page.open("meta", ["name": "referrer", "content": "no-referrer"])
        page.open("meta", ["name": "robots", "content": "noindex"])
        page.open("meta", ["name": "color-scheme", "content": "light dark"])
        if case .trader = extent, case .trader(let trader)? = entries.first {
            let mark = Self.mark(of: trader.view.name)
            page.open("meta", ["name": "generator", "content": "\(mark)"])
        }
        page.open("link", ["rel": "icon", "href": "data:,"])
        page.newline()
        page.element("title", "\(brand): paper trading")
        page.newline()
        page.resource("style", style)
    }

    private var style: String {
        let hasRules = entries.contains { entry in
            if case .trader(let trader) = entry {
                trader.view.words.strategyName != nil
            } else {
                false
            }
        }
        return hasRules ? PageStyle.textOfRules : PageStyle.text
    }

    private func writeBody(to page: inout Markup) {
        page.element("a", ["class": "skip", "href": "#main"], "Skip to the traders")
        page.newline()
        PageHeader(entries: entries, brand: brand, now: now, overview: overview).write(to: &page)
        PageMark.writeShapes(to: &page)
        page.element("main", ["id": "main"]) { page in
            if entries.isEmpty { writeNothing(to: &page) }
            if case .overview(let link) = extent {
                Overview(entries: entries, now: now, rowColumns: Self.rowColumns, link: link)
                    .write(to: &page)
            } else {
                if entries.count > 1 { Overview(entries: entries, now: now).write(to: &page) }
                writeTraders(to: &page)
            }
            if !posts.isEmpty {
                writeLog("posts", "Recent posts", posts, to: &page) { $0.write(to: &$1) }
            }
            if !alerts.isEmpty {
                writeLog("alerts", "Recent alerts", alerts, to: &page) { $0.write(to: &$1) }
            }
        }
        page.newline()
        if !entries.isEmpty { FigureMeaning.write(to: &page) }
        page.element(
            "footer",
            "Paper trading: no order is placed and no money is real. Percentages of equity are of "
                + "what the window began with; times are UTC. What this page shows is derived from "
                + "the journals, which 'algom verify' proves.")
        page.newline()
        page.resource("script", PageScript.text)
    }

    private var overview: String? {
        if case .trader(_, let overview) = extent { overview } else { nil }
    }

    private func writeTraders(to page: inout Markup) {
        for (index, entry) in entries.enumerated() {
            switch entry {
            case .trader(let trader): section(trader, index).write(to: &page)
            case .absent(let name, let reason):
                page.section(Self.id(index), name) { page in
                    page.element("p", ["class": "warning"], reason)
                }
            }
        }
    }

    private func section(_ trader: PageTrader, _ index: Int) -> TraderSection {
        let lines = 3 * entries.count
        let place = if case .trader(let place, _) = extent { place } else { index }
        return TraderSection(
            trader: trader.placed(place), id: Self.id(index),
            columns: max(40, min(RecordCurve.maximumKept, Self.maximumColumns / lines)),
            trades: max(5, min(Holding.maximumListed, Self.maximumTrades / entries.count)),
            positions: max(10, min(60, Self.maximumPositions / entries.count)),
            isFolded: entries.count > 1)
    }

    /// What there is to do before there is anything to show.
    private func writeNothing(to page: inout Markup) {
        page.section("nothing", "No trader has run yet") { page in
            page.element("p") { page in
                page.text("Run ")
                page.element("code", "algom-tick --exchange sim")
                page.text(" to see one on simulated prices, or ")
                page.element("code", "algom-tick --exchange binance")
                page.text(" on real ones, and write this page again with ")
                page.element("code", "algom dashboard")
                page.text(". The crontab that comes with the programs does both by itself.")
            }
        }
    }

    /// What went out last, newest first.
    private func writeLog<Entry>(
        _ id: String, _ title: String, _ entries: [Entry], to page: inout Markup,
        write: (Entry, inout Markup) -> Void
    ) {
        page.section(id, title) { page in
            page.element("ol", ["class": "posts", "reversed": ""]) { page in
                for entry in entries.reversed() { write(entry, &page) }
            }
        }
        page.newline()
    }
}

extension DashboardPage.Entry {
    var name: String {
        switch self {
        case .trader(let trader): trader.view.name
        case .absent(let name, _): name
        }
    }
}
