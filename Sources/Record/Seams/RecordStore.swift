package import JSON
package import Store
package import Text

/// The traders' records: for each a journal that only grows, and the checkpoint that counts its lines.
///
/// The second seam that a kind of state stands behind. A checkpoint is the document
/// ``StateFiles/checkpoint(of:)``, sealed, whatever it lies in; what is promised of documents holds
/// for it.
package protocol RecordStore: DocumentStore {
    /// Whether a record has ever begun here.
    func isMarked() throws(StoreError) -> Bool

    /// This state with a trader's record held as it is now: what is read of it, checkpoint and
    /// journal, is of the old record or of the new one, though a reset comes in between.
    func holding(recordOf trader: String) throws(JobError) -> Self

    /// This state with a record that was given up, at this place of the archive, in the place of the
    /// trader's own; `nil` where there is none.
    func holding(archived place: String, of trader: String) throws(StoreError) -> Self?

    /// Whether what is held is the trader's record still.
    var isHeldInPlace: Bool { get throws(StoreError) }

    /// Takes a trader for this run alone, until the claim is let go of or the process ends.
    ///
    /// `isMade` tells that the trader is known to have its place here.
    ///
    /// - Throws: ``StoreError/locked(path:holder:)`` where another has it;
    ///   ``StoreError/notOurs(path:what:)`` where somebody else may write there.
    func claim(
        _ trader: String, isMade: Bool, holder: String
    ) throws(StoreError) -> any RecordClaim

    /// Begins a record with its first checkpoint, and marks that one began here; the caller has the
    /// claim.
    func begin(recordOf trader: String, with checkpoint: [UInt8]) throws(StoreError)

    /// Waits until the checkpoint that stands would survive a power cut: a killed run may have
    /// committed it and not come so far.
    func secure(recordOf trader: String) throws(StoreError)

    /// Begins to write behind where the checkpoint counts; the caller has the trader's claim.
    ///
    /// - Throws: ``StoreError/damaged(path:what:)`` where the journal does not end there.
    func writer(
        of trader: String, behind position: JournalPosition
    ) throws(StoreError) -> any RecordWriter

    /// Makes everything durable that writers have done since they were told to, in as much time as
    /// one of them takes; `false` where each has to be told by itself.
    func syncEverything() throws(StoreError) -> Bool

    /// The lines of a trader's journal, as its writers committed them.
    ///
    /// - Throws: ``StoreError/damaged(path:what:)`` where there is no journal, or too little of it.
    func lines(of trader: String, _ part: JournalPart) throws(StoreError) -> any LineReader
}

/// What is read of a journal.
package enum JournalPart {
    /// From its first line to a committed position.
    case upTo(JournalPosition)
    /// Behind a position whose line was read before, which the first one has to follow.
    case behind(JournalPosition, upTo: JournalPosition)
    /// The last bytes before a committed position, the last line at least; how what they begin with
    /// came there is not looked at.
    case tail(Int64, upTo: JournalPosition)
    /// Whatever whole lines there are behind a position, known to be committed or not.
    case whole(behind: JournalPosition)

    /// How many bytes there are up to where it ends; 0 where that is not known.
    var length: Int64 {
        switch self {
        case .upTo(let end), .behind(_, let end), .tail(_, let end): end.length
        case .whole: 0
        }
    }
}

/// A trader that no other run has meanwhile; let go of with the last reference.
package protocol RecordClaim: AnyObject {
    func release()
}

/// Lines one after the other, each seen to follow the one before.
package protocol LineReader: AnyObject {
    /// The position after the line returned last; `nil` at a beginning inside the journal.
    var position: JournalPosition? { get }

    /// The next line; `nil` at the end, which was seen to be the one asked for.
    ///
    /// - Throws: ``StoreError/damaged(path:what:)`` with the line's number, counted from 1.
    func next() throws(StoreError) -> ArraySlice<UInt8>?
}

/// Adds lines to a trader's journal and replaces its checkpoint: both or neither, one commit after
/// the other.
///
/// ``place()`` is the commit. What comes before it nobody sees, and a failure or a kill leaves the
/// record as it was; behind it every reader sees lines and checkpoint. Four steps, so that many
/// traders can share what takes long, the syncs; where that is for somebody else to see to, all but
/// the commit have nothing to do. After a failure nothing more is written.
package protocol RecordWriter: AnyObject {
    /// Where the journal ends, with the lines not committed yet.
    var position: JournalPosition { get }
    /// The last line that was committed when writing began.
    var lastLine: ArraySlice<UInt8>? { get }

    /// Adds a line; `fields` writes its members after `seq` and `prev`.
    func append(_ fields: (inout JSONWriter) -> Void)

    /// First: hands over the lines and, once they are handed over, the checkpoint that counts them.
    ///
    /// Where a line could not be, that is the error, and no checkpoint is asked for.
    func write(
        _ checkpoint: (JournalPosition) throws(StoreError) -> [UInt8]
    ) throws(StoreError)

    /// Second, where not everything is synced at once: waits until both would survive a power cut.
    func syncBytes() throws(StoreError)

    /// Third, once both would survive: the commit.
    func place() throws(StoreError)

    /// Fourth, where not everything is synced at once: waits until it would survive as well.
    func syncName() throws(StoreError)

    /// Ends a commit, whether it came about or not.
    func end()
}
