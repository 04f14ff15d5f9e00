import Foundation
import JSON
import Testing

/// `algom config check` and `show` before whole and broken configurations.
struct AlgomConfigTests {
    private let home: TemporaryHome

    init() throws {
        home = try TemporaryHome()
        try home.write(
            """
            { defaults: { timeframe: "15m", stopLossPercent: 1.50 },
              strategies: { mine: { parameters: { n: 5 }, enter: "close > sma(close, n)" } },
              report: { postsPerDay: 50.0 },
              alerts: { messagesPerHour: 7,
                        ntfy: { quietHours: "22:30-07:00" },
                        email: { host: "localhost", security: "none", from: "a@b", to: ["c@d"] } },
              traders: [{ exchange: "sim" }, { name: "eth", exchange: "sim", symbol: "ETH/USDT",
                          timeframe: "5m", warmUp: 600.0 }] }
            """, to: "algom.json")
        try home.write(
            "NTFY_TOPIC=pLaNtEd-topic\nBINANCE_API_KEY=pLaNtEd-key\nEXCHANGE=binance\n", to: ".env")
    }

    private func show(
        _ arguments: String..., environment: [String: String] = [:]
    ) throws -> Command.Outcome {
        try Command(name: "algom").run(
            ["config", "show", "--home", home.path] + arguments, environment: environment)
    }

    private func check() throws -> Command.Outcome {
        try Command(name: "algom")("config", "check", "--home", home.path)
    }

    @Test func `every key has its value and where that came from`() throws {
        let outcome = try show(
            "--json",
            environment: [
                "BYBIT_BASE_URL": "https://example.com",
                "https_proxy": "http://me:pLaNtEd@proxy.example:3128",
                "ANTHROPIC_API_KEY": "pLaNtEd-model",
            ])
        #expect(outcome.status == 0 && outcome.errors == "", "\(outcome)")
        #expect(!outcome.output.contains("pLaNtEd"))
        var found: [String: [String]] = [:]
        for line in outcome.lines {
            let json = try JSONReader.parse(Array(line.utf8))
            let place = "\(json["section"]?.string ?? "") \(json["key"]?.string ?? "")"
            #expect(found[place] == nil, "\(place) stands there twice")
            found[place] = [json["value"]?.string ?? "", json["from"]?.string ?? ""]
        }
        for (place, expected) in [
            ("trader sim timeframe", ["15m", "algom.json, defaults"]),
            ("trader eth timeframe", ["5m", "algom.json, traders[1]"]),
            ("trader eth stopLossPercent", ["1.5", "algom.json, defaults"]),
            ("trader eth warmUp", ["600", "algom.json, traders[1]"]),
            ("trader sim warmUp", ["500", "default"]),
            ("trader sim name", ["sim", "its exchange"]),
            ("trader sim symbol", ["BTC/USDT", "default"]),
            ("report postsPerDay", ["50", "algom.json, report"]),
            ("report brand", ["ALGOM", "default"]), ("report quietHours", ["null", "default"]),
            ("alerts messagesPerHour", ["7", "algom.json, alerts"]),
            ("alerts ntfy.messagesPerHour", ["7", "algom.json, alerts"]),
            ("alerts ntfy.quietHours", ["22:30-07:00", "algom.json, alerts.ntfy"]),
            ("alerts email.security", ["none", "algom.json, alerts.email"]),
            ("variables NTFY_TOPIC", ["(hidden)", ".env"]),
            ("variables ANTHROPIC_API_KEY", ["(hidden)", "environment"]),
            ("variables SLACK_WEBHOOK_URL", ["", "not set"]),
            ("variables https_proxy", ["(hidden)", "environment"]),
            ("variables BYBIT_BASE_URL", ["https://example.com", "environment"]),
            ("variables TWITTER_BASE_URL", ["https://api.x.com", "default"]),
            ("home directory", [home.path, "--home"]),
        ] {
            #expect(found[place] == expected, "\(place)")
        }
        // Every key of the page on configuration is there.
        let keys = Set(found.keys.compactMap { $0.split(separator: " ").last.map(String.init) })
        for key in ["minWinRatePercent", "newsMaximumAge", "modelTokens", "tickMinutes", "urgent"] {
            #expect(keys.contains(key), "\(key)")
        }
        let text = try show("--trader", "eth")
        #expect(text.output.contains("\ntrader eth\n  "), "\(text)")
        #expect(!text.output.contains("trader sim"))
        #expect(try show("--trader", "btc").status == 64)
    }

