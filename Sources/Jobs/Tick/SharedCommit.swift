internal import Record
internal import Store

/// Commits what several traders have staged, with as many syncs as one of them alone takes.
///
/// Each trader's commit is still its own and atomic: its journal is safe before its checkpoint takes
/// its place, and what fails for one holds up no other. Only a disk that fails to sync fails for all.
enum SharedCommit {
    static func commit(_ runs: inout [TraderRun], in store: any RecordStore) {
        let staged = runs.indices.filter { runs[$0].isStaged }
        guard !staged.isEmpty else { return }
        for index in staged { runs[index].write() }
        sync(&runs, in: store) { (writer) throws(StoreError) in try writer.syncBytes() }
        for index in staged {
            runs[index].commit { (writer) throws(StoreError) in try writer.place() }
        }
        sync(&runs, in: store) { (writer) throws(StoreError) in try writer.syncName() }
        for index in staged { runs[index].settle() }
    }

    /// Syncs everything at once where there is more than one trader to sync, and it can be had.
    private static func sync(
        _ runs: inout [TraderRun], in store: any RecordStore,
        _ step: (any RecordWriter) throws(StoreError) -> Void
    ) {
        let staged = runs.indices.filter { runs[$0].isStaged }
        do {
            if staged.count > 1, try store.syncEverything() { return }
            for index in staged { runs[index].commit(step) }
        } catch {
            for index in staged { runs[index].fail(error) }
        }
    }
}
