internal import Glibc

/// A file on its way to another's name, locked for as long as its writer lives.
struct TemporaryFile: ~Copyable {
    /// Many: who sweeps left-overs in between may take each name before it is locked.
    private static let maximumAttempts = 100
    private static let longestStem = 230

    /// Its name: `.TARGET.RANDOM.tmp`, the random part 16 hexadecimal digits.
    let entry: String

    private let file: Descriptor

    /// Creates a file under a name that no other process has.
    init(
        for target: String, in directory: borrowing Descriptor, mode: mode_t = 0o600
    ) throws(StoreError) {
        // Messages speak of the target: the temporary name will be gone when they are read.
        let path = directory.path(of: target)
        for _ in 0..<Self.maximumAttempts {
            let entry = Self.name(for: target, number: .random(in: 0 ... .max))
            guard let file = try Self.create(entry, in: directory, path: path, mode) else {
                continue
            }
            self.entry = entry
            self.file = file
            return
        }
        throw .io(operation: "create", path: path, code: EEXIST)
    }

    /// A new file, locked; `nil` where the name is taken, or was cleaned up before the lock.
    private static func create(
        _ entry: String, in directory: borrowing Descriptor, path: String, _ mode: mode_t
    ) throws(StoreError) -> Descriptor? {
        let flags = O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        let opened = restarting {
            directory.calls.openat(directory.number, entry, flags, mode)
        }
        guard opened >= 0 else {
            if errno == EEXIST { return nil }
            throw .io(operation: "create", path: path, code: errno)
        }
        let file = Descriptor(number: opened, path: path, calls: directory.calls)
        do {
            guard try file.takeLock(), try file.status().st_nlink > 0 else { return nil }
        } catch {
            _ = directory.calls.unlinkat(directory.number, entry)
            throw error
        }
        return file
    }

    func fill(with bytes: [UInt8], access: FileAccess) throws(StoreError) {
        try file.setMode(access.mode)
        try file.write(bytes)
    }

    func setMode(_ mode: mode_t) throws(StoreError) { try file.setMode(mode) }

    func write(_ bytes: [UInt8]) throws(StoreError) { try file.write(bytes) }

    func sync() throws(StoreError) { try file.sync() }

    /// Takes the target's name.
    ///
    /// The file is still open, for closing would end the lock; after a sync there is nothing left
    /// that closing could report.
    func rename(to target: String, in directory: borrowing Descriptor) throws(StoreError) {
        try directory.rename(entry, to: target)
    }

    static func name(for target: String, number: UInt64) -> String {
        let digits = String(number, radix: 16)
        // A name as long as names may be leaves no room.
        let stem = target.utf8.count > longestStem ? "algom-output" : target
        return ".\(stem).\(String(repeating: "0", count: 16 - digits.count))\(digits).tmp"
    }

    /// Whether a name is one that a temporary file of ours may have.
    static func isName(_ name: String) -> Bool {
        stem(of: name).map { EntryName(String($0)) != nil } ?? false
    }

    /// Whether a name is one that a temporary file on its way to this name may have.
    static func isName(_ name: String, for target: String) -> Bool {
        stem(of: name).map { $0 == stem(of: Self.name(for: target, number: 0)) } ?? false
    }

    private static func stem(of name: String) -> Substring? {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count >= 4, parts[0].isEmpty, parts[parts.count - 1] == "tmp" else {
            return nil
        }
        let digits = parts[parts.count - 2].utf8
        guard digits.count == 16, digits.allSatisfy({ Digest.value(of: $0) != nil }) else {
            return nil
        }
        return name.dropFirst().dropLast(".0123456789abcdef.tmp".utf8.count)
    }
}
