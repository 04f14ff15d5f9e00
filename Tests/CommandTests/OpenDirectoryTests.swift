import Foundation
import Glibc
import Testing

/// Directories in `state/` that others can write, before every program that writes there.
struct OpenDirectoryTests {
    /// A directory, and a command that would write there.
    private static let calls = [
        ("traders", ["algom-tick"]), ("traders/sim", ["algom-tick"]),
        ("traders", ["algom", "repair"]),
        ("traders", ["algom", "reset", "--trader", "sim", "--reason", "x"]),
        ("archive", ["algom", "reset", "--trader", "sim", "--reason", "x"]),
        ("exchanges", ["algom-tick"]), ("alerts", ["algom", "alert"]),
        ("outbox", ["algom-report", "--kind", "education"]),
        ("drafts", ["algom-report", "--kind", "education"]),
        ("drafts", ["algom", "posts", "reject", "x"]),
    ]

    private static func home() throws -> TemporaryHome {
        let home = try TemporaryHome()
        try home.write(
            "{ traders: [{ exchange: 'sim', warmUp: 30 }], alerts: { slack: {} } }",
            to: "algom.json")
        try home.write("SLACK_WEBHOOK_URL=http://127.0.0.1:9/x\n", to: ".env")
        let tick = try Command(name: "algom-tick")("--home", home.path)
        #expect(tick.status == 0, "\(tick)")
        for name in ["archive", "exchanges", "alerts", "outbox", "drafts"] {
            try FileManager.default.createDirectory(
                atPath: "\(home.path)/state/\(name)", withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        }
        return home
    }

    @Test(arguments: calls)
    func `one that others can write is written by nobody`(
        name: String, command: [String]
    ) throws {
        let home = try Self.home()
        let path = "\(home.path)/state/\(name)"
        #expect(chmod(path, 0o777) == 0)
        let inside = try FileManager.default.subpathsOfDirectory(atPath: path)
        let outcome = try Command(name: command[0]).run(
            command.dropFirst() + ["--home", home.path], environment: [:])
        #expect(outcome.status == 78, "\(outcome)")
        #expect(
            outcome.errors.hasSuffix(
                "\(path) can be written by other users; run: chmod go-w \(path)\n"), "\(outcome)")
        #expect(outcome.errors.split(separator: "\n").count == 1, "\(outcome)")
        #expect(try FileManager.default.subpathsOfDirectory(atPath: path) == inside)
    }

    @Test func `a page is written beside one, and nothing in it`() throws {
        let home = try Self.home()
        #expect(chmod("\(home.path)/state/traders", 0o777) == 0)
        let page = try Command(name: "algom")("dashboard", "--home", home.path)
        #expect(page.status == 0, "\(page)")
        let path = "\(home.path)/state/traders/sim/page.json"
        #expect(!FileManager.default.fileExists(atPath: path))
    }
}

/// What a command does before it has seen that everything asked of it can be.
struct NothingMadeTests {
    @Test(arguments: [
        ["--exchange", "nowhere"], ["--trader", "nobody"], ["--now", "yesterday"],
        ["--now", "2026-01-05T12:00:00Z"], ["--exchange", "sim", "--now", "1970-01-01T00:00:00Z"],
        ["--unknown"], ["--exchange"],
    ])
    func `no home is made for a tick that is refused`(arguments: [String]) throws {
        let place = try TemporaryHome(isHome: false)
        for path in [place.path, "\(place.path)/deep/home"] {
            let outcome = try Command(name: "algom-tick").run(
                ["--new-home", "--home", path] + arguments, environment: [:])
            #expect(outcome.status == 64, "\(outcome)")
            #expect(try place.remains() == [])
        }
        let set = try Command(name: "algom-tick").run(
            ["--new-home", "--home", place.path],
            environment: ["BYBIT_BASE_URL": "http://example.com"])
        #expect(set.status == 78, "\(set)")
        #expect(try place.remains() == [])
    }
}

/// A home whose records are gone, as each program finds it.
struct LostStateTests {
    @Test func `no program begins anew, and a tick does when it is told to`() throws {
        let home = try TemporaryHome(isHome: false)
        let (tick, algom) = (Command(name: "algom-tick"), Command(name: "algom"))
        let place = ["--home", home.path]
        let run = { (name: String, words: [String]) in
            try Command(name: name).run(words + place, environment: [:])
        }
        #expect(try run("algom", ["init", "--exchange", "sim"]).status == 0)
        #expect(try run("algom-tick", []).status == 0)
        #expect(try home.mode(".algom-record") == 0o600)
        #expect(rename("\(home.path)/state", "\(home.path)/away") == 0)
        let before = try home.remains()
        for (name, words) in [
            ("algom-tick", []), ("algom-report", []), ("algom-health", []),
            ("algom", ["alert"]), ("algom", ["dashboard"]), ("algom", ["repair"]),
        ] as [(String, [String])] {
            let outcome = try run(name, words)
            #expect(outcome.status == 78, "\(name) \(words) \(outcome)")
            #expect(
                outcome.errors.hasSuffix("algom-tick --new-home --home \(home.path)\n"),
                "\(outcome)")
        }
        let doctor = try run("algom", ["doctor", "--offline", "--json"])
        #expect(doctor.output.contains("is gone, though a record began there"), "\(doctor)")
        #expect(try home.remains() == before)
        #expect(rename("\(home.path)/away", "\(home.path)/state") == 0)
        #expect(try run("algom-tick", []).status == 0)
        try FileManager.default.removeItem(atPath: "\(home.path)/state")
        #expect(try tick("--home", home.path, "--new-home").status == 0)
        #expect(try tick("--home", home.path).status == 0)
        #expect(try algom("verify", "--home", home.path).status == 0)
    }
}
