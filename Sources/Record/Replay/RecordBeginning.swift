package import Market
package import Store
package import Text
internal import Trading

/// When a record began, and the first candle it could trade on.
package struct RecordBeginning {
    /// When the first line was written; `nil` where there is none yet.
    package private(set) var startedAt: Timestamp?
    /// The candle after the warm-up; `nil` where there is none yet.
    package private(set) var firstTraded: Candle?

    /// Reads the first lines of a journal, as many as the warm-up takes and no more.
    ///
    /// - Throws: ``JobError`` where one of them is damaged.
    package init(of checkpoint: Checkpoint, in directory: StateDirectory) throws(JobError) {
        guard checkpoint.journal.lines > 0 else { return }
        var walk = try JournalWalk(checkpoint, in: directory)
        do {
            while firstTraded == nil, let line = try walk.next() {
                startedAt = startedAt ?? line.observedAt
                guard line.type == "candle",
                    walk.replay.checkpoint.state.candles > checkpoint.parameters.warmUp
                else { continue }
                firstTraded = walk.replay.checkpoint.recent.last?.candle
            }
        } catch {
            throw JobError(
                error, trader: checkpoint.trader, remedy: .reset, adding: walk.provedWords)
        }
    }
}
