import Foundation
import Glibc
import Market
import Seeds
import Store
import Testing

@testable import Jobs
@testable import Text

struct BackupJobTests {
    private static let now = Timestamp(milliseconds: 1_760_130_900_123)

    private let desk: ScratchHome

    init() throws { desk = try ScratchHome() }

    private var file: String { "\(desk.path)/algom.tgz" }

    private func backup(
        _ home: String, isForced: Bool = false, pause: @escaping () -> Void = {}
    ) throws -> VerifyResults {
        try BackupJob(
            home: home, file: file, isForced: isForced, now: Self.now, holder: "a backup",
            pause: pause
        ).run()
    }

    private func restore(
        _ home: String, isForced: Bool = false, pause: @escaping () -> Void = {}
    ) throws -> VerifyResults {
        try RestoreJob(
            home: home, file: file, isForced: isForced, now: Self.now, holder: "a restore",
            pause: pause
        ).run()
    }

    /// A tick when the last candle of the record of a seed has settled.
    private static func tick(_ fixture: TickFixture, seed: UInt64) throws {
        try fixture.tick(
            at: TickFixture.moment(after: RandomCandles.array(seed: seed, count: 400)[399]))
    }

    /// Every file, but for locks.
    private static func files(_ home: String) throws -> [String: Data] {
        var files: [String: Data] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: home) {
            var isDirectory: ObjCBool = false
            let path = "\(home)/\(name)"
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory),
                !isDirectory.boolValue, !name.hasSuffix("lock")
            else { continue }
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
            files["\(name) \((mode as? Int).map { String($0, radix: 8) } ?? "")"] =
                FileManager.default.contents(atPath: path)
        }
        return files
    }

    @Test func `a home comes back file by file, with who may read it`() throws {
        let fixture = try TickFixture.record(seed: 90)
        try fixture.write("DISABLE_POSTING=1\n", to: ".env")
        #expect(chmod(fixture.home.path + "/.env", 0o600) == 0)
        _ = try ResetJob(
            home: fixture.home.path, trader: "binance", reason: "so that there is an archive",
            now: Self.now, holder: "a test"
        ).run()
        try Self.tick(fixture, seed: 90)
        let whole = try Self.files(fixture.home.path)
        let results = try backup(fixture.home.path)
        #expect(results.status == .ok, "\(results.failures)")
        #expect(results.lines[0].contains("binance: proved: "), "\(results.lines)")
        #expect(results.lines[2].hasPrefix("wrote \(file): "))
        #expect(results.lines[2].hasSuffix("; the keys in .env are among them"))
        #expect(try desk.permissions("algom.tgz") == "600")
        #expect(try desk.names() == ["algom.tgz"], "nothing else is left beside it")

        let copy = "\(desk.path)/elsewhere/home"
        let restored = try restore(copy)
        #expect(restored.status == .ok, "\(restored.failures)")
        #expect(restored.lines.last == "restored \(copy); next: algom-tick --home \(copy)")
        #expect(
            try Self.files(copy).filter { !$0.key.contains(".algom-record") }
                == whole.filter {
                    !$0.key.contains(".algom-record")
                })
        #expect(FileManager.default.fileExists(atPath: "\(copy)/.algom-record"))
        #expect(try VerifyJob(home: copy, traders: [], head: nil).run().status == .ok)
        #expect(try ArchiveJob(home: copy).verify([]).status == .ok)
    }

    @Test func `what was there is kept, and files that say the same stay`() throws {
        let fixture = try TickFixture.record(seed: 91)
        _ = try backup(fixture.home.path)
        let before = try fixture.text("traders/binance/journal.jsonl")
        try Self.tick(fixture, seed: 91)
        let later = try fixture.text("traders/binance/journal.jsonl")
        #expect(later != before)
        try fixture.write("{ traders: [{ exchange: 'bybit' }] }", to: "algom.json")
        let results = try restore(fixture.home.path)
        #expect(results.status == .ok, "\(results.failures)")
        #expect(try fixture.text("traders/binance/journal.jsonl") == before)
        let aside = "20251010T211500123Z"
        #expect(
            try fixture.text("../state.before-\(aside)/traders/binance/journal.jsonl") == later)
        #expect(try fixture.text("../algom.json") == TickFixture.lively)
        #expect(try fixture.text("../algom.json.before-\(aside)").contains("bybit"))
        #expect(
            results.lines.contains {
                $0.hasSuffix("is kept in \(fixture.home.path)/state.before-\(aside)")
            }, "\(results.lines)")
        // The next tick comes to the same trades.
        let events = later.split(separator: "\n").count
        try Self.tick(fixture, seed: 91)
        #expect(try fixture.journal.count == events)
    }

    @Test func `a lock that is held is waited for, and not for ever`() throws {
        let fixture = try TickFixture.record(seed: 92)
        _ = try backup(fixture.home.path)
        for name in ["traders/binance/lock", "reporter.lock", "alerts.lock", "health.lock"] {
            for work in [backup, restore] {
                // A restore before has moved the directory that was opened.
                let state = try StateDirectory(path: fixture.home.path + "/state")
                let held = try state.lock(name, holder: "a tick, process 7")
                var pauses = 0
                let results = try work(fixture.home.path, false) {
                    pauses += 1
                    if pauses == 3 { held.release() }
                }
                #expect(results.status == .ok && pauses == 3, "\(name)")
                try? FileManager.default.removeItem(
                    atPath: fixture.home.path + "/state.before-20251010T211500123Z")
            }
        }
        let held = try StateDirectory(path: fixture.home.path + "/state")
            .lock("traders/binance/lock", holder: "a tick, process 7")
        defer { held.release() }
        let whole = try Self.files(fixture.home.path)
        for work in [backup, restore] {
            var pauses = 0
            let error = #expect(throws: JobError.self) {
                _ = try work(fixture.home.path, false) { pauses += 1 }
            }
            #expect(error?.status == .tryLater && pauses == 59)
            #expect(error?.description.contains("is held by a tick, process 7") == true)
        }
        #expect(try Self.files(fixture.home.path) == whole)
        #expect(try desk.names() == ["algom.tgz"])
    }

    @Test func `a damaged record is told, and copied or restored only when that is asked for`()
        throws
    {
        let fixture = try TickFixture.record(seed: 93)
        _ = try backup(fixture.home.path)
        let good = try Data(contentsOf: URL(filePath: file))
        let checkpoint = try fixture.text("traders/binance/checkpoint.json")
        try fixture.write(
            checkpoint.replacing("\"equity\"", with: "\"equitx\""),
            to: "state/traders/binance/checkpoint.json")
        let refused = try backup(fixture.home.path)
        #expect(refused.status == .configuration)
        #expect(
            refused.failures[0].description.contains(
                "\(fixture.home.path)/state/traders/binance/checkpoint.json is damaged"),
            "\(refused.failures)")
        #expect(
            refused.failures[1].description.contains(
                "algom backup --anyway \(file) --home \(fixture.home.path)"))
        #expect(try Data(contentsOf: URL(filePath: file)) == good, "the last good one stands")
        #expect(try desk.names() == ["algom.tgz"])

        #expect(
            try backup(fixture.home.path, isForced: true).lines.last?.hasPrefix("wrote") == true)
        let whole = try Self.files(fixture.home.path)
        let rejected = try restore(fixture.home.path)
        #expect(rejected.status == .badData)
        #expect(
            rejected.failures[0].description.contains(
                "\(file):state/traders/binance/checkpoint.json is damaged"), "\(rejected.failures)")
        #expect(try Self.files(fixture.home.path) == whole)
        let forced = try restore(fixture.home.path, isForced: true)
        #expect(forced.lines.last?.hasPrefix("restored") == true)
    }

    @Test func `a damaged record that was given up is told as well`() throws {
        let fixture = try TickFixture.record(seed: 97)
        _ = try ResetJob(
            home: fixture.home.path, trader: "binance", reason: "a test", now: Self.now,
            holder: "a test"
        ).run()
        try Self.tick(fixture, seed: 97)
        #expect(try backup(fixture.home.path).status == .ok)
        let archived = try #require(
            try Self.files(fixture.home.path).keys.first {
                $0.contains("archive/") && $0.contains("journal.jsonl ")
            }?.split(separator: " ").first)
        let path = URL(filePath: "\(fixture.home.path)/\(archived)")
        let text = try String(contentsOf: path, encoding: .utf8)
        try Data(text.replacing("\"close\":", with: "\"clos\":", maxReplacements: 1).utf8)
            .write(to: path)
        let refused = try backup(fixture.home.path)
        #expect(refused.status == .configuration)
        #expect(refused.failures.first?.description.contains("binance.") == true)
        #expect(
            try backup(fixture.home.path, isForced: true).lines.last?.hasPrefix("wrote") == true)
        let rejected = try restore("\(desk.path)/copy")
        #expect(rejected.status == .badData)
        #expect(rejected.failures.first?.description.contains("binance.") == true)
    }

    @Test func `what tar itself packed is restored as well`() throws {
        let fixture = try TickFixture.record(seed: 94)
        let home = fixture.home.path
        for arguments in [
            ["-C", home, "-czf", file, "algom.json", "state"],
            ["-C", home, "-czf", file, "./algom.json", "./state"],
            ["-C", home, "--format=posix", "-czf", file, "algom.json", "state"],
            [
                "-C", fixture.home.deletingLastPathComponent().path, "-czf", file,
                fixture.home.lastPathComponent,
            ],
        ] {
            let tar = Process()
            tar.executableURL = URL(filePath: "/bin/tar")
            tar.arguments = arguments
            try tar.run()
            tar.waitUntilExit()
            #expect(tar.terminationStatus == 0)
            let copy = "\(desk.path)/\(UUID().uuidString)"
            #expect(try restore(copy).status == .ok)
            #expect(
                FileManager.default.contents(atPath: "\(copy)/state/traders/binance/journal.jsonl")
                    == Data(try fixture.text("traders/binance/journal.jsonl").utf8))
        }
    }

    @Test(arguments: 0..<40)
    func `a file that is cut or altered restores nothing`(number: Int) throws {
        let fixture = try TickFixture.record(seed: 95)
        _ = try backup(fixture.home.path)
        let whole = try Self.files(fixture.home.path)
        var bytes = try Data(contentsOf: URL(filePath: file))
        let place = bytes.count * number / 40
        if number % 2 == 0 { bytes = bytes.prefix(place) } else { bytes[place] ^= 0x10 }
        try bytes.write(to: URL(filePath: file))
        do {
            let results = try restore(fixture.home.path)
            #expect(results.status == .badData, "\(place): \(results.lines)")
        } catch {
            #expect((error as? JobError)?.status == .badData, "\(place): \(error)")
        }
        #expect(try Self.files(fixture.home.path) == whole)
        #expect(!FileManager.default.fileExists(atPath: fixture.home.path + "/state.restoring"))
    }

    @Test func `what leads elsewhere is not followed`() throws {
        let outside = try ScratchHome()
        let evil = try ScratchHome()
        let script = """
            import tarfile, io, sys
            with tarfile.open(sys.argv[1], "w:gz") as tar:
                def add(name, data=b"evil", kind=tarfile.REGTYPE, link=""):
                    info = tarfile.TarInfo(name)
                    info.size, info.type, info.linkname = len(data), kind, link
                    tar.addfile(info, io.BytesIO(data))
                add("../evil"); add("/tmp/evil-of-algom"); add("state/../../evil")
                add("state/traders", b"", tarfile.SYMTYPE, sys.argv[2])
                add("state/traders/x/evil"); add("state/link", b"", tarfile.LNKTYPE, "/etc/passwd")
                add("bin/algom"); add("state/traders/x/lock"); add("state/.x.0123456789abcdef.tmp")
            """
        try evil.put(script, in: "pack.py")
        let python = Process()
        python.executableURL = URL(filePath: "/usr/bin/python3")
        python.arguments = ["\(evil.path)/pack.py", file, outside.path]
        try python.run()
        python.waitUntilExit()
        #expect(python.terminationStatus == 0)
        let home = "\(evil.path)/home"
        _ = try? restore(home, isForced: true)
        #expect(try outside.names() == [])
        #expect(try Set(evil.names()).subtracting(["pack.py", "home"]) == [])
        #expect(!FileManager.default.fileExists(atPath: "/tmp/evil-of-algom"))
        let names = try FileManager.default.subpathsOfDirectory(atPath: home)
        #expect(!names.contains { $0.contains("bin") || $0.contains("link") }, "\(names)")
    }
}
