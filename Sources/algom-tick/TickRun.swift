import ArgumentParser
import Feeds
import HTTP
import Invocation
import Jobs
import Market
internal import Settings
internal import Text
internal import Watch

/// What cron starts: one tick, then gone.
@main
struct TickRun {
    let traders: [String]
    let exchange: String?
    let home: String?
    let isFounding: Bool
    let now: String?
    let json: Bool
    let quiet: Bool

    static func main() {
        let words = Invocation.begin()
        let arguments = PlainArguments(
            words,
            options: ["--trader", "--exchange", "--home", "--now"],
            flags: ["--json", "--quiet", "--new-home"],
            repeatable: ["--trader"])
        guard let arguments else { AlgomTick.start(words) }
        TickRun(
            traders: arguments.all("--trader"), exchange: arguments.value("--exchange"),
            home: arguments.value("--home"), isFounding: arguments.has("--new-home"),
            now: arguments.value("--now"),
            json: arguments.has("--json"), quiet: arguments.has("--quiet")
        ).run()
    }

    /// Runs the tick and ends the process.
    func run() -> Never {
        Invocation.beginWriting()
        let environment = Invocation.environment(Settings.variables)
        let options = Settings.Options(
            home: home, exchange: exchange, traders: traders, command: Invocation.commandLine)
        let clock = FeedClock(
            wall: { Timestamp(milliseconds: Invocation.wallClockMilliseconds()) },
            monotonicMilliseconds: Invocation.monotonicMilliseconds)
        var run: ScheduledRun
        do throws(JobError) {
            run = try ScheduledRun(
                of: "algom-tick", isFounding: isFounding, environment: environment,
                options: options, clock: clock,
                random: (UInt64.random(in: .min ... .max), UInt64.random(in: .min ... .max)))
        } catch {
            Invocation.complain(error, as: "algom-tick")
            Invocation.end(error.status.rawValue)
        }
        do throws(JobError) {
            let results = try tick(run.home, environment, options, &run.entry)
            report(results)
            run.entry.record(results)
        } catch {
            Invocation.complain(error, as: "algom-tick")
            run.entry.record(error)
        }
        for warning in run.end() { Invocation.complain("algom-tick: warning: \(warning)") }
        Invocation.end(run.entry.status.rawValue)
    }

    private func tick(
        _ home: Home, _ environment: [String: String], _ options: Settings.Options,
        _ entry: inout RunEntry
    ) throws(JobError) -> TickResults {
        let settings = try Settings(in: home, environment: environment, options: options)
        let clock = try TickJob.clock(
            now: now, for: settings,
            wall: { Timestamp(milliseconds: Invocation.wallClockMilliseconds()) },
            monotonicMilliseconds: Invocation.monotonicMilliseconds)
        // All else that was asked for can be: now the home is made.
        if isFounding { try home.make() }
        entry.record(settings, now: clock.wall())
        let job = TickJob(
            settings: settings, transport: CurlTransport(trust: settings.trust), clock: clock,
            holder: "process \(Invocation.processID) since \(clock.wall())")
        var random = SystemRandomNumberGenerator()
        var meter = ProgressMeter()
        defer { meter.clear() }
        return try job.run(
            random: &random, progress: { meter.show($0, of: $1) }, trouble: { meter.show($0) })
    }

    private func report(_ results: TickResults) {
        var isLost = quiet
        for result in results.traders {
            for warning in result.warnings {
                Invocation.complain("algom-tick: warning: \(warning)")
            }
            if let failure = result.failure { Invocation.complain(failure, as: "algom-tick") }
            guard !isLost, let line = json ? result.json : result.line else { continue }
            do {
                try Invocation.say(line)
            } catch {
                Invocation.complain("algom-tick: warning: \(error); what the tick did is done")
                isLost = true
            }
        }
        for warning in results.warnings { Invocation.complain("algom-tick: warning: \(warning)") }
    }
}
