import Foundation
import Testing

/// The units of systemd, as `make install-systemd` puts them in place, held against systemd's own
/// reader and against the crontab.
@Suite(
    .enabled(
        if: FileManager.default.isExecutableFile(atPath: "/usr/bin/systemd-analyze"),
        "systemd-analyze is not installed: 'make test-packages' does it"))
struct SystemdTests {
    private static let analyze = Command(path: "/usr/bin/systemd-analyze")
    private static let names = ["alert", "dashboard", "health", "report", "tick"]
    private static let checkout = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    private let root: TemporaryHome

    /// What a machine has where the units are installed beside the programs, and systemd's targets.
    init() throws {
        root = try TemporaryHome(isHome: false)
        let make = try Command(path: "/usr/bin/make").run(
            [
                "-s", "-C", Self.checkout.path, "install-systemd", "DESTDIR=\(root.path)",
                "PREFIX=/usr", "UNIT_DIR=/usr/lib/systemd/system",
            ], environment: ["PATH": "/usr/bin:/bin"])
        try #require(make.status == 0, "\(make.output)\(make.errors)")
        let programs = root.url.appending(path: "usr/bin")
        try FileManager.default.createDirectory(at: programs, withIntermediateDirectories: true)
        for name in ["algom", "algom-tick", "algom-report", "algom-health"] {
            try FileManager.default.copyItem(
                atPath: "/bin/true", toPath: programs.appending(path: name).path)
        }
        for name in ["basic", "network-online", "shutdown", "sysinit", "timers"] {
            try FileManager.default.copyItem(
                atPath: "/usr/lib/systemd/system/\(name).target",
                toPath: root.path + "/usr/lib/systemd/system/\(name).target")
        }
    }

    private func text(_ unit: String) throws -> String {
        try root.text("usr/lib/systemd/system/algom-\(unit)")
    }

    private func verify() throws -> Command.Outcome {
        let units = Self.names.flatMap { ["algom-\($0).service", "algom-\($0).timer"] }
        return try Self.analyze.run(
            ["verify", "--man=no", "--root=\(root.path)"] + units, environment: [:])
    }

    /// What a unit says after a key, once.
    private static func value(_ key: String, in text: String) throws -> String {
        let lines = text.split(separator: "\n").filter { $0.hasPrefix("\(key)=") }
        try #require(lines.count == 1, "\(key) in \(text)")
        return String(lines[0].dropFirst(key.utf8.count + 1))
    }

    @Test func `systemd finds nothing wrong with any unit`() throws {
        let outcome = try verify()
        #expect(outcome.status == 0 && outcome.output == "" && outcome.errors == "", "\(outcome)")
    }

    @Test(arguments: ["s/^Type=oneshot$/Type=onesht/", "s/^ProtectSystem=/ProtectSystm=/"])
    func `systemd would find it`(edit: String) throws {
        let path = root.path + "/usr/lib/systemd/system/algom-.service.d/sandbox.conf"
        _ = try Command(path: "/usr/bin/sed")("-i", edit, path)
        #expect(try verify().errors.contains("sandbox.conf:"))
    }

    @Test(arguments: Self.names)
    func `a service is confined as far as systemd counts it`(name: String) throws {
        let outcome = try Self.analyze.run(
            [
                "security", "--offline=yes", "--no-pager", "--threshold=15",
                "--root=\(root.path)", "algom-\(name).service",
            ], environment: [:])
        #expect(outcome.status == 0, "\(outcome.output.suffix(200))\(outcome.errors)")
    }

    @Test(arguments: Self.names)
    func `a timer goes off at the minutes of the crontab`(name: String) throws {
        let command = try Self.value("ExecStart", in: text("\(name).service"))
            .replacing("/usr/bin/", with: "")
        let crontab = try String(
            contentsOf: Self.checkout.appending(path: "crontab"), encoding: .utf8)
        let fields = crontab.split(separator: "\n").compactMap { line -> Set<Int>? in
            guard
                let match = line.firstMatch(of: #/^#?([0-9*/-]+) \* \* \* \* .+?\$\((\/.+?) 2>&1/#),
                // A unit says the home in its environment.
                String(match.2).replacing("/opt/algom/bin/", with: "")
                    .replacing(" --home /opt/algom", with: "") == command
            else { return nil }
            return Self.minutes(of: String(match.1))
        }
        try #require(fields.count == 1, "\(command) has \(fields.count) lines in crontab")
        let outcome = try Self.analyze.run(
            [
                "calendar", "--iterations=60", "--base-time=2025-12-31 23:59:59 UTC",
                try Self.value("OnCalendar", in: text("\(name).timer")),
            ], environment: ["TZ": "UTC"])
        let times = outcome.output.matches(of: #/ 2026-01-01 00:(\d\d):00 UTC/#)
        #expect(Set(times.compactMap { Int($0.1) }) == fields[0], "\(outcome)")
    }

    /// The minutes that a field of a crontab names: `*/5`, `7` or `3-59/15`.
    private static func minutes(of field: String) -> Set<Int> {
        let parts = field.split(separator: "/")
        let step = parts.count > 1 ? Int(parts[1]) ?? 60 : 1
        if parts[0] == "*" { return Set(stride(from: 0, to: 60, by: step)) }
        let ends = parts[0].split(separator: "-").compactMap { Int($0) }
        return Set(stride(from: ends[0], through: ends.last ?? 0, by: step))
    }

    @Test(arguments: Self.names)
    func `what a service starts knows how it is called`(name: String) throws {
        let words = try Self.value("ExecStart", in: text("\(name).service"))
            .replacing("/usr/bin/", with: "").split(separator: " ").map(String.init)
        let outcome = try Command(name: words[0]).run(
            words.dropFirst() + ["--help"], environment: [:])
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("USAGE: \(words.joined(separator: " "))"), "\(outcome)")
    }

    @Test func `the home is the one that was named, and none that services cannot see`() throws {
        func install(_ home: String) throws -> Int32 {
            try Command(path: "/usr/bin/make").run(
                [
                    "-s", "-C", Self.checkout.path, "install-systemd", "DESTDIR=\(root.path)",
                    "PREFIX=/usr/local", "UNIT_DIR=/usr/lib/systemd/system", "HOME_DIR=\(home)",
                ], environment: ["PATH": "/usr/bin:/bin"]
            ).status
        }
        #expect(try install("/srv/algom") == 0)
        #expect(try text(".service.d/sandbox.conf").contains("ReadWritePaths=/srv/algom\n"))
        #expect(try text("tick.service").contains("ExecStart=/usr/local/bin/algom-tick\n"))
        #expect(try root.text("usr/lib/tmpfiles.d/algom.conf").contains("d /srv/algom 0700 algom"))
        #expect(try install("/home/me/algom") != 0)
    }

    @Test func `what was installed is taken away again`() throws {
        let make = try Command(path: "/usr/bin/make").run(
            [
                "-s", "-C", Self.checkout.path, "uninstall-systemd", "DESTDIR=\(root.path)",
                "UNIT_DIR=/usr/lib/systemd/system",
            ], environment: ["PATH": "/usr/bin:/bin"])
        #expect(make.status == 0)
        let left = try FileManager.default.subpathsOfDirectory(atPath: root.path)
        #expect(!left.contains { $0.contains("algom-.service") || $0.hasSuffix("algom.conf") })
        #expect(!left.contains { $0.hasSuffix(".service") || $0.hasSuffix(".timer") })
    }
}
