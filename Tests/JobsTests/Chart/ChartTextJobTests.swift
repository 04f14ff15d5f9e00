import Foundation
import JSON
import Market
import Seeds
import Testing

@testable import Jobs
@testable import Text

struct ChartTextJobTests {
    private func draw(
        _ fixture: TickFixture, _ options: ChartJob.Options = ChartJob.Options(), width: Int = 80,
        height: Int = 30
    ) throws -> ChartTextResult {
        try ChartTextJob(
            options, home: fixture.home.path, width: width, height: height, isColoured: false
        ).run()
    }

    /// Two traders of the embedded market, two days old.
    private func two() throws -> TickFixture {
        let fixture = try TickFixture(
            binance: [],
            configuration:
                "{ traders: [{ name: 'a', exchange: 'sim' }, { name: 'b', exchange: 'sim' }] }")
        let moment = Timestamp(milliseconds: 1_760_130_900_000)
        try fixture.tick(at: moment)
        try fixture.tick(at: moment.advanced(byMilliseconds: 2 * Timestamp.millisecondsPerDay))
        return fixture
    }

    @Test func `the last candles are drawn, as many as fit, with the figures of the record`() throws
    {
        let fixture = try TickFixture.record(seed: 90)
        let stats = try JSONReader.parse(Array(fixture.text("binance_trading_stats.json").utf8))
        let result = try draw(fixture)
        #expect(result.status == .ok && result.lines.count == 30)
        #expect(result.lines[0].hasPrefix("binance  BTC/USDT "))
        let asOf = try #require(stats["asOf"]?.string.flatMap { Timestamp(iso8601: $0) })
        #expect(result.lines[1].contains(" to ") && result.lines[1].contains(asOf.timeText()))
        #expect(result.lines[28].contains("MA3 ") && !result.lines[28].contains("not warm"))
        #expect(result.lines[29].hasPrefix("since start   equity "))
    }

    @Test func `a window is as long as was asked for`() throws {
        let fixture = try two()
        let one = try draw(fixture, ChartJob.Options(traders: ["a"], candles: 12)).lines[1]
        #expect(
            one == "2025-10-12 20:15 to 21:15 UTC, 5m candles"
                || one.hasPrefix("2025-10-12 20:15 to 21:15 UTC, 5m candles "))
        let day = try draw(fixture, ChartJob.Options(traders: ["a"], window: .day)).lines[1]
        #expect(day.hasPrefix("2025-10-11 21:"))
        let since = try draw(
            fixture, ChartJob.Options(traders: ["a"], since: "2025-10-12T12:00:00Z")
        ).lines[1]
        #expect(since.hasPrefix("2025-10-12 12:00 to 21:15 UTC, 15m candles"))
    }

    @Test func `all of a record is as wide as the record, not as all of time`() throws {
        let fixture = try two()
        let all = try draw(fixture, ChartJob.Options(traders: ["a"], window: .all))
        #expect(!all.lines[1].hasPrefix("1970") && all.lines[1].contains("2025-10-12 21:15 UTC"))
        let long = try draw(
            fixture, ChartJob.Options(traders: ["a"], window: ChartWindow(word: "9999d")))
        #expect(long.lines == all.lines)
        let columns = all.lines.dropFirst(2).map { $0.prefix { $0 != "│" && $0 != "┤" } }
        #expect((columns.map(\.count).max() ?? 0) > 40)
    }

    @Test func `several traders stand one below another, and a damaged one hides none`() throws {
        let fixture = try two()
        let both = try draw(fixture, height: 41)
        #expect(both.lines.count == 41 && both.lines[20].isEmpty)
        #expect(both.lines[0].hasPrefix("a  sim ") && both.lines[21].hasPrefix("b  sim "))
        let low = try draw(fixture, height: 10)
        #expect(low.lines.count == 29)
        let path = "\(fixture.home.path)/state/traders/a/journal.jsonl"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let cut = try #require(text.range(of: "\"volume\":\"", options: .backwards))
        try text.replacingCharacters(in: cut, with: "\"volume\":\"9")
            .write(toFile: path, atomically: false, encoding: .utf8)
        let result = try draw(fixture)
        #expect(result.lines[0].hasPrefix("b  sim ") && result.lines.count == 14)
        #expect(result.status == .configuration && result.failures.count == 1)
    }

    @Test func `a trade and equity are drawn as in a picture`() throws {
        let fixture = try TickFixture.record(seed: 91)
        let trade = try draw(fixture, ChartJob.Options(kind: .trade))
        #expect(
            trade.lines[0].contains("WIN ") || trade.lines[0].contains("LOSS ")
                || trade.lines[0].contains("OPEN "))
        let equity = try draw(fixture, ChartJob.Options(kind: .equity))
        #expect(equity.lines[0] == "equity, change in %  since START")
        let last = try draw(fixture, ChartJob.Options(kind: .equity, candles: 20))
        #expect(last.lines[0] == "equity, change in %  last 20 candles")
    }

    @Test func `a wrong question is 64`() throws {
        let fixture = try TickFixture.record(seed: 93)
        for options in [
            ChartJob.Options(kind: .equity, id: 1), ChartJob.Options(kind: .trade, candles: 5),
            ChartJob.Options(id: 1, since: "2025-01-01T00:00:00Z"), ChartJob.Options(id: 1),
            ChartJob.Options(traders: ["none"]),
        ] {
            let error = #expect(throws: JobError.self) { try draw(fixture, options) }
            #expect(error?.status == .usage)
        }
    }
}
