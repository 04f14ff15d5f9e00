internal import Store

/// Told now and then how many bytes of how many a job has read of a record.
package typealias ReadingProgress = (_ done: Int64, _ total: Int64) -> Void

extension JournalReader {
    /// As many lines as are read in a few milliseconds.
    private static let linesBetween: Int64 = 4_096

    /// Tells now and then how far it has come of so many bytes.
    func tell(_ progress: ReadingProgress?, of length: Int64) {
        guard let progress, let position, position.lines % Self.linesBetween == 0 else { return }
        progress(position.length, length)
    }
}
