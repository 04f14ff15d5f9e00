internal import Glibc

/// Why a file could not be read, written or locked.
package enum StoreError: Error, Equatable, CustomStringConvertible {
    /// The system refused an operation; `operation` is a verb, `code` an `errno`.
    case io(operation: String, path: String, code: Int32)
    /// What lies on the disk is not what was written there.
    case damaged(path: String, what: String)
    /// Somebody else owns a file or may write to it; `what` says who, and what to do.
    case notOurs(path: String, what: String)
    /// A file that was named to be written is one that Algom keeps; `place` is where that lies.
    case reserved(path: String, place: String)
    /// Another process holds the lock; `holder` is what it wrote about itself.
    case locked(path: String, holder: String)
    /// A file holds more bytes than anything written here ever does.
    case tooLarge(path: String, limit: Int)
    /// What would be written could not be read again; nothing was written.
    case unreadable(path: String, what: String)

    package var description: String {
        switch self {
        case .io(let operation, let path, let code):
            "cannot \(operation) \(Self.shown(path)): \(Self.words(for: code))"
        case .damaged(let path, let what): "\(path) is damaged: \(what)"
        case .notOurs(let path, let what): "\(path) \(what)"
        case .reserved(let path, let place):
            path == place
                ? "\(path) is Algom's own; name another file"
                : "\(path) is Algom's own \(place); name another file"
        case .locked(let path, let holder): "\(path) is held by \(holder)"
        case .tooLarge(let path, let limit): "\(path) holds more than \(limit) bytes"
        case .unreadable(let path, let what):
            "\(path) was not written, for nobody could read it again: \(what)"
        }
    }

    /// Whether the system takes no name as long as this one.
    package var isNameTooLong: Bool {
        if case .io(_, _, ENAMETOOLONG) = self { true } else { false }
    }

    /// A path as messages show it: of one that no system would take, the beginning and the end.
    private static func shown(_ path: String) -> String {
        path.utf8.count <= 500 ? path : "\(path.prefix(80))…\(path.suffix(80))"
    }

    private static func words(for code: Int32) -> String {
        guard let text = strerror(code) else { return "error \(code)" }
        return String(cString: text)
    }
}
