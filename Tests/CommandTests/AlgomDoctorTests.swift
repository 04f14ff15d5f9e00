import Foundation
import JSON
import LoopbackServices
import Testing

/// `algom doctor` as a person runs it, without a network but for loopback.
struct AlgomDoctorTests {
    /// Nobody listens there.
    private static let nobody = "http://127.0.0.1:9"
    private static let environment = [
        "BINANCE_BASE_URL": nobody, "BYBIT_BASE_URL": nobody, "COLUMNS": "80",
        "PATH": "/usr/bin:/bin",
    ]

    private func doctor(
        _ home: TemporaryHome, _ arguments: String..., environment: [String: String] = environment
    ) throws -> Command.Outcome {
        try Command(name: "algom").run(
            ["doctor", "--home", home.path] + arguments, environment: environment)
    }

    @Test func `every line fits on 80 columns, and the last one sums up`() throws {
        let home = try TemporaryHome()
        try home.write("{ traders: [{ exchange: \"binance\" }] }", to: "algom.json")
        let outcome = try doctor(home)
        #expect(outcome.status == 1 && outcome.errors == "")
        #expect(outcome.lines.allSatisfy { $0.count <= 80 || $0.contains(" --home ") })
        #expect(outcome.lines.last?.hasPrefix("not ready: ") == true)
        #expect(outcome.output.contains("cannot connect to 127.0.0.1"))
        #expect(!outcome.output.contains("\u{1b}"))
    }

    @Test func `the document agrees with the exit code`() throws {
        let home = try TemporaryHome()
        for arguments in [["--json"], ["--json", "--offline"]] {
            let outcome = try Command(name: "algom").run(
                ["doctor", "--home", home.path] + arguments, environment: Self.environment)
            let json = try JSONReader.parse(Array(outcome.output.utf8))
            #expect(json["status"]?.scalarText == "\(outcome.status)")
            #expect(outcome.lines.count == 1 && outcome.errors == "")
            let programs = json["checks"]?.elements?.filter {
                $0["id"]?.string?.hasPrefix("programs/algom") == true
            }
            #expect(programs?.count == 4)
            #expect(programs?.allSatisfy { $0["verdict"]?.string == "ok" } == true, "\(outcome)")
        }
    }

    @Test func `where all is well it ends with 0`() throws {
        let home = try TemporaryHome()
        try home.write("{ traders: [{ exchange: \"sim\" }] }", to: "algom.json")
        try home.write("", to: ".env")
        let tick = try Command(name: "algom-tick")("--home", home.path)
        #expect(tick.status == 0)
        // A crontab program that tells what install prints, and a process that is called cron.
        let desk = try TemporaryHome()
        let planned = try Command(name: "algom")("cron", "install", "--print", "--home", home.path)
        try desk.write(planned.output, to: "table")
        try desk.write("#!/bin/sh\ncat '\(desk.path)/table'\n", to: "crontab", mode: 0o755)
        try FileManager.default.copyItem(atPath: "/bin/sleep", toPath: desk.path + "/cron")
        let cron = Process()
        cron.executableURL = URL(filePath: desk.path + "/cron")
        cron.arguments = ["120"]
        try cron.run()
        defer {
            kill(cron.processIdentifier, SIGKILL)
            cron.waitUntilExit()
        }
        var environment = Self.environment
        environment["PATH"] = desk.path + ":/usr/bin:/bin"
        let outcome = try doctor(home, environment: environment)
        #expect(outcome.status == 0, "\(outcome)")
        #expect(outcome.lines.last?.hasPrefix("ready to go live: nothing wrong") == true)
    }

    @Test func `nothing in the home is changed, nor touched`() throws {
        let home = try TemporaryHome()
        try home.write("{ traders: [{ exchange: \"sim\" }] }", to: "algom.json")
        try home.write("EXCHANGE=sim\n", to: ".env")
        #expect(try Command(name: "algom-tick")("--home", home.path).status == 0)
        let before = try Self.traces(home)
        _ = try doctor(home)
        _ = try doctor(home, "--offline", "--json")
        #expect(try Self.traces(home) == before)
        #expect(before.count > 8)
    }

    private static func traces(_ home: TemporaryHome) throws -> [String] {
        let names = try FileManager.default.subpathsOfDirectory(atPath: home.path).sorted()
        return try ([""] + names).map { name in
            let path = "\(home.path)/\(name)"
            let facts = try FileManager.default.attributesOfItem(atPath: path)
            let changed = (facts[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
            let bytes = FileManager.default.contents(atPath: path)?.base64EncodedString() ?? ""
            return "\(name) \(changed) \(facts[.posixPermissions] ?? "") \(bytes)"
        }
    }

    @Test func `a home that is not there, and a mistake in each file, hide nothing`() throws {
        let home = try TemporaryHome()
        try home.write("{ tradrs: [] }", to: "algom.json")
        try home.write("not an assignment\n", to: ".env", mode: 0o644)
        let outcome = try doctor(home, "--offline")
        #expect(outcome.status == 1)
        #expect(outcome.output.contains("unknown key 'tradrs'; did you mean"))
        #expect(outcome.output.contains(".env line 1"))
        let nowhere = try Command(name: "algom").run(
            ["doctor", "--offline", "--home", "/nowhere/at/all"], environment: Self.environment)
        #expect(nowhere.status == 1 && nowhere.output.contains("there is no /nowhere/at/all"))
        #expect(nowhere.output.contains("Programs") && nowhere.output.contains("Schedule"))
    }

    @Test func `lost output and unknown options have their codes, and help teaches`() throws {
        let home = try TemporaryHome()
        let program = Command.directory.appending(path: "algom").path
        for redirection in [">/dev/full", ">&-"] {
            let outcome = try Command(path: "/bin/sh").run(
                ["-c", "'\(program)' doctor --offline --home '\(home.path)' \(redirection)"],
                environment: Self.environment)
            #expect(outcome.status == 74, "\(redirection): \(outcome)")
        }
        #expect(try doctor(home, "--nonsense").status == 64)
        let help = try Command(name: "algom")("doctor", "--help")
        #expect(help.status == 0)
        for word in ["--offline", "--json", "BINANCE_API_SECRET", "EXIT STATUS"] {
            #expect(help.output.contains(word))
        }
    }
}
