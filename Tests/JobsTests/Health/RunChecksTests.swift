import Foundation
import Market
import Seeds
import Testing

@testable import Jobs
@testable import Text
@testable import Settings
@testable import Watch

/// What is found wrong about histories of runs: the lines of `runs.jsonl`, the traders that are
/// configured, and a moment at which one looks.
struct RunChecksTests {
    private static let now: Timestamp = "2026-01-05T12:03:00Z"

    /// Runs as the ledger spells them.
    struct Runs {
        var lines: [String]

        /// A run so many minutes ago.
        static func run(
            _ minutesAgo: Double, _ status: Int = 0, of traders: [String] = ["a"],
            more: Int = 0, failed: String? = nil, late: Int = 2_000, error: String? = nil,
            program: String = "algom-tick"
        ) -> Runs {
            let at = RunChecksTests.now.advanced(byMilliseconds: -Int64(minutesAgo * 60_000))
            let names = traders.map { "\"\($0)\"" }.joined(separator: ",")
            return Runs(lines: [
                #"{"schema":1,"at":"\#(at)","program":"\#(program)","traders":[\#(names)],"#
                    + (more > 0 ? #""moreTraders":\#(more),"# : "")
                    + #""late":\#(traders.isEmpty ? "null" : "\(late)"),"status":\#(status),"#
                    + (failed.map { #""failed":\#($0),"# } ?? "")
                    + #""error":\#(error.map { "\"\($0)\"" } ?? "null"),"#
                    + #""candles":0,"requests":0,"bytes":0,"milliseconds":9}"#
            ])
        }

        /// Ticks every so many minutes, from one time ago to another; one that was 3 minutes ago began
        /// on the minute.
        static func ticks(
            _ from: Double = 123, _ to: Double = 3, every: Double = 5, _ status: Int = 0,
            of traders: [String] = ["a"], more: Int = 0, failed: String? = nil, late: Int = 2_000,
            error: String? = nil
        ) -> Runs {
            stride(from: from, through: to, by: -every).reduce(Runs(lines: [])) {
                $0
                    + run(
                        $1, status, of: traders, more: more, failed: failed, late: late,
                        error: error)
            }
        }

        static func + (left: Runs, right: Runs) -> Runs { Runs(lines: left.lines + right.lines) }
    }

    private static func checks(
        _ runs: Runs, every minutes: Int = 5, reports: Int = 60
    ) -> RunChecks {
        RunChecks(
            history: RunHistory(lines: Array(runs.lines.joined(separator: "\n").utf8)), now: now,
            schedule: TickSchedule(minutes: minutes), reportMinutes: reports, home: "/h")
    }

    private static func findings(
        _ runs: Runs, of traders: [String], every minutes: Int = 5
    ) -> [Finding] {
        let checks = checks(runs, every: minutes)
        return traders.compactMap { checks.finding(ticksOf: $0) } + checks.failures(of: traders)
    }

    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let runs: Runs
        var traders = ["a"]
        var every = 5
        /// What is found, and told at once; with a `?` where a second look has to find it too.
        let found: [String]

        init(
            _ what: String, _ runs: Runs, of traders: [String] = ["a"], every: Int = 5,
            finds found: String...
        ) {
            testDescription = what
            (self.runs, self.traders, self.every, self.found) = (runs, traders, every, found)
        }
    }

    @Test(arguments: [
        Case("all as it should be", .ticks()),
        Case("nothing on record", Runs(lines: [])),
        // Ticks that are missing.
        Case("two missing", .ticks(123, 13)),
        Case("stopped", .ticks(123, 18), finds: "tick/a"),
        Case("stopped, and once by hand", .ticks(123, 18) + .run(1)),
        Case("one missing", .ticks(123, 28) + .ticks(18, 3)),
        Case("every second missing", .ticks(every: 10), finds: "missed/a?"),
        Case(
            "every second missing, with many by hand",
            .ticks(every: 10) + .ticks(2.9, 0.1, every: 0.1),
            finds: "missed/a?"),
        Case("every minute, all there", .ticks(every: 1), every: 1),
        Case(
            "every minute, as candles ask, and every 5 there", .ticks(), every: 1,
            finds: "missed/a?"),
        Case("hourly, as was said", .ticks(243, 33, every: 60), every: 60),
        Case(
            "runs that the clock has yet to come to", .ticks(123, 18) + .run(-600), finds: "tick/a"),
        Case(
            "failures that the clock has yet to come to", .ticks() + .ticks(-600, -630, 78)),
        // Late.
        Case("three late", .ticks(123, 18) + .ticks(13, 3, late: 130_000), finds: "late/a?"),
        Case("two late", .ticks(123, 13) + .ticks(8, 3, late: 130_000)),
        Case(
            "at half past of an hour's candle, in time",
            .ticks(123, 18) + .ticks(13, 3, late: 1_800_000)),
        Case(
            "at half past, late", .ticks(123, 18) + .ticks(13, 3, late: 1_930_000), finds: "late/a?"
        ),
        Case(
            "three by hand within a candle", .ticks() + .ticks(0.9, 0.1, every: 0.4, late: 150_000)),
        Case(
            "hourly at 7 past, as was said", .ticks(243, 3, every: 60, late: 420_000), every: 60),
        // Traders that come and go.
        Case("one added just now", .ticks(), of: ["a", "b"], finds: "tick/b?"),
        Case("one added, and ticked once", .ticks() + .run(1, of: ["a", "b"]), of: ["a", "b"]),
        Case(
            "one added after failures", .ticks(123, 13, 69) + .ticks(8, 3, of: ["a", "b"]),
            of: ["a", "b"]),
        Case(
            "one renamed after failures", .ticks(123, 13, 69) + .ticks(8, 3, of: ["b"]), of: ["b"]),
        Case(
            "one removed after failures",
            .ticks(123, 13, 69, of: ["a", "b"]) + .ticks(8, 3, of: ["a"])),
        Case(
            "one of another line added, and the first fails",
            .ticks(123, 18) + .ticks(13, 3, 69, of: ["a", "b"]), of: ["a", "b"],
            finds: "failures/algom-tick,a"),
        Case("one removed while it failed", .ticks(of: ["b"]) + .ticks(123, 3, 69), of: ["b"]),
        Case(
            "the order in the file changed",
            .ticks(123, 13, 69, of: ["b", "a"])
                + .ticks(8, 3, 69, of: ["a", "b"]), of: ["a", "b"], finds: "failures/algom-tick,a"),
        Case("one of many that are not named", .ticks(of: ["x"], more: 20), of: ["a", "x"]),
        // Failures.
        Case("two failures", .ticks(123, 13) + .ticks(8, 3, 69)),
        Case("three failures", .ticks(123, 18) + .ticks(13, 3, 69), finds: "failures/algom-tick,a"),
        Case(
            "bad data three times", .ticks(123, 18) + .ticks(13, 3, 65),
            finds: "failures/algom-tick,a"),
        Case("failures, then a success", .ticks(123, 8, 69) + .run(3)),
        Case("failures of yesterday, stopped", .ticks(1_700, 1_600, 69), finds: "tick/a"),
        Case(
            "three by hand within a candle that failed", .ticks() + .ticks(0.9, 0.1, every: 0.4, 69)
        ),
        Case(
            "a failure by hand after two", .ticks(123, 13) + .ticks(8, 3, 69) + .run(1, 69)),
        Case(
            "settings refused once", .ticks(123, 8) + .run(3, 78, of: []),
            finds: "failures/algom-tick,a"),
        Case(
            "settings refused, then well", .ticks(123, 13) + .run(8, 78, of: []) + .run(3)),
        Case(
            "settings refused for all", .ticks(123, 8, of: ["a", "b"]) + .run(3, 78, of: []),
            of: ["a", "b"], finds: "failures/algom-tick,a"),
        Case(
            "settings refused for weeks", .ticks(2_000, 3, 78, of: []),
            finds: "failures/algom-tick,a"),
        Case("state refused once", .ticks(123, 8) + .run(3, 78), finds: "failures/algom-tick,a"),
        Case("the disk failed once", .ticks(123, 8) + .run(3, 74), finds: "failures/algom-tick,a"),
        Case("a bug once", .ticks(123, 8) + .run(3, 70), finds: "failures/algom-tick,a"),
        Case("wrong calls by hand", .ticks() + .ticks(2, 0, every: 0.5, 64, of: [])),
        Case("asked to wait all the time", .ticks(123, 3, 75)),
        Case(
            "failures with a wait among them",
            .ticks(123, 23) + .ticks(18, 13, 69) + .run(8, 75)
                + .run(3, 69), finds: "failures/algom-tick,a"),
        Case(
            "each line by itself", .ticks(13, 3, 69) + .ticks(of: ["b"]), of: ["a", "b"],
            finds: "failures/algom-tick,a"),
        // Failures of some among others.
        Case(
            "one of two fails", .ticks(123, 3, 69, of: ["a", "b"], failed: #"{"b":69}"#),
            of: ["a", "b"], finds: "failures/algom-tick,b"),
        Case(
            "one is asked to wait, which hides the other's failure no more",
            .ticks(123, 3, 75, of: ["a", "b"], failed: #"{"a":69,"b":75}"#), of: ["a", "b"],
            finds: "failures/algom-tick,a"),
        Case(
            "one is held, the other well",
            .ticks(123, 3, 75, of: ["a", "b"], failed: #"{"b":75}"#),
            of: ["a", "b"]),
        Case(
            "one of two is refused",
            .ticks(123, 8, of: ["a", "b"])
                + .run(3, 78, of: ["a", "b"], failed: #"{"b":78}"#), of: ["a", "b"],
            finds: "failures/algom-tick,b"),
        Case(
            "two fail in two ways",
            .ticks(123, 3, 78, of: ["a", "b", "c"], failed: #"{"a":69,"c":78}"#),
            of: ["a", "b", "c"], finds: "failures/algom-tick,a", "failures/algom-tick,c"),
        Case(
            "one that is not named fails nowhere",
            .ticks(of: ["x"], more: 20)
                + .ticks(13, 3, 69, of: ["x"], more: 20, failed: #"{"y":69}"#), of: ["a", "y"],
            finds: "failures/algom-tick,y"),
        // What is no run.
        Case("half a line", .ticks() + Runs(lines: [#"{"schema":1,"at":"2026-01-05T12:0"#])),
        Case(
            "a moment before 1970, and one far away",
            .ticks()
                + Runs(lines: [
                    #"{"at":"1969-12-31T00:00:00Z","program":"algom-tick","traders":[],"status":78}"#,
                    #"{"at":"9999-12-31T23:59:59.999Z","program":"algom-tick","traders":[],"status":78}"#,
                ])),
    ])
    func `a history is judged`(history: Case) {
        let found = Self.findings(history.runs, of: history.traders, every: history.every)
        #expect(found.map { $0.key + ($0.patience > 1 ? "?" : "") } == history.found, "\(found)")
    }

    @Test func `those that fail together are told together, in one word each`() {
        let names = (0..<30).map { "t\($0)" }
        let runs = Runs.ticks(
            123, 3, 69, of: Array(names.prefix(10)), more: 20, error: "binance: cannot resolve")
        let found = Self.findings(runs, of: names)
        #expect(found.map(\.key) == ["failures/algom-tick,t0"])
        #expect(
            found.first?.words
                == "the last 25 runs of algom-tick of t0, t1, t2, t3, t4 and 25 more "
                + "failed, at last with 69: binance: cannot resolve")
    }

    @Test func `the error is told of whom it is`() {
        let runs = Runs.ticks(
            123, 3, 78, of: ["a", "b", "c"], failed: #"{"a":69,"b":78}"#, error: "away")
        let words = Self.findings(runs, of: ["a", "b", "c"]).map(\.words)
        #expect(
            words == [
                "the last 25 runs of algom-tick of a failed, at last with 69: away",
                "the last 25 runs of algom-tick of b failed, at last with 78: see why: "
                    + "algom-tick --trader b --home /h",
            ])
        let once = Runs.ticks(123, 8) + .run(3, 78, of: [], error: "algom.json: what?")
        #expect(
            Self.findings(once, of: ["a"]).map(\.words) == [
                "the last run of algom-tick of a failed, with 78: algom.json: what?"
            ])
    }

    @Test(arguments: 0..<6)
    func `one failure is no news, three in a row are, and a success ends them`(failed: Int) {
        let runs =
            Runs.ticks(123, Double(3 + failed * 5))
            + .ticks(Double(failed * 5 - 2), 3, 69, error: "cannot resolve api.binance.com")
        let checks = Self.checks(runs)
        #expect(checks.failures(of: ["a"]).count == (failed >= 3 ? 1 : 0))
        #expect(checks.isFailing("a") == (failed >= 3))
        #expect(Self.checks(runs + .run(0)).failures(of: ["a"]).isEmpty)
    }

    @Test func `reports are missed only where they were made`() {
        let report = { (minutes: Double, status: Int) in
            Runs.run(minutes, status, of: [], program: "algom-report")
        }
        #expect(Self.checks(report(200, 0)).findingOfReports()?.key == "report")
        #expect(Self.checks(report(100, 0)).findingOfReports() == nil)
        #expect(Self.checks(Runs(lines: [])).findingOfReports() == nil)
        #expect(Self.checks(.ticks(243)).findingOfReports()?.key == "report")
        #expect(Self.checks(.ticks() + report(-600, 0)).findingOfReports() == nil)
    }

    @Test func `reports that fail are counted by their own schedule`() {
        let report = { (minutes: Double, status: Int) in
            Runs.run(minutes, status, of: [], program: "algom-report")
        }
        let keys = { (runs: Runs) in Self.checks(.ticks() + runs).failures(of: ["a"]).map(\.key) }
        #expect(keys(report(2, 69) + report(1.5, 69) + report(1, 69)) == [])
        #expect(
            keys(report(130, 69) + report(70, 69) + report(10, 69)) == ["failures/algom-report"])
        #expect(keys(report(130, 75) + report(70, 75) + report(10, 75)) == [])
        #expect(keys(report(10, 78)) == ["failures/algom-report"])
        // What stops a report stops no tick.
        #expect(!Self.checks(.ticks() + report(10, 78)).isFailing("a"))
    }
}
