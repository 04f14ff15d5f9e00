import Foundation

/// Where everything of a run lies, and the small programs it needs.
struct Workshop {
    /// The repository, which `make` starts the benchmark in.
    let root: String
    /// What runs leave behind: made things, kept journals, results.
    let directory: String

    init() throws {
        root = FileManager.default.currentDirectoryPath
        directory = "\(root)/.build/bench"
        guard exists("\(root)/Benchmarks/C/meter.c") else {
            throw BenchError("start it in the repository: make bench")
        }
        try makeDirectory(directory)
        try compile("Benchmarks/C/meter.c", to: "meter", with: [])
    }

    /// A release program of this project, as it is installed.
    func program(_ name: String) -> String { "\(root)/.build/bench/bin/\(name)" }

    /// A configuration whose trader goes by rules in text.
    var rules: String { "\(root)/Benchmarks/Rules/algom.json" }

    /// Something of this run.
    func path(_ name: String) -> String { "\(directory)/\(name)" }

    func makeDirectory(_ path: String) throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

    func write(_ text: String, to path: String, mode: Int = 0o644) throws {
        try Data(text.utf8).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }

    func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    func remove(_ path: String) throws {
        if exists(path) { try FileManager.default.removeItem(atPath: path) }
    }

    /// Builds a C program, which goes by what `pkg-config` says of the libraries it links.
    @discardableResult
    func compile(_ source: String, to name: String, with libraries: [String]) throws -> String {
        var flags: [String] = []
        if !libraries.isEmpty {
            flags = try output(of: "pkg-config", ["--cflags", "--libs"] + libraries)
                .split { $0.isWhitespace }.map(String.init)
        }
        try run("cc", ["-O2", "-o", path(name), "\(root)/\(source)"] + flags + ["-lm"])
        return path(name)
    }

    // MARK: Programs that are not measured

    func run(_ program: String, _ arguments: [String], in place: String? = nil) throws {
        _ = try output(of: program, arguments, in: place)
    }

    /// The first line of what a program says.
    func word(of program: String, _ arguments: String...) throws -> String {
        try output(of: program, arguments).split(separator: "\n").first.map(String.init) ?? ""
    }

    /// What a program says on standard output.
    ///
    /// - Throws: ``BenchError`` with the end of what it said where it fails.
    func output(of program: String, _ arguments: [String], in place: String? = nil) throws -> String
    {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [program] + arguments
        process.currentDirectoryURL = URL(filePath: place ?? root)
        process.standardInput = FileHandle.nullDevice
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let said = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw BenchError(
                "\(program) \(arguments.joined(separator: " ")): exit "
                    + "\(process.terminationStatus): \(said.suffix(600))")
        }
        return said
    }
}
