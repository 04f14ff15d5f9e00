import ArgumentParser
import Feeds
import HTTP
import Invocation
import Jobs
import Market
internal import Settings
internal import Text
internal import Watch

/// What cron starts every 15 minutes: one look at everything, then gone.
@main
struct AlgomHealth: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "algom-health",
        abstract: "Look whether traders, runs, reports, disk and clock are as they should be.",
        discussion: """
            Looks at the age of each trader's last candle; runs that are missing or late, were refused, \
            or fail three times in a row; reports that are not made, posts that wait or were given up; the end of \
            each journal against its checkpoint; locks held too long; space and inodes; this \
            machine's clock against the exchanges'; an .env that others can read. Changes nothing \
            but its own memory, state/health.json.

            Each finding is one line that says what to do. On standard output stands what is wrong \
            now, on standard error what has changed since the last look, right again included: so \
            cron's mail comes once a change. What one look may find by chance, as a clock, is wrong \
            only when a second one finds it too.

            Where alerts in algom.json has channels, people are told of changes, and of what the \
            traders did; 'algom alert --help' has more.

            With algom.json its traders are looked at, else those that have run. Its alerts section \
            says how often cron starts what (tickMinutes, where it is not as often as the candles ask; \
            reportMinutes 60) and how much space is too little (freeMegabytes 200).

            EXAMPLES
              algom-health
              algom-health --json

            EXIT STATUS
              0 all well   1 something is wrong   64 usage
              74 disk; what was found is told all the same
              75 another look is under way   78 configuration refused

            ENVIRONMENT
            \(VariableTable.help(.health))
            """,
        version: algomVersion)

    @Option(
        help: "Where algom.json, .env and state/ are. (default: $ALGOM_HOME or .)",
        completion: .directory)
    var home: String?

    @Flag(help: "Print one JSON object.")
    var json = false

    @Flag(help: "Print nothing but what has changed, on standard error.")
    var quiet = false

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
                of: "algom-health", environment: environment, options: options, clock: clock,
                random: (UInt64.random(in: .min ... .max), UInt64.random(in: .min ... .max)))
        } catch {
            Invocation.complain(error, as: "algom-health")
            throw ExitCode(error.status.rawValue)
        }
        var lines: [String] = []
        do throws(JobError) {
            let result = try look(run.home, environment, options, clock)
            report(result)
            run.entry.record(result)
            lines = result.lines
        } catch {
            Invocation.complain(error, as: "algom-health")
            run.entry.record(error)
        }
        for warning in run.end(lines: lines) {
            Invocation.complain("algom-health: warning: \(warning)")
        }
        throw ExitCode(run.entry.status.rawValue)
    }

    private func look(
        _ home: Home, _ environment: [String: String], _ options: Settings.Options,
        _ clock: FeedClock
    ) throws(JobError) -> HealthResult {
        let settings = try Settings(in: home, environment: environment, options: options)
        let job = HealthJob(
            settings: settings, transport: CurlTransport(trust: settings.trust), clock: clock,
            holder: Self.holder(clock))
        let result = try job.run()
        tell(result, settings, clock)
        return result
    }

    private static func holder(_ clock: FeedClock) -> String {
        "process \(Invocation.processID) since \(clock.wall())"
    }

    /// Tells those who want to be told; what hinders that is for the next look to find.
    private func tell(_ result: HealthResult, _ settings: Settings, _ clock: FeedClock) {
        let job = AlertsJob(
            settings: settings, transport: CurlTransport(trust: settings.trust),
            mail: CurlMailTransport(trust: settings.trust), clock: clock,
            holder: Self.holder(clock))
        do throws(JobError) {
            for warning in try job.run(problems: result.problems).warnings {
                Invocation.complain("algom-health: warning: \(warning)")
            }
        } catch  where error.status == .tryLater {
            // 'algom alert' is at it; what is wrong is told by the next look.
        } catch {
            Invocation.complain("algom-health: warning: \(error)")
        }
    }

    private func report(_ result: HealthResult) {
        for warning in result.warnings { Invocation.complain("algom-health: warning: \(warning)") }
        for line in result.news { Invocation.complain("algom-health: \(line)") }
        if let failure = result.failure { Invocation.complain("algom-health: \(failure)") }
        guard !quiet else { return }
        do {
            if json {
                try Invocation.say(json: result.json)
            } else {
                for line in result.lines { try Invocation.say(line) }
            }
        } catch {
            Invocation.complain("algom-health: warning: \(error)")
        }
    }
}
