import Foundation

/// A built program under `strace`: its system calls are counted, and done something to one by one.
struct TracedCommand {
    /// A call, and which of its kind it is in a run.
    struct Point: CustomStringConvertible {
        let call: String
        let number: Int

        var description: String { "\(call) \(number)" }
    }

    let name: String
    let arguments: [String]
    var environment: [String: String] = [:]

    /// The calls that a commit is made of.
    static let commitCalls = [
        "openat", "write", "pwrite64", "fsync", "fdatasync", "rename", "renameat", "renameat2",
        "ftruncate", "flock", "fchmod", "mkdirat", "unlinkat", "close",
    ]

    /// Runs the program with something done to one of its calls: `signal=KILL`, `error=EIO`.
    func run(_ point: Point, _ what: String) throws -> Command.Outcome {
        try strace([
            "-o", "/dev/null", "-e", "trace=\(point.call)", "-e",
            "inject=\(point.call):\(what):when=\(point.number)",
        ])
    }

    /// Every call of these kinds that the program makes from its first look at a home on.
    ///
    /// What comes before is the system loading the program.
    func points(of calls: [String], in home: TemporaryHome) throws -> [Point] {
        let trace = try TemporaryHome()
        let kinds = Set(calls + ["openat"]).sorted().joined(separator: ",")
        _ = try strace(["-f", "-o", trace.path + "/t", "-e", "trace=\(kinds)"])
        var counts: [String: Int] = [:]
        var points: [Point] = []
        var hasBegun = false
        for line in try trace.text("t").split(separator: "\n") {
            // "PID call(arguments) = result"; without -f there would be no number.
            guard
                let word = line.split(separator: " ").dropFirst().first?.split(separator: "(").first
            else { continue }
            let call = String(word)
            hasBegun = hasBegun || line.contains(home.path)
            counts[call, default: 0] += 1
            guard hasBegun, calls.contains(call) else { continue }
            points.append(Point(call: call, number: counts[call] ?? 0))
        }
        return points
    }

    private func strace(_ options: [String]) throws -> Command.Outcome {
        let binary = Command.directory.appending(path: name).path
        return try Command(path: "/usr/bin/strace").run(
            ["-qq"] + options + [binary] + arguments, environment: environment)
    }
}
