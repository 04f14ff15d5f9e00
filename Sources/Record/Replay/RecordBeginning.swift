package import Market
internal import Store
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
    package init(of checkpoint: Checkpoint, in store: any RecordStore) throws(JobError) {
        var walk = try JournalWalk(checkpoint, in: store)
        startedAt = try walk.next()?.observedAt
        while firstTraded == nil, let candle = try walk.nextCandle() {
            guard walk.replay.checkpoint.state.candles > checkpoint.parameters.warmUp else {
                continue
            }
            firstTraded = candle
        }
    }
}
