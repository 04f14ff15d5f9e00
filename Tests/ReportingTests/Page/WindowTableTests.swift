import Market
import Seeds
import Testing

@testable import Reporting

struct WindowTableTests {
    private func html(_ windows: TraderView.Windows) -> String {
        var page = Markup()
        WindowTable(windows: windows, quote: "USDT").write(to: &page, id: "t")
        return page.html
    }

    private static func last(days: Int64) -> WindowFigures {
        var window = WindowFigures.week
        window.from = window.to.advanced(by: -days, spansOf: Timestamp.millisecondsPerDay)
        return window
    }

    private static let all = TraderView.Windows(
        whole: last(days: 40), month: last(days: 30), week: .week, day: .day)

    @Test func `each window has its column and the figures that reports tell`() throws {
        let html = html(Self.all)
        for name in ["since start, 40 d 0 h", "last 30 days", "last 7 days", "last 24 h"] {
            #expect(html.contains(">\(name)<"))
        }
        let day = WindowFigures.day
        for (label, value) in [
            ("from, UTC", "2026-11-09 21:20"), ("equity", "-0.31 %"),
            ("bought and held, no fees", Figures.signedPercent(day.holdPercent)),
            ("closed P&amp;L, USDT", "-31.07"), ("fees of closed trades", "17.80"),
            ("closed trades", "3"), ("won, lost", "1, 2"), ("win rate", "33.3 %"),
            ("its 95 % interval", "6.1 to 79.2 %"), ("worst drawdown", "0.52 %"),
            ("best trade", "+40.00"), ("worst trade", "-66.82"), ("candles", "285"),
            ("candles missing", "3"), ("equity a day, USDT", "-31.40"),
            ("closed P&amp;L a trade", "-10.36"),
        ] {
            let row = html.split(separator: "<tr>").first { $0.contains(">\(label)<") }
            #expect(row?.contains(">\(value)</td></tr>") == true, "\(label): \(row ?? "")")
        }
        #expect(html.contains("Win rates of fewer than 30 trades are a small sample."))
    }

    /// Two days and three hours are neither a week nor a month, and told once.
    @Test func `a window that the record does not fill is called by its true length`() {
        let young = html(
            TraderView.Windows(whole: .young, month: .young, week: .young, day: .day))
        #expect(young.contains(">since start, 2 d 3 h<"))
        #expect(!young.contains("30 days") && !young.contains("7 days"))
        // A month that begins in a hole, in a record that is older.
        var late = TraderView.Windows(whole: Self.last(days: 60), month: Self.last(days: 20))
        late.month?.from = "2026-10-20T21:20:00Z"
        #expect(html(late).contains(">last 21 d 0 h<"))
    }

    @Test func `a loss is coloured and signed, and what is not there has no column`() {
        #expect(html(Self.all).contains("<td class=\"loss\">-0.31 %</td>"))
        let young = html(TraderView.Windows(whole: .young, month: nil, week: nil, day: nil))
        #expect(!young.contains("last 30 days"))
        #expect(young.contains("<td>0.00 %</td>"))
        #expect(!young.contains("small sample"))
        #expect(html(TraderView.Windows(whole: nil, month: nil, week: nil, day: nil)) == "")
    }
}
