import ArgumentParser
import Invocation
import Jobs
internal import Settings
internal import Text

struct Reset: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Give a trader's record up: archive it with the reason, begin a new one.",
        discussion: """
            The only way to change a trader's parameters or to start over. Nothing is deleted: the \
            record goes to state/archive whole, the new journal names it and the reason on its \
            first line, and the next report says that it happened. An open position is given up \
            with the record. One that was lost, of which only a stats file or the archive still tells, \
            is given up in the same way: no new one begins before.

            EXAMPLES
              algom reset --trader binance --reason "stop loss from 2 to 3 percent"

            EXIT STATUS
              0 done   64 usage   74 disk   75 a tick of the trader runs
              78 its directory is refused
            """)

    @Option(help: "The trader whose record is given up.", completion: .traders)
    var trader: String

    @Option(help: "Why, in one line of at most 200 characters; it is published.")
    var reason: String

    @OptionGroup var homeOption: HomeOption

    func run() throws {
        try Self.recording(homeOption.options, traders: [trader]) {
            (home, now, holder) throws(JobError) in
            let job = try ResetJob(
                home: home.path, trader: trader, reason: reason, now: now, holder: holder)
            for line in try job.run() { try Self.say(line) }
            return .ok
        }
    }
}
