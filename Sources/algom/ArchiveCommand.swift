import ArgumentParser
import Invocation
import Jobs
internal import Settings
internal import Text

struct ArchiveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "archive",
        abstract: "The records that were given up: list them, look at one, prove them.",
        discussion: """
            'algom reset' moves a record to state/archive whole, with why and when. What it came to \
            stays to be seen here, and to be proved: its chain, its events, its checkpoint and the \
            stats file that was published last.

            EXAMPLES
              algom archive
              algom archive show btc.20260105T120000000Z
              algom archive verify
            """,
        subcommands: [ArchiveList.self, ArchiveShow.self, ArchiveVerify.self],
        defaultSubcommand: ArchiveList.self)
}

struct ArchiveList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "All records that were given up, those of a trader together, the oldest first.",
        discussion: """
            EXIT STATUS
              0 done   64 usage   74 disk   78 the note on one is damaged, or home refused
            """)

    @OptionGroup var chosen: TraderOptions

    @OptionGroup var homeOption: HomeOption

    @Flag(help: "Print one JSON object a record.")
    var json = false

    func run() throws {
        try Self.reporting { () throws(JobError) in
            let listing = try ArchiveJob(home: homeOption.found(for: .looking).path).list(
                traders: chosen.trader)
            if json {
                for line in listing.json { try Self.say(json: line) }
            } else {
                for line in listing.lines { try Self.say(line) }
            }
            for failure in listing.failures { Self.complain(failure) }
            return listing.status
        }
    }
}

struct ArchiveShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "One record: when and why it was given up, its market, what it came to.",
        discussion: """
            EXIT STATUS
              0 done   64 no such record   74 disk   78 the note on it is damaged
            """)

    @Argument(help: "The record, as 'algom archive' lists it.", completion: .archivedRecords)
    var record: String

    @OptionGroup var homeOption: HomeOption

    @Flag(help: "Print one JSON object.")
    var json = false

    func run() throws {
        try Self.reporting { () throws(JobError) in
            let found = try ArchiveJob(home: homeOption.found(for: .looking).path).show(record)
            if json {
                try Self.say(json: found.json)
            } else {
                for line in found.lines { try Self.say(line) }
            }
            return .ok
        }
    }
}

struct ArchiveVerify: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Prove that records which were given up are what their strategies did.",
        discussion: """
            As 'algom verify' does of those in use. What could not be read when it was given up is \
            not proved, and no failure.

            EXIT STATUS
              0 proved   64 no such record   74 disk   78 something differs
            """)

    @Argument(
        help: "The records, as 'algom archive' lists them; all where none is named.",
        completion: .archivedRecords)
    var records: [String] = []

    @OptionGroup var homeOption: HomeOption

    func run() throws {
        try Self.reporting { () throws(JobError) in
            let job = try ArchiveJob(home: homeOption.found(for: .looking).path)
            return try Self.end { progress throws(JobError) in
                try job.verify(records, progress: progress)
            }
        }
    }
}
