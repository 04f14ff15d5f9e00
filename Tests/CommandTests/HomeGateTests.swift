import Foundation
import Glibc
import Testing

/// Every program and command before a home that is none, or another's.
struct HomeGateTests {
    /// A command that works in a home, and whether it writes there.
    struct Call: CustomTestStringConvertible, Sendable {
        let words: [String]
        var writes = false
        var testDescription: String { words.joined(separator: " ") }
    }

    private static let calls = [
        Call(words: ["algom-tick", "--exchange", "sim"], writes: true),
        Call(words: ["algom-report", "--kind", "education"], writes: true),
        Call(words: ["algom-report", "--dry-run"]), Call(words: ["algom-health"], writes: true),
        Call(words: ["algom", "status"]), Call(words: ["algom", "status", "--json"]),
        Call(words: ["algom", "explain"]), Call(words: ["algom", "trades"]),
        Call(words: ["algom", "verify"]), Call(words: ["algom", "posts"]),
        Call(words: ["algom", "posts", "drafts"]),
        Call(words: ["algom", "posts", "accept", "strategy-1"], writes: true),
        Call(words: ["algom", "posts", "reject", "strategy-1"], writes: true),
        Call(words: ["algom", "chart"]), Call(words: ["algom", "chart", "--text"]),
        Call(words: ["algom", "export", "candles"]),
        Call(words: ["algom", "dashboard"], writes: true),
        Call(words: ["algom", "dashboard", "--output", "-"]),
        Call(words: ["algom", "repair"], writes: true),
        Call(words: ["algom", "reset", "--trader", "sim", "--reason", "a test"], writes: true),
        Call(words: ["algom", "backup", "/tmp/algom-of-a-test.tgz"], writes: true),
        Call(words: ["algom", "archive"]), Call(words: ["algom", "archive", "verify"]),
        Call(words: ["algom", "config", "check"]), Call(words: ["algom", "config", "show"]),
        Call(words: ["algom", "alert"], writes: true),
        Call(words: ["algom", "alert", "--test", "ntfy"]),
        Call(words: ["algom", "import", "stats", "/dev/null"], writes: true),
        Call(words: ["algom", "import", "stats", "--dry-run", "/dev/null"]),
        Call(words: ["algom", "backtest", "--trader", "sim"]),
        Call(words: ["algom", "sweep", "--trader", "sim", "--set", "fast=5,6"]),
        Call(words: ["algom", "strategy", "check"]),
        Call(words: ["algom", "cron", "install", "--print"], writes: true),
    ]

    private static func run(
        _ call: Call, _ more: [String] = [], environment: [String: String] = [:]
    ) throws -> Command.Outcome {
        try Command(name: call.words[0]).run(
            Array(call.words.dropFirst()) + more, environment: environment)
    }

    @Test func `every command is told of here`() throws {
        let help = try Command(name: "algom")("--help").output
        // Behind the first heading; what it tells of them stands further in.
        let commands = help.firstRange(of: "SUBCOMMANDS:\n").map { heading in
            help[heading.upperBound...].split(separator: "\n")
                .compactMap { line in line.firstMatch(of: #/^  ([a-z]+) /#).map { String($0.1) } }
        }
        let known = Set(Self.calls.filter { $0.words[0] == "algom" }.map { $0.words[1] })
        let others: Set = ["doctor", "init", "restore", "help"]
        for name in try #require(commands) where !others.contains(name) {
            #expect(known.contains(name), "\(name) is to be held to the gate")
        }
    }

    @Test(arguments: calls)
    func `what is no home is refused, and stays as it is`(call: Call) throws {
        let place = try TemporaryHome(isHome: false)
        for path in [place.path, "\(place.path)/away", "", "~/algom", "$HOME/algom"] {
            let named = [
                try Self.run(call, ["--home", path]),
                try Self.run(call, environment: ["ALGOM_HOME": path, "HOME": place.path]),
            ]
            for (outcome, origin) in zip(named, ["--home", "ALGOM_HOME"]) {
                #expect(outcome.status == 78, "\(outcome)")
                #expect(outcome.errors.contains("\(origin)"), "\(outcome.errors)")
                #expect(outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)")
                #expect(outcome.output == "")
            }
        }
        #expect(try place.remains() == [])
    }

    @Test(.enabled(if: geteuid() == 0, "only root can give a home away"), arguments: calls)
    func `root writes nothing in another's home, and may look`(call: Call) throws {
        let home = try TemporaryHome()
        try home.write("{ traders: [{ exchange: 'sim', warmUp: 30 }] }", to: "algom.json")
        for now in ["2026-01-05T12:00:00Z", "2026-01-06T12:00:00Z"] {
            #expect(
                try Command(name: "algom-tick")("--home", home.path, "--now", now).status == 0)
        }
        try FileManager.default.removeItem(atPath: home.path + "/state/runs.jsonl")
        let give = try Command(path: "/bin/chown")("-R", "12345:12345", home.path)
        #expect(give.status == 0)
        let before = try Self.everything(home)
        let outcome = try Self.run(call, ["--home", home.path])
        #expect(try Self.everything(home) == before)
        #expect((outcome.status == 78) == call.writes, "\(outcome)")
        guard call.writes else { return }
        let words = call.words.map {
            $0.hasPrefix("algom") ? Command.directory.path + "/" + $0 : $0
        }
        #expect(outcome.errors.contains("belongs to user 12345, and this runs as root"))
        #expect(outcome.errors.contains("sudo -u '#12345' \(words[0]) "), "\(outcome.errors)")
        #expect(!outcome.errors.contains("chown"), "\(outcome.errors)")
    }

    /// Every file with its owner and bytes; times of reading do not count.
    private static func everything(_ home: TemporaryHome) throws -> [String: Data] {
        var found: [String: Data] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: home.path) {
            let path = "\(home.path)/\(name)"
            let owner = try FileManager.default.attributesOfItem(atPath: path)[.ownerAccountID]
            found["\(name) \(String(describing: owner))"] =
                FileManager.default.contents(atPath: path) ?? Data()
        }
        return found
    }

    @Test func `a new home is made once it is asked for, and is one from then on`() throws {
        let place = try TemporaryHome(isHome: false)
        let tick = Command(name: "algom-tick")
        let arguments = ["--exchange", "sim", "--home", "\(place.path)/deep/home"]
        #expect(try tick.run(arguments, environment: [:]).status == 78)
        #expect(try tick.run(arguments + ["--new-home"], environment: [:]).status == 0)
        for name in ["deep", "deep/home", "deep/home/state"] {
            #expect(try place.mode(name) == 0o700)
        }
        #expect(try tick.run(arguments, environment: [:]).status == 0)
    }
}

/// Files of a home that the user may not read.
@Suite(.enabled(if: geteuid() == 0, "only root can become somebody else"))
struct ClosedFileTests {
    @Test(arguments: ["algom.json", ".env"])
    func `what may not be read is refused, not broken`(name: String) throws {
        let home = try TemporaryHome()
        try home.write("", to: name, mode: 0)
        #expect(try Command(path: "/bin/chown")("-R", "12345", home.path).status == 0)
        let report = Command.directory.appending(path: "algom-report").path
        let outcome = try Command(path: "/usr/bin/setpriv")(
            "--reuid", "12345", "--clear-groups", report, "--dry-run", "--home", home.path)
        #expect(outcome.status == 78, "\(outcome)")
        #expect(
            outcome.errors
                == "algom-report: \(home.path)/\(name) may not be read by user 12345;"
                + " run: chmod u+r \(home.path)/\(name)\n")
    }
}
