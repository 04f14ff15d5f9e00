import Foundation
import Testing

/// What `--help` of every program and subcommand looks like on a terminal of 80 columns.
struct HelpTests {
    /// A program and subcommands, as typed.
    private static func help(_ words: [String]) throws -> [String] {
        let outcome = try Command(name: words[0]).run(
            words.dropFirst() + ["--help"], environment: [:])
        try #require(outcome.status == 0, "\(words)")
        return outcome.output.split(separator: "\n", omittingEmptySubsequences: false)
            .map(String.init)
    }

    /// The commands below one, and itself.
    private static func commands(_ words: [String]) throws -> [[String]] {
        let lines = try help(words)
        guard let start = lines.firstIndex(where: { $0.hasSuffix("SUBCOMMANDS:") }) else {
            return [words]
        }
        let names = lines[(start + 1)...].prefix { !$0.hasPrefix("  See ") }.compactMap { line in
            line.firstMatch(of: #/^ {2}([a-z]+)/#).map { String($0.output.1) }
        }
        return try [words] + names.flatMap { try commands(words + [$0]) }
    }

    @Test func `the commands for people stand in groups`() throws {
        let lines = try Self.help(["algom"])
        let headings = lines.filter { $0.hasSuffix(" SUBCOMMANDS:") }
        #expect(headings.count >= 4, "\(headings)")
        #expect(try Self.commands(["algom"]).contains(["algom", "cron", "install"]))
    }

    @Test func `no example, exit code or variable is broken over two lines`() throws {
        let programs = [
            "algom", "algom-draw", "algom-health", "algom-report", "algom-tick",
        ]
        let commands = try programs.flatMap { try Self.commands([$0]) }
        #expect(commands.count > 25)
        for words in commands {
            let lines = try Self.help(words).prefix { !$0.hasPrefix("USAGE") }
            for (line, next) in zip(lines, lines.dropFirst()) where line.hasPrefix("  ") {
                #expect(
                    next.isEmpty || next.hasPrefix("  "),
                    "\(words.joined(separator: " ")): \(line) | \(next)")
            }
        }
    }
}
