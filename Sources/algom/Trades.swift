import ArgumentParser
import Invocation
import Jobs
import Market
internal import Settings
internal import Text

struct Trades: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the last closed trades.",
        discussion: """
            Read from the journals, which are checked on the way; takes no lock and changes nothing. \
            Oldest first, by the time they ended; how many there are in all stands below. Times are \
            UTC; P&L is what is left after fees, its percentage that of all that was paid. \
            A table that is too wide leaves out what else tells it; --json and --csv carry the names \
            and exact figures of 'algom export trades', the trader in front, and say on standard \
            error what --last leaves out. A trader whose record is damaged is told of on standard \
            error, and hides no other.

            EXAMPLES
              algom trades
              algom trades --trader binance --result loss --last 5
              algom trades --since 7d
              algom trades --since 2025-10-01 --last 1000 --csv > trades.csv
              algom trades --reason stop-loss --json

            EXIT STATUS
              0 done   64 usage   74 disk   78 a record is damaged
            """)

    @OptionGroup var chosen: TraderOptions

    @Option(
        help:
            "Only trades that ended then or later: 2025-10-10, 2025-10-10T21:15:00Z, or 7d, 48h, 90m ago."
    )
    var since: String?

    @Option(help: "Only trades that ended before then.")
    var until: String?

    @Option(help: "Only these: win or loss.")
    var result: TradeFilter.Result?

    @Option(
        help: """
            Only those that ended so: signal, stop-loss, trailing-stop or take-profit; may be \
            repeated.
            """)
    var reason: [TradeFilter.Ending] = []

    @Option(help: "How many, counted from the last.")
    var last = 20

    @Flag(help: "One JSON object a line.")
    var json = false

    @Flag(help: "CSV with a heading.")
    var csv = false

    @OptionGroup var homeOption: HomeOption

    func validate() throws {
        if json, csv { throw ValidationError("--json and --csv exclude each other") }
    }

    func run() throws {
        try Self.reporting { () throws(JobError) in
            let job = try TradesJob(
                home: try homeOption.found(for: .looking).path, traders: chosen.trader,
                filter: TradeFilter(
                    since: since, until: until, result: result, endings: reason,
                    now: Timestamp(milliseconds: Invocation.wallClockMilliseconds())),
                last: last)
            var meter = ProgressMeter()
            defer { meter.clear() }
            let found = try job.run { meter.show($0, of: $1) }
            meter.clear()
            try show(found)
            for failure in found.failures { Self.complain("\(failure)") }
            return found.status
        }
    }
}

extension Trades {
    private func show(_ found: TradesResult) throws(JobError) {
        guard json || csv else {
            let screen = Screen()
            let text = found.text(width: screen.width, isColoured: screen.isColoured)
            if let text { try Self.say(text, isPainted: screen.isColoured) }
            return
        }
        if json {
            for line in found.json { try Self.say(json: line) }
        } else {
            for line in found.csv { try Self.say(line) }
        }
        if let remark = found.remark { Self.complain(remark) }
    }
}

extension TradeFilter.Result: ExpressibleByArgument {}
extension TradeFilter.Ending: ExpressibleByArgument {
    init?(argument: String) { self.init(word: argument) }
}
