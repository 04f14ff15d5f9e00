import ArgumentParser
import Invocation
import Jobs
internal import Settings
internal import Text

struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say why the last candle did or did not trade.",
        discussion: """
            In sentences, with the figures that decided it: the averages now and a candle before, \
            whether they crossed, RSI and its limit, a pause with its end and reasons, the position \
            with its stop and target and how far the price is from each, and the order that waits \
            for the next open. Read from the checkpoints and the journals' tails; takes no lock and \
            changes nothing. Times are UTC.

            EXAMPLES
              algom explain
              algom explain --trader binance

            EXIT STATUS
              0 done   64 usage   74 disk   78 a trader's state is damaged
            """)

    @OptionGroup var chosen: TraderOptions

    @OptionGroup var homeOption: HomeOption

    func run() throws {
        try Self.reporting { () throws(JobError) in
            let job = ExplainJob(
                home: try homeOption.found(for: .looking).path, traders: chosen.trader)
            let result = try job.run()
            let screen = Screen()
            let text = result.text(width: screen.width, isColoured: screen.isColoured)
            if let text { try Self.say(text, isPainted: screen.isColoured) }
            for failure in result.failures { Self.complain("\(failure)") }
            return result.status
        }
    }
}
