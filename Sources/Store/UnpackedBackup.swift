internal import CDisk
internal import Glibc

/// A backup that was unpacked into a directory of its own, which goes with the last reference: to be
/// looked at, or to take the place of a state.
package final class UnpackedBackup {
    /// A file beside the state.
    package struct HomeFileCopy: Sendable {
        package let name: String
        package let bytes: [UInt8]
        package let mode: UInt32
    }

    /// The state that was in it.
    package let state: StateDirectory
    package private(set) var homeFiles: [HomeFileCopy] = []

    private let parent: Descriptor
    private let entry: String
    private var place: String { "\(parent.path(of: entry))/state" }

    private static let homeNames: Set = ["algom.json", ".env"]
    private static let maximumFiles = 10_000_000

    /// Unpacks a backup into a directory, which takes the place of what a killed run left of it;
    /// messages speak of the state as of what lies at `name`.
    ///
    /// Files of the state keep who may read them, and are no more than that: what could not be a file of
    /// a home is passed over, and so are locks.
    ///
    /// - Throws: ``StoreError/damaged(path:what:)`` where the backup is none, or is not whole.
    package init(
        _ path: String, into directory: String, as name: String, homeFilesAtMost limit: Int
    ) throws(StoreError) {
        let (parentPath, entry) = OutputPlace.parts(of: directory)
        guard let parent = try StateDirectory.open(parentPath, on: KernelCalls()) else {
            throw .io(operation: "open", path: parentPath, code: ENOENT)
        }
        try Self.remove(entry, in: parent)
        self.parent = parent
        self.entry = entry
        state = try StateDirectory(path: "\(directory)/state", named: name)
        if let folder = try take(path, from: "", limit) { _ = try take(path, from: folder, limit) }
    }

    /// Takes what lies in a folder of the backup; returns the folder that a state lies in, where this one
    /// has none, as where somebody packed a home from the outside.
    private func take(
        _ path: String, from folder: String, _ limit: Int
    ) throws(StoreError) -> String? {
        homeFiles = []
        let reader = try BackupReader(path: path)
        var (count, hasState) = (0, false)
        var other: String?
        while let header = try reader.next() {
            count += 1
            guard count <= Self.maximumFiles else {
                throw .damaged(path: path, what: "it holds over \(Self.maximumFiles) files")
            }
            if header.name.hasPrefix(folder) {
                let name = String(header.name.dropFirst(folder.utf8.count))
                hasState = hasState || name.hasPrefix("state/")
                try take(header, as: name, from: reader, path, limit)
            }
            let parts = header.name.split(separator: "/", maxSplits: 2)
            if other == nil, parts.count == 3, parts[1] == "state" { other = "\(parts[0])/" }
        }
        return hasState ? nil : other
    }

    deinit {
        do {
            try Self.remove(entry, in: parent)
        } catch {
            // What cannot be removed is removed by the next run.
        }
    }

    private func take(
        _ header: TarHeader, as name: String, from reader: BackupReader, _ path: String,
        _ limit: Int
    ) throws(StoreError) {
        if header.kind == .file, Self.homeNames.contains(name) {
            guard header.size <= limit else { throw .tooLarge(path: path, limit: limit) }
            var bytes: [UInt8] = []
            while case let piece = try reader.piece(), !piece.isEmpty { bytes += piece }
            homeFiles.append(HomeFileCopy(name: name, bytes: bytes, mode: header.mode))
            return
        }
        guard name.hasPrefix("state/"),
            let name = EntryName(String(name.dropFirst("state/".count))),
            !StateDirectory.isLock(name.entry)
        else { return }
        guard header.kind == .file else { return try state.makeDirectory(name.text) }
        if !name.directories.isEmpty {
            try state.makeDirectory(name.directories.joined(separator: "/"))
        }
        let file = try Replacement(
            of: name.entry, in: state.existingDirectory(of: name), mode: 0o600)
        try file.setMode(header.mode & 0o644 | 0o600)
        while case let piece = try reader.piece(), !piece.isEmpty { try file.write(piece) }
        try file.syncBytes()
        try file.place()
        try file.syncName()
    }

    /// Puts the state in the place of another one, which goes to `aside`, or of none; at every moment
    /// one of the two is there.
    package func takePlace(of path: String, movingTo aside: String) throws(StoreError) {
        if OutputPlace.look(path) == nil {
            try HomeFile.move(place, to: path)
        } else {
            // Out of the directory that goes first: what comes in its place must not go with it.
            try HomeFile.move(place, to: aside)
            if cdisk_exchange(aside, path) != 0 {
                let code = errno
                try HomeFile.move(aside, to: place)
                guard [EINVAL, ENOSYS, ENOTSUP].contains(code) else {
                    throw .io(operation: "replace", path: path, code: code)
                }
                // A file system that cannot exchange two names: for a moment there is none.
                try HomeFile.move(path, to: aside)
                try HomeFile.move(place, to: path)
            }
        }
        for directory in Set([path, aside].map { OutputPlace.parts(of: $0).parent }) {
            try StateDirectory.open(directory, on: KernelCalls())?.sync()
        }
    }

    /// Removes what lies under a name, with all that is in it; no link is followed.
    private static func remove(
        _ entry: String, in directory: borrowing Descriptor
    ) throws(StoreError) {
        guard let status = try directory.status(of: entry) else { return }
        guard FileKind(mode: status.st_mode) == .directory else {
            return try directory.unlink(entry)
        }
        if let inner = try directory.openDirectory(entry) {
            for child in try inner.entries(where: { $0 != "." && $0 != ".." }) {
                try remove(child, in: inner)
            }
        }
        guard unlinkat(directory.number, entry, AT_REMOVEDIR) == 0 || errno == ENOENT else {
            throw .io(operation: "remove", path: directory.path(of: entry), code: errno)
        }
    }
}

extension StateDirectory {
    /// Whether a name is that of a lock, which is nothing to keep.
    static func isLock(_ entry: String) -> Bool { entry == "lock" || entry.hasSuffix(".lock") }

    /// Every file in a directory, or in this one, and in those in it, by name; but for locks, and for
    /// files on their way.
    package func files(in name: String? = nil) throws(StoreError) -> [String] {
        let components = name.map { EntryName(checking: $0).components } ?? []
        guard let directory = try openDirectory(components) else { return [] }
        return try Self.files(in: directory, name.map { "\($0)/" } ?? "")
    }

    private static func files(
        in directory: borrowing Descriptor, _ prefix: String
    ) throws(StoreError) -> [String] {
        var names: [String] = []
        for entry in try directory.entries(where: { EntryName($0) != nil }).sorted() {
            guard let status = try directory.status(of: entry) else { continue }
            if FileKind(mode: status.st_mode) != .directory {
                if !isLock(entry) { names.append("\(prefix)\(entry)") }
            } else if let inner = try directory.openDirectory(entry) {
                names += try files(in: inner, "\(prefix)\(entry)/")
            }
        }
        return names
    }
}
