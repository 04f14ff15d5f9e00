internal import Glibc

extension StateDirectory {
    /// Gives a file or directory another name in this directory, whole or not at all.
    ///
    /// The directory of the new name exists; both ways are synced.
    ///
    /// - Throws: ``StoreError/io(operation:path:code:)``, also where the new name is taken by a
    ///   directory that is not empty.
    package func move(_ name: String, to other: String) throws(StoreError) {
        let (from, to) = (EntryName(checking: name), EntryName(checking: other))
        guard let source = try openDirectory(from.directories, isOurs: true),
            let target = try openDirectory(to.directories, isOurs: true)
        else { throw .io(operation: "move", path: path(of: from), code: ENOENT) }
        guard calls.renameat(source.number, from.entry, target.number, to.entry) == 0 else {
            throw .io(operation: "move", path: path(of: from), code: errno)
        }
        // The new place first: a power cut in between may show the entry twice, but not nowhere.
        try target.sync()
        try source.sync()
    }

    /// Removes a file; one that is not there is fine.
    package func remove(_ name: String) throws(StoreError) {
        let name = EntryName(checking: name)
        try openDirectory(name.directories, isOurs: true)?.unlink(name.entry)
    }
}
