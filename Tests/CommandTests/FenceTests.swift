import Foundation
import Testing

/// What configuration and surroundings cannot do: leave the state directory, or open it to others.
struct FenceTests {
    private let tick = Command(name: "algom-tick")
    private static let noon = "2026-01-05T12:00:00Z"

    @Test(arguments: [
        #""../evil""#, #""..""#, #"".""#, #""""#, #""/tmp/evil""#, #""a/b""#, #""a\\b""#,
        #""a\u0000b""#, #""a\nb""#, #""a b""#, #"" a""#, #""-rf""#, #""_a""#, #""A""#, #""a.b""#,
        #""\u0430bc""#, #""a\u0301""#, #""a\u202eb""#, #""\u001b[2J""#, #""ａ""#, "null", "1", "[]",
        "\"" + String(repeating: "a", count: 33) + "\"",
        "\"" + String(repeating: "a", count: 100_000) + "\"",
    ])
    func `a trader's name cannot be a way out`(name: String) throws {
        let home = try TemporaryHome(isHome: false)
        try home.write(
            "{ traders: [{ name: \(name), exchange: \"sim\" }] }", to: "algom.json")
        let outcome = try tick("--home", home.path, "--now", Self.noon)
        #expect(outcome.status == 78, "\(outcome.errors)")
        #expect(outcome.errors.contains("traders[0].name: "), "\(outcome.errors)")
        #expect(try isPrintable(outcome.errors) && outcome.errors.utf8.count < 400)
        #expect(try FileManager.default.subpathsOfDirectory(atPath: home.path) == ["algom.json"])
        for option in [["--trader", "../" + name], ["--exchange", name]] {
            let outcome = try tick.run(
                ["--home", home.path, "--now", Self.noon] + option, environment: [:])
            #expect([64, 78].contains(outcome.status), "\(outcome.errors)")
            #expect(try isPrintable(outcome.errors))
        }
    }

    @Test(arguments: [
        "../../x", "BTC/USDT/../..", "BTC\\u0000USDT", "\\u001b[2J/USDT", "BTC%2fUSDT",
    ])
    func `a symbol is letters and digits and no part of a path`(symbol: String) throws {
        let home = try TemporaryHome(isHome: false)
        try home.write(
            "{ traders: [{ exchange: \"sim\", symbol: \"\(symbol)\" }] }", to: "algom.json")
        let outcome = try tick("--home", home.path, "--now", Self.noon)
        #expect(outcome.status == 78, "\(outcome.errors)")
        #expect(try isPrintable(outcome.errors))
        #expect(try FileManager.default.subpathsOfDirectory(atPath: home.path) == ["algom.json"])
    }

    /// Names below `state/` that a run reads, writes or makes on its way.
    @Test(arguments: [
        "traders", "traders/sim", "traders/sim/checkpoint.json", "traders/sim/journal.jsonl",
        "traders/sim/lock", "sim_trading_stats.json", "trading_stats.json", "exchanges",
        "runs.jsonl", "archive",
    ])
    func `a symbolic link in the state directory leads nowhere`(name: String) throws {
        let home = try TemporaryHome()
        let outside = try TemporaryHome()
        #expect(try tick("--exchange", "sim", "--home", home.path, "--now", Self.noon).status == 0)
        let place = home.path + "/state/" + name
        let target = outside.path + "/target"
        if FileManager.default.fileExists(atPath: place) {
            try FileManager.default.moveItem(atPath: place, toPath: target)
        } else {
            try FileManager.default.createDirectory(
                atPath: target, withIntermediateDirectories: true)
        }
        try FileManager.default.createSymbolicLink(
            atPath: place, withDestinationPath: target)
        let before = try contents(of: outside)
        let commands: [(Command, [String])] = [
            (tick, ["--exchange", "sim", "--now", "2026-01-05T12:05:00Z"]),
            (Command(name: "algom"), ["status"]), (Command(name: "algom"), ["verify"]),
            (Command(name: "algom"), ["repair"]),
            (Command(name: "algom"), ["reset", "--trader", "sim", "--reason", "x"]),
        ]
        for (command, arguments) in commands {
            let outcome = try command.run(arguments + ["--home", home.path], environment: [:])
            #expect(
                [0, 64, 74, 78].contains(outcome.status), "\(arguments): \(outcome.errors)")
            #expect(try contents(of: outside) == before, "\(arguments[0]) followed \(name)")
        }
    }

    @Test(arguments: ["0", "022", "077", "0777"])
    func `the mask that a run begins with decides nothing`(mask: String) throws {
        let home = try TemporaryHome(isHome: false)
        try home.write(
            """
            umask \(mask)
            "$2/algom" init --exchange sim --home "$1/deep/home" || exit 1
            "$2/algom-tick" --home "$1/deep/home" || exit 2
            printf '{' > "$1/deep/home/state/traders/sim/checkpoint.json"
            "$2/algom" repair --home "$1/deep/home" || exit 3
            "$2/algom" reset --trader sim --reason "a mask" --home "$1/deep/home" || exit 4
            "$2/algom-tick" --home "$1/deep/home" || exit 5
            """, to: "script.sh")
        let outcome = try Command(path: "/bin/sh")(
            home.path + "/script.sh", home.path, Command.directory.path)
        #expect(outcome.status == 0, "\(outcome.status): \(outcome.errors)")
        var looked = 0
        for name in try FileManager.default.subpathsOfDirectory(atPath: home.path + "/deep") {
            let path = "deep/\(name)"
            var isDirectory: ObjCBool = false
            _ = FileManager.default.fileExists(
                atPath: "\(home.path)/\(path)", isDirectory: &isDirectory)
            let isPublic =
                path.hasSuffix("algom.json")
                || path.hasSuffix("trading_stats.json") && !path.contains("/archive/")
            let expected = isDirectory.boolValue ? 0o700 : isPublic ? 0o644 : 0o600
            #expect(try home.mode(path) == expected, "\(path) under \(mask)")
            looked += 1
        }
        #expect(try home.mode("deep") == 0o700)
        #expect(looked >= 18, "\(looked)")
        print("umask \(mask): the modes of \(looked) files and directories")
    }

    private func contents(of home: TemporaryHome) throws -> [String: Data] {
        var contents: [String: Data] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: home.path) {
            contents[name] = FileManager.default.contents(atPath: "\(home.path)/\(name)") ?? Data()
        }
        return contents
    }
}

/// Whether a text holds nothing that a terminal would obey, but for line ends.
func isPrintable(_ text: String) throws -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
        switch scalar.properties.generalCategory {
        case .control: scalar == "\n"
        case .format, .lineSeparator, .paragraphSeparator: false
        default: true
        }
    }
}
