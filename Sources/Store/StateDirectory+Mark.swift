internal import Glibc

/// An empty file beside the state directory, which tells that a record began in it: one that is gone,
/// or empty because nothing is mounted there, is then not taken for that of a new home.
extension StateDirectory {
    static let mark = ".algom-record"

    /// The path of the home that the directory is of.
    package var homePath: String {
        let name = "/state"
        return path.hasSuffix(name) ? String(path.dropLast(name.count)) : "\(path)/.."
    }

    /// Whether it is there.
    package func isMarked() throws(StoreError) -> Bool {
        guard let home = try Self.open(homePath, on: calls) else { return false }
        return try home.status(of: Self.mark) != nil
    }

    /// Puts it there; a home that is not to be written does without.
    package func putMark() throws(StoreError) {
        guard let home = try Self.open(homePath, on: calls),
            try home.status().st_mode & S_IWUSR != 0
        else { return }
        do throws(StoreError) {
            _ = try home.openFile(Self.mark, O_WRONLY | O_CREAT, mode: 0o600)
            // The state directory's own name is here too, whose maker may have been killed.
            try home.sync()
        } catch .io(_, _, EROFS) {}
    }

    /// Takes it away.
    package func removeMark() throws(StoreError) {
        try Self.open(homePath, on: calls)?.unlink(Self.mark)
    }
}
