import Foundation
import Testing

/// `status` as a person runs it.
struct AlgomStatusTests {
    private static let enter = "\u{1b}[?1049h\u{1b}[?25l\u{1b}[?7l"
    private static let leave = "\u{1b}[?7h\u{1b}[?25h\u{1b}[?1049l"
    private let algom = Command(name: "algom")

    private static func home() throws -> TemporaryHome {
        let home = try TemporaryHome()
        let tick = Command(name: "algom-tick")
        let outcome = try tick(
            "--exchange", "sim", "--home", home.path, "--now", "2026-01-05T12:00:00Z")
        #expect(outcome.status == 0)
        return home
    }

    private static func watched(
        _ home: TemporaryHome, _ option: String = "--watch=1", columns: Int = 80
    ) throws -> Pseudoterminal {
        let path = Command.directory.appending(path: "algom").path
        return try Pseudoterminal(
            "\(path) status \(option) --home \(home.path)", columns: columns)
    }

    @Test func `watched, it is drawn over again, and Ctrl-C leaves the terminal as it was`() throws
    {
        let home = try Self.home()
        let terminal = try Self.watched(home)
        for _ in 0..<3 { try terminal.wait(for: "Ctrl-C ends") }
        try terminal.type("\u{3}")
        #expect(try terminal.end() == 0)
        let text = terminal.text
        #expect(text.ranges(of: Self.enter).count == 1 && text.ranges(of: Self.leave).count == 1)
        #expect(text.trimmingCharacters(in: ["^", "C", "\r", "\n"]).hasSuffix(Self.leave))
        // From the corner on, and never over an empty screen.
        #expect(text.ranges(of: "\u{1b}[H").count >= 3 && !text.contains("\u{1b}[2J"))
        #expect(text.contains(" UTC, every 1 s, Ctrl-C ends\u{1b}[K"))
        #expect(text.contains("BTC/USDT 5m") && text.contains("equity"))
    }

    @Test(arguments: [SIGTERM, SIGHUP, SIGQUIT])
    func `any end leaves the terminal as it was`(signal: Int32) throws {
        let home = try Self.home()
        let terminal = try Self.watched(home, "--watch=3600")
        try terminal.wait(for: "every 3600 s, Ctrl-C ends")
        #expect(kill(try terminal.processID, signal) == 0)
        #expect(try terminal.end() == 0)
        #expect(terminal.text.hasSuffix(Self.leave))
    }

    @Test func `a window that is closed ends it`() throws {
        let home = try Self.home()
        let terminal = try Self.watched(home, "--watch 3600")
        try terminal.wait(for: "every 3600 s, Ctrl-C ends")
        let id = try terminal.processID
        try terminal.close()
        _ = try terminal.end()
        let clock = ContinuousClock()
        let start = clock.now
        while kill(id, 0) == 0, clock.now - start < .seconds(30) { sched_yield() }
        #expect(kill(id, 0) == -1 && errno == ESRCH)
    }

    @Test func `it follows the size of the window, and what comes to pass`() throws {
        let home = try Self.home()
        let terminal = try Self.watched(home, "--watch=3600", columns: 120)
        try terminal.wait(for: "\u{1b}[J")
        let wide = terminal.text
        let tick = Command(name: "algom-tick")
        #expect(
            try tick("--exchange", "sim", "--home", home.path, "--now", "2026-01-05T13:00:00Z")
                .status == 0)
        let stty = Command(path: "/usr/bin/stty")
        #expect(try stty("-F", terminal.path, "cols", "40").status == 0)
        try terminal.wait(for: "\u{1b}[J")
        let narrow = terminal.text.dropFirst(wide.count)
        try terminal.type("\u{3}")
        #expect(try terminal.end() == 0)
        let lines = { (text: Substring) in text.ranges(of: "\u{1b}[K").count }
        #expect(lines(narrow) > lines(wide[...]), "\(narrow)")
        #expect(wide.contains("2026-01-05 12:00,") && narrow.contains("2026-01-05 13:00,"))
    }

    @Test func `what does not fit into the window is told of`() throws {
        let home = try Self.home()
        let path = Command.directory.appending(path: "algom").path
        let terminal = try Pseudoterminal(
            "\(path) status --watch --home \(home.path)", columns: 30, rows: 6)
        try terminal.wait(for: " more lines, in a larger window")
        try terminal.type("\u{3}")
        #expect(try terminal.end() == 0)
        #expect(terminal.text.contains("UTC, every"))
    }

    @Test func `a wrong question is 64, on a terminal too`() throws {
        let home = try Self.home()
        let piped = try algom("status", "--watch", "--home", home.path)
        #expect(piped.status == 64 && piped.output == "")
        #expect(
            piped.errors
                == "algom status: --watch: standard output is no terminal; without --watch it is printed once\n"
        )
        for wrong in [
            ["--watch=0"], ["--watch", "3601"], ["--watch=x"], ["--watch="], ["--watch", "--json"],
        ] {
            let outcome = try algom.run(["status"] + wrong, environment: [:])
            #expect(outcome.status == 64 && !outcome.errors.contains("no terminal"), "\(wrong)")
        }
        let terminal = try Self.watched(home, "--watch --trader nobody")
        #expect(try terminal.end() == 64)
        #expect(!terminal.text.contains(Self.enter) && terminal.text.contains("nobody"))
    }
}