    @Test func `a strategy's parameters are keys of its traders`() throws {
        try home.write(
            """
            { strategies: { mine: { parameters: { n: 5, m: 2 }, enter: "close > sma(close, n) + m" } },
              traders: [{ exchange: "sim", strategy: "mine", n: 7.0 }] }
            """, to: "algom.json")
        let lines = try show().lines.map { $0.split(separator: " ").joined(separator: " ") }
        for line in [
            "strategy mine algom.json, traders[0]", "n 7 algom.json, traders[0]",
            "m 2 its strategy",
        ] {
            #expect(lines.contains(line), "\(lines)")
        }
    }

    @Test func `one mistake hides no other`() throws {
        let whole = try check()
        #expect(whole.output.hasSuffix("2 traders: nothing is wrong\n"), "\(whole)")
        #expect(whole.status == 0)
        try home.write(
            "NTFY_TOPC=a-topic\nTWITTER_API_KEY=x\nEXCHANGE=bynance\n", to: ".env", mode: 0o644)
        try home.write(
            try home.text("algom.json").replacing("postsPerDay: 50.0", with: "postsPerDy: 5"),
            to: "algom.json")
        let outcome = try check()
        #expect(outcome.status == 78)
        for words in [
            "did you mean 'postsPerDay'?", "EXCHANGE", "others can read it",
            "looks like NTFY_TOPIC",
        ] {
            #expect(outcome.output.contains(words), "\(outcome)")
        }
        #expect(!outcome.output.contains("a-topic"))
        try home.write(
            try home.text("algom.json").replacing("postsPerDy: 5", with: "postsPerDay: 5"),
            to: "algom.json")
        try home.write("TWITTER_API_KEY=x\n", to: ".env")
        let keys = try check()
        #expect(keys.output.contains("of X's four keys these are missing"), "\(keys)")
        #expect(keys.output.contains("NTFY_TOPIC is missing"), "\(keys)")
    }

    @Test func `a record of other parameters is seen before a tick refuses it`() throws {
        try home.write("{ traders: [{ exchange: 'sim', warmUp: 30 }] }", to: "algom.json")
        let tick = Command(name: "algom-tick")
        let place = ["--home", home.path, "--now", "2026-01-05T12:00:00Z"]
        #expect(try tick.run(place, environment: [:]).status == 0)
        #expect(try check().status == 0)
        try home.write("{ traders: [{ exchange: 'sim', warmUp: 31 }] }", to: "algom.json")
        let outcome = try check()
        #expect(outcome.status == 78, "\(outcome)")
        #expect(
            outcome.output.contains("its record was made with other settings: warmUp 30 (now 31)"))
    }

    /// A byte order mark, spaces that are none, lines of Windows, and numbers that end in `.0`.
    @Test func `a file from elsewhere is read as it was meant`() throws {
        try home.write(
            "\u{feff}{\r\n\u{a0}\u{a0}strategies: { mine: { parameters: { n: 5.0 },\r\n"
                + "    enter: 'close >\u{a0}sma(close, n) \\\r\n and volume > 1.0' } },\r\n"
                + "  traders: [{ exchange: 'sim', strategy: 'mine', n: 7.0, warmUp: 50.0 },\r\n"
                + "    { name: 'b', exchange: 'sim', fast: 5.0, maxConsecutiveLosses: \"3.0\" }],\r\n}",
            to: "algom.json")
        try home.write("\u{feff}NTFY_TOPIC\u{a0}=\u{a0}x-y-z\r\n", to: ".env")
        let outcome = try check()
        #expect(outcome.status == 0, "\(outcome)")
        let tick = try Command(name: "algom-tick")(
            "--home", home.path, "--now", "2026-01-05T12:00:00Z")
        #expect(tick.status == 0, "\(tick)")
        let lines = try show().lines.map { $0.split(separator: " ").joined(separator: " ") }
        #expect(lines.contains("fast 5 algom.json, traders[1]"), "\(lines)")
        #expect(lines.contains("NTFY_TOPIC (hidden) .env"), "\(lines)")
    }
}
