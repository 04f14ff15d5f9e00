import Feeds
import Glibc
import HTTP
import Market
import Testing

@testable import Jobs
@testable import Record
@testable import Settings
@testable import Text

struct SettingsTests {
    private let home: ScratchHome

    init() throws { home = try ScratchHome() }

    private func refusal(
        _ environment: [String: String] = [:], exchange: String? = nil, traders: [String] = []
    ) throws -> JobError {
        try #require(throws: JobError.self) {
            try home.settings(environment, exchange: exchange, traders: traders)
        }
    }

    // MARK: Exchange

    @Test(arguments: [
        (nil, nil, nil, Exchange.bybit),
        (nil, nil, "EXCHANGE=binance", .binance),
        (nil, "sim", "EXCHANGE=binance", .sim),
        ("bybit", "sim", "EXCHANGE=binance", .bybit),
        (nil, "", "EXCHANGE=binance", .binance),
        (nil, "", nil, .bybit),
        (nil, nil, "EXCHANGE=", .bybit),
        (nil, "BINANCE", nil, .binance),
    ])
    func `the option wins over the environment, that over the file; empty is unset`(
        option: String?, variable: String?, file: String?, exchange: Exchange
    ) throws {
        if let file { try home.put(file, in: ".env") }
        let settings = try home.settings(
            variable.map { ["EXCHANGE": $0] } ?? [:], exchange: option)
        #expect(settings.traders.map(\.name) == [exchange.rawValue])
        #expect(settings.traders.map(\.market.description) == ["\(exchange) BTC/USDT 5m"])
    }

    @Test func `an exchange nobody knows is a wrong option, or a wrong configuration`() throws {
        let words = "'kraken' is no exchange; known are binance, bybit, sim"
        #expect(try refusal(exchange: "kraken") == JobError(.usage, "--exchange: \(words)"))
        #expect(
            try refusal(["EXCHANGE": "kraken"]) == JobError(.configuration, "EXCHANGE: \(words)"))
        // The option leaves the variable without a say.
        #expect(try home.settings(["EXCHANGE": "kraken"], exchange: "sim").traders.count == 1)
    }

    // MARK: Traders

    @Test func `options choose among the traders of the file`() throws {
        try home.put(
            """
            {traders: [{name: "btc", exchange: "binance"}, {name: "eth", exchange: "bybit"},
                       {name: "sol", exchange: "binance", symbol: "SOL/USDT"}]}
            """, in: "algom.json")
        let names = { (exchange: String?, traders: [String]) in
            try home.settings(exchange: exchange, traders: traders).traders.map(\.name)
        }
        #expect(try names(nil, []) == ["btc", "eth", "sol"])
        #expect(try names("binance", []) == ["btc", "sol"])
        #expect(try names(nil, ["sol", "eth", "sol"]) == ["eth", "sol"])
        #expect(try names("binance", ["sol"]) == ["sol"])

        #expect(
            try refusal(traders: ["soll"])
                == JobError(
                    .usage, "--trader: there is no trader 'soll'; did you mean 'sol'?"))
        #expect(
            try refusal(traders: ["btc", "xrp"])
                == JobError(
                    .usage, "--trader: there is no trader 'xrp'; known are btc, eth, sol"))
        #expect(
            try refusal(exchange: "sim")
                == JobError(.usage, "--exchange: no trader trades on sim"))
        #expect(
            try refusal(exchange: "bybit", traders: ["btc"])
                == JobError(.usage, "--exchange: none of the chosen traders trades on bybit"))
        let strange = try refusal(traders: ["a\nb\u{1b}[2J"])
        #expect(
            strange
                == JobError(
                    .usage, "--trader: there is no trader 'a?b?[2J'; known are btc, eth, sol"))
    }

    @Test func `a wrong file is a wrong configuration`() throws {
        try home.put("{traders: 7}", in: "algom.json")
        #expect(
            try refusal()
                == JobError(
                    .configuration,
                    "\(home.path)/algom.json: 'traders' is not a list of at least one trader"))
    }

    @Test func `files that cannot be what they should are refused with their path`() throws {
        try home.put("x", in: "algom.json/x")
        #expect(
            try refusal()
                == JobError(
                    .configuration,
                    "\(home.path)/algom.json is damaged: it is a directory, where a regular file"
                        + " belongs"))
        let other = try ScratchHome()
        try other.put(String(repeating: " ", count: 1 << 20) + "{}", in: "algom.json")
        let error = try #require(throws: JobError.self) { try other.settings() }
        #expect(
            error
                == JobError(
                    .configuration, "\(other.path)/algom.json holds more than 1048576 bytes"))
    }

    // MARK: The .env file

    @Test func `a file that others can read is warned about`() throws {
        try home.put("EXCHANGE=sim", in: ".env", mode: 0o644)
        #expect(
            try home.settings().warnings == [
                "\(home.path)/.env can be read by others; run: chmod 600 \(home.path)/.env"
            ])
        for mode in [0o600, 0o400, 0o700] {
            #expect(chmod("\(home.path)/.env", mode_t(mode)) == 0)
            #expect(try home.settings().warnings == [])
        }
        for mode in [0o640, 0o620, 0o604, 0o601] {
            #expect(chmod("\(home.path)/.env", mode_t(mode)) == 0)
            #expect(try home.settings().warnings.count == 1)
        }
    }

    @Test func `no trouble with the file tells what it holds`() throws {
        try home.put("BINANCE_API_KEY s3cret", in: ".env")
        #expect(
            try refusal() == JobError(.configuration, ".env line 1: expected NAME=value"))
        let other = try ScratchHome()
        try other.put("", in: ".env")
        let path = "\(other.path)/.env"
        let file = try #require(fopen(path, "w"))
        #expect(fputc(0xff, file) == 0xff)
        fclose(file)
        #expect(
            throws: JobError(.configuration, "\(path) is not UTF-8 text")
        ) { try other.settings() }
    }

    // MARK: Exchanges

    @Test func `the exchanges' own addresses serve where none are named`() throws {
        let venues = try home.settings().venues
        #expect(
            venues[.binance]?.bases.map(\.description) == [
                "https://api.binance.com/", "https://data-api.binance.vision/",
            ])
        #expect(
            venues[.bybit]?.bases.map(\.description) == [
                "https://api.bybit.com/", "https://api.bytick.com/",
            ])
        #expect(venues[.binance]?.apiKey == nil)
        #expect(venues[.sim] == nil)
    }

    @Test func `variables replace addresses and give the key`() throws {
        try home.put(
            "BINANCE_BASE_URL=https://a.example\nBINANCE_API_KEY='k3y-of-mine'", in: ".env")
        let settings = try home.settings([
            "BYBIT_BASE_URL": "https://b.example/v, http://127.0.0.1:8080 ,http://[::1]:1",
            "BINANCE_BASE_URL": "",
        ])
        #expect(
            settings.venues[.binance]?.bases.map(\.description) == ["https://a.example/"])
        #expect(
            settings.venues[.bybit]?.bases.map(\.description) == [
                "https://b.example/v", "http://127.0.0.1:8080/", "http://[::1]:1/",
            ])
        #expect(settings.venues[.binance]?.apiKey?.revealed == "k3y-of-mine")
        #expect(settings.venues[.bybit]?.apiKey == nil)
        var dumped = ""
        dump(settings, to: &dumped)
        for text in ["\(settings)", String(reflecting: settings), dumped] {
            #expect(!text.contains("k3y"))
        }
    }

    @Test(arguments: [
        "http://api.binance.com", "http://127.0.0.1.evil.example", "http://localhost@evil.example",
        "ftp://127.0.0.1", "api.binance.com", "https://", "https://user:pass@a.example", "x",
        "https://a.example,http://b.example", ",", " ",
        "https://a.example,"
            + Array(repeating: "https://b.example", count: 16)
            .joined(separator: ","),
    ])
    func `an address that is not protected or none at all is refused`(text: String) throws {
        let error = try refusal(["BINANCE_BASE_URL": text])
        #expect(error.status == .configuration)
        #expect(error.description.hasPrefix("BINANCE_BASE_URL: "))
        #expect(!error.description.contains("user:"))
    }

    @Test(arguments: [
        ([:], TrustStore.system),
        (["SSL_CERT_FILE": ""], .system),
        (["SSL_CERT_FILE": "/a.pem"], .only(file: "/a.pem", directory: nil)),
        (["SSL_CERT_DIR": "/c"], .only(file: nil, directory: "/c")),
        (
            ["SSL_CERT_FILE": "/a.pem", "SSL_CERT_DIR": "/c"],
            .only(file: "/a.pem", directory: "/c")
        ),
    ])
    func `certificates are the system's unless others are named`(
        environment: [String: String], trust: TrustStore
    ) throws {
        #expect(try home.settings(environment).trust == trust)
    }

    @Test func `what is asked of the environment is what is read`() {
        #expect(
            Set(Settings.variables) == [
                "ALGOM_HOME", "EXCHANGE", "BINANCE_API_KEY", "BINANCE_BASE_URL", "BYBIT_BASE_URL",
                "SSL_CERT_FILE", "SSL_CERT_DIR", "TWITTER_API_KEY", "TWITTER_API_SECRET",
                "TWITTER_ACCESS_TOKEN", "TWITTER_ACCESS_TOKEN_SECRET", "ANTHROPIC_API_KEY",
                "COINMARKETCAP_API_KEY", "DISABLE_POSTING", "TWITTER_BASE_URL",
                "ANTHROPIC_BASE_URL", "COINMARKETCAP_BASE_URL", "SMTP_PASSWORD",
                "TELEGRAM_BOT_TOKEN", "TELEGRAM_BASE_URL", "DISCORD_WEBHOOK_URL",
                "SLACK_WEBHOOK_URL", "ALERT_WEBHOOK_URL", "ALERT_WEBHOOK_SECRET", "NTFY_TOPIC",
                "NTFY_TOKEN", "TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_BASE_URL",
                "HEALTHCHECKS_HEALTH_URL", "HEALTHCHECKS_REPORT_URL", "HEALTHCHECKS_TICK_URL",
            ])
    }
}
