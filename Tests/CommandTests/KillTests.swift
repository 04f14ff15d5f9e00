import Foundation
import Testing

/// Ticks killed, or refused by the disk, at each single system call of a commit.
///
/// `strace` makes the call fail, or kills the process as it enters it. Whatever happens, one clean
/// tick afterwards must leave the very events and state of a run that nobody disturbed.
struct KillTests {
    private let tick = Command(name: "algom-tick")
    private static let strace = "/usr/bin/strace"

    /// The calls that a commit is made of.
    private static let calls = [
        "openat", "write", "pwrite64", "fsync", "fdatasync", "rename", "renameat", "renameat2",
        "ftruncate", "flock", "fchmod", "mkdirat", "unlinkat", "close",
    ]

    /// What a tick has to do when it is disturbed.
    struct Scene: Sendable, CustomStringConvertible {
        let description: String
        /// The ticks before, and the one that is disturbed.
        let before: [String]
        let now: String
    }

    private static let scenes = [
        Scene(description: "a first tick", before: [], now: "2026-01-05T12:00:00Z"),
        Scene(
            description: "a catch-up of 300 candles with trades", before: ["2026-01-05T12:00:00Z"],
            now: "2026-01-06T13:00:00Z"),
        Scene(
            description: "a tick without news", before: ["2026-01-05T12:00:00Z"],
            now: "2026-01-05T12:01:00Z"),
    ]

    @Test(arguments: scenes)
    func `a tick killed at any call is made good by the next`(scene: Scene) throws {
        let undisturbed = try record(scene)
        var kills = 0
        for point in try points(scene, of: Self.calls) {
            let home = try TemporaryHome()
            try prepare(scene, home)
            let outcome = try disturbed(scene, home, "\(point.injection):signal=KILL")
            #expect(outcome.status != 0, "\(scene) ended before \(point)")
            try expectMadeGood(scene, home, undisturbed, "\(point)")
            kills += 1
        }
        #expect(kills > 15)
        print("\(scene): \(kills) kills, each made good")
    }

    @Test(arguments: [
        ("write", "ENOSPC"), ("write", "EIO"), ("fsync", "EIO"), ("fdatasync", "EIO"),
        ("renameat", "EACCES"), ("openat", "EMFILE"), ("openat", "EACCES"), ("ftruncate", "EIO"),
    ])
    func `a disk that refuses ends in 74 and loses nothing`(call: String, error: String) throws {
        let scene = Self.scenes[1]
        let undisturbed = try record(scene)
        #expect(undisturbed.events.contains { $0.contains(#""type":"closed""#) })
        var refusals = 0
        for point in try points(scene, of: [call]) {
            let home = try TemporaryHome()
            try prepare(scene, home)
            let outcome = try disturbed(scene, home, "\(point.injection):error=\(error)")
            // What is written to the terminal may fail; nothing hangs on it.
            #expect([0, 74].contains(outcome.status), "\(point) \(error): \(outcome.errors)")
            if outcome.status == 74 {
                refusals += 1
                #expect(outcome.errors.contains(home.path), "\(point) \(error): \(outcome.errors)")
            }
            try expectMadeGood(scene, home, undisturbed, "\(point) \(error)")
        }
        #expect(refusals > 0)
        print("\(call) \(error): \(refusals) refusals, each with 74 and made good")
    }

    /// A call, and which of its kind it is in a run.
    private struct Point: CustomStringConvertible {
        let call: String
        let number: Int

        var injection: String { "inject=\(call):when=\(number)" }
        var description: String { "\(call) \(number)" }
    }

    /// Every call of these kinds that a run of the scene makes from its first look at the home on.
    ///
    /// What comes before is the system loading the program.
    private func points(_ scene: Scene, of calls: [String]) throws -> [Point] {
        let home = try TemporaryHome()
        try prepare(scene, home)
        let trace = try TemporaryHome()
        _ = try disturbed(
            scene, home, "trace=\(calls.joined(separator: ",")),openat", to: trace.path + "/t")
        var counts: [String: Int] = [:]
        var points: [Point] = []
        var hasBegun = false
        for line in try trace.text("t").split(separator: "\n") {
            // "PID call(arguments) = result"; without -f there would be no number.
            guard
                let call = line.split(separator: " ").dropFirst().first?.split(separator: "(").first
            else {
                continue
            }
            hasBegun = hasBegun || line.contains(home.path)
            counts[String(call), default: 0] += 1
            if hasBegun, calls.contains(String(call)) {
                points.append(Point(call: String(call), number: counts[String(call)] ?? 0))
            }
        }
        return points
    }

    private func prepare(_ scene: Scene, _ home: TemporaryHome) throws {
        for now in scene.before { try clean(now, home) }
    }

    private func clean(_ now: String, _ home: TemporaryHome) throws {
        let outcome = try tick("--exchange", "sim", "--home", home.path, "--now", now)
        try #require(outcome.status == 0, "\(outcome.errors)")
    }

    private func disturbed(
        _ scene: Scene, _ home: TemporaryHome, _ expression: String, to trace: String = "/dev/null"
    ) throws -> Command.Outcome {
        let binary = Command.directory.appending(path: "algom-tick").path
        return try Command(path: Self.strace).run(
            [
                "-f", "-qq", "-o", trace, "-e", expression, binary, "--exchange", "sim", "--home",
                home.path, "--now", scene.now,
            ], environment: [:])
    }

    /// The events and the state that the scene leads to when nobody disturbs it.
    private func record(_ scene: Scene) throws -> Record {
        let home = try TemporaryHome()
        try prepare(scene, home)
        try clean(scene.now, home)
        return try Record(home)
    }

    private func expectMadeGood(
        _ scene: Scene, _ home: TemporaryHome, _ undisturbed: Record, _ place: String
    ) throws {
        try clean(scene.now, home)
        let record = try Record(home)
        #expect(record.events == undisturbed.events, "\(scene), \(place)")
        #expect(record.stats == undisturbed.stats, "\(scene), \(place)")
        #expect(record.files == undisturbed.files, "\(scene), \(place)")
        let proof = try Command(name: "algom")("verify", "--home", home.path)
        #expect(proof.status == 0, "\(scene), \(place): \(proof.errors)")
    }

    /// What a home holds, without what the clock has to do with.
    private struct Record {
        let events: [String]
        let stats: [Substring]
        let files: [String]

        init(_ home: TemporaryHome) throws {
            let journal = try home.text("state/traders/sim/journal.jsonl")
            events = journal.split(separator: "\n").map { line in
                String(line).replacing(#/"prev":"[0-9a-f]{64}",/#, with: "")
                    .replacing(#/,"observed":\{[^}]*\}/#, with: "")
            }
            stats = try home.text("state/sim_trading_stats.json").split(separator: "\n").filter {
                !$0.hasPrefix("  \"timestamp\"") && !$0.hasPrefix("  \"journalHead\"")
            }
            files = try FileManager.default.subpathsOfDirectory(atPath: home.path).sorted()
        }
    }
}
