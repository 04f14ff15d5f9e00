import Foundation
import Testing

/// What messages tell to run, run as it stands: each command of theirs, in a home whose name needs
/// quotes.
struct PastedRemedyTests {
    /// Something that is wrong, who tells of it, and how the command begins that helps.
    struct Trouble: CustomTestStringConvertible, Sendable {
        let testDescription: String
        /// What makes it wrong, in `sh`; `$home` is the home, whose trader `sim` has run.
        let breaking: String
        let teller: [String]
        let remedy: String
        /// Whether who told of it finds nothing wrong afterwards.
        var isCured = true
    }

    private static let troubles = [
        Trouble(
            testDescription: "a damaged checkpoint",
            breaking: "echo { > \"$home/state/traders/sim/checkpoint.json\"",
            teller: ["algom", "status"], remedy: "algom repair"),
        Trouble(
            testDescription: "a lost checkpoint",
            breaking: "rm \"$home/state/traders/sim/checkpoint.json\"",
            teller: ["algom-tick"], remedy: "algom repair"),
        Trouble(
            testDescription: "a record of other settings",
            breaking: "sed -i 's/warmUp: 30/warmUp: 40/' \"$home/algom.json\"",
            teller: ["algom-tick"], remedy: "algom reset"),
        Trouble(
            testDescription: "the same, as status tells it",
            breaking: "sed -i 's/warmUp: 30/warmUp: 40/' \"$home/algom.json\"",
            teller: ["algom", "status"], remedy: "algom reset", isCured: false),
        Trouble(
            testDescription: "a record that is lost", breaking: "rm -r \"$home/state/traders/sim\"",
            teller: ["algom-tick"], remedy: "algom reset"),
        Trouble(
            testDescription: "a damaged journal",
            breaking: "sed -i '3s/close/clone/' \"$home/state/traders/sim/journal.jsonl\"",
            teller: ["algom", "verify"], remedy: "algom reset", isCured: false),
        Trouble(
            testDescription: "a trader that left the file",
            breaking: "sed -i 's/sim/binance/' \"$home/algom.json\"",
            teller: ["algom", "status"], remedy: "algom reset", isCured: false),
        Trouble(
            testDescription: "a home that others may write",
            breaking: "chmod g+w \"$home\"", teller: ["algom-tick"], remedy: "chmod go-w"),
        Trouble(
            testDescription: "an .env that others may read",
            breaking: "touch \"$home/.env\"; chmod 644 \"$home/.env\"",
            teller: ["algom", "doctor", "--offline"], remedy: "chmod 600", isCured: false),
        Trouble(
            testDescription: "no candle yet, without algom.json",
            breaking:
                "rm -r \"$home/algom.json\" \"$home/state/traders/sim/\"*; rm \"$home/state/\"*stats*",
            teller: ["algom-health"], remedy: "algom-tick", isCured: false),
        Trouble(
            testDescription: "a draft that is none", breaking: ":",
            teller: ["algom", "posts", "accept", "x-1"], remedy: "algom posts drafts",
            isCured: false),
        Trouble(
            testDescription: "health that has not run", breaking: ":",
            teller: ["algom", "doctor", "--offline"], remedy: "algom-health", isCured: false),
    ]

    /// Runs a line in a shell that finds the programs, as a person would paste it.
    private static func paste(_ line: String, home: String) throws -> Command.Outcome {
        try Command(path: "/bin/sh").run(
            ["-c", line],
            environment: ["PATH": "\(Command.directory.path):/usr/bin:/bin", "home": home])
    }

    /// The command in what was printed: from its first word to the end of the home, or of the path, and
    /// never over a line's end.
    private static func command(_ start: String, in text: String) -> String? {
        let place = start.hasPrefix("chmod") ? "" : "--home "
        return text.split(separator: "\n").compactMap { line in
            line.firstRange(of: "\(start) ").flatMap { range in
                let rest = line[range.lowerBound...]
                return try? Regex("^[^;\\n]*?\(place)'[^']*a home[^']*'(?: --reason '[^']*')?")
                    .firstMatch(in: rest).map { String(rest[$0.range]) }
            }
        }.first
    }

    @Test(arguments: troubles)
    func `helps`(trouble: Trouble) throws {
        let scratch = try TemporaryHome(isHome: false)
        let home = scratch.path + "/a home"
        try FileManager.default.createDirectory(
            atPath: home, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try scratch.write("{ traders: [{ exchange: 'sim', warmUp: 30 }] }", to: "a home/algom.json")
        #expect(try Self.paste("algom-tick --home \"$home\"", home: home).status == 0)
        #expect(try Self.paste(trouble.breaking, home: home).status == 0)
        let told = try Command(name: trouble.teller[0]).run(
            trouble.teller.dropFirst() + ["--home", home], environment: ["COLUMNS": "50"])
        let remedy = try #require(
            Self.command(trouble.remedy, in: told.output + "\n" + told.errors), "\(told)")
        let pasted = try Self.paste(remedy, home: home)
        // What looks may find something wrong; nothing may be misunderstood, or not be there.
        #expect([0, 1].contains(pasted.status), "\(remedy): \(pasted)")
        guard trouble.isCured else { return }
        let again = try Command(name: trouble.teller[0]).run(
            trouble.teller.dropFirst() + ["--home", home], environment: [:])
        #expect(again.status == 0, "\(remedy): \(again)")
    }

    @Test func `a home that is none, and a pair without a balance`() throws {
        let scratch = try TemporaryHome(isHome: false)
        let home = scratch.path + "/a home"
        let absent = try Command(name: "algom-tick")("--home", home, "--exchange", "sim")
        let begin = try #require(Self.command("algom init", in: absent.errors), "\(absent)")
        #expect(try Self.paste(begin, home: home).status == 0)
        let other = scratch.path + "/another a home"
        let asked = try Command(name: "algom")(
            "init", "--offline", "--exchange", "sim", "--symbol", "ETH/BTC", "--home", other)
        #expect(asked.status == 64)
        let answer = try #require(Self.command("algom init", in: asked.errors), "\(asked)")
        let made = try Self.paste("\(answer) --offline", home: other)
        #expect(made.status == 0, "\(made)")
        let tick = try Command(name: "algom-tick")("--home", other)
        #expect(tick.status == 0 && tick.output.contains("equity 0.50"), "\(tick)")
    }

    @Test func `a record that begins with ten thousand of a coin says so, once`() throws {
        let home = try TemporaryHome()
        try home.write(
            "{ traders: [{ exchange: 'sim', symbol: 'ETH/BTC', warmUp: 30 }] }", to: "algom.json")
        let tick = Command(name: "algom-tick")
        let first = try tick("--home", home.path, "--now", "2026-01-05T12:00:00Z")
        #expect(first.status == 0)
        #expect(first.errors.contains("sim: it begins with 10,000.00000000 BTC, the default; "))
        #expect(first.errors.hasSuffix("--reason 'another balance' --home \(home.path)\n"))
        let second = try tick("--home", home.path, "--now", "2026-01-05T13:00:00Z")
        #expect(second.status == 0 && second.errors == "", "\(second)")
    }

    @Test func `a directory whose name is no UTF-8 is refused as a home`() throws {
        let scratch = try TemporaryHome(isHome: false)
        let line = "d=\"$home/$(printf 'a\\377b')\"; mkdir -p \"$d/state\"; cd \"$d\"; algom status"
        let outcome = try Self.paste(line, home: scratch.path)
        #expect(outcome.status == 78, "\(outcome)")
        #expect(outcome.errors.contains("it is no text of UTF-8"), "\(outcome.errors)")
    }
}
