internal import Store

/// Commits what several traders have staged, with as many syncs as one of them alone takes.
///
/// Each trader's commit is still its own and atomic: its journal is safe before its checkpoint takes
/// its place, and what fails for one holds up no other. Only a disk that fails to sync fails for all.
enum SharedCommit {
    static func commit(_ runs: inout [TraderRun], in directory: StateDirectory) {
        let staged = runs.indices.filter { runs[$0].isStaged }
        guard !staged.isEmpty else { return }
        for index in staged { runs[index].write() }
        sync(&runs, in: directory) { (run: inout TraderRun) in run.syncBytes() }
        for index in staged { runs[index].place() }
        sync(&runs, in: directory) { (run: inout TraderRun) in run.syncName() }
        for index in staged { runs[index].settle() }
    }

    /// Syncs everything at once where there is more than one trader to sync, and it can be had.
    private static func sync(
        _ runs: inout [TraderRun], in directory: StateDirectory,
        _ alone: (inout TraderRun) -> Void
    ) {
        let staged = runs.indices.filter { runs[$0].isStaged }
        do {
            if staged.count > 1, try directory.syncEverything() { return }
            for index in staged { alone(&runs[index]) }
        } catch {
            for index in staged { runs[index].fail(error) }
        }
    }
}
