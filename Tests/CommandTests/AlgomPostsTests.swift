import Foundation
import LoopbackServices
import Testing

/// `posts` as a person runs it.
struct AlgomPostsTests {
    private let algom = Command(name: "algom")
    private let report = Command(name: "algom-report")

    @Test func `a person reads a draft, accepts it, and it is posted`() throws {
        let server = RawServer { _ in
            .answer(
                status: 200,
                body: #"{"type":"message","stop_reason":"end_turn","content":[{"type":"text","#
                    + #""text":"A {win_rate} is a view, and a narrow view."}]}"#)
        }
        let home = try AlgomChartTests.home()
        let variables = [
            "ANTHROPIC_API_KEY": "pLaNtEd-key", "ANTHROPIC_BASE_URL": server.baseURL,
            "ALGOM_HOME": home.path,
        ]
        let told = { (arguments: [String]) in
            let outcome = try report.run(arguments, environment: variables)
            #expect(outcome.status == 0 && outcome.errors == "", "\(outcome)")
            return outcome.output
        }
        #expect(try !told(["--kind", "strategy"]).contains("a narrow view"))
        let drafts = try algom("posts", "drafts", environment: variables)
        #expect(drafts.status == 0 && !drafts.output.contains("pLaNtEd"), "\(drafts)")
        #expect(drafts.output.contains("  text:    A {win_rate} is a view, and a narrow view.\n"))
        #expect(drafts.output.contains("  reads:   A win rate ("))
        #expect(drafts.output.contains("  facts:   market (BTC/USDT, 5m candles); "))
        let id = String(try #require(drafts.lines.first).prefix { $0 != " " })
        #expect(
            drafts.lines.last == "to have it posted: algom posts accept \(id) --home \(home.path)")
        let json = try algom("posts", "drafts", "--json", environment: variables)
        #expect(json.lines.count == 1 && json.output.hasPrefix(#"{"id":"\#(id)","#))

        let none = try algom("posts", "accept", "education-1", environment: variables)
        #expect(none.status == 64 && none.errors.contains("there is no draft 'education-1'"))
        let accepted = try algom("posts", "accept", id, environment: variables)
        #expect(accepted.status == 0 && accepted.output.hasPrefix("\(id) is accepted"))
        let worded = try told(["--kind", "strategy", "--dry-run"])
        #expect(
            worded.contains("💡 A win rate (") && worded.contains("is a view, and a narrow view."))
        for line in ["SIM (simulated prices)", "BTC/USDT 5m", "95% interval", "since 2", "Stale: "]
        {
            #expect(worded.contains(line), "\(line) is not in \(worded)")
        }
        let rejected = try algom("posts", "reject", id, environment: variables)
        #expect(rejected.status == 0 && rejected.output == "\(id) is gone; no post will have it\n")
        #expect(try !told(["--kind", "strategy", "--dry-run"]).contains("a narrow view"))
        let posts = try algom("posts", "--last", "5", environment: variables)
        #expect(posts.status == 0 && posts.output.contains("STRATEGY INSIGHT"))
    }
}

/// What a command calls itself when it complains.
struct CommandNameTests {
    @Test(arguments: [
        (["posts"], "posts"), (["posts", "list"], "posts"), (["posts", "drafts"], "posts drafts"),
        (["posts", "accept", "x-1"], "posts accept"), (["posts", "reject", "x-1"], "posts reject"),
        (["export", "trades"], "export"), (["alert"], "alert"), (["verify"], "verify"),
        (["cron", "install"], "cron install"), (["import", "stats", "x"], "import stats"),
    ])
    func `by the words it was called with`(words: [String], name: String) throws {
        let outcome = try Command(name: "algom").run(
            words + ["--home", "/nowhere"], environment: [:])
        #expect(outcome.errors.hasPrefix("algom \(name): --home: /nowhere "), "\(outcome)")
    }
}

