internal import Store
package import Text
internal import Trading

/// The checkpoint that a journal leads to, when the one that was written is gone.
///
/// How far the journal was committed stood in the checkpoint. Every candle that is there with all
/// its events counts: ticks may have been cut off behind it, and would have consumed the same. The
/// head that the stats file published must be among them, for what was published was committed; it
/// also vouches for the last line, which no later one holds the hash of.
///
/// Where the end of the journal is torn, so that lines are gone that were committed, a checkpoint that is
/// whole vouches for those that are left: the last candles that it remembers lead from them to it.
package struct RebuiltCheckpoint {
    package let checkpoint: Checkpoint
    package let candles: Int
    package let trades: Int
    /// How many whole lines of a tick that did not end are behind it.
    package let passedOver: Int64
    /// The numbers of the lines that were committed and are torn or gone; `nil` where none are.
    package let lost: ClosedRange<Int64>?
    package let isVouchedFor: Bool

    /// - Throws: ``JobError`` where the journal is damaged or not the one that was published.
    package init(_ trader: String, in store: any RecordStore) throws(JobError) {
        let start = try JournalStart(of: trader, in: store)
        let published = StatsFile.published(of: trader, in: store)?.head
        var (walk, foundHead) = try Self.walk(start, upTo: nil, looking: published, in: store)
        let whole = walk.position.lines
        if !walk.replay.isWhole {
            // The last candle's events are not all there: it is cut off, as a tick would.
            (walk, foundHead) = try Self.walk(
                start, upTo: walk.proved.lines, looking: published, in: store)
        }
        let told = (try? Checkpoint.read(trader, in: store)) ?? nil
        let end = walk.position.lines
        let isToldOf = told.map { $0.journal.lines > end && walk.replay.leads(to: $0) } ?? false
        guard published == nil || foundHead || isToldOf else {
            throw JobError(
                .configuration, trader: trader,
                "\(store.path(of: StateFiles.stats(of: trader))) published the head "
                    + "\(published?.prefix(12) ?? ""), which its journal does not have",
                remedy: "nothing was changed, "
                    + RecordRemedy.reset.remedy(trader, in: store.ownHome))
        }
        var checkpoint = walk.replay.checkpoint
        checkpoint.journal = walk.position
        self.checkpoint = checkpoint
        candles = walk.replay.candles
        trades = walk.replay.trades
        lost = isToldOf ? told.map { end + 1...$0.journal.lines } : nil
        passedOver = lost == nil ? whole - end : 0
        isVouchedFor = isToldOf || published == walk.position.head
    }

    /// Walks the journal as far as its whole lines, or so many of them, go.
    private static func walk(
        _ start: JournalStart, upTo most: Int64?, looking head: String?,
        in store: any RecordStore
    ) throws(JobError) -> (JournalWalk, foundHead: Bool) {
        var foundHead = false
        var walk = try JournalWalk(wholeLinesOf: try start.settings, start, in: store)
        while walk.position.lines < most ?? .max, try walk.next() != nil {
            foundHead = foundHead || walk.position.head == head
        }
        return (walk, foundHead)
    }
}
