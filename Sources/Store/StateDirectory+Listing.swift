extension StateDirectory {
    /// The path of a file in it, for messages.
    package func path(of name: String) -> String { path(of: EntryName(checking: name)) }

    /// The names in one of its directories, sorted; none where there is no such directory.
    ///
    /// Names that could not be ours are passed over.
    package func entries(of name: String) throws(StoreError) -> [String] {
        guard let directory = try openDirectory(EntryName(checking: name).components) else {
            return []
        }
        return try directory.entries { EntryName($0) != nil }.sorted()
    }

    /// The names of what lies in it itself, sorted.
    package func entries() throws(StoreError) -> [String] {
        try openDirectory([])?.entries { EntryName($0) != nil }.sorted() ?? []
    }

    /// Whether anything lies under a name.
    package func exists(_ name: String) throws(StoreError) -> Bool {
        let name = EntryName(checking: name)
        guard let directory = try openDirectory(name.directories) else { return false }
        return try directory.status(of: name.entry) != nil
    }
}
