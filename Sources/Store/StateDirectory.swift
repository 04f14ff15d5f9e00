internal import Glibc

/// The directory that holds everything the program remembers: the one seam to the disk.
///
/// It is held open, and everything in it is reached from there by relative names whose components
/// are 1 to 64 of `A-Z a-z 0-9 . _ -` and do not begin with a point. The directory itself may be a
/// symbolic link, as operators like to have it; inside it none is followed, and anything but a
/// regular file or directory where one belongs is refused as damage.
package final class StateDirectory: Sendable {
    /// The path it was opened by, for messages.
    package let path: String

    /// Who makes the calls in it: the kernel, or something in its place.
    let calls: any FileSystemCalls

    let descriptor: Descriptor

    /// A directory in it that stays the one it was, whatever takes its name.
    private let held: HeldDirectory?

    /// Opens the directory for a job that writes.
    ///
    /// Where it or one of its parents is missing, they are created, 0700. One that exists keeps
    /// the permissions its owner chose.
    package init(
        path: String, on calls: any FileSystemCalls = KernelCalls()
    ) throws(StoreError) {
        self.path = path
        self.calls = calls
        held = nil
        if let existing = try Self.open(path, on: calls) {
            descriptor = existing
        } else {
            descriptor = try Self.create(path, on: calls)
        }
    }

    /// Makes the directory, of which messages speak as of one that lies at `name`.
    convenience init(path: String, named name: String) throws(StoreError) {
        let made = try StateDirectory(path: path)
        try self.init(made, named: name)
    }

    private init(_ directory: StateDirectory, named name: String) throws(StoreError) {
        path = name
        calls = directory.calls
        held = nil
        descriptor = try directory.descriptor.reopened()
    }

    /// Where a path leads, links followed; the path itself where nothing is there.
    package static func resolved(_ path: String) -> String { OutputPlace.resolved(path) ?? path }

    /// Opens the directory for a job that only looks; `nil` where there is none.
    package init?(
        existing path: String, on calls: any FileSystemCalls = KernelCalls()
    ) throws(StoreError) {
        guard let existing = try Self.open(path, on: calls) else { return nil }
        self.path = path
        self.calls = calls
        held = nil
        descriptor = existing
    }

    private init(_ directory: StateDirectory, holding held: HeldDirectory) throws(StoreError) {
        path = directory.path
        calls = directory.calls
        self.held = held
        descriptor = try directory.descriptor.reopened()
    }

    /// This directory with one of those in it held as it is now: who reads several files there reads
    /// them of one record, though another takes its place meanwhile.
    ///
    /// Where there is none of the name nothing is held.
    package func holding(_ name: String) throws(StoreError) -> StateDirectory {
        let components = EntryName(checking: name).components
        guard let directory = try openDirectory(components) else { return self }
        let place = held.flatMap { $0.components == components ? $0.place : nil } ?? components
        return try StateDirectory(
            self, holding: HeldDirectory(components, at: place, directory))
    }

    /// This directory with one of those in it held in the place of another name, as if it lay there;
    /// `nil` where there is none.
    package func holding(
        _ place: String, as name: String
    ) throws(StoreError) -> StateDirectory? {
        let place = EntryName(checking: place).components
        guard let directory = try openDirectory(place) else { return nil }
        return try StateDirectory(
            self, holding: HeldDirectory(EntryName(checking: name).components, at: place, directory)
        )
    }

    /// Whether what is held has its name still.
    package var isHeldInPlace: Bool {
        get throws(StoreError) {
            guard let held, let name = held.place.last,
                let parent = try way(held.place.dropLast(), isOurs: false)
            else { return held == nil }
            return try parent.holds(held.descriptor, as: name)
        }
    }

    /// Makes a directory in this one, and those on the way to it, 0700; existing ones are fine.
    package func makeDirectory(_ name: String) throws(StoreError) {
        var directory = try ownDirectory()
        for component in EntryName(checking: name).components {
            directory = try directory.makeDirectory(component)
            try Self.check(try directory.status(), at: directory.path)
        }
    }

    /// Waits until the names in a directory, not the bytes behind them, would survive a power cut.
    package func sync(_ name: String) throws(StoreError) {
        guard let directory = try openDirectory(EntryName(checking: name).components) else {
            throw .io(operation: "sync", path: path(of: name), code: ENOENT)
        }
        try directory.sync()
    }

    /// The bytes of a file; `nil` where there is none.
    ///
    /// `isOurs` asks that the directories on the way be this user's alone.
    ///
    /// - Throws: ``StoreError/tooLarge(path:limit:)`` where it holds more than `limit` bytes.
    package func read(
        _ name: String, atMost limit: Int, isOurs: Bool = false
    ) throws(StoreError) -> [UInt8]? {
        let name = EntryName(checking: name)
        guard let directory = try openDirectory(name.directories, isOurs: isOurs),
            let file = try directory.openFile(name.entry, O_RDONLY)
        else { return nil }
        let size = try file.status().st_size
        guard size <= limit else { throw .tooLarge(path: file.path, limit: limit) }
        return try file.read(size, at: 0)
    }

    /// Where a name leads, for messages.
    func path(of name: EntryName) -> String {
        var components = name.components[...]
        if let held, components.starts(with: held.components) {
            components = held.place + components.dropFirst(held.components.count)
        }
        return ([path] + components).joined(separator: "/")
    }

    /// A directory in this one, or this one; `nil` where it or one on the way does not exist.
    ///
    /// `isOurs` asks that it and those on the way be this user's alone, as whoever writes there has to:
    /// of this one itself the gate to the home has seen it.
    func openDirectory(
        _ components: [String], isOurs: Bool = false
    ) throws(StoreError) -> Descriptor? {
        if let held, components.starts(with: held.components) {
            // What is held may have lost its name; the way to it is to be ours all the same.
            if isOurs { _ = try way(held.place[...], isOurs: true) }
            return try Self.openDirectory(
                components.dropFirst(held.components.count), in: held.descriptor.reopened(),
                isOurs: isOurs)
        }
        return try way(components[...], isOurs: isOurs)
    }

    private func way(
        _ components: ArraySlice<String>, isOurs: Bool
    ) throws(StoreError) -> Descriptor? {
        guard let first = components.first else { return try ownDirectory() }
        guard let directory = try descriptor.openDirectory(first) else { return nil }
        if isOurs { try Self.check(try directory.status(), at: directory.path) }
        return try Self.openDirectory(components.dropFirst(), in: directory, isOurs: isOurs)
    }

    private static func openDirectory(
        _ components: ArraySlice<String>, in start: consuming Descriptor, isOurs: Bool
    ) throws(StoreError) -> Descriptor? {
        var directory = start
        for component in components {
            guard let next = try directory.openDirectory(component) else { return nil }
            if isOurs { try check(try next.status(), at: next.path) }
            directory = next
        }
        return directory
    }

    /// The directory in which a file is to be made.
    func existingDirectory(of name: EntryName) throws(StoreError) -> Descriptor {
        guard let directory = try openDirectory(name.directories, isOurs: true) else {
            throw .io(operation: "create", path: path(of: name), code: ENOENT)
        }
        return directory
    }

    /// This directory, opened once more for a way that begins here.
    private func ownDirectory() throws(StoreError) -> Descriptor { try descriptor.reopened() }

    static func open(
        _ path: String, on calls: any FileSystemCalls
    ) throws(StoreError) -> Descriptor? {
        let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC
        let opened = restarting { calls.openat(AT_FDCWD, path, flags, 0) }
        if opened >= 0 { return Descriptor(number: opened, path: path, calls: calls) }
        guard errno == ENOENT else { throw .io(operation: "open", path: path, code: errno) }
        return nil
    }

    /// Creates what is missing, from the first existing parent on.
    private static func create(
        _ path: String, on calls: any FileSystemCalls
    ) throws(StoreError) -> Descriptor {
        let start = path.hasPrefix("/") ? "/" : "."
        guard var directory = try open(start, on: calls) else {
            throw .io(operation: "open", path: start, code: ENOENT)
        }
        // A run that was killed may have made the last one that is there, and not synced its name.
        var unsynced: String?
        for component in path.split(separator: "/").map(String.init) {
            if let existing = try open(directory.path(of: component), on: calls) {
                unsynced = directory.path
                directory = existing
            } else {
                if let parent = unsynced { try open(parent, on: calls)?.sync() }
                unsynced = nil
                directory = try directory.makeDirectory(component)
            }
        }
        return directory
    }
}

/// A directory kept open, and the name by which it is reached.
private final class HeldDirectory: Sendable {
    let components: [String]
    /// Where it lies; mostly under that very name.
    let place: [String]
    let descriptor: Descriptor

    init(_ components: [String], at place: [String], _ descriptor: consuming Descriptor) {
        self.components = components
        self.place = place
        self.descriptor = descriptor
    }
}
