internal import Glibc

extension Invocation {
    /// The directory where the running program lies, links followed; `nil` where it lies nowhere
    /// any more.
    package static var programDirectory: String? {
        guard let path = resolved("/proc/self/exe"), let slash = path.lastIndex(of: "/") else {
            return nil
        }
        return String(path[..<slash])
    }

    /// The absolute path of what is there, links followed; `nil` where nothing is.
    package static func resolved(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// Whether this user may start the program at a path.
    package static func mayStart(_ path: String) -> Bool { access(path, X_OK) == 0 }
}