/// A command line that is wrong.
struct WrongCommandLineTests {
    @Test(arguments: [
        (["posts", "acept", "x"], "posts", "there is no command 'acept'; did you mean 'accept'?"),
        (["posts", "draft"], "posts", "there is no command 'draft'; did you mean 'drafts'?"),
        (
            ["posts", "x-1"], "posts",
            "there is no command 'x-1'; known are list, drafts, accept, reject"
        ),
        (["statsu"], "", "there is no command 'statsu'; did you mean 'status'?"),
        (["help", "strateg"], "", "there is no command 'strateg'; did you mean 'strategy'?"),
        (
            ["help", "strategy", "figure"], "strategy",
            "there is no command 'figure'; did you mean 'figures'?"
        ),
        (["posts", "--lst", "3"], "posts", "unknown option '--lst'; did you mean '--last'?"),
        (
            ["posts", "drafts", "x"], "posts drafts",
            "unexpected argument 'x'; see: algom posts drafts --help"
        ),
        (
            ["reset", "--trader", "x"], "reset",
            "missing expected argument '--reason <reason>'; see: algom reset --help"
        ),
        (
            ["chart", "--kind", "x\ny"], "chart",
            "the value 'x?y' is invalid for '--kind <kind>'; please provide one of 'candles', 'trade' or 'equity'; see: algom chart --help"
        ),
        (
            ["status", "--watch=0"], "status",
            "--watch: 0 is not between 1 and 3600 seconds; see: algom status --help"
        ),
    ])
    func `is told in one line, behind the command's name`(
        words: [String], name: String, line: String
    ) throws {
        let outcome = try Command(name: "algom").run(words, environment: [:])
        #expect(outcome.status == 64 && outcome.output == "")
        #expect(
            outcome.errors
                == "\(["algom", name].filter { !$0.isEmpty }.joined(separator: " ")): \(line)\n")
    }

    @Test func `so do the programs that cron starts`() throws {
        for name in ["algom-tick", "algom-report", "algom-health", "algom-draw"] {
            let outcome = try Command(name: name)("--nonsense")
            #expect(outcome.status == 64)
            #expect(
                outcome.errors == "\(name): unknown option '--nonsense'; see: \(name) --help\n")
        }
    }

    @Test func `help of a command that there is stays help`() throws {
        let outcome = try Command(name: "algom")("help", "strategy", "figures")
        #expect(outcome.status == 0 && outcome.output.contains("--markdown"))
    }
}

/// Files that an editor saved as UTF-16.
struct WideFileTests {
    private static let encodings = [
        String.Encoding.utf16, .utf16LittleEndian, .utf16BigEndian,
    ]

    @Test(arguments: encodings)
    func `each is told apart by its first bytes, with what to do`(
        encoding: String.Encoding
    ) throws {
        let home = try TemporaryHome()
        let (algom, words) = (Command(name: "algom"), "it is UTF-16; save it as UTF-8\n")
        let write = { (text: String, name: String) in
            let path = "\(home.path)/\(name)"
            try #require(text.data(using: encoding)).write(to: URL(filePath: path))
            return path
        }
        let row = "1767600000000,1,1,1,1,1\n"
        for (name, arguments) in [
            ("c.csv", ["backtest", "--candles"]), ("c.csv", ["import", "candles"]),
            ("s.json", ["import", "stats", "--dry-run", "--home", home.path]),
        ] {
            let path = try write(name == "c.csv" ? row : #"{"balance":9}"#, name)
            let outcome = try algom.run(arguments + [path], environment: [:])
            #expect(outcome.status == 65, "\(outcome)")
            #expect(outcome.errors.hasSuffix("\(path): \(words)"), "\(outcome)")
        }
        for (name, text) in [(".env", "EXCHANGE=sim\n"), ("algom.json", "{ report: {} }\n")] {
            let path = try write(text, name)
            let outcome = try algom("posts", "--home", home.path)
            #expect(outcome.status == 78, "\(outcome)")
            #expect(outcome.errors.hasSuffix("\(name): \(words)"), "\(outcome)")
            try FileManager.default.removeItem(atPath: path)
        }
    }
}
