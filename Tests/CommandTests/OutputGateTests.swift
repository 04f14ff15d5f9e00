import Foundation
import Glibc
import Seeds
import Testing
import Text

/// Every option that names a file to write, before what Algom keeps itself and before homes of others.
struct OutputGateTests {
    /// A command with such an option at its end.
    private static let calls: [[String]] = [
        ["export", "trades", "--output"], ["export", "candles", "--output"],
        ["dashboard", "--output"], ["chart", "--equity", "--output"],
        ["backtest", "--trader", "sim", "--trades"], ["backtest", "--trader", "sim", "--stats"],
        ["sweep", "--trader", "sim", "--set", "fast=5,6", "--csv"],
        ["import", "candles", "CANDLES", "--output"],
    ]
    private static let files = [
        "algom.json", ".env", "state/traders/sim/journal.jsonl",
        "state/traders/sim/checkpoint.json", "state/traders/sim/lock", "state/runs.jsonl",
        "state/sim_trading_stats.json",
        "state/trading_stats.json", "state/archive/kept/reset.json",
    ]
    private enum Spelling: CaseIterable {
        case plain, dotted, viaDirectoryLink, viaWorkingDirectory, link, hardLink, relative
    }

    private let home: TemporaryHome
    private let elsewhere: TemporaryHome

    init() throws {
        home = try TemporaryHome()
        elsewhere = try TemporaryHome(isHome: false)
        try home.write("{ traders: [{ exchange: 'sim', warmUp: 30 }] }", to: "algom.json")
        try home.write("#\n", to: ".env")
        for now in ["2026-01-05T12:00:00Z", "2026-01-06T12:00:00Z"] {
            let tick = try Command(name: "algom-tick")("--home", home.path, "--now", now)
            #expect(tick.status == 0, "\(tick)")
        }
        try FileManager.default.createDirectory(
            atPath: home.path + "/state/archive/kept", withIntermediateDirectories: true)
        try home.write("{}", to: "state/archive/kept/reset.json")
        _ = try run(["export", "candles", "--output"], elsewhere.path + "/candles.csv")
    }

    private func run(
        _ call: [String], _ path: String, environment: [String: String] = [:]
    ) throws -> Command.Outcome {
        let words = call.map { $0 == "CANDLES" ? elsewhere.path + "/candles.csv" : $0 } + [path]
        let place = call[0] == "import" ? [] : ["--home", home.path]
        return try Command(name: "algom").run(
            words + place, environment: environment.merging(["ALGOM_HOME": home.path]) { $1 })
    }

    private func spell(_ file: String, _ spelling: Spelling, _ number: Int) throws -> String {
        let (whole, link) = ("\(home.path)/\(file)", "\(elsewhere.path)/link\(number).svg")
        switch spelling {
        case .plain: return whole
        case .dotted: return "\(elsewhere.path)/../\(home.url.lastPathComponent)//./\(file)"
        case .viaDirectoryLink:
            #expect(symlink(home.path, link) == 0)
            return "\(link)/\(file)"
        case .viaWorkingDirectory: return "/proc/self/cwd\(whole)"
        case .relative: return String(whole.dropFirst())
        case .link:
            #expect(symlink(whole, link) == 0)
            return link
        case .hardLink:
            #expect(Glibc.link(whole, link) == 0)
            return link
        }
    }

    @Test(arguments: [11, 12] as [UInt64])
    func `no output takes the place of what Algom keeps, however it is spelled`(
        seed: UInt64
    ) throws {
        let before = try home.remains()
        var random = SplitMix64(seed: seed)
        var number = 0
        for call in Self.calls {
            for file in Self.files {
                let spelling = Spelling.allCases.randomElement(using: &random) ?? .plain
                number += 1
                let path = try spell(file, spelling, number)
                let outcome = try run(call, path)
                // A picture's name is judged first.
                let isJudged = call[0] != "chart" || path.hasSuffix(".svg")
                #expect(outcome.status == 64, "seed \(seed) \(call) \(path): \(outcome)")
                #expect(
                    !isJudged || outcome.errors.hasSuffix("; name another file\n"), "\(outcome)")
                #expect(outcome.errors.split(separator: "\n").count == 1, "\(outcome)")
                if spelling == .hardLink { #expect(unlink(path) == 0) }
            }
        }
        for call in Self.calls {
            for file in ["state/new.svg", "state/traders/sim/new.svg", "state/traders/new.svg"] {
                #expect(try run(call, "\(home.path)/\(file)").status == 64, "\(call) \(file)")
            }
        }
        #expect(try home.remains() == before)
    }

    @Test func `what is nobody's record is written, in a home as well`() throws {
        for call in Self.calls {
            for path in ["\(home.path)/mine.svg", "\(elsewhere.path)/mine.svg"] {
                for _ in 0..<2 {
                    let outcome = try run(call, path)
                    #expect(outcome.status == 0, "\(call) \(path): \(outcome)")
                    #expect(FileManager.default.contents(atPath: path)?.isEmpty == false)
                }
            }
        }
        let page = try run(["dashboard", "--output"], "\(home.path)/state/dashboard.html")
        #expect(page.status == 0, "\(page)")
        // Somebody's backup by hard links spares the page.
        #expect(link("\(home.path)/mine.svg", "\(elsewhere.path)/second.svg") == 0)
        #expect(try run(["dashboard", "--output"], "\(home.path)/mine.svg").status == 0)
    }

    @Test func `what standard output is called is no file's name to take`() throws {
        let program = Command.directory.appending(path: "algom").path
        let out = "\(elsewhere.path)/out.csv"
        let shell = Command(path: "/bin/sh")
        for name in ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"] {
            let outcome = try shell(
                "-c",
                "echo first > \(out); \(program) export trades --home \(home.path)"
                    + " --output \(name) >> \(out)")
            #expect(outcome.status == 0, "\(name) \(outcome)")
            let text = try elsewhere.text("out.csv")
            #expect(text.hasPrefix("first\n") && text.contains("pnlPercent"), "\(text)")
        }
    }

    @Test(.enabled(if: geteuid() == 0, "only root can give a home away"), arguments: calls)
    func `root writes nothing in another's home`(call: [String]) throws {
        #expect(try Command(path: "/bin/chown")("-R", "12345:12345", home.path).status == 0)
        let before = try home.remains()
        for file in ["mine.svg", "state/dashboard.html", "state/x.svg"] {
            let outcome = try run(call, "\(home.path)/\(file)")
            guard call[0] != "chart" || file.hasSuffix(".svg") else { continue }
            #expect(outcome.status == 78, "\(call) \(file): \(outcome)")
            #expect(outcome.errors.contains("belongs to user 12345"), "\(outcome)")
        }
        #expect(try home.remains() == before)
    }

    @Test func `one file for two outputs is one too few`() throws {
        let path = "\(elsewhere.path)/both"
        let outcome = try run(["backtest", "--trader", "sim", "--trades", path, "--stats"], path)
        #expect(outcome.status == 64 && outcome.errors.contains("--stats"), "\(outcome)")
    }
}
