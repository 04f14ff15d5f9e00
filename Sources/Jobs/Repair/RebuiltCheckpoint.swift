internal import Reporting
internal import Store
internal import Trading

/// The checkpoint that a journal leads to, when the one that was written is gone.
///
/// How far the journal was committed stood in the checkpoint. Every candle that is there with all
/// its events counts: ticks may have been cut off behind it, and would have consumed the same. The
/// head that the stats file published must be among them, for what was published was committed; it
/// also vouches for the last line, which no later one holds the hash of.
struct RebuiltCheckpoint {
    let checkpoint: Checkpoint
    private let candles: Int
    private let trades: Int
    private let passedOver: Int64
    private let isVouchedFor: Bool

    /// - Throws: ``JobError`` where the journal is damaged or not the one that was published.
    init(_ trader: String, in directory: StateDirectory) throws(JobError) {
        let start = try JournalStart(of: trader, in: directory)
        let published = StatsFile.published(of: trader, in: directory)?.head
        var (walk, foundHead) = try Self.walk(start, upTo: nil, looking: published, in: directory)
        let whole = walk.position.lines
        if !walk.replay.isWhole {
            // The last candle's events are not all there: it is cut off, as a tick would.
            (walk, foundHead) = try Self.walk(
                start, upTo: walk.proved.lines, looking: published, in: directory)
        }
        guard published == nil || foundHead else {
            throw JobError(
                .configuration,
                "\(trader): \(directory.path(of: StateFiles.stats(of: trader))) published the head "
                    + "\(published?.prefix(12) ?? ""), which its journal does not have; nothing was "
                    + "changed, \(Remedy.reset.words(trader, directory.homeOption))")
        }
        var checkpoint = walk.replay.checkpoint
        checkpoint.journal = walk.position
        self.checkpoint = checkpoint
        candles = walk.replay.candles
        trades = walk.replay.trades
        passedOver = whole - walk.position.lines
        isVouchedFor = published == walk.position.head
    }

    /// What came of it, in words.
    var words: String {
        var words =
            "its checkpoint and stats file from \(Figures.count(Int(checkpoint.journal.lines), "line"))"
            + " of its journal: \(Figures.count(candles, "candle")), "
            + "\(Figures.count(trades, "trade")), balance "
            + Figures.money(checkpoint.state.account.balance, in: checkpoint.quote)
        if passedOver > 0 {
            words +=
                "; passed over \(Figures.count(Int(passedOver), "line")) of a tick that did not end"
        }
        if !isVouchedFor { words += "; no stats file vouches for the last line" }
        return words
    }

    /// Walks the journal as far as its whole lines, or so many of them, go.
    private static func walk(
        _ start: JournalStart, upTo most: Int64?, looking head: String?,
        in directory: StateDirectory
    ) throws(JobError) -> (JournalWalk, foundHead: Bool) {
        let settings = try start.settings
        var foundHead = false
        var walk: JournalWalk
        do {
            walk = try JournalWalk(wholeLinesOf: settings, start, in: directory)
        } catch {
            throw JobError(error, trader: settings.name, remedy: .reset)
        }
        do {
            while walk.position.lines < most ?? .max, try walk.next() != nil {
                foundHead = foundHead || walk.position.head == head
            }
        } catch {
            throw JobError(
                error, trader: settings.name, remedy: .reset, adding: walk.provedWords)
        }
        return (walk, foundHead)
    }
}
