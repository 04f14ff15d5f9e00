import Foundation

/// A built program, run as cron would run it: no environment but what is given, another directory.
struct Command {
    struct Outcome {
        let status: Int32
        let output: String
        let errors: String

        var lines: [String] { output.split(separator: "\n").map(String.init) }
    }

    /// The products lie beside the tests' own bundle.
    static let directory = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()

    private let path: String

    /// A program that was built here.
    init(name: String) { path = Self.directory.appending(path: name).path }

    /// A program of the system.
    init(path: String) { self.path = path }

    /// Runs the program to its end, which a timeout of a minute brings about if nothing else does.
    func callAsFunction(
        _ arguments: String..., environment: [String: String] = [:]
    ) throws -> Outcome {
        try run(arguments, environment: environment)
    }

    func run(_ arguments: [String], environment: [String: String]) throws -> Outcome {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/timeout")
        process.arguments = ["60", path] + arguments
        process.environment = environment
        process.currentDirectoryURL = URL(filePath: "/")
        process.standardInput = FileHandle.nullDevice
        // Files take any amount of output, where a pipe would have to be read meanwhile.
        let files = try (0..<2).map { _ in try TemporaryFile() }
        process.standardOutput = files[0].handle
        process.standardError = files[1].handle
        try process.run()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationStatus, output: try files[0].text, errors: try files[1].text)
    }
}

/// A file that goes when it is no longer referred to.
private final class TemporaryFile {
    private let url = FileManager.default.temporaryDirectory
        .appending(path: "algom-output-\(UUID().uuidString)")
    let handle: FileHandle

    init() throws {
        try Data().write(to: url)
        handle = try FileHandle(forWritingTo: url)
    }

    deinit {
        try? handle.close()
        try? FileManager.default.removeItem(at: url)
    }

    var text: String { get throws { try String(contentsOf: url, encoding: .utf8) } }
}

/// A home directory that goes when it is no longer referred to; `state/` in it makes it one.
final class TemporaryHome {
    let url = FileManager.default.temporaryDirectory.appending(
        path: "algom-home-\(UUID().uuidString)")
    var path: String { url.path }

    /// A home, or a directory that is none until something in it makes it one.
    init(isHome: Bool = true) throws {
        try FileManager.default.createDirectory(
            at: isHome ? url.appending(path: "state") : url, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
    }

    /// A home that begins as a copy of another one, permissions included.
    init(copying other: TemporaryHome) throws {
        try FileManager.default.copyItem(at: other.url, to: url)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func write(_ text: String, to name: String, mode: Int = 0o600) throws {
        let file = url.appending(path: name)
        try Data(text.utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
    }

    func text(_ name: String) throws -> String {
        try String(contentsOf: url.appending(path: name), encoding: .utf8)
    }

    /// All that lies here, but for what chance, the clock and the number of a process decide.
    func remains() throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: path).sorted().map { name in
            let bytes = FileManager.default.contents(atPath: "\(path)/\(name)") ?? Data()
            let isTold = name.hasSuffix("lock") || name.hasSuffix("runs.jsonl")
            let text = isTold ? "" : String(decoding: bytes, as: UTF8.self)
            let mode = try mode(name).map { String($0, radix: 8) } ?? ""
            return "\(mode) \(name.replacing(#/\.[0-9a-f]{16}\./#, with: ".")) "
                + text.replacing(#/"timestamp": "[^"]*"/#, with: "")
        }
    }

    func mode(_ name: String) throws -> Int? {
        let attributes = try FileManager.default.attributesOfItem(
            atPath: url.appending(path: name).path)
        return (attributes[.posixPermissions] as? NSNumber)?.intValue
    }
}
