import Market
import Seeds
import Testing
import Trading

@testable import Reporting

/// A line a trader, where there are more than three.
struct StatusTableTests {
    private static let alarms: [TraderAlarm?] = [
        nil, TraderAlarm(.failing, "its last tick failed: cannot resolve api.binance.com"),
        TraderAlarm(.paused, "paused"), nil, TraderAlarm(.stale, "old"),
        TraderAlarm(.removed, "algom.json does not name it"),
    ]

    /// Traders that hold, that have traded, and that are new; every sixth of them is failing.
    private static func entries(_ count: Int) throws -> [StatusReport.Entry] {
        try (0..<count).map { index in
            var sample = Sample()
            if index % 3 > 0 { try sample.trade() }
            if index % 3 > 1 { try sample.open() }
            var view = try sample.view()
            view.name = "trader-\(count - index)-of-many"
            if index % 7 == 6 {
                view.market = Market(
                    exchange: .bybit, symbol: try Symbol("ETH/BTC"), timeframe: .fiveMinutes)
            }
            return .trader(view, alarm: alarms[index % 6])
        }
    }

    private static func report(
        _ entries: [StatusReport.Entry], width: Int = 80, isColoured: Bool = false,
        form: StatusReport.Form = .usual, order: StatusOrder = .file, refusal: String? = nil
    ) -> StatusReport {
        StatusReport(
            entries: entries, refusal: refusal, now: Sample.asOf.advanced(byMilliseconds: 130_000),
            width: width, isColoured: isColoured, form: form, order: order)
    }

    private static func names(_ report: StatusReport) -> [String] {
        report.body.prefix { !$0.isEmpty }.map { String($0.prefix { $0 != " " && $0 != "…" }) }
    }

