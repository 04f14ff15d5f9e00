import ArgumentParser
import Invocation
import Jobs
internal import Settings
internal import Text
internal import Watch

struct Cron: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Put the lines that start Algom into your crontab, look at them, take them away.",
        discussion: """
            The lines stand between '# BEGIN algom (HOME)' and '# END algom (HOME)', one block for \
            each home; nothing outside of it is touched. They name the programs beside this one by \
            their paths, and set no variables, which would hold for your own lines too.

            EXAMPLES
              algom cron install --home /opt/algom --print
              algom cron install --home /opt/algom --health
              algom cron show --home /opt/algom
              algom cron remove --home /opt/algom
            """,
        subcommands: [CronInstall.self, CronShow.self, CronRemove.self])

    /// The directory of the programs that the lines start.
    static func programs() throws(JobError) -> String {
        guard let directory = Invocation.programDirectory else {
            throw JobError(
                .configuration, "this program was replaced while it ran", remedy: "run it again")
        }
        for name in ["algom-tick", "algom-report", "algom-health"]
        where !Invocation.mayStart("\(directory)/\(name)") {
            throw JobError(
                .configuration,
                "there is no \(name) that you may start in \(directory), where this algom lies",
                remedy: "use the one that 'make install' puts in place")
        }
        return directory
    }

}

extension ParsableCommand {
    fileprivate static func end(with result: CronResult) throws(JobError) -> ExitStatus {
        for line in result.lines { try say(line) }
        for line in result.complaints { complain(line) }
        return result.status
    }
}

struct CronInstall: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "install",
        abstract: "Write the lines of a home into the crontab, in place of those it has there.",
        discussion: """
            A tick every 5 minutes, or every minute where candles last 1 minute (3 minutes: every 3), \
            for all traders of algom.json, or where there is none one for each of binance and bybit; a \
            report every hour. What they print goes to the system's log; warnings and errors go there \
            as errors, and to cron, which mails them where it can. The flags of each install are the whole \
            of what it writes. Run it again when algom.json is new or the programs have moved. Lines \
            that were changed by hand are kept, and both are printed.

            EXIT STATUS
              0 done   64 usage   74 the crontab was not written   75 crontab does not end
              78 changed by hand, configuration refused, or no crontab program
            """)

    @OptionGroup var homeOption: HomeOption

    @Flag(help: "A look at everything, every 15 minutes: algom-health.")
    var health = false

    @Flag(help: "The page state/dashboard.html, every 5 minutes.")
    var dashboard = false

    @Flag(help: "Alerts of what traders did, every 5 minutes; algom.json has to name a channel.")
    var alerts = false

    @Flag(help: "Print the lines and change nothing.")
    var print = false

    @Flag(help: "Put the new lines in place of some that were changed by hand.")
    var force = false

    func run() throws {
        Invocation.beginWriting()
        try Self.reporting { () throws(JobError) in
            // As root, the lines of another's home would start every tick as root.
            _ = try homeOption.found(for: .writing)
            let home = try homeOption.name()
            let programs = try Cron.programs()
            let job = CronJob(home: home, access: CrontabProgram.access)
            let extras = CronExtras(health: health, dashboard: dashboard, alerts: alerts)
            if print {
                try Self.say(try job.planned(programs: programs, extras: extras))
                return .ok
            }
            return try Self.end(
                with: try job.install(programs: programs, extras: extras, force: force))
        }
    }
}

struct CronShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract:
            "Print the lines of a home in the crontab, and tell whether install would write others.",
        discussion: """
            EXIT STATUS
              0 they are what install would write   1 there are none, or others   64 usage
              74 crontab failed   75 crontab does not end
              78 configuration refused, or no crontab program
            """)

    @OptionGroup var homeOption: HomeOption

    func run() throws {
        Invocation.beginWriting()
        try Self.reporting { () throws(JobError) in
            let job = CronJob(home: try homeOption.name(), access: CrontabProgram.access)
            return try Self.end(with: try job.show(programs: try Cron.programs()))
        }
    }
}

struct CronRemove: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Take the lines of a home out of the crontab; prints what it took.",
        discussion: """
            Lines that were changed by hand go too. A crontab that is empty then is removed. The \
            home stays as it is, and need not be there any more.

            EXIT STATUS
              0 done, also when there were none   64 usage   74 the crontab was not written
              75 crontab does not end   78 a marker is missing, or no crontab program
            """)

    @OptionGroup var homeOption: HomeOption

    func run() throws {
        Invocation.beginWriting()
        try Self.reporting { () throws(JobError) in
            let job = CronJob(home: try homeOption.name(), access: CrontabProgram.access)
            return try Self.end(with: try job.remove())
        }
    }
}
