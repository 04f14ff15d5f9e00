import JSON
import LoopbackServices
import Market
import Reporting
import Seeds
import Testing
import Trading

@testable import Jobs
@testable import Text
@testable import Record

/// A month of hourly reports about many traders, at the budget that is set by default.
struct ReportMonthTests {
    private static let start: Timestamp = "2026-10-01T00:10:00Z"
    private static let day = Timestamp.millisecondsPerDay

    private static func fixture(traders count: Int) throws -> ReportFixture {
        let traders = (0..<count).map { index in
            """
            { name: "t\(index)", exchange: "sim", symbol: "\(["BTC", "ETH", "SOL"][index % 3])/USDT", \
            timeframe: "1h", warmUp: 60, fast: \(2 + index % 4), slow: \(7 + index), rsiPeriod: 5, \
            overbought: 90 }
            """
        }
        let fixture = try TickFixture(
            binance: RandomCandles.array(seed: 1, count: 2),
            configuration: "{ traders: [\(traders.joined(separator: ", "))] }")
        return ReportFixture(fixture, now: start)
    }

    @Test func `nothing waits longer than a day, nothing is told twice, no day is left out`() throws
    {
        let fixture = try Self.fixture(traders: 30)
        var late: [String] = []
        for hour in 0..<720 {
            if hour % 6 == 0 { try fixture.traders.tick(at: fixture.now) }
            let result = try fixture.report()
            if result.status != .ok { late.append("\(hour): \(result.words)") }
            if try fixture.outbox() != [] { late.append("\(hour): in the outbox") }
            fixture.pass(hours: 1)
        }
        #expect(late == [])
        let log = try fixture.log()
        let told = try fixture.reported("trade")
        #expect(Set(told).count == told.count && told.count > 30 * 3, "\(told.count) trades told")
        #expect(try fixture.reported("daily").count == 30)
        #expect(Set(try fixture.reported("daily")).count == 30)
        #expect(try fixture.reported("weekly").count == 5)
        #expect(log.allSatisfy { $0["status"]?.string == "posted" })
        let texts = fixture.x.created.map(\.text)
        #expect(Set(texts).count == texts.count)
        try judgeAges(log)
        try judgeBudget(log)
        try judgeNumbers(fixture, told: told.count, log)
    }

    /// What is told of trades is news.
    private func judgeAges(_ log: [JSONValue]) throws {
        for line in log where line["kind"]?.string == "trade" {
            let name = try #require(line["reports"]?.elements?.first?.string)
            let at = try Timestamp(json: try #require(line["at"]))
            let closed = try #require(name.split(separator: " ").last.flatMap { Int64($0) })
            #expect(at.since(Timestamp(milliseconds: closed)) <= Self.day, "\(name)")
        }
    }

    private func judgeBudget(_ log: [JSONValue]) throws {
        let seconds = try log.flatMap { $0["parts"]?.elements ?? [] }.flatMap {
            try [Int64](json: try #require($0["attempts"]))
        }
        #expect(seconds.count <= 500)
        for second in seconds {
            let near = seconds.count { ($0 - 86_399...$0).contains(second) || $0 == second }
            #expect(near <= 24)
        }
    }

    /// Each trade is told by itself, or by number in a daily report, or is yet to be.
    private func judgeNumbers(_ fixture: ReportFixture, told: Int, _ log: [JSONValue]) throws {
        let texts = log.filter { $0["kind"]?.string == "daily" }
            .flatMap { $0["parts"]?.elements ?? [] }.compactMap { $0["text"]?.string }
        let counted = texts.compactMap { text in
            text.firstMatch(of: /(\d+) older trades?,/).flatMap { Int($0.1) }
        }
        let directory = try #require(try fixture.directory())
        let memory = try ReporterState.read(in: directory).memory
        var all = 0
        var yetToBe = memory.untold.reduce(0) { $0 + $1.count }
        for index in 0..<30 {
            let checkpoint = try #require(try Checkpoint.read("t\(index)", in: directory))
            all += checkpoint.state.record.tally.wins + checkpoint.state.record.tally.losses
            let last = memory.traders["t\(index)"]?.trade
            let facts = try TraderView(of: checkpoint, reported: last, in: directory)
            yetToBe += facts.trades.count { last.map($0.trade.id.isAfter) ?? true }
        }
        #expect(told + counted.reduce(0, +) + yetToBe == all, "\(told), \(counted), \(yetToBe)")
        #expect(counted.count > 20)
    }
}

extension Timestamp {
    fileprivate func isAfter(_ other: Timestamp) -> Bool { self > other }
}
