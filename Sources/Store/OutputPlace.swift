internal import Glibc
internal import Text

/// Where a file that a person named would come to lie: not in the place of what Algom keeps, and in no
/// home but this user's own.
///
/// Judged is what lies there and not how it is spelled: links are followed, and directories compared
/// by what they are.
struct OutputPlace {
    /// What people write beside `state/`; wherever such a file lies, no output is one.
    private static let ownNames: Set = ["algom.json", ".env"]
    /// Whether it is the page's own place in the state directory, or that of one trader's, which may be
    /// named like any other.
    private static func isPage(_ entry: String) -> Bool {
        entry == "dashboard.html" || entry.hasPrefix("dashboard-") && entry.hasSuffix(".html")
    }
    /// How deep files lie in the state directory: `archive/NAME/FILE`.
    private static let deepest = 2

    private let path: String
    /// The home of the run, where it has one.
    private let home: String?

    /// Refuses a place that is not to be written.
    ///
    /// - Throws: ``StoreError/reserved(path:place:)`` where Algom keeps something,
    ///   ``StoreError/notOurs(path:what:)`` in a home that is another's or that others can write.
    static func check(_ path: String, home: String?) throws(StoreError) {
        let place = OutputPlace(path: path, home: home)
        try place.check(path)
        guard let status = look(path) else { return }
        // What takes the place of a link leaves what it leads to: but that is what was named.
        if let target = resolved(path) { try place.check(target) }
        guard FileKind(mode: status.st_mode) == .regular, status.st_nlink > 1 else { return }
        try place.checkOtherNames(of: status)
    }

    /// The directory that a path leads to, and the name in it.
    static func parts(of path: String) -> (parent: String, entry: String) {
        guard let slash = path.lastIndex(of: "/") else { return (".", path) }
        return (
            slash == path.startIndex ? "/" : String(path[..<slash]),
            String(path[path.index(after: slash)...])
        )
    }

    private func check(_ way: String) throws(StoreError) {
        let (parent, entry) = Self.parts(of: way)
        // One that is not there is told of when the file is made.
        guard let directory = Self.resolved(parent) else { return }
        let own = "\(directory == "/" ? "" : directory)/\(entry)"
        let names = directory.split(separator: "/")
        let places = (0...names.count).map { "/" + names[..<$0].joined(separator: "/") }
        for place in places where isHome(place) { try checkOwner(of: place) }
        let isInState = places.contains(where: isState)
        let isPage = isState(directory) && Self.isPage(entry)
        // A directory that has yet to be made is as much its place as one that is there.
        let isStateItself = isHome(directory) && entry.lowercased() == "state"
        guard Self.ownNames.contains(entry.lowercased()) || isInState && !isPage || isStateItself
        else { return }
        throw .reserved(path: path, place: own)
    }

    private func checkOwner(of home: String) throws(StoreError) {
        switch try HomeDirectory(at: home)?.flaw {
        case .foreign(_, let owner):
            throw .notOurs(
                path: home,
                what: "is a home of Algom that belongs to \(owner.words), and this runs as"
                    + " \(UserName.own.words); write \(path) elsewhere, or run it as that user:"
                    + " \(owner.sudo) -s")
        case .open(let open, isShared: false):
            throw .notOurs(
                path: open,
                what: "can be written by other users; run: chmod go-w \(shellWord(open))")
        // What is meant for all is nobody's home, whatever somebody has put there.
        case .open(_, isShared: true), nil: return
        }
    }

    private func isHome(_ place: String) -> Bool {
        Self.look("\(place)/algom.json") != nil || isState("\(place)/state")
            || home.map { Self.areSame(place, $0) } ?? false
    }

    /// Whether a directory is the run's own state directory, or one by where it lies or what is in it.
    private func isState(_ place: String) -> Bool {
        if let home, Self.areSame(place, "\(home)/state") { return true }
        let holds = { (name: String) in Self.look("\(place)/\(name)") != nil }
        if holds("traders"), holds("runs.jsonl") || holds("trading_stats.json") { return true }
        return holds("../algom.json") && Self.areSame(place, "\(place)/../state")
    }

    /// Refuses a file that is one of the run's own under another name.
    private func checkOtherNames(of file: stat) throws(StoreError) {
        guard let home else { return }
        for name in Self.ownNames {
            guard let own = Self.look("\(home)/\(name)"), Self.areSame(own, file) else { continue }
            throw .reserved(path: path, place: "\(home)/\(name)")
        }
        guard let state = try StateDirectory(existing: "\(home)/state"),
            let place = try Self.find(file, in: state.descriptor, deep: 0)
        else { return }
        throw .reserved(path: path, place: place)
    }

    private static func find(
        _ file: stat, in directory: borrowing Descriptor, deep: Int
    ) throws(StoreError) -> String? {
        for entry in try directory.entries(where: { $0 != "." && $0 != ".." }) {
            guard !isPage(entry), let status = try directory.status(of: entry) else { continue }
            if areSame(status, file) { return directory.path(of: entry) }
            guard deep < deepest, FileKind(mode: status.st_mode) == .directory,
                let inner = try directory.openDirectory(entry),
                let found = try find(file, in: inner, deep: deep + 1)
            else { continue }
            return found
        }
        return nil
    }

    // MARK: What lies where

    /// What lies at a path, links followed; `nil` where nothing is to be seen.
    static func look(_ path: String) -> stat? {
        var status = stat()
        return restarting({ stat(path, &status) }) == 0 ? status : nil
    }

    private static func areSame(_ path: String, _ other: String) -> Bool {
        guard let first = look(path), let second = look(other) else { return false }
        return areSame(first, second)
    }

    static func areSame(_ file: stat, _ other: stat) -> Bool {
        file.st_dev == other.st_dev && file.st_ino == other.st_ino
    }

    /// The absolute path of what is there, links followed; `nil` where nothing is.
    static func resolved(_ path: String) -> String? {
        guard let found = realpath(path, nil) else { return nil }
        defer { free(found) }
        return String(cString: found)
    }
}
