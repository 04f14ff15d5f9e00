import ArgumentParser
import Invocation
import Jobs
import Market
internal import Settings
internal import Text

struct Backup: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Copy the home into one file, and prove the copy.",
        discussion: """
            algom.json, .env and state/ go into a gzipped tar file, each part copied while the lock of \
            those who write it is held: cron's lines may stay, and a tick that comes at that very \
            moment is the next one. The copy is unpacked beside the file and every record in it proved, \
            as 'algom verify' does; only then has the file its name. It takes as much room meanwhile \
            as the home does, and only its owner can read it: the keys in .env are in it.

            EXAMPLES
              algom backup /backup/algom.tgz
              algom restore /backup/algom.tgz --home /opt/algom

            EXIT STATUS
              0 done   64 usage, or nothing to copy   74 disk
              75 a lock was held for a minute
              78 a record is damaged; nothing was written, but for --anyway
            """)

    @Argument(help: "The file to write, whole or not at all.", completion: .file())
    var file: String

    @Flag(help: "Write it though a record in it is damaged.")
    var anyway = false

    @OptionGroup var homeOption: HomeOption

    func run() throws {
        try Self.recording(homeOption.options, traders: []) {
            (home, now, holder) throws(JobError) in
            let job = BackupJob(
                home: home.path, file: file, isForced: anyway, now: now, holder: holder,
                pause: { _ = Invocation.wait(seconds: 1) })
            return try Self.end { progress throws(JobError) in try job.run(progress: progress) }
        }
    }
}

struct Restore: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Put a backup in the place of what the home holds, which is kept.",
        discussion: """
            Unpacks the file beside state/, proves every record in it, and puts it in the place of \
            what is there in one step, while the locks of all who write there are held: cron's lines \
            may stay. What state/, algom.json and .env held is kept beside them, as \
            state.before-MOMENT. A home that is not there is made. A gzipped tar file of a home, made \
            by tar itself, serves too.

            The next tick fetches the candles that the backup lacks and comes to the same trades. A \
            post that went out since may go out again: reporter.json, outbox and posts.jsonl in \
            state.before-MOMENT know of it.

            EXAMPLES
              algom restore /backup/algom.tgz
              algom restore /backup/algom.tgz --home /opt/algom

            EXIT STATUS
              0 done   64 usage   65 the file is no backup, or a record in it is damaged
              74 disk   75 a lock was held for a minute   78 the home is refused
            """)

    @Argument(help: "The backup.", completion: .file())
    var file: String

    @Flag(help: "Restore it though a record in it is damaged.")
    var anyway = false

    @OptionGroup var homeOption: HomeOption

    func run() throws {
        Invocation.beginWriting()
        try Self.reporting { () throws(JobError) in
            let home = try homeOption.found(for: .founding).path
            let now = Timestamp(milliseconds: Invocation.wallClockMilliseconds())
            let job = RestoreJob(
                home: home, file: file, isForced: anyway, now: now,
                holder: "restore, process \(Invocation.processID) since \(now)",
                pause: { _ = Invocation.wait(seconds: 1) })
            return try Self.end { progress throws(JobError) in try job.run(progress: progress) }
        }
    }
}

extension ParsableCommand {
    /// Does what takes long and proves records, and tells what came of it.
    static func end(
        _ work: (_ progress: @escaping (Int64, Int64) -> Void) throws(JobError) -> VerifyResults
    ) throws(JobError) -> ExitStatus {
        var meter = ProgressMeter()
        defer { meter.clear() }
        let results = try work { meter.show($0, of: $1) }
        meter.clear()
        for failure in results.failures { complain(failure) }
        for line in results.lines { try say(line) }
        return results.status
    }
}
