import Foundation
import Market
import Reporting
import Testing
import Trading

@testable import Jobs
@testable import Record
@testable import Settings

/// The same figures as people see them, spelled a second time.
extension FigureLawTests {
    @Test(arguments: [UInt64](220..<222), Holes.allCases)
    func `status, page and posts show these figures`(seed: UInt64, holes: Holes) throws {
        let home = try Home(seed: seed, count: 1_080, holes)
        let (ledger, path) = (home.ledger, home.fixture.home.path)
        let whole = try #require(ledger.window())
        let asOf = Timestamp(milliseconds: whole.to)
        let now = asOf.advanced(byMilliseconds: 60_000)
        let place = "seed \(seed), holes \(holes)"

        let status = try StatusJob(home: path, traders: [], now: now).run()
            .text(width: 200, isColoured: false)
        let percent = ShownNumber.signed(
            ShownNumber.percent(100 * whole.pnl.double / ledger.initialBalance.double))
        for words in [
            ShownNumber.money(whole.end),
            "\(ShownNumber.signed(ShownNumber.money(whole.pnl))) (\(percent))",
            "(\(whole.wins) won, \(whole.losses) lost)",
            "at worst \(ShownNumber.percent(whole.drawdown))",
        ] {
            #expect(status.contains(words), "\(place): \(words) is not in \(status)")
        }

        let html = try Self.page(home, now: now)
        let cells = try Self.cells(html)
        let windows = try Self.windows(home).compactMap(\.1)
            .enumerated().filter { $0.offset == 0 || $0.element.from != whole.from }.map(\.element)
        let rows: [(String, (Ledger.Window) -> String)] = [
            ("equity", { ShownNumber.signed(ShownNumber.percent($0.changePercent)) }),
            (
                "bought and held, no fees",
                { ShownNumber.signed(ShownNumber.percent($0.holdPercent)) }
            ),
            ("closed P&amp;L, USDT", { ShownNumber.signed(ShownNumber.money($0.pnl)) }),
            ("fees of closed trades", { ShownNumber.money($0.fees) }),
            ("closed trades", { ShownNumber.count($0.trades.count) }),
            ("won, lost", { "\($0.wins), \($0.losses)" }),
            ("worst drawdown", { ShownNumber.percent($0.drawdown) }),
            ("candles", { ShownNumber.count($0.candles) }),
            ("candles missing", { ShownNumber.count($0.missing) }),
        ]
        for (label, value) in rows {
            #expect(cells[label] == windows.map(value), "\(place): \(label)")
        }

        let view = try TraderView(of: home.checkpoint, reported: nil, in: home.directory)
        let writer = PostWriter(now: now)
        let day = try #require(windows.last)
        let daily = try #require(writer.dailyPost([view])).text.replacing(" %", with: "%")
        for words in [
            "• Trades: \(day.trades.count) (\(day.wins)W/\(day.losses)L)",
            "(\(ShownNumber.signed(ShownNumber.percent(day.changePercent))))",
            "• Largest drawdown: \(ShownNumber.percent(day.drawdown))",
            "• Buy and hold: \(ShownNumber.signed(ShownNumber.percent(day.holdPercent)))",
        ] {
            let words = words.replacing(" %", with: "%")
            #expect(daily.contains(words), "\(place): \(words) is not in \(daily)")
        }
        #expect(daily.contains("Last 24 h") == (holes != .edges), "\(place)")
        #expect(daily.contains("• Missing: ") == (day.missing > 0), "\(place)")
    }

    private static func page(_ home: Home, now: Timestamp) throws -> String {
        let output = home.fixture.home.appending(path: "page.html").path
        let settings = try Settings(
            environment: [:], options: Settings.Options(home: home.fixture.home.path))
        _ = try DashboardJob(settings: settings, output: output, now: now).run()
        return try String(contentsOfFile: output, encoding: .utf8)
    }

    /// The rows of the table of windows, by what they are called.
    private static func cells(_ html: String) throws -> [String: [String]] {
        let start = try #require(html.range(of: "-figures\">Figures</h3>")?.upperBound)
        let table = html[start...].split(separator: "</table>")[0]
        var rows: [String: [String]] = [:]
        for row in table.split(separator: "<tr>") {
            guard let label = row.firstMatch(of: #/<th scope="row"[^>]*>(.*?)<\/th>/#)?.1 else {
                continue
            }
            // A label may stand in an element that tells what it means.
            rows[String(label.replacing(#/<[^>]*>/#, with: ""))] = row.matches(
                of: #/<td[^>]*>(.*?)<\/td>/#
            ).map { String($0.1) }
        }
        return rows
    }
}
