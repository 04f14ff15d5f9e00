internal import Glibc

extension Invocation {
    /// How many processes are looked at.
    private static let maximumProcesses = 100_000

    /// Whether a cron daemon runs: by the file in which it notes its number, else by the processes
    /// there are.
    ///
    /// Where other users' processes are hidden and no such file is, it is not found.
    package static var hasCron: Bool {
        for path in ["/run/crond.pid", "/var/run/crond.pid", "/run/cron.pid"] {
            guard let number = text(path).flatMap({ Int32($0) }), number > 0 else { continue }
            // What may not be signalled is there all the same.
            if kill(number, 0) == 0 || errno == EPERM { return true }
        }
        guard let processes = opendir("/proc") else { return false }
        defer { closedir(processes) }
        var seen = 0
        while seen < maximumProcesses, let entry = readdir(processes) {
            seen += 1
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            // In range: of a text, which may be no number.
            guard Int32(name) != nil, let command = text("/proc/\(name)/comm") else { continue }
            if ["cron", "crond"].contains(command) { return true }
        }
        return false
    }

    /// Whether something lies at a path.
    package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// The first line of a short file; `nil` where it cannot be read.
    private static func text(_ path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var block = [UInt8](repeating: 0, count: 256)
        let count = read(descriptor, &block, block.count)
        guard count > 0 else { return nil }
        let line = block[..<count].prefix { $0 > 0x20 }
        return String(decoding: line, as: UTF8.self)
    }
}
