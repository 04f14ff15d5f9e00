import Market
import Seeds
import Testing

@testable import Jobs

struct RunChecksTests {
    private static let now: Timestamp = "2026-01-05T12:03:00Z"

    private static func run(
        minutesAgo: Int64, _ program: String = "algom-tick", traders: [String] = ["a"],
        late: Int64? = 2_000, status: Int = 0, error: String? = nil, isForMore: Bool = false
    ) -> RunHistory.Run {
        RunHistory.Run(
            at: now.advanced(byMilliseconds: -minutesAgo * 60_000), program: program,
            traders: traders, isForMore: isForMore, lateMilliseconds: late, status: status,
            error: error)
    }

    private static func checks(_ runs: [RunHistory.Run]) -> RunChecks {
        RunChecks(history: RunHistory(runs), now: now, tickMinutes: 5, reportMinutes: 60)
    }

    /// Two hours of ticks every 5 minutes, but for those left out.
    private static func ticks(without missing: Set<Int64> = []) -> [RunHistory.Run] {
        stride(from: 123, through: 3, by: -5).map(Int64.init).filter { !missing.contains($0) }
            .map { run(minutesAgo: $0) }
    }

    @Test func `ticks every 5 minutes are as they should be`() {
        #expect(Self.checks(Self.ticks()).finding(ticksOf: "a") == nil)
        #expect(Self.checks(Self.ticks()).failures.isEmpty)
    }

    @Test(arguments: [(13, false), (18, true), (63, true)])
    func `ticks that have stopped are missing after three times their distance`(
        minutes: Int64, isMissing: Bool
    ) {
        let runs = Self.ticks().filter { Self.now.since($0.at) >= minutes * 60_000 }
        let finding = Self.checks(runs).finding(ticksOf: "a")
        #expect((finding?.key == "tick/a") == isMissing, "\(String(describing: finding))")
    }

    @Test func `a trader that no tick names is missed, with others at work`() {
        #expect(Self.checks(Self.ticks()).finding(ticksOf: "b")?.key == "tick/b")
        let many = Self.ticks().map {
            RunHistory.Run(
                at: $0.at, program: $0.program, traders: ["x"], isForMore: true,
                lateMilliseconds: 0, status: 0, error: nil)
        }
        #expect(Self.checks(many).finding(ticksOf: "b") == nil)
        #expect(Self.checks([]).finding(ticksOf: "b") == nil)
    }

    @Test func `every second tick missing is told, one missing is not`() {
        let one = Self.checks(Self.ticks(without: [23]))
        #expect(one.finding(ticksOf: "a") == nil)
        let half = Self.checks(Self.ticks(without: [8, 18, 28, 38, 48, 58]))
        #expect(half.finding(ticksOf: "a")?.key == "missed/a")
        #expect(half.finding(ticksOf: "a")?.words.hasPrefix("6 of 12 ticks of a started") == true)
    }

    @Test func `three late starts in a row are told, two are not`() {
        var runs = Self.ticks()
        for index in runs.indices.suffix(2) {
            runs[index] = Self.run(
                minutesAgo: Self.now.since(runs[index].at) / 60_000, late: 200_000)
        }
        #expect(Self.checks(runs).finding(ticksOf: "a") == nil)
        let third = runs.count - 3
        // On an hour's candles a tick at half past is in time.
        runs[third] = Self.run(minutesAgo: 13, late: 1_800_000 + 130_000)
        #expect(Self.checks(runs).finding(ticksOf: "a")?.key == "late/a")
        #expect(Self.checks(runs).finding(ticksOf: "a")?.patience == 2)
        runs[third] = Self.run(minutesAgo: 13, late: 1_800_000)
        #expect(Self.checks(runs).finding(ticksOf: "a") == nil)
    }

    @Test(arguments: 0..<6)
    func `one failure is no news, three in a row are, and a success ends them`(failed: Int) {
        var runs = Self.ticks()
        for index in runs.indices.suffix(failed) {
            runs[index] = Self.run(
                minutesAgo: Self.now.since(runs[index].at) / 60_000, status: 69,
                error: "cannot resolve api.binance.com")
        }
        let checks = Self.checks(runs)
        #expect(checks.failures.count == (failed >= 3 ? 1 : 0))
        #expect(checks.isFailing("a") == (failed >= 3))
        if failed >= 3 {
            #expect(
                checks.failures[0].words
                    == "the last \(failed) runs of algom-tick of a failed, at last with 69: "
                    + "cannot resolve api.binance.com")
        }
        let after = Self.checks(runs + [Self.run(minutesAgo: 0)])
        #expect(after.failures.isEmpty)
    }

    @Test func `each call is counted by itself`() {
        let runs = (0..<3).reversed().flatMap { index in
            [
                Self.run(minutesAgo: Int64(index) * 5 + 1, traders: ["a"], status: 75),
                Self.run(minutesAgo: Int64(index) * 5, traders: ["b"]),
            ]
        }
        #expect(Self.checks(runs).failures.map(\.key) == ["failures/algom-tick,a"])
    }

    @Test func `reports are missed only where they were made`() {
        let checks = Self.checks([Self.run(minutesAgo: 200, "algom-report", traders: [])])
        #expect(checks.finding(reportsSince: nil)?.key == "report")
        let fresh = Self.checks([Self.run(minutesAgo: 100, "algom-report", traders: [])])
        #expect(fresh.finding(reportsSince: "2026-01-01T00:00:00Z") == nil)
        let none = Self.checks(Self.ticks())
        #expect(none.finding(reportsSince: nil) == nil)
        #expect(none.finding(reportsSince: "2026-01-05T08:00:00Z")?.key == "report")
    }
}
