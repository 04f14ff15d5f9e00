import Foundation
import JSON
import Testing

/// `algom strategy`: what there is, and what is said of a file that is wrong.
struct AlgomStrategyTests {
    private static let algom = Command(name: "algom")

    private static func run(_ home: TemporaryHome, _ words: String...) throws -> Command.Outcome {
        try algom.run(["strategy"] + words + ["--home", home.path], environment: [:])
    }

    private static let page = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "docs/strategies.md")

    // MARK: The page

    @Test func `the page has the tables that the program makes`() throws {
        let page = try String(contentsOf: Self.page, encoding: .utf8)
        for words in [["functions", "--markdown"], ["list", "--markdown"]] {
            let told = try Self.algom.run(["strategy"] + words, environment: [:])
            #expect(told.status == 0)
            #expect(
                page.contains(told.output),
                "put what 'algom strategy \(words.joined(separator: " "))' prints into the page")
        }
    }

    @Test(arguments: [
        "ma-crossover", "turtle", "supertrend", "bollinger-breakout", "coin",
    ])
    func `the page has its canonical spelling and digest`(name: String) throws {
        let page = try String(contentsOf: Self.page, encoding: .utf8)
        let told = try Self.algom.run(["strategy", "show", name, "--json"], environment: [:])
        let value = try JSONReader.parse(Array(told.output.utf8))
        let lines = (value["canonical"]?.elements ?? []).map {
            "\($0["place"]?.string ?? ""): \($0["rule"]?.string ?? "")"
        }
        let digest = try #require(value["digest"]?.string)
        #expect(page.contains("```\n\(lines.joined(separator: "\n"))\n```\n\n`\(digest)`"))
    }

    @Test func `the page has a picture of each, and the same bytes come again`() throws {
        let home = try TemporaryHome()
        for now in ["2025-06-08T00:00:00Z", "2025-06-22T00:00:00Z"] {
            let tick = try Command(name: "algom-tick")(
                "--exchange", "sim", "--home", home.path, "--now", now)
            #expect(tick.status == 0)
        }
        let (kept, made) = (
            Self.page.deletingLastPathComponent().appending(path: "strategies"),
            URL(filePath: home.path).appending(path: "strategies")
        )
        try FileManager.default.createDirectory(at: made, withIntermediateDirectories: false)
        let told = try Self.run(
            home, "figures", "--trader", "sim", "--markdown", "--pictures", made.path)
        #expect(told.status == 0, "\(told.errors)")
        let page = try String(contentsOf: Self.page, encoding: .utf8)
        #expect(
            page.contains(told.output), "put what 'make strategy-pictures' prints into the page")
        let all = try Self.algom.run(["strategy", "list", "--json"], environment: [:]).lines.map {
            try JSONReader.parse(Array($0.utf8))["strategy"]?.string ?? ""
        }
        let names = try [kept, made].map {
            try FileManager.default.contentsOfDirectory(atPath: $0.path).sorted()
        }
        #expect(names[0] == names[1] && names[0] == all.map { "\($0).svg" }.sorted())
        for name in names[0] {
            let files = try [kept, made].map { try Data(contentsOf: $0.appending(path: name)) }
            #expect(files[0] == files[1], "'make strategy-pictures' draws \(name) otherwise")
        }
    }

    // MARK: What there is

    @Test func `a strategy of the file hides a built-in one, and it is said`() throws {
        let home = try TemporaryHome()
        try home.write(
            #"{ strategies: { macd: { enter: "close > open" }, own: { enter: "true" } } }"#,
            to: "algom.json")
        let told = try Self.run(home, "list")
        #expect(told.status == 0)
        #expect(told.output.contains("macd  (hides the built-in one of this name)"))
        let json = try Self.run(home, "list", "--json").lines.map {
            try JSONReader.parse(Array($0.utf8))
        }
        #expect(json.count == 15)
        #expect(json.count { $0["strategy"]?.string == "macd" } == 1)
        #expect(json[0]["hidesBuiltin"] == .bool(true) && json[1]["isBuiltin"] == .bool(false))
    }

    @Test func `without a home there are the built-in ones`() throws {
        let told = try Self.algom.run(["strategy", "list", "--json"], environment: [:])
        #expect(told.status == 0 && told.lines.count == 14)
    }

    @Test func `a name or a parameter that is none is 64, and the nearest is named`() throws {
        let home = try TemporaryHome()
        try home.write("{}", to: "algom.json")
        for (words, hint) in [
            (["show", "turtl"], "did you mean 'turtle'?"),
            (["show", "turtle", "--set", "entri=3"], "did you mean 'entry'?"),
            (["functions", "bb_uper"], "did you mean 'bb_upper'?"),
            (["show", "turtle", "--timeframe", "7m"], "known are 1m"),
            (["show", "turtle", "--set", "entry=5"], "entry is 5, leave is 10"),
        ] {
            let told = try Self.algom.run(
                ["strategy"] + words + ["--home", home.path], environment: [:])
            #expect(told.status == 64 && told.errors.contains(hint), "\(words): \(told.errors)")
        }
    }

    @Test func `figures are one object a strategy, of the same candles as the table`() throws {
        let home = try TemporaryHome()
        for now in ["2026-01-05T12:00:00Z", "2026-01-09T12:00:00Z"] {
            let tick = try Command(name: "algom-tick")(
                "--exchange", "sim", "--home", home.path, "--now", now)
            #expect(tick.status == 0)
        }
        let words = ["turtle", "coin", "--trader", "sim"]
        let table = try Self.algom.run(
            ["strategy", "figures"] + words + ["--home", home.path], environment: [:])
        let told = try Self.algom.run(
            ["strategy", "figures", "--json"] + words + ["--home", home.path], environment: [:])
        #expect(told.status == 0 && told.lines.count == 2, "\(told)")
        for (line, name) in zip(told.lines, ["turtle", "coin"]) {
            let figures = try JSONReader.parse(Array(line.utf8))
            #expect(figures["strategy"]?.string == name)
            let row = try #require(
                table.lines.first { $0.contains(" \(name) ") || $0.hasPrefix(name) })
            let cells = row.split(separator: " ")
            #expect(cells.contains(Substring(figures["trades"]?.scalarText ?? "")), "\(row)")
        }
        let both = try Self.algom.run(
            ["strategy", "figures", "--json", "--markdown"], environment: [:])
        #expect(both.status == 64)
    }

    // MARK: check

    @Test func `every strategy that is wrong is told with its text and a mark`() throws {
        let home = try TemporaryHome()
        try home.write(
            """
            { strategies: {
                kinds: { enter: "close > rsi(close, 14)" },
                names: { enter: "clse > open", exit: "true" },
                bare: { enter: "true", stop: 2 },
                key: { enter: "true", stopp: "2%" } },
              traders: [{ exchange: "sim" }] }
            """, to: "algom.json")
        let told = try Self.run(home, "check")
        #expect(told.status == 78)
        for text in [
            "strategies.kinds.enter: compares a price with a plain number\n    close > rsi(close, 14)\n",
            "strategies.names.enter: there is no name 'clse'\n    clse > open\n    ^^^^\n",
            "did you mean 'close'?", "strategies.bare.stop: 2 is a number; did you mean \"2%\"?",
            "unknown key 'stopp'; did you mean 'stop'?", ": 4 errors",
        ] {
            #expect(told.output.contains(text), "\(text): \(told.output)")
        }
        let json = try JSONReader.parse(Array(try Self.run(home, "check", "--json").output.utf8))
        #expect(json["errors"]?.elements?.count == 4)
        #expect(json["errors"]?.elements?[0]["place"]?.string == "strategies.kinds.enter")
        // A tick says the first of them the same way.
        let tick = try Command(name: "algom-tick").run(["--home", home.path], environment: [:])
        #expect(tick.status == 78)
        #expect(
            tick.errors.contains(
                "compares a price with a plain number") && tick.errors.contains("    ^^^"))
    }

    @Test func `what is odd is a warning, and 0`() throws {
        let home = try TemporaryHome()
        try home.write(
            """
            { strategies: {
                odd: { parameters: { unused: 1 }, enter: "ema(close, 5) == ema(close, 9)" },
                never: { enter: "rsi(close, 14) > 101" },
                hours: { enter: "close > sma(close, 5)@1h[1]" },
                promise: { enter: "close > recur(open, self + (close - self) / 50, 20)" },
                cycle: { enter: "recur(0, if(self >= 4, 0, self + 1), 50) > 2" },
                highest: { enter: "close > recur(high, max(self, high), 1000)" },
                slow: { enter: "close > recur(high, max(self * 0.9999, high), 100)" },
                lowest: { exit: "close > recur(low, min(self, low), 500)", enter: "true" },
                kept: { enter: "close > recur(open, self + (close - self) / 5, 200)" },
                kept2: { enter: "recur(0, self + (rsi(close, 14) - self) / 6, 120) > 9" },
                kept3: { enter: "close > recur(close, sqrt(self * close), 60)" },
                kept4: { enter: "recur(0, if(rsi(close, 14) > 60, 1, if(rsi(close, 14) < 40, 0, self)), 500) > 0" },
                kept5: { enter: "close > recur(close, self + (close - self) / 5, 200)@1h" } },
              traders: [{ exchange: "sim", strategy: "odd", unused: 3, warmUp: 20 }] }
            """, to: "algom.json")
        let told = try Self.run(home, "check")
        #expect(told.status == 0, "\(told.output)")
        for text in [
            "'==' compares computed numbers", "no rule uses 'unused'", "nothing can make this true",
            "write sma(close, 5)[1]@1h",
            "strategies.promise.enter: two starts have not met after 20 candles",
            "    close > recur(open, self + (close - self) / 50, 20)\n"
                + "            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n",
            "strategies.cycle.enter: two starts have not met",
            "strategies.highest.enter: two starts", "strategies.slow.enter: two starts",
            "strategies.lowest.exit: two starts", "a warm-up of 20 is shorter",
        ] {
            #expect(told.output.contains(text), "\(text): \(told.output)")
        }
        #expect(!told.output.contains("strategies.kept"))
    }

    @Test func `a file is looked at in place of a home's, and one that is not there is 78`() throws
    {
        let home = try TemporaryHome()
        try home.write(
            "{ traders: [{ exchange: 'sim', strategy: 'macd', fast: 30 }] }", to: "a.json")
        let told = try Self.algom.run(
            ["strategy", "check", "--file", "\(home.path)/a.json"], environment: [:])
        #expect(told.status == 78)
        #expect(told.output.contains("traders[0]: strategies.macd.require"), "\(told.output)")
        #expect(told.output.contains("fast is 30, slow is 26"))
        let none = try Self.algom.run(
            ["strategy", "check", "--file", "\(home.path)/b.json"], environment: [:])
        #expect(none.status == 78 && none.errors.contains("there is no such file"))
    }

    @Test func `all that is wrong is told in one run, in the order of the file`() throws {
        let home = try TemporaryHome()
        try home.write(
            """
            { traders: [{ exchange: "sim", strategy: "uses" }, { exchange: "simm" },
                { name: "b", exchange: "sim", strategy: "fine", timeframe: "1h" },
                { name: "c", exchange: "sim", strategy: "whole" }],
              functions: { "f(x)": "x +* 2", Bad: "2" },
              strategies: {
                uses: { exit: { a: "f(close) > 2", b: "opn < 3" }, stop: 2,
                    enter: "clse > 2 and volme > 3", exitt: "true" },
                fine: { enter: "close\t>\tclose@1h" },
                whole: { enter: "true", size: " 100%" },
                many: { about: 3, parameters: {}, require: "", enter: "", exit: "", stop: "",
                    target: "", trail: "", size: "", more: "" } },
              report: 3, trader: [] }
            """, to: "algom.json")
        let all = try Self.run(home, "check")
        let errors = all.output.split(separator: "\n").filter { $0.hasPrefix("error: ") }
            .map { $0.dropFirst(7).prefix { $0 != " " } }
        #expect(
            errors == [
                "traders[1].exchange:", "traders[2]:", "traders[3]:", "functions.f(x):",
                "functions.Bad:", "strategies.uses.exit.b:", "strategies.uses.stop:",
                "strategies.uses.enter:", "strategies.uses.enter:", "strategies.uses:",
                "strategies.many.about", "strategies.many.require:", "strategies.many.enter:",
                "strategies.many.exit:", "strategies.many.stop:", "strategies.many.target:",
                "strategies.many.trail:", "strategies.many.size:", "strategies.many:", "'report'",
            ], "\(all.output)")
        #expect(all.output.contains(": 21 errors, the first 20 of which are told"))
        #expect(all.output.contains("'strategies.whole.size' must be small enough"))
        #expect(all.output.contains("     100%\n    ^^^^^\n"), "\(all.output)")
        let json = try JSONReader.parse(Array(try Self.run(home, "check", "--json").output.utf8))
        let fixes = (json["errors"]?.elements ?? []).compactMap { $0["fix"]?.string }
        #expect(fixes.starts(with: ["open"]) && fixes.contains("volume"), "\(fixes)")
    }

    @Test func `a parameter that is given twice is 64`() throws {
        let home = try TemporaryHome()
        try home.write("{}", to: "algom.json")
        for words in [["strategy", "show", "turtle"], ["backtest", "--strategy", "turtle"]] {
            let told = try Self.algom.run(
                words + ["--set", "entry=20", "--set", "entry=55", "--home", home.path]
                    + (words[0] == "backtest" ? ["--candles", "none.csv"] : []), environment: [:])
            #expect(told.status == 64)
            #expect(told.errors.hasSuffix("--set entry: it is given twice\n"), "\(told.errors)")
        }
    }

    // MARK: A record and its rules

    @Test func `a trader whose rules were changed is refused in their words`() throws {
        let home = try TemporaryHome()
        let file = { (stop: String) in
            """
            { strategies: { own: { enter: "close > sma(close, 5)", exit: "bars_held > 3", \(stop) } },
              traders: [{ name: "t", exchange: "sim", strategy: "own", warmUp: 20 }] }
            """
        }
        let tick = { (now: String) in
            try Command(name: "algom-tick").run(
                ["--home", home.path, "--now", now], environment: [:])
        }
        try home.write(file(#"stop: "2%""#), to: "algom.json")
        #expect(try tick("2026-01-05T12:00:00Z").status == 0)
        // Another spelling of the same rules is no change.
        try home.write(
            file(#"stop: " 2.0 %", about: "The same.""#).replacing(
                "sma(close, 5)", with: "(sma( close,5 ))"),
            to: "algom.json")
        let same = try tick("2026-01-05T13:00:00Z")
        #expect(same.status == 0, "\(same.errors)")
        try home.write(file(#"stop: "3%", target: "6%""#), to: "algom.json")
        let refused = try tick("2026-01-05T14:00:00Z")
        #expect(refused.status == 78)
        #expect(
            refused.errors.contains("stop 2% (now 3%), target none (now 6%)"), "\(refused.errors)")
    }

    /// What a strategy is called is no part of what it does: the record goes on under the name that it
    /// began with, and everything that is told of it tells that one.
    @Test func `a strategy that is called otherwise goes on`() throws {
        let home = try TemporaryHome()
        let file = { (name: String) in
            """
            { strategies: { \(name): { enter: "close > sma(close, 5)", exit: "bars_held > 3" } },
              traders: [{ name: "t", exchange: "sim", strategy: "\(name)", warmUp: 20 }] }
            """
        }
        for (name, now) in [("one", "2026-01-05T12:00:00Z"), ("two", "2026-01-05T13:00:00Z")] {
            try home.write(file(name), to: "algom.json")
            let tick = try Command(name: "algom-tick")("--home", home.path, "--now", now)
            #expect(tick.status == 0 && tick.output.contains(" | one | "), "\(tick)")
        }
        let proof = try Command(name: "algom")("verify", "--home", home.path)
        #expect(proof.status == 0, "\(proof)")
        #expect(try home.text("state/t_trading_stats.json").contains(#""strategy": "one""#))
    }

    @Test func `rules in another order are another strategy, and the order is told`() throws {
        let home = try TemporaryHome()
        let file = { (rules: String) in
            """
            { strategies: { own: { enter: { \(rules) } } },
              traders: [{ name: "t", exchange: "sim", strategy: "own", warmUp: 20 }] }
            """
        }
        let rules = [#"up: "close > open""#, #"down: "close < open""#]
        try home.write(file(rules.joined(separator: ", ")), to: "algom.json")
        let tick = ["--home", home.path, "--now", "2026-01-05T12:00:00Z"]
        #expect(try Command(name: "algom-tick").run(tick, environment: [:]).status == 0)
        try home.write(file(rules.reversed().joined(separator: ", ")), to: "algom.json")
        let refused = try Command(name: "algom-tick").run(tick, environment: [:])
        #expect(refused.status == 78)
        #expect(
            refused.errors.contains("the order of rules enter up, enter down"),
            "\(refused.errors)")
    }
}
