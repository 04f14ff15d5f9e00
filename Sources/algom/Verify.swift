import ArgumentParser
import Invocation
import Jobs
internal import Settings
internal import Text

struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prove that a track record is what the strategy did.",
        discussion: """
            Checks that each journal line holds the hash of the one before, replays every candle \
            through the step, and compares every event, the checkpoint and the stats file with \
            what comes out. The first thing that differs is named, with the line and both sides.

            With --head it tells whether a journal ever had the head that a post showed, and when.

            EXAMPLES
              algom verify
              algom verify --trader binance --head 1fe37d29b572

            EXIT STATUS
              0 proved   64 usage   74 disk   78 something differs, or no such head
            """)

    @OptionGroup var chosen: TraderOptions

    @Option(help: "The first 6 or more digits of a journal head.")
    var head: String?

    @OptionGroup var homeOption: HomeOption

    func run() throws {
        try Self.reporting { () throws(JobError) in
            let job = try VerifyJob(
                home: try homeOption.found(for: .looking).path, traders: chosen.trader,
                head: head)
            return try Self.end { progress throws(JobError) in try job.run(progress: progress) }
        }
    }
}
