internal import JSON
package import Store
package import Text

extension Checkpoint {
    /// Hands the lines of the journal over, one after the other, as far as the checkpoint counts them.
    ///
    /// - Parameters:
    ///   - directory: the state directory.
    ///   - start: where to begin; at the first line where nothing is said.
    ///   - tail: how many bytes before the end to begin at, where no start is said; all otherwise.
    ///   - progress: told how far it has come.
    ///   - take: takes a line and where it ends; what it throws is damage of that line.
    /// - Throws: ``JobError`` where a line is damaged, which its number tells.
    package func eachLine(
        in directory: StateDirectory, behind start: JournalPosition = .genesis,
        tail: Int64 = .max, progress: ReadingProgress? = nil,
        _ take: (JournalText, JournalPosition) throws -> Void
    ) throws(JobError) {
        let name = StateFiles.journal(of: trader)
        do throws(StoreError) {
            let reader =
                start == .genesis
                ? try JournalReader(directory, name: name, upTo: journal, tail: tail)
                : try JournalReader(directory, name: name, upTo: journal, behind: start)
            while journal.lines > 0, let line = try reader.next(), let position = reader.position {
                reader.tell(progress, of: journal.length)
                do {
                    try take(JournalText(line), position)
                } catch {
                    throw .damaged(
                        path: directory.path(of: name), what: "line \(position.lines): \(error)")
                }
            }
        } catch {
            throw JobError(error, trader: trader)
        }
    }
}
