import Foundation
import Testing

/// A command on a terminal of its own, which `script` makes.
///
/// It is read until something is shown, typed into, and waited for; a timeout of a minute ends it if
/// nothing else does.
final class Pseudoterminal {
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    /// All that was shown so far.
    private(set) var text = ""

    /// Starts a shell command on a terminal of that size; it is given these variables alone.
    init(
        _ command: String, columns: Int = 80, rows: Int = 24, environment: [String: String] = [:]
    ) throws {
        process.executableURL = URL(filePath: "/usr/bin/timeout")
        process.arguments = [
            "60", "/usr/bin/script", "-qfec",
            "stty cols \(columns) rows \(rows); echo \"at $(tty), process $$.\"; exec \(command)",
            "/dev/null",
        ]
        process.environment = ["PATH": "/usr/bin:/bin", "TERM": "xterm", "SHELL": "/bin/sh"]
            .merging(environment) { $1 }
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
    }

    deinit { if process.isRunning { process.terminate() } }

    /// Reads on until the text is shown once more.
    func wait(for needle: String) throws {
        let seen = text.ranges(of: needle).count
        while text.ranges(of: needle).count == seen {
            let data = output.fileHandleForReading.availableData
            try #require(!data.isEmpty, "'\(needle)' was never shown after: \(text)")
            text += String(decoding: data, as: UTF8.self)
        }
    }

    func type(_ keys: String) throws {
        try input.fileHandleForWriting.write(contentsOf: Data(keys.utf8))
    }

    /// The number of the process that was started on it.
    var processID: Int32 {
        get throws {
            let found = try #require(text.firstMatch(of: #/process (\d+)\./#))
            return try #require(Int32(found.1))
        }
    }

    /// Where the terminal is.
    var path: String {
        get throws { String(try #require(text.firstMatch(of: #/at (\S+),/#)).1) }
    }

    /// Takes the terminal away, as a window that is closed does.
    func close() throws {
        let children = try Command(path: "/usr/bin/pgrep")("-P", "\(process.processIdentifier)")
        for line in children.lines { if let id = Int32(line) { kill(id, SIGKILL) } }
    }

    /// Reads to the end, and returns the command's exit code.
    func end() throws -> Int32 {
        text += String(
            decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        return process.terminationStatus
    }
}
