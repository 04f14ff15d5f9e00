internal import Market
internal import Record
internal import Reporting
internal import Settings
internal import Store
package import Text
internal import Trading

/// Why the traders' last candles did or did not trade; takes no lock and changes nothing.
///
/// The figures are the checkpoint's. One close more, that of the candle which has just left the
/// strategy's memory, comes from the journal's tail: it tells how the candle before was read.
package struct ExplainJob: Sendable {
    private let home: String
    /// The traders asked for; all where empty.
    private let traders: [String]

    package init(home: String, traders: [String]) {
        self.home = home
        self.traders = traders
    }

    /// Reads the state of the traders.
    ///
    /// - Throws: ``JobError`` where the state directory cannot be read or a trader is not in it.
    package func run() throws(JobError) -> ExplainResult {
        let found = try StateListing(home: home, chosen: traders)
        var entries: [ExplanationReport.Entry] = []
        var failures: [JobError] = []
        guard let directory = found.directory else {
            return ExplainResult(entries: [], failures: [], home: home)
        }
        for name in found.names {
            do {
                entries.append(try Self.entry(name, in: directory))
            } catch {
                failures.append(error)
            }
        }
        return ExplainResult(entries: entries, failures: failures, home: home)
    }

    private static func entry(
        _ name: String, in store: any RecordStore
    ) throws(JobError) -> ExplanationReport.Entry {
        let store = try store.holding(recordOf: name)
        guard let checkpoint = try Checkpoint.readNewest(name, in: store)?.checkpoint else {
            return .absent(name: name, reason: "No tick has come to its end yet.")
        }
        let view = try TraderView(checkpoint)
        guard let last = checkpoint.state.lastOpenTime else {
            return .trader(Explanation(view, closeBefore: nil))
        }
        // The close that the strategy remembered until the last candle came is not there where the
        // journal's tail does not reach back to it, as over a gap.
        let lead = view.parameters.strategy.text == nil ? view.parameters.strategy.lead : 1
        let span = view.market.timeframe.milliseconds
        let tail = try JournalTail(
            of: checkpoint, since: last.advanced(by: -Int64(lead), spansOf: span), in: store
        ).entries
        let place = tail.count - 1 - lead
        return .trader(
            Explanation(
                view, closeBefore: place >= 0 ? tail[place].candle.close : nil,
                skip: tail.last?.skip))
    }
}

/// What `algom explain` tells.
package struct ExplainResult: Sendable {
    let entries: [ExplanationReport.Entry]
    /// The traders whose state could not be read.
    package let failures: [JobError]
    let home: String

    /// The worst of what was found.
    package var status: ExitStatus { failures.map(\.status).max() ?? .ok }

    /// For people; `nil` where all there would be to tell is what went wrong.
    package func text(width: Int, isColoured: Bool) -> String? {
        guard !entries.isEmpty else {
            return failures.isEmpty
                ? StateListing.nobodyYet(in: home) : nil
        }
        return ExplanationReport(entries: entries, width: width, isColoured: isColoured).text
    }
}
