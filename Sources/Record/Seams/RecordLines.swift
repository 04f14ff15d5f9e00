package import Store

/// Told now and then how many bytes of how many a job has read of a record.
package typealias ReadingProgress = (_ done: Int64, _ total: Int64) -> Void

/// The lines of a trader's journal, one after the other: the one walk that whoever reads a record takes.
package struct RecordLines {
    private let reader: any LineReader
    private let place: String
    private let length: Int64
    private let progress: ReadingProgress?

    /// As many lines as are read in a few milliseconds.
    private static let linesBetween: Int64 = 4_096

    /// `progress` is told how far it has come.
    ///
    /// - Throws: ``StoreError/damaged(path:what:)`` where there is no journal, or too little of it.
    package init(
        of trader: String, _ part: JournalPart, in store: any RecordStore,
        progress: ReadingProgress? = nil
    ) throws(StoreError) {
        reader = try store.lines(of: trader, part)
        place = store.path(of: StateFiles.journal(of: trader))
        length = part.length
        self.progress = progress
    }

    /// Where the line read last ends; `nil` at a beginning inside the journal.
    package var position: JournalPosition? { reader.position }

    /// The next line; `nil` at the end.
    package func next() throws(StoreError) -> ArraySlice<UInt8>? {
        let line = try reader.next()
        if let progress, let position, position.lines % Self.linesBetween == 0 {
            progress(position.length, length)
        }
        return line
    }

    /// Damage of the line read last, or of the one that should come `later`; the words follow its
    /// number.
    package func damage(_ words: String, later: Int64 = 0) -> StoreError {
        .damaged(path: place, what: "line \((position?.lines ?? 0) + later)\(words)")
    }
}
