internal import JSON
internal import Store

extension Checkpoint {
    /// Hands the lines of the journal over, one after the other, as far as the checkpoint counts them.
    ///
    /// - Parameters:
    ///   - directory: the state directory.
    ///   - tail: how many bytes before the end to begin at; all where nothing is said.
    ///   - progress: told how far it has come.
    ///   - take: takes a line; what it throws is damage of that line.
    /// - Throws: ``JobError`` where a line is damaged, which its number tells.
    func eachLine(
        in directory: StateDirectory, tail: Int64 = .max, progress: ReadingProgress? = nil,
        _ take: (JournalText) throws -> Void
    ) throws(JobError) {
        let name = StateFiles.journal(of: trader)
        do throws(StoreError) {
            let reader = try JournalReader(directory, name: name, upTo: journal, tail: tail)
            while journal.lines > 0, let line = try reader.next() {
                reader.tell(progress, of: journal.length)
                do {
                    try take(JournalText(line))
                } catch {
                    throw .damaged(
                        path: directory.path(of: name),
                        what: "line \(reader.position?.lines ?? 0): \(error)")
                }
            }
        } catch {
            throw JobError(error, trader: trader)
        }
    }
}
