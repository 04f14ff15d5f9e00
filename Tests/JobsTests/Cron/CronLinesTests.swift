import Foundation
import Market
import Testing

@testable import Jobs
@testable import Text
@testable import Settings
@testable import Watch

struct CronLinesTests {
    private static func lines(
        home: String = "/opt/algom", programs: String = "/opt/algom/bin",
        isConfigured: Bool = false, schedule: TickSchedule = .usual,
        extras: CronExtras = CronExtras()
    ) throws -> [String] {
        try CronLines.lines(
            home: home, programs: programs, isConfigured: isConfigured, schedule: schedule,
            extras: extras)
    }

    /// The lines of the project's crontab, with those that a person may switch on.
    private static func shipped() throws -> [String] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return try String(contentsOf: root.appending(path: "crontab"), encoding: .utf8)
            .split(separator: "\n").map { String($0.drop { $0 == "#" }) }
            .filter { $0.contains("* * * * o=$(") }
    }

    private static func stripped(_ lines: [String]) -> [String] {
        lines.map {
            $0.replacing("/usr/bin/logger", with: "logger")
        }
    }

    @Test func `they are those of the crontab file`() throws {
        let shipped = try Self.shipped()
        #expect(shipped.count == 8)
        let extras = CronExtras(health: true, dashboard: true, alerts: true)
        let unconfigured = Self.stripped(try Self.lines(extras: extras))
        let configured = Self.stripped(try Self.lines(isConfigured: true, extras: extras))
        #expect(unconfigured.count == 6 && configured.count == 5)
        // All but the educational posts, which no flag asks for.
        #expect(
            Set(unconfigured + configured) == Set(shipped.filter { !$0.contains("education") }))
    }

    /// Debian's cron takes the backslash before `%` away, busybox's leaves it to the shell.
    @Test(arguments: [true, false])
    func `a path with a percent sign is the same whichever cron hands it on`(isTaken: Bool) throws {
        let line = "echo \(try CronLines.word("/a 100% b"))"
        let shell = Process()
        let pipe = Pipe()
        shell.executableURL = URL(filePath: "/bin/sh")
        shell.arguments = ["-c", isTaken ? line.replacing("\\%", with: "%") : line]
        shell.standardOutput = pipe
        try shell.run()
        shell.waitUntilExit()
        let said = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        #expect(said == "/a 100% b\n")
    }

    @Test func `no line needs a variable`() throws {
        #expect(try Self.shipped().allSatisfy { $0.contains(" --home /opt/algom 2>&1 ") })
    }

    @Test func `each home has a tag of its own in the log`() throws {
        for (home, tag) in [
            ("/opt/algom", "algom-opt-algom"), ("/", "algom"),
            ("/srv/my traders/é", "algom-srv-my-traders"),
            (
                "/" + String(repeating: "x/", count: 100),
                "algom-" + String(repeating: "x-", count: 27) + "x"
            ),
        ] {
            #expect(CronLines.tag(of: home) == tag)
            for line in try Self.lines(home: home) {
                #expect(line.ranges(of: " -t \(tag)").count == 2, "\(line)")
            }
        }
    }

    @Test func `ticks start as often as candles ask`() throws {
        let ticks = try Self.lines(schedule: TickSchedule(for: [.oneMinute, .fiveMinutes]))
            .filter { $0.contains("/algom-tick ") }
        #expect(ticks.count == 2 && ticks.allSatisfy { $0.hasPrefix("* * * * * o=") })
    }

    @Test(arguments: [
        ("/opt/algom", "/opt/algom"), ("/a b", "'/a b'"), ("/100%", "'/100'\\%''"),
        ("/it's", "'/it'\"'\"'s'"), ("/$HOME", "'/$HOME'"), ("/é", "'/é'"), ("/a;b", "'/a;b'"),
    ])
    func `a path is one word`(path: String, word: String) throws {
        #expect(try CronLines.word(path) == word)
        #expect(try Self.lines(home: path).allSatisfy { $0.contains(" --home \(word) 2>&1 ") })
    }

    @Test(arguments: ["/a\nb", "/a\\b", "/a\u{0}b", "/a\u{7f}", "/a\r\nb", "/\t"])
    func `what cannot stand in a crontab is refused`(path: String) {
        #expect(throws: JobError.self) { try CronLines.word(path) }
        #expect(throws: JobError.self) { try Self.lines(home: path) }
        #expect(throws: JobError.self) { try Self.lines(programs: path) }
    }

    @Test func `a line that cron would cut is refused`() throws {
        let path = "/" + String(repeating: "a", count: 1_000)
        #expect(throws: JobError.self) { try Self.lines(home: path) }
    }
}
