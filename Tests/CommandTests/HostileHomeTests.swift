import Foundation
import JSON
import Testing

/// A home whose files, and whose very name, give a terminal orders: no command passes them on.
struct HostileHomeTests {
    /// A colour that is none of ours, a title, a clearing by a C1 control, and writing leftwards.
    private static let evil = "\u{1b}[41mred\u{1b}]0;t\u{7}\u{9b}2J\u{202e}\u{2028}\u{301}"
    /// Fields that hold words, in whatever document.
    private static let wordy: Set<String> = [
        "text", "remark", "notice", "words", "title", "lines", "reason", "error", "program",
        "damage", "errors", "status", "channel",
    ]

    /// A home with a record, a post that waits, an archive, alerts and what health remembers.
    private static func home() throws -> TemporaryHome {
        let home = try TemporaryHome()
        try home.write(
            "{ traders: [{ exchange: 'sim' }], alerts: { slack: {} } }", to: "algom.json")
        let keys = ["API_KEY", "API_SECRET", "ACCESS_TOKEN", "ACCESS_TOKEN_SECRET"]
        try home.write(
            "SLACK_WEBHOOK_URL=http://127.0.0.1:9/services/x\nTWITTER_BASE_URL=http://127.0.0.1:9\n"
                + keys.map { "TWITTER_\($0)=a-key-of-\($0)\n" }.joined(), to: ".env")
        let place = ["--home", home.path]
        let start = Date(timeIntervalSinceNow: -3 * 86_400).ISO8601Format()
        for (program, arguments) in [
            ("algom-tick", ["--now", start]),
            ("algom", ["reset", "--trader", "sim", "--reason", "x"]),
            ("algom-tick", ["--now", start]), ("algom", ["alert"]), ("algom-tick", []),
            ("algom-report", ["--kind", "education"]), ("algom-health", []), ("algom-health", []),
        ] {
            let outcome = try Command(name: program).run(arguments + place, environment: [:])
            #expect(outcome.status != 64 && outcome.status != 78, "\(program) \(outcome)")
        }
        for name in try FileManager.default.subpathsOfDirectory(atPath: home.path + "/state") {
            let isRecord = name.hasSuffix("checkpoint.json") || name.hasSuffix("journal.jsonl")
            if name.hasSuffix(".json"), !isRecord { try poison(document: "state/\(name)", home) }
            if name.hasSuffix(".jsonl"), !isRecord { try poison(lines: "state/\(name)", home) }
            if name.hasSuffix("lock") { try home.write(evil, to: "state/\(name)") }
        }
        try home.write(
            ((try? home.text("state/posts.jsonl")) ?? "") + postLine + "\n", to: "state/posts.jsonl"
        )
        return home
    }

    private static var postLine: String {
        """
        {"schema":1,"at":1795873405464,"id":"x","kind":"trade","reports":[],"status":"posted\(spelled)",\
        "words":"w\(spelled)","parts":[{"text":"\(spelled)","postID":"1\(spelled)","attempts":[]}]}
        """
    }

    /// The words as JSON spells them.
    private static var spelled: String {
        evil.unicodeScalars.map { String(format: "\\u%04x", $0.value) }.joined()
    }

    private static func poisoned(_ value: JSONValue, _ name: String = "") -> JSONValue {
        switch value {
        case .string(let text):
            wordy.contains(name) && text != "slack" ? .string(text + evil) : value
        case .array(let elements): .array(elements.map { poisoned($0, name) })
        case .object(let members):
            .object(
                members.map { JSONMember(name: $0.name, value: poisoned($0.value, $0.name)) })
        default: value
        }
    }

