internal import Record
internal import Store

/// `state/runs.jsonl`: a line for each start of a program that writes state.
///
/// It tells whether cron starts what it should, and how that goes. No figure of a trader comes from
/// it; a line that cannot be written is a warning.
package enum RunLedger {
    /// The most bytes of each of its two files: at two starts every 5 minutes, some four days.
    static let limit = 256 << 10

    /// Adds a line; returns a warning where that failed.
    ///
    /// Where there is no state directory none is made: such a run has come to nothing.
    package static func add(_ entry: RunEntry, home: String) -> String? {
        do {
            guard let directory = try StateDirectory(existing: "\(home)/state") else { return nil }
            try directory.log(
                entry.line, to: StateFiles.runs, older: StateFiles.olderRuns, limit: limit)
            return nil
        } catch {
            return "\(error); this run is missing there"
        }
    }
}
