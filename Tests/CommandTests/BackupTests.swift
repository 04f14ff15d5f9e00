import Foundation
import Testing

/// The commands by which the page on operation backs a home up and restores it, run as they stand there.
struct BackupTests {
    private let home: TemporaryHome
    private let desk: TemporaryHome

    init() throws {
        home = try TemporaryHome()
        desk = try TemporaryHome()
        try home.write("{ traders: [{ name: 'binance', exchange: 'sim' }] }", to: "algom.json")
        try home.write("DISABLE_POSTING=1\n", to: ".env")
        // A crontab program that keeps its table in a file.
        try desk.write(
            """
            #!/bin/sh
            case "$1" in
            -l) cat '\(desk.path)/table' 2>/dev/null || { echo "no crontab for me" >&2; exit 1; } ;;
            -r) rm '\(desk.path)/table' ;;
            -) cat > '\(desk.path)/table' ;;
            esac

            """, to: "crontab", mode: 0o755)
    }

    /// The commands behind a bold word of that page.
    private static func commands(behind word: String) throws -> String {
        var checkout = URL(filePath: #filePath)
        for _ in 0..<3 { checkout.deleteLastPathComponent() }
        let page = try String(
            contentsOf: checkout.appending(path: "docs/operation.md"), encoding: .utf8)
        let parts = page.components(separatedBy: "**\(word)**")
        try #require(parts.count == 2, "the page names **\(word)** once")
        let block = try #require(parts[1].components(separatedBy: "```").dropFirst().first)
        return String(block.drop { $0 != "\n" })
    }

    private func run(_ commands: String, at moment: String) throws -> Command.Outcome {
        let script = commands.replacing("/opt/algom", with: home.path)
            .replacing("algom-tick", with: "algom-tick --now \(moment)")
        return try Command(path: "/bin/sh").run(
            ["-euc", "cd '\(desk.path)'\n\(script)"],
            environment: [
                "PATH": "\(Command.directory.path):\(desk.path):/usr/bin:/bin",
                "ALGOM_HOME": home.path,
            ])
    }

    private func tick(at moment: String, in home: TemporaryHome) throws {
        let outcome = try Command(name: "algom-tick")("--home", home.path, "--now", moment)
        #expect(outcome.status == 0, "\(outcome)")
    }

    @Test func `a restored home comes to the record that was lost`() throws {
        try tick(at: "2026-01-05T12:00:00Z", in: home)
        try tick(at: "2026-01-07T12:00:00Z", in: home)
        let backup = try run(Self.commands(behind: "Back up"), at: "2026-01-07T12:00:00Z")
        #expect(backup.status == 0 && backup.errors == "", "\(backup)")
        #expect(backup.output.contains("binance: "), "the copy is verified")
        #expect(!FileManager.default.fileExists(atPath: desk.path + "/look"))

        try tick(at: "2026-01-09T12:00:00Z", in: home)
        try tick(at: "2026-01-11T12:00:00Z", in: home)
        let lost = try Record(home, trader: "binance")
        let installed = try run("algom cron install", at: "2026-01-11T12:00:00Z")
        #expect(installed.status == 0)
        let table = try desk.text("table")

        let restore = try run(Self.commands(behind: "Restore"), at: "2026-01-11T12:00:00Z")
        #expect(restore.status == 0 && restore.errors == "", "\(restore)")
        #expect(try desk.text("table") == table)
        let restored = try Record(home, trader: "binance")
        #expect(restored.events == lost.events && restored.events.count > 1_500)
        #expect(restored.checkpoint == lost.checkpoint)
        #expect(restored.stats == lost.stats)
        let verified = try Command(name: "algom")("verify", "--home", home.path)
        #expect(verified.status == 0, "\(verified)")
        #expect(try home.text("state.lost/traders/binance/journal.jsonl").contains("\"candle\""))
    }

    @Test func `a copy that is not whole is seen before it is needed`() throws {
        try tick(at: "2026-01-05T12:00:00Z", in: home)
        let checkpoint = try home.text("state/traders/binance/checkpoint.json")
        try home.write(
            checkpoint.replacing("\"equity\"", with: "\"equitx\""),
            to: "state/traders/binance/checkpoint.json")
        let backup = try run(Self.commands(behind: "Back up"), at: "2026-01-05T12:00:00Z")
        #expect(backup.status == 78, "\(backup)")
        #expect(backup.errors.contains("binance: "))
    }
}
