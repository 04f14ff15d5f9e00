internal import Glibc
internal import Text

extension StateDirectory {
    /// Refuses a directory of which a file belongs to another user, or may be written by one; and one
    /// to which the way leads through such a directory.
    ///
    /// A run as root would leave files that the user's next run cannot open, so it is stopped
    /// before it has written one; a file others may write is no record.
    ///
    /// `clearing` asks to remove what killed runs left there, as ``removeLeftovers(in:)`` does.
    ///
    /// - Throws: ``StoreError/notOurs(path:what:)`` with the command that puts it right.
    package func checkOwnership(in name: String, clearing: Bool = false) throws(StoreError) {
        guard let directory = try openDirectory(EntryName(checking: name).components, isOurs: true)
        else { return }
        let entries = try directory.entries {
            EntryName($0) != nil || clearing && TemporaryFile.isName($0)
        }
        for entry in entries.sorted() {
            if EntryName(entry) == nil {
                try directory.clear(entry)
            } else if let status = try directory.status(of: entry) {
                try Self.check(status, at: directory.path(of: entry))
            }
        }
    }

    /// Refuses the same of single files and directories, where they are.
    ///
    /// - Throws: ``StoreError/notOurs(path:what:)`` with the command that puts it right.
    package func checkOwnership(of names: [String]) throws(StoreError) {
        for name in names {
            let name = EntryName(checking: name)
            guard let directory = try openDirectory(name.directories, isOurs: true),
                let status = try directory.status(of: name.entry)
            else { continue }
            try Self.check(status, at: directory.path(of: name.entry))
        }
    }

    static func check(_ status: stat, at path: String) throws(StoreError) {
        guard status.st_uid == geteuid() else {
            let (owner, user) = (UserName(status.st_uid), UserName.own)
            // Who runs this owns the home; root, who may do all, is not to take a file over.
            let remedy =
                user.isRoot
                ? "run it as that user: \(owner.sudo) -s"
                : "give it back: sudo chown \(user.argument) \(shellWord(path))"
            throw .notOurs(
                path: path,
                what: "belongs to \(owner.words), and this runs as \(user.words); \(remedy)")
        }
        // What a symbolic link may be is its target's matter, and opening it is refused anyway.
        guard status.st_mode & S_IFMT == S_IFLNK || status.st_mode & 0o022 == 0 else {
            throw .notOurs(
                path: path,
                what: "can be written by other users; run: chmod go-w \(shellWord(path))")
        }
    }
}