    private static func compact(_ value: JSONValue) -> String {
        var writer = JSONWriter()
        writer.value(value)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// The document with other words, and the digest that fits them.
    private static func poison(document name: String, _ home: TemporaryHome) throws {
        let whole = poisoned(try JSONReader.parse(Array(try home.text(name).utf8)))
        let members = try #require(whole.members)
        guard members.last?.name == "sha256" else {
            return try home.write(compact(whole), to: name)
        }
        let body = compact(.object(members.dropLast()))
        try home.write(body, to: "sealed")
        let sum = try Command(path: "/usr/bin/sha256sum")(home.path + "/sealed").output.prefix(64)
        try home.write(body.dropLast() + ",\"sha256\":\"\(sum)\"}", to: name)
    }

    private static func poison(lines name: String, _ home: TemporaryHome) throws {
        let lines = try home.text(name).split(separator: "\n").map { line in
            compact(poisoned(try JSONReader.parse(Array(line.utf8))))
        }
        try home.write(lines.joined(separator: "\n") + "\n", to: name)
    }

    private static let commands: [[String]] = [
        ["algom", "posts"], ["algom", "posts", "--json"], ["algom", "posts", "drafts"],
        ["algom", "posts", "drafts", "--json"], ["algom", "status"],
        ["algom", "status", "--json"], ["algom", "trades"], ["algom", "explain"],
        ["algom", "verify"], ["algom", "doctor", "--offline"],
        ["algom", "doctor", "--offline", "--json"], ["algom", "chart", "--text"],
        ["algom", "chart", "--equity", "--text"], ["algom", "dashboard"], ["algom", "alert"],
        ["algom", "alert", "--test", "slack"], ["algom", "export", "trades"],
        ["algom", "archive"], ["algom", "archive", "verify"], ["algom", "config", "check"],
        ["algom", "config", "show"], ["algom", "backup", "/tmp/algom-of-a-hostile-test.tgz"],
        ["algom", "cron", "show"], ["algom", "reset", "--trader", "x"], ["algom", "repair"],
        ["algom-health"], ["algom-health", "--json"], ["algom-report", "--dry-run"],
        ["algom-report", "--kind", "education", "--json"], ["algom-tick"],
        ["algom-tick", "--json"],
    ]

    private static func words(_ arguments: [String]) -> String {
        arguments.map { "'\($0)'" }.joined(separator: " ")
    }

    /// Runs it on a terminal of its own and sees what is shown there.
    private static func expectHarmless(_ command: [String], _ place: [String]) throws {
        let program = Command.directory.appending(path: command[0]).path
        let terminal = try Pseudoterminal(
            words([program] + command.dropFirst() + place), environment: ["ALGOM_TEST": "1"])
        let status = try terminal.end()
        #expect(status != 70 && status < 126, "\(command): \(terminal.text)")
        // Ours: colours, and the line that a meter draws over.
        let shown = terminal.text.replacing("\r\n", with: "\n").replacing("\r\u{1b}[K", with: "")
        #expect(!shown.contains("\u{1b}[41m"), "\(command): \(shown.debugDescription)")
        let plain = shown.replacing(/\u{1b}\[[0-9;]*m/, with: "").replacing("\r\r\n", with: "\n")
        #expect(try isPrintable(plain), "\(command): \(plain.debugDescription)")
    }

    @Test func `no command passes on what the files of a home say`() throws {
        let home = try Self.home()
        for command in Self.commands {
            try Self.expectHarmless(command, ["--home", home.path])
        }
        let posts = try Command(name: "algom")("posts", "--home", home.path)
        #expect(posts.output.contains("?[41mred?]0;t??2J"), "\(posts)")
    }

    @Test func `nor what it is called, nor what the command line says`() throws {
        let home = try TemporaryHome()
        let named = home.path + "/" + Self.evil
        for name in ["", "/state"] {
            try FileManager.default.createDirectory(
                atPath: named + name, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        }
        for command in Self.commands { try Self.expectHarmless(command, ["--home", named]) }
        let line = "\(Self.evil)\nforged: line"
        for arguments in [
            ["algom", line], ["algom", "status", "--\(line)"], ["algom", "export", line],
            ["algom", "posts", "--last", line], ["algom", "posts", "--last=\(line)"],
            ["algom-tick", line], ["algom-report", "--kind", line], ["algom-health", "--\(line)"],
            ["algom", "chart", "--last", line], ["algom", "alert", "--test", line],
            ["algom", "backtest", "--candles", line], ["algom", "trades", "--since", line],
            ["algom", "init", "--symbol", line], ["algom", "sweep", "--candles", line],
            ["algom", "import", "candles", line], ["algom", "reset", "--reason", line],
        ] {
            try Self.expectHarmless(arguments, [])
            let outcome = try Command(name: arguments[0]).run(
                Array(arguments.dropFirst()), environment: [:])
            #expect(outcome.status != 0, "\(arguments)")
            #expect(
                !outcome.errors.split(separator: "\n").contains { $0.hasPrefix("forged") },
                "\(outcome.errors)")
        }
    }
}
