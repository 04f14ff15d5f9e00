import ArgumentParser
import Feeds
import HTTP
import Invocation
import Jobs
import Market
import Reporting
internal import Settings
internal import Text
internal import Watch

/// What cron starts every hour: one report, then gone.
@main
struct AlgomReport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "algom-report",
        abstract: "Compose one honest report and post it to X, once.",
        discussion: """
            Tells, in this order: the oldest closed trade not reported yet, a position opened, a \
            pause, once a UTC day the daily report, once an ISO week the weekly one; then by turns \
            a comparison of traders, a strategy insight, a comparison with buying and holding, an \
            educational post. A post that is on its way goes on before anything new is told; what \
            does not fit the budget is not begun, and events older than newsMaximumAge are told by \
            number in the next daily report.

            Without the four X keys, or with DISABLE_POSTING=1, the post is printed, kept in \
            state/posts.jsonl and counted as reported. --dry-run changes nothing.

            EXAMPLES
              algom-report --dry-run
              algom-report --kind daily --dry-run
              algom-report --kind education

            EXIT STATUS
              0 posted, printed, or waiting as configured   64 usage   69 X refuses
              74 disk   75 X asked to wait, or it is unclear what came of it: the next run
              goes on   78 configuration or state refused

            ENVIRONMENT
            \(VariableTable.help(.report))
            """,
        version: algomVersion)

    @Option(
        help: """
            auto, trade, position, pause, daily, weekly, comparison, strategy, hodl, education or \
            explanation.
            """,
        completion: .list(["auto"] + Post.Kind.allCases.map(\.rawValue)))
    var kind = "auto"

    @Flag(help: "Print what would be posted, and change nothing.")
    var dryRun = false

    @Option(
        help: "Where algom.json, .env and state/ are. (default: $ALGOM_HOME or .)",
        completion: .directory)
    var home: String?

    @Flag(help: "Print one JSON object.")
    var json = false

    static func main() { start() }

    func run() throws {
        Invocation.beginWriting()
        let environment = Invocation.environment(Settings.variables)
        let options = Settings.Options(home: home, command: Invocation.commandLine)
        let clock = FeedClock(
            wall: { Timestamp(milliseconds: Invocation.wallClockMilliseconds()) },
            monotonicMilliseconds: Invocation.monotonicMilliseconds)
        var run: ScheduledRun
        do throws(JobError) {
            run = try ScheduledRun(
                of: "algom-report", isDry: dryRun, environment: environment, options: options,
                clock: clock,
                random: (UInt64.random(in: .min ... .max), UInt64.random(in: .min ... .max)))
        } catch {
            Invocation.complain(error, as: "algom-report")
            throw ExitCode(error.status.rawValue)
        }
        do throws(JobError) {
            let result = try report(run.home, environment, options, clock)
            do {
                if json {
                    try Invocation.say(json: result.json)
                } else {
                    try Invocation.say(result.text)
                }
            } catch {
                Invocation.complain("algom-report: warning: \(error); what the report did is done")
            }
            for warning in result.warnings {
                Invocation.complain("algom-report: warning: \(warning)")
            }
            if result.status != .ok { Invocation.complain("algom-report: \(result.words)") }
            run.entry.record(result)
        } catch {
            Invocation.complain(error, as: "algom-report")
            run.entry.record(error)
        }
        for warning in run.end() { Invocation.complain("algom-report: warning: \(warning)") }
        throw ExitCode(run.entry.status.rawValue)
    }

    private static func png(of svg: String) throws(JobError) -> [UInt8] {
        do {
            return try DrawingProgram.png(of: svg)
        } catch {
            throw JobError(error.isMissing ? .configuration : .bug, "\(error)")
        }
    }

    private func report(
        _ home: Home, _ environment: [String: String], _ options: Settings.Options,
        _ clock: FeedClock
    ) throws(JobError) -> ReportResult {
        guard let forced = kind == "auto" ? .some(nil) : Post.Kind(rawValue: kind).map({ $0 })
        else {
            let known = (["auto"] + Post.Kind.allCases.map(\.rawValue)).joined(separator: ", ")
            throw JobError(.usage, at: "--kind", "'\(kind.prefix(40))' is none of \(known)")
        }
        let settings = try Settings(in: home, environment: environment, options: options)
        let job = try ReportJob(
            settings: settings, kind: forced, transport: CurlTransport(trust: settings.trust),
            clock: clock, holder: "process \(Invocation.processID) since \(clock.wall())",
            nonce: { String(UInt64.random(in: .min ... .max), radix: 36) + "a" },
            png: Self.png)
        return dryRun ? try job.dryRun() : try job.run()
    }
}
