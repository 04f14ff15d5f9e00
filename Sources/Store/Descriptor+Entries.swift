internal import Glibc

/// What an open directory holds. No symbolic link is ever followed.
extension Descriptor {
    /// This directory, opened once more for a way that begins here.
    func reopened() throws(StoreError) -> Descriptor {
        let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC
        let opened = restarting { calls.openat(number, ".", flags, 0) }
        guard opened >= 0 else { throw .io(operation: "open", path: path, code: errno) }
        return Descriptor(number: opened, path: path, calls: calls)
    }

    /// A directory in this one; `nil` where there is nothing of the name.
    ///
    /// - Throws: ``StoreError/damaged(path:what:)`` where anything but a directory lies there.
    func openDirectory(_ entry: String) throws(StoreError) -> Descriptor? {
        let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
        let opened = restarting { calls.openat(number, entry, flags, 0) }
        if opened >= 0 {
            return Descriptor(number: opened, path: path(of: entry), calls: calls)
        }
        let code = errno
        if code == ENOENT { return nil }
        throw refusal(of: entry, wanted: .directory, code: code)
    }

    /// A regular file in this directory; `nil` where there is nothing of the name.
    ///
    /// Opening does not wait, so a fifo cannot hold the program up.
    ///
    /// - Throws: ``StoreError/damaged(path:what:)`` where anything but a regular file lies there;
    ///   ``StoreError/notOurs(path:what:)`` where one to be written has a second name.
    func openFile(
        _ entry: String, _ flags: Int32, mode: mode_t = 0
    ) throws(StoreError) -> Descriptor? {
        let safely = flags | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
        let opened = restarting { calls.openat(number, entry, safely, mode) }
        guard opened >= 0 else {
            let code = errno
            if code == ENOENT { return nil }
            throw refusal(of: entry, wanted: .regular, code: code)
        }
        let file = Descriptor(number: opened, path: path(of: entry), calls: calls)
        let status = try file.status()
        let kind = FileKind(mode: status.st_mode)
        guard kind == .regular else { throw Self.misplaced(kind, at: file.path, .regular) }
        guard flags & O_ACCMODE == O_RDONLY || status.st_nlink <= 1 else {
            throw .notOurs(
                path: file.path,
                what:
                    "has \(status.st_nlink) names (hard links), and what is written here would change"
                    + " it under all of them; copy it and put the copy in its place")
        }
        return file
    }

    /// Makes a directory in this one, 0700, or finds it there.
    ///
    /// This directory is synced even if the entry exists: the run that made it may have been
    /// killed before it could.
    func makeDirectory(_ entry: String) throws(StoreError) -> Descriptor {
        let code = restarting { calls.mkdirat(number, entry, 0o700) } == 0 ? 0 : errno
        guard code == 0 || code == EEXIST, let made = try openDirectory(entry) else {
            let cause = code == 0 || code == EEXIST ? ENOENT : code
            throw .io(operation: "create", path: path(of: entry), code: cause)
        }
        if code == 0 { try made.setMode(0o700) }
        try sync()
        return made
    }

    /// Removes a file; one that is not there is fine.
    func unlink(_ entry: String) throws(StoreError) {
        guard restarting({ calls.unlinkat(number, entry) }) == 0 || errno == ENOENT else {
            throw .io(operation: "remove", path: path(of: entry), code: errno)
        }
    }

    /// Removes a temporary file, unless its writer lives and holds its lock.
    func clear(_ entry: String) throws(StoreError) {
        guard let file = try openFile(entry, O_RDONLY), try file.takeLock() else { return }
        try unlink(entry)
    }

    /// Gives a file in this directory another name in it, in the place of what had it.
    func rename(_ entry: String, to target: String) throws(StoreError) {
        guard restarting({ calls.renameat(number, entry, number, target) }) == 0 else {
            throw .io(operation: "replace", path: path(of: target), code: errno)
        }
    }

    /// Whether an entry is this very file.
    func holds(_ file: borrowing Descriptor, as entry: String) throws(StoreError) -> Bool {
        try status(of: file, as: entry) != nil
    }

    /// What a file is; `nil` where the entry is not this very one.
    func status(of file: borrowing Descriptor, as entry: String) throws(StoreError) -> stat? {
        let open = try file.status()
        guard let named = try status(of: entry), named.st_dev == open.st_dev,
            named.st_ino == open.st_ino
        else { return nil }
        return open
    }

    /// What an entry is, a symbolic link as itself; `nil` where there is none.
    func status(of entry: String) throws(StoreError) -> stat? {
        var status = stat()
        let flags = AT_SYMLINK_NOFOLLOW
        if restarting({ calls.fstatat(number, entry, &status, flags) }) == 0 { return status }
        if errno == ENOENT { return nil }
        throw .io(operation: "examine", path: path(of: entry), code: errno)
    }

    /// The names in this directory that fulfil a condition, in no order.
    func entries(where isWanted: (String) -> Bool) throws(StoreError) -> [String] {
        var names: [String] = []
        let result = calls.entries(of: number) { name in
            if isWanted(name) { names.append(name) }
        }
        guard result == 0 else { throw .io(operation: "list", path: path, code: errno) }
        return names
    }

    /// Where an entry lies, for messages.
    func path(of entry: String) -> String { path == "/" ? "/\(entry)" : "\(path)/\(entry)" }

    /// Why an entry could not be opened: another kind of thing, or what the system said.
    private func refusal(of entry: String, wanted: FileKind, code: Int32) -> StoreError {
        var status = stat()
        if restarting({ calls.fstatat(number, entry, &status, AT_SYMLINK_NOFOLLOW) }) == 0 {
            let kind = FileKind(mode: status.st_mode)
            if kind != wanted { return Self.misplaced(kind, at: path(of: entry), wanted) }
        }
        return .io(operation: "open", path: path(of: entry), code: code)
    }

    private static func misplaced(
        _ kind: FileKind, at path: String, _ wanted: FileKind
    ) -> StoreError {
        .damaged(path: path, what: "it is \(kind.rawValue), where \(wanted.rawValue) belongs")
    }
}
