internal import JSON
package import Store
package import Text

extension Checkpoint {
    /// Hands the lines of the journal over, one after the other, as far as the checkpoint counts them.
    ///
    /// - Parameters:
    ///   - store: what holds the record.
    ///   - start: where to begin; at the first line where nothing is said.
    ///   - tail: how many bytes before the end to begin at, where no start is said; all otherwise.
    ///   - progress: told how far it has come.
    ///   - take: takes a line and where it ends; what it throws is damage of that line.
    /// - Throws: ``JobError`` where a line is damaged, which its number tells.
    package func eachLine(
        in store: any RecordStore, behind start: JournalPosition = .genesis,
        tail: Int64 = .max, progress: ReadingProgress? = nil,
        _ take: (JournalText, JournalPosition) throws -> Void
    ) throws(JobError) {
        do throws(StoreError) {
            let lines = try RecordLines(
                of: trader,
                start == .genesis ? .tail(tail, upTo: journal) : .behind(start, upTo: journal),
                in: store, progress: progress)
            while journal.lines > 0, let line = try lines.next(), let position = lines.position {
                do {
                    try take(JournalText(line), position)
                } catch {
                    throw lines.damage(": \(error)")
                }
            }
        } catch {
            throw JobError(error, trader: trader)
        }
    }
}