    @Test func `three have blocks, four a line each, and either can be asked for`() throws {
        #expect(Self.report(try Self.entries(3)).text.contains("\n  last candle "))
        let four = Self.report(try Self.entries(4))
        #expect(four.body.prefix { !$0.isEmpty }.count == 4 && !four.text.contains("last candle"))
        #expect(
            Self.report(try Self.entries(1), form: .wide).head.last?.hasPrefix("trader") == true)
        #expect(Self.report(try Self.entries(4), form: .long).text.contains("\n  last candle "))
    }

    @Test(arguments: [6, 30, 1_000])
    func `a terminal of 80 columns holds each line`(count: Int) throws {
        let report = Self.report(try Self.entries(count))
        for line in report.head + report.body {
            #expect(line.count <= 80 && line.last != " ", "\(line)")
        }
        #expect(Self.names(report).count == count)
        for heading in ["position", "unrealised", "P&L", "state", "age", "alarm"] {
            #expect(report.head.last?.contains(heading) == true, "\(heading)")
        }
        // Not all of a thousand alarms are told in sentences.
        #expect(report.body.count <= count + 25)
    }

    @Test func `every line tells what the trader's own figures do`() throws {
        let entries = try Self.entries(30)
        let lines = Self.report(entries, width: 200).body
        for (entry, line) in zip(entries, lines) {
            let view = try #require(entry.view)
            #expect(line.hasPrefix(view.name))
            #expect(line.contains(Figures.signedPercent(view.summary.totalPnLPercent)))
            #expect(line.contains(" 2 m"), "\(line)")
            #expect(line.contains(view.position == nil ? " – " : " 0.02654 "))
            #expect(line.contains("holds") == (view.position != nil))
            #expect(entry.alarm.map { line.hasSuffix($0.kind.rawValue) } ?? true)
        }
        // All there is, with what each waits for.
        let wide = Self.report(entries, form: .wide)
        #expect(wide.body[0].contains("binance BTC/USDT 5m") && wide.body[0].count > 120)
    }

    @Test func `the sums are those of the lines, for each currency`() throws {
        let entries = try Self.entries(30)
        let report = Self.report(entries, width: 200)
        #expect(
            report.head[0]
                == "30 traders, 10 in a position; 5 failing, 5 removed, 5 stale, 5 paused")
        for quote in ["USDT", "BTC"] {
            let views = entries.compactMap(\.view).filter { $0.market.symbol.quote == quote }
            let equity = views.reduce(0.0) { $0 + $1.summary.equity.doubleValue }
            let start = views.reduce(0.0) { $0 + $1.parameters.initialBalance.doubleValue }
            let line = try #require(report.head.first { $0.hasPrefix("\(quote): ") })
            let told = try #require(line.firstMatch(of: #/equity (\S+) \((\S+) %\)/#))
            let shown = try #require(Double(told.1.replacing(",", with: "")))
            #expect(abs(shown - equity) < 0.01, "\(line)")
            let percent = try #require(Double(told.2.replacing("+", with: "")))
            #expect(abs(percent - 100 * (equity / start - 1)) < 0.01, "\(line)")
        }
    }

    @Test func `it is sorted as asked, and equals stay as they were`() throws {
        let entries = try Self.entries(30)
        let file = Self.names(Self.report(entries, width: 200))
        #expect(file == entries.map(\.name))
        let byName = Self.names(Self.report(entries, width: 200, order: .name))
        #expect(byName == file.sorted())
        let gains = StatusOrder.pnl.sorted(entries, at: Sample.asOf)
            .compactMap { $0.view?.summary.totalPnLPercent }
        #expect(gains == gains.sorted(by: >))
        let alarms = StatusOrder.alarm.sorted(entries, at: Sample.asOf).map(\.alarm?.kind)
        #expect(alarms.prefix(5).allSatisfy { $0 == .failing } && alarms.last == .some(nil))
        let open = StatusOrder.unrealised.sorted(entries, at: Sample.asOf)
        #expect(open.prefix(10).allSatisfy { $0.view?.position != nil })
        var seen: Set<StatusOrder> = []
        var order = StatusOrder.file
        repeat { seen.insert(order); order = order.next } while order != .file
        #expect(seen.count == StatusOrder.allCases.count)
    }

    @Test func `what is wrong with the file comes first, and colours tell how grave it is`() throws
    {
        let refusal = "/h/algom.json: unknown key 'fastt'; did you mean 'fast'?"
        let report = Self.report(try Self.entries(6), isColoured: true, refusal: refusal)
        #expect(report.head[0] == "\u{1b}[31m\(refusal)\u{1b}[0m" && report.head[1].isEmpty)
        #expect(report.body[1].hasPrefix("\u{1b}[31m") && report.body[4].hasPrefix("\u{1b}[33m"))
        #expect(report.body[0].hasPrefix("trader"))
        let few = Self.report(try Self.entries(1), refusal: refusal)
        #expect(
            few.text.hasPrefix(refusal + "\n\nbinance")
                || few.text.hasPrefix(refusal + "\n\ntrader"))
    }

    @Test(arguments: [30, 60, 80])
    func `a command is never broken`(width: Int) throws {
        let command = "algom repair --trader btc --home '/srv/a home with a rather long name'"
        let alarm = TraderAlarm(
            .damaged, "it is not whole JSON; '\(command)' rebuilds it", commands: [command])
        let absent = StatusReport.Entry.absent(
            name: "btc", reason: alarm.words, alarm: alarm)
        for entries in [[absent], try Self.entries(5) + [absent]] {
            #expect(Self.report(entries, width: width).text.contains(command))
        }
        var refused = try Self.entries(1)
        let view = try #require(refused[0].view)
        refused = [.trader(view, alarm: TraderAlarm(.refused, alarm.words, commands: [command]))]
        #expect(Self.report(refused, width: width).text.contains(command))
    }

    @Test func `skipped orders are counted, and the last is told`() throws {
        let skips: [(skip: Skip, at: Timestamp)] = [
            (.size, Sample.asOf), (.belowMinimumNotional(cost: "3"), Sample.asOf),
        ]
        let text = Self.report([.trader(try Sample().view(), skips: skips)], width: 120).text
        #expect(
            text.contains(
                "skipped      2 orders in 24 h, the last 2025-10-10 21:15: bought nothing: 3.00 is below"
            ))
    }
}
