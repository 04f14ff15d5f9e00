import ArgumentParser
import Invocation
import Jobs
internal import Settings
internal import Text

struct Repair: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Rebuild a lost or damaged checkpoint, and the stats file, from the journal.",
        discussion: """
            The checkpoint follows from the journal: every candle is stepped through again. What \
            was there is kept as checkpoint.damaged.json. Of a journal whose last lines are torn, as a \
            power cut may leave it, the whole ones are kept where the checkpoint vouches for them, and \
            it is told which were cut off. Any other damage of a journal cannot be repaired by anyone: \
            it is told at which line it breaks, and how far it proves the record.

            EXAMPLES
              algom repair
              algom repair --trader binance

            EXIT STATUS
              0 repaired, or nothing to repair   64 usage   74 disk
              75 a tick of the trader runs   78 the journal is damaged, nothing was changed
            """)

    @OptionGroup var chosen: TraderOptions

    @OptionGroup var homeOption: HomeOption

    func run() throws {
        try Self.recording(homeOption.options, traders: chosen.trader) {
            (home, now, holder) throws(JobError) in
            let job = RepairJob(home: home.path, traders: chosen.trader, now: now, holder: holder)
            var meter = ProgressMeter()
            defer { meter.clear() }
            let results = try job.run { meter.show($0, of: $1) }
            meter.clear()
            for failure in results.failures { Self.complain("\(failure)") }
            for line in results.lines { try Self.say(line) }
            return results.status
        }
    }
}
