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
        let script = commands.replacing("/backup", with: desk.path)
            .replacing("algom-tick", with: "algom-tick --now \(moment)")
        return try Command(path: "/bin/sh").run(
            ["-euc", "cd '\(desk.path)'\n\(script)"],
            environment: [
                "PATH": "\(Command.directory.path):/usr/bin:/bin", "ALGOM_HOME": home.path,
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
        #expect(backup.output.contains("binance: proved: "), "the copy is verified")

        try tick(at: "2026-01-09T12:00:00Z", in: home)
        try tick(at: "2026-01-11T12:00:00Z", in: home)
        let lost = try Record(home, trader: "binance")
        let restore = try run(Self.commands(behind: "Restore"), at: "2026-01-11T12:00:00Z")
        #expect(restore.status == 0 && restore.errors == "", "\(restore)")
        let restored = try Record(home, trader: "binance")
        #expect(restored.events == lost.events && restored.events.count > 1_500)
        #expect(restored.checkpoint == lost.checkpoint)
        #expect(restored.stats == lost.stats)
        let verified = try Command(name: "algom")("verify", "--home", home.path)
        #expect(verified.status == 0, "\(verified)")
        let kept = try FileManager.default.contentsOfDirectory(atPath: home.path).filter {
            $0.hasPrefix("state.before-")
        }
        #expect(kept.count == 1)
        #expect(try home.text("\(kept[0])/traders/binance/journal.jsonl").contains("\"candle\""))
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
        #expect(backup.errors.contains("nothing was written"), "\(backup)")
    }

    @Test func `no output takes the place of what Algom keeps`() throws {
        try tick(at: "2026-01-05T12:00:00Z", in: home)
        for name in ["algom.json", ".env", "state/x.tgz", "state/traders/binance/journal.jsonl"] {
            let outcome = try Command(name: "algom")(
                "backup", "\(home.path)/\(name)", "--home", home.path)
            #expect(outcome.status == 64, "\(outcome)")
            #expect(outcome.errors.hasSuffix("; name another file\n"), "\(outcome)")
        }
    }

    // MARK: Kills

    private static let calls = [
        "renameat", "rename", "renameat2", "unlinkat", "mkdirat", "ftruncate", "flock",
    ]

    @Test
    func `a backup killed at any call leaves the last one, and no trace once it is run again`()
        throws
    {
        try tick(at: "2026-01-05T12:00:00Z", in: home)
        let place = "\(desk.path)/algom.tgz"
        let arguments = ["backup", place, "--home", home.path]
        let algom = Command(name: "algom")
        #expect(try algom.run(arguments, environment: [:]).status == 0)
        let traced = TracedCommand(name: "algom", arguments: arguments)
        let points = try traced.points(of: Self.calls, in: home)
        for point in points {
            let outcome = try traced.run(point, "signal=KILL")
            #expect(outcome.status != 0, "\(point)")
            let copy = try TemporaryHome(isHome: false)
            let restored = try algom("restore", place, "--home", copy.path)
            #expect(restored.status == 0, "\(point): \(restored)")
        }
        #expect(try algom.run(arguments, environment: [:]).status == 0)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: desk.path).sorted() == [
                "algom.tgz", "state",
            ])
        #expect(points.count > 15)
        print("algom backup: \(points.count) kills")
    }

    @Test func `a restore killed at any call leaves one state or the other, and comes to its end`()
        throws
    {
        try tick(at: "2026-01-05T12:00:00Z", in: home)
        let place = "\(desk.path)/algom.tgz"
        let algom = Command(name: "algom")
        #expect(try algom("backup", place, "--home", home.path).status == 0)
        let old = try home.text("state/traders/binance/checkpoint.json")
        try tick(at: "2026-01-05T12:05:00Z", in: home)
        try home.write("{ traders: [{ name: 'binance', exchange: 'sim' }], }", to: "algom.json")
        let new = try home.text("state/traders/binance/checkpoint.json")
        let trial = try TemporaryHome(copying: home)
        let points = try TracedCommand(
            name: "algom", arguments: ["restore", place, "--home", trial.path]
        ).points(of: Self.calls, in: trial)
        var seen: Set<String> = []
        for point in points {
            let home = try TemporaryHome(copying: home)
            let arguments = ["restore", place, "--home", home.path]
            let outcome = try TracedCommand(name: "algom", arguments: arguments)
                .run(point, "signal=KILL")
            #expect(outcome.status != 0, "\(point)")
            let found = try home.text("state/traders/binance/checkpoint.json")
            #expect(found == old || found == new, "\(point)")
            seen.insert(found)
            #expect(try algom("verify", "--home", home.path).status == 0, "\(point)")
            let again = try algom.run(arguments, environment: [:])
            #expect(again.status == 0, "\(point): \(again)")
            #expect(try home.text("state/traders/binance/checkpoint.json") == old, "\(point)")
            #expect(try !home.text("algom.json").contains("], }"), "\(point)")
            #expect(!FileManager.default.fileExists(atPath: home.path + "/state.restoring"))
            let kept = try FileManager.default.contentsOfDirectory(atPath: home.path).filter {
                $0.hasPrefix("state.before-")
            }
            let states = try kept.map { try home.text("\($0)/traders/binance/checkpoint.json") }
            #expect(states.contains(new), "\(point): what was there is kept")
        }
        #expect(seen.count == 2 && points.count > 10)
        print("algom restore: \(points.count) kills")
    }
}
