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

    @Test func `what does not fit into the window is scrolled to`() throws {
        let home = try Self.home()
        let path = Command.directory.appending(path: "algom").path
        let terminal = try Pseudoterminal(
            "\(path) status --watch=3600 --home \(home.path)", columns: 90, rows: 8)
        try terminal.wait(
            for: "1 to 5 of 6 lines, arrows scroll, s sorts (as in algom.json), q ends")
        #expect(!terminal.text.contains("next "))
        for (keys, place) in [("\u{1b}[B", "2 to 6"), ("k", "1 to 5"), ("\u{1b}[6~", "2 to 6")] {
            try terminal.type(keys)
            try terminal.wait(for: "\(place) of 6 lines")
        }
        #expect(terminal.text.contains("next "))
        try terminal.type("s")
        try terminal.wait(for: "s sorts (by name)")
        try terminal.type("q")
        #expect(try terminal.end() == 0)
        #expect(terminal.text.contains("UTC, every") && terminal.text.hasSuffix(Self.leave))
    }

    /// A home with traders of these names, which have run; two of them are changed after that.
    private static func home(of names: [String]) throws -> TemporaryHome {
        let home = try TemporaryHome()
        func write(_ changed: [String: String] = [:]) throws {
            let traders = names.filter { changed[$0] != "" }.map { name in
                "{ name: '\(name)', exchange: 'sim', warmUp: 30\(changed[name] ?? "") }"
            }
            try home.write("{ traders: [\(traders.joined(separator: ",\n"))] }", to: "algom.json")
        }
        try write()
        #expect(try Command(name: "algom-tick")("--home", home.path).status == 0)
        if names.count > 3 { try write([names[0]: "", names[1]: ", stopLossPercent: 3"]) }
        return home
    }

    @Test func `many traders have a line each, in the order of the file, with what is wrong`()
        throws
    {
        let names = ["z", "y", "m", "a", "k"]
        let home = try Self.home(of: names)
        let outcome = try algom("status", "--home", home.path, environment: ["COLUMNS": "80"])
        #expect(
            outcome.status == 78
                && outcome.lines.allSatisfy { $0.count <= 80 || $0.contains("--home") })
        let rows = outcome.lines.drop { !$0.hasPrefix("trader") }.dropFirst()
        #expect(
            rows.prefix(5).map { $0.prefix(1) } == ["y", "m", "a", "k", "z"], "\(outcome.output)")
        #expect(rows.first?.hasSuffix("refused") == true)
        #expect(rows.dropFirst(4).first?.hasSuffix("removed") == true)
        #expect(outcome.lines[0] == "5 traders, 0 in a position; 1 refused, 1 removed")
        let sorted = try algom("status", "--sort", "name", "--wide", "--home", home.path)
        #expect(sorted.output.contains("\na  ") && sorted.output.contains("waits for MA7"))
        // Every list of traders has that order.
        for words in [["verify"], ["explain"], ["trades"]] {
            let told = try algom.run(words + ["--home", home.path], environment: [:])
            let places = ["y", "m", "a", "k"].compactMap { name in
                told.lines.firstIndex { $0.hasPrefix("\(name): ") || $0.hasPrefix("\(name)  ") }
            }
            #expect(places == places.sorted(), "\(words): \(told.output)")
        }
    }

    @Test func `what is wrong with algom.json comes first, and the traders all the same`() throws {
        let home = try Self.home(of: ["b", "a"])
        try home.write("{ traderz: [] }", to: "algom.json")
        let outcome = try algom("status", "--home", home.path, environment: ["COLUMNS": "200"])
        #expect(outcome.status == 78 && outcome.errors == "")
        #expect(
            outcome.lines[0]
                == "\(home.path)/algom.json: unknown key 'traderz'; did you mean 'traders'?")
        #expect(outcome.output.contains("\na  sim BTC/USDT 5m\n"))
        let json = try algom("status", "--json", "--home", home.path)
        #expect(json.status == 78 && json.lines.count == 2 && json.errors.contains("'traderz'"))
    }

    @Test func `a trader whose last tick failed looks it, and why`() throws {
        let home = try TemporaryHome()
        let environment = ["BINANCE_BASE_URL": "http://127.0.0.1:1"]
        try home.write(
            "{ traders: [{ exchange: 'binance' }, { exchange: 'sim' }] }", to: "algom.json")
        let tick = try Command(name: "algom-tick").run(
            ["--home", home.path], environment: environment)
        #expect(tick.status == 69)
        let outcome = try algom("status", "--home", home.path, environment: ["COLUMNS": "300"])
        let line = try #require(outcome.lines.first { $0.hasPrefix("  failing ") }, "\(outcome)")
        #expect(line.contains("its last tick failed: binance BTC/USDT 5m: http://127.0.0.1:1/"))
        #expect(line.hasSuffix("see: algom-tick --trader binance --home \(home.path)"))
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
