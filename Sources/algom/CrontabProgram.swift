import Invocation
import Jobs
internal import Text
internal import Watch

/// The system's `crontab` program, the only way to a user's table that keeps its locks and rules.
enum CrontabProgram {
    static var access: CronAccess { CronAccess(read: read, write: write) }

    private static func read() throws(JobError) -> [UInt8]? {
        let outcome = try run(["-l"], input: [])
        if outcome.status == 0 { return outcome.output }
        // Debian's cron says it in its own words, busybox's in those of the system.
        let absences = ["no crontab for", "No such file or directory"]
        if outcome.output.isEmpty, absences.contains(where: words(outcome).contains) { return nil }
        throw refusal("crontab -l", outcome)
    }

    private static func write(_ table: [UInt8]?) throws(JobError) {
        let outcome = try run([table == nil ? "-r" : "-"], input: table ?? [])
        guard outcome.status == 0 else {
            throw refusal(table == nil ? "crontab -r" : "crontab -", outcome)
        }
    }

    private static func run(
        _ arguments: [String], input: [UInt8]
    ) throws(JobError) -> Program.Outcome {
        do throws(Program.Failure) {
            return try Program("crontab", arguments).run(input: input)
        } catch .missing {
            throw JobError(
                .configuration,
                "there is no 'crontab' program on PATH", remedy: "install the package 'cron'")
        } catch .tooLate(let limit) {
            throw JobError(
                .tryLater, at: "crontab", "\(Program.Failure.tooLate(milliseconds: limit))")
        } catch {
            throw JobError(.io, at: "crontab", "\(error)")
        }
    }

    private static func words(_ outcome: Program.Outcome) -> String {
        String(decoding: outcome.errors.prefix(400), as: UTF8.self)
    }

    /// What the program said, for it knows best why.
    private static func refusal(_ what: String, _ outcome: Program.Outcome) -> JobError {
        let lines = words(outcome).split(whereSeparator: \.isNewline).joined(separator: "; ")
        return JobError(
            .configuration,
            "'\(what)' ended with \(outcome.status)\(lines.isEmpty ? "" : ": \(lines)")")
    }
}
