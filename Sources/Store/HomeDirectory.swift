internal import Glibc

/// What lies at a home's path, links followed: whether it is a home, whose, and who may write there.
///
/// Nothing is opened: one look at the directory and one at `state/` suffice for a home with a record.
package struct HomeDirectory {
    private let path: String
    private let status: stat
    private let state: stat?
    /// Whether it is closed to this user, who may not even see what lies in it.
    package let isClosed: Bool

    /// What would make a run there leave files that somebody else owns or may change.
    package enum Flaw: Equatable, Sendable {
        case foreign(path: String, owner: UserName)
        /// `isShared` where it is meant for all, as `/tmp` is.
        case open(path: String, isShared: Bool)
    }

    /// Looks at a path; `nil` where nothing is there.
    ///
    /// - Throws: ``StoreError`` where it is no directory, a link leads nowhere, or the system does not
    ///   tell.
    package init?(at path: String) throws(StoreError) {
        guard let status = try Self.status(of: path) else { return nil }
        let kind = FileKind(mode: status.st_mode)
        guard kind == .directory else {
            throw .notOurs(path: path, what: "is \(kind.rawValue), where a directory belongs")
        }
        self.path = path
        self.status = status
        do {
            let place = "\(path)/state"
            state = try Self.status(of: place)
            // Root is let in everywhere.
            isClosed =
                state.map { $0.st_uid != geteuid() && access(place, R_OK | X_OK) != 0 } ?? false
        } catch .io(_, _, EACCES) {
            (state, isClosed) = (nil, true)
        }
    }

    /// Whether `state/`, `algom.json` or `.env` is there.
    ///
    /// Where `state/` is, the files are looked at only if that is asked for.
    ///
    /// - Throws: ``StoreError`` as the initialiser does.
    package func isHome(thoroughly: Bool = false) throws(StoreError) -> Bool {
        let hasState = state != nil || isClosed
        if hasState, !thoroughly { return true }
        let configuration = try Self.status(of: "\(path)/algom.json")
        let environment = try Self.status(of: "\(path)/.env")
        return hasState || configuration != nil || environment != nil
    }

    /// Whether `state/` is gone, though a record began in it.
    package var hasLostState: Bool {
        state == nil && !isClosed && OutputPlace.look("\(path)/\(StateDirectory.mark)") != nil
    }

    /// What forbids to write there; `nil` where both directories are this user's alone.
    package var flaw: Flaw? {
        for (path, status) in [(path, status), ("\(path)/state", state ?? status)] {
            guard status.st_uid == geteuid() else {
                return .foreign(path: path, owner: UserName(status.st_uid))
            }
            guard status.st_mode & 0o022 == 0 else {
                return .open(path: path, isShared: status.st_mode & S_ISVTX != 0)
            }
        }
        return nil
    }

    /// Whether the directory itself is another's, and not only `state/` in it.
    package var isForeign: Bool { status.st_uid != geteuid() }

    private static func status(of path: String) throws(StoreError) -> stat? {
        var status = stat()
        if restarting({ stat(path, &status) }) == 0 { return status }
        let code = errno
        try HomeFile.refuseLink(path)
        guard code == ENOENT || code == ENOTDIR else {
            throw .io(operation: "examine", path: path, code: code)
        }
        return nil
    }

    /// The path from the root on: of a relative one, links followed where it leads somewhere.
    package static func absolute(_ path: String) -> String {
        guard !path.hasPrefix("/") else { return path }
        if let found = realpath(path, nil) {
            defer { free(found) }
            return String(cString: found)
        }
        guard let working = realpath(".", nil) else { return path }
        defer { free(working) }
        return "\(String(cString: working))/\(path)"
    }
}
