import Foundation
import Market
import Seeds
import Testing

@testable import Jobs
@testable import Record
@testable import Research
@testable import Settings
@testable import Text

struct ReadingProgressTests {
    /// A record of the embedded market, long enough to be told of twice.
    private static func record() throws -> TickFixture {
        let fixture = try TickFixture(
            binance: [], configuration: "{ traders: [{ name: 'a', exchange: 'sim' }] }")
        let moment: Timestamp = "2026-01-05T12:00:00Z"
        try fixture.tick(at: moment)
        try fixture.tick(at: moment.advanced(byMilliseconds: 30 * Timestamp.millisecondsPerDay))
        return fixture
    }

    @Test func `jobs that read a record tell how far they are, and come no further than its end`()
        throws
    {
        let fixture = try Self.record()
        let home = fixture.home.path
        let journal = "\(home)/state/traders/a/journal.jsonl"
        let size = try #require(
            FileManager.default.attributesOfItem(atPath: journal)[.size] as? NSNumber
        ).int64Value
        var told: [Int64] = []
        let progress: ReadingProgress = { done, total in
            #expect(total == size)
            told.append(done)
        }
        let check = { (job: String) in
            #expect(
                told.count >= 2 && told == told.sorted() && Set(told).count == told.count, "\(job)")
            #expect(told.allSatisfy { (1...size).contains($0) }, "\(job)")
            told = []
        }
        let proof = try VerifyJob(home: home, traders: [], head: nil).run(progress: progress)
        #expect(proof.status == .ok)
        check("verify")
        try ExportJob(.trades, isJSON: false, home: home, trader: nil, output: "\(home)/trades")
            .run(progress: progress)
        check("export")
        let now: Timestamp = "2026-03-01T00:00:00Z"
        _ = try RepairJob(home: home, traders: [], now: now, holder: "test").run(progress: progress)
        check("repair")
        _ = try BacktestJob(
            BacktestJob.Options(trader: "a"), home: home, now: now, progress: progress
        )
        .run()
        check("backtest")
        _ = try TradesJob(home: home, traders: [], filter: TradeFilter(), last: 5)
            .run(progress: progress)
        check("trades")
        let settings = try Settings(environment: [:], options: Settings.Options(home: home))
        _ = try DashboardJob(settings: settings, output: nil, now: now).run(progress: progress)
        check("dashboard")
    }

    @Test func `a backtest of a file tells how far it is`() throws {
        let home = try ScratchHome()
        let rows = (0..<20_000).map { "\(1_757_116_800_000 + $0 * 300_000),1,2,1,2,1\n" }
        try home.put(rows.joined(), in: "c.csv")
        let size = Int64(rows.reduce(0) { $0 + $1.utf8.count })
        var told: [Int64] = []
        let job = try BacktestJob(
            BacktestJob.Options(candles: "\(home.path)/c.csv"), home: home.path,
            now: "2026-03-01T00:00:00Z"
        ) { done, total in
            #expect(total == size)
            told.append(done)
        }
        _ = try job.run()
        #expect(told.count >= 2 && told == told.sorted())
        #expect(told.allSatisfy { (1...size).contains($0) })
    }
}
