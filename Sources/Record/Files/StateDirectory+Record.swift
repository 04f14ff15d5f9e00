package import Store
package import Text

extension StateDirectory {
    /// The home that this directory is of; `nil` where it is of none.
    package var ownHome: String? { path.hasSuffix("/state") ? homePath : nil }

    /// The state directory with one trader's record held as it is now: what is read of it, checkpoint
    /// and journal, is of the old record or of the new one, though a reset comes in between.
    package func holding(recordOf trader: String) throws(JobError) -> StateDirectory {
        do {
            return try holding(StateFiles.directory(of: trader))
        } catch {
            throw JobError(error, trader: trader)
        }
    }
}
