import Foundation
import JSON
import LoopbackExchange
import Market
import Seeds
import Testing

struct AlgomTickTests {
    private let tick = Command(name: "algom-tick")
    private static let noon = "2026-01-05T12:00:00Z"

    @Test func `runs in an empty environment and leaves the state as documented`() throws {
        let home = try TemporaryHome()
        let outcome = try tick("--exchange", "sim", "--home", home.path, "--now", Self.noon)
        #expect(outcome.status == 0)
        #expect(outcome.errors == "")
        #expect(outcome.lines.count == 1)
        #expect(outcome.output.hasPrefix("sim BTC/USDT 5m | 2026-01-05 12:00 close "))
        #expect(try home.mode("state") == 0o700)
        #expect(try home.mode("state/traders/sim") == 0o700)
        for name in ["checkpoint.json", "journal.jsonl", "lock"] {
            #expect(try home.mode("state/traders/sim/\(name)") == 0o600)
        }
        #expect(try home.mode("state/sim_trading_stats.json") == 0o644)
        #expect(try home.mode("state/trading_stats.json") == 0o644)
    }

    @Test func `three ways of naming the home and the exchange`() throws {
        let home = try TemporaryHome()
        let variables = ["ALGOM_HOME": home.path, "EXCHANGE": "sim"]
        #expect(try tick("--now", Self.noon, environment: variables).status == 0)
        try home.write("EXCHANGE=sim\n", to: ".env")
        let again = try tick(
            "--now", "2026-01-05T12:05:00Z", environment: ["ALGOM_HOME": home.path])
        #expect(again.status == 0)
        #expect(again.output.contains("2026-01-05 12:05 close"))
    }

    @Test func `one JSON object a trader, or nothing at all`() throws {
        let home = try TemporaryHome()
        let traders = (1...3).map { "{ name: 't\($0)', exchange: 'sim' }" }.joined(separator: ",")
        try home.write("{ traders: [\(traders)] }", to: "algom.json")
        let outcome = try tick("--home", home.path, "--now", Self.noon, "--json")
        #expect(outcome.status == 0)
        let names = try outcome.lines.map { try JSONReader.parse(Array($0.utf8))["trader"]?.string }
        #expect(names == ["t1", "t2", "t3"])
        let quiet = try tick("--home", home.path, "--now", "2026-01-05T12:05:00Z", "--quiet")
        #expect(quiet.status == 0)
        #expect(quiet.output == "" && quiet.errors == "")
        let one = try tick(
            "--home", home.path, "--now", "2026-01-05T12:10:00Z", "--trader", "t2", "--trader", "t3"
        )
        #expect(one.lines.map { $0.prefix(2) } == ["t2", "t3"])
    }

    /// The plain spelling is read without the parser, the other one by it: they must say the same.
    @Test(arguments: [
        [["--exchange", "sim"], ["--exchange=sim"]],
        [["--trader", "sim", "--exchange", "sim"], ["--trader=sim", "--exchange=sim"]],
        [["--exchange", "sim", "--json"], ["--json", "--exchange=sim"]],
        [["--exchange", "sim", "--json", "--json"], ["--json", "--json", "--exchange=sim"]],
        [["--exchange", "sim", "--quiet"], ["--quiet", "--exchange=sim"]],
        [["--exchange", "sim", "--exchange", "sim"], ["--exchange=sim", "--exchange=sim"]],
        [["--exchange", "bybit"], ["--exchange=bybit"]],
        [["--trader", "x", "--trader", "y"], ["--trader=x", "--trader=y"]],
    ])
    func `a command line means the same however it is spelled`(spellings: [[String]]) throws {
        let outcomes = try zip(spellings, [" ", "="]).map { arguments, separator in
            let home = try TemporaryHome()
            let place = separator == "=" ? ["--home=\(home.path)"] : ["--home", home.path]
            let now = separator == "=" ? ["--now=\(Self.noon)"] : ["--now", Self.noon]
            return try tick.run(arguments + place + now, environment: [:])
        }
        #expect(outcomes[0].status == outcomes[1].status)
        #expect(outcomes[0].output == outcomes[1].output)
        #expect(outcomes[0].errors == outcomes[1].errors)
    }

    @Test(arguments: [
        (["--nonsense"], 64, "unknown option '--nonsense'"),
        (["--exchange", "kraken"], 64, "'kraken' is no exchange; known are binance, bybit, sim"),
        (["--trader", "bibit"], 64, "there is no trader 'bibit'; did you mean 'bybit'?"),
        (["--now", "2026-01-05"], 64, "--now: trader 'bybit' trades on bybit"),
        (["--exchange", "sim", "--now", "noon"], 64, "'noon' is not a time"),
        (["--exchange", "sim", "--now", "9999-01-01"], 64, "a day beyond this machine's clock"),
        (["--exchange", "sim", "--now", "1970-01-01"], 64, "write one from 2009 on"),
    ])
    func `a wrong command line is 64 and one line says why`(
        arguments: [String], status: Int32, words: String
    ) throws {
        let home = try TemporaryHome(isHome: false)
        try home.write("", to: ".env")
        let outcome = try tick.run(arguments + ["--home", home.path], environment: [:])
        #expect(outcome.status == status)
        #expect(outcome.errors.contains(words), "\(outcome.errors)")
        #expect(!FileManager.default.fileExists(atPath: home.path + "/state"))
    }

    @Test(arguments: [
        (
            "{ traders: [{ stopLosPercent: 1 }] }",
            "unknown key 'stopLosPercent'; did you mean 'stopLossPercent'?"
        ),
        ("{ defaults: { fast: 30 } }", "'fast' must be less than 'slow' (25)"),
        ("{ traders: [{}, {}] }", "a second trader is called 'bybit'"),
        ("{ traders: ", "line 1"),
    ])
    func `a wrong configuration is 78 and names the place`(text: String, words: String) throws {
        let home = try TemporaryHome()
        try home.write(text, to: "algom.json")
        let outcome = try tick("--home", home.path)
        #expect(outcome.status == 78)
        #expect(outcome.errors.contains(words), "\(outcome.errors)")
        #expect(outcome.errors.split(separator: "\n").count == 1)
    }

    @Test func `plain http is refused but to this machine`() throws {
        let home = try TemporaryHome()
        let outcome = try tick(
            "--exchange", "binance", "--home", home.path,
            environment: ["BINANCE_BASE_URL": "http://127.0.0.1.example.com"])
        #expect(outcome.status == 78)
        #expect(outcome.errors.contains("BINANCE_BASE_URL"))
    }

    @Test func `bad data is 65, a disk that refuses 74, a held lock 75`() throws {
        let candles = RandomCandles.array(seed: 1, count: 600)
        let exchange = try LoopbackExchange(
            exchange: .bybit, candles: candles, timeframe: .fiveMinutes,
            symbol: try Symbol("BTC/USDT"))
        let home = try TemporaryHome()
        let environment = ["BYBIT_BASE_URL": exchange.baseURL]
        exchange.always(.wrongShape("{}"))
        #expect(try tick("--home", home.path, environment: environment).status == 65)

        let full = try TemporaryHome(isHome: false)
        try full.write("a file", to: "state")
        let refused = try tick("--home", full.path, environment: environment)
        #expect(refused.status == 74)
        #expect(refused.errors.contains("\(full.path)/state"))

        let lock = open(home.path + "/state/traders/bybit/lock", O_RDWR)
        #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
        let held = try tick("--home", home.path, environment: environment)
        close(lock)
        #expect(held.status == 75)
        #expect(held.errors.contains("is held by process "))
    }

    @Test func `an exchange that cannot be reached is 69 for its trader, and the others go on`()
        throws
    {
        let home = try TemporaryHome()
        try home.write(
            "{ traders: [{ exchange: 'binance' }, { exchange: 'sim' }] }", to: "algom.json")
        let candles = RandomCandles.array(seed: 1, count: 2)
        let exchange = try LoopbackExchange(
            exchange: .binance, candles: candles, timeframe: .fiveMinutes,
            symbol: try Symbol("BTC/USDT"))
        exchange.always(.restricted451)
        let outcome = try tick(
            "--home", home.path, environment: ["BINANCE_BASE_URL": exchange.baseURL])
        #expect(outcome.status == 69)
        #expect(outcome.output.contains("sim BTC/USDT 5m |"))
        #expect(outcome.errors.contains("blocked by location"), "\(outcome.errors)")
    }

    @Test func `a secret is sent, and told to nobody else`() throws {
        let secret = "planted-secret-0123456789"
        let candles = RandomCandles.array(seed: 1, count: 600)
        let exchange = try LoopbackExchange(
            exchange: .binance, candles: candles, timeframe: .fiveMinutes,
            symbol: try Symbol("BTC/USDT"))
        let home = try TemporaryHome()
        try home.write("BINANCE_API_KEY=\(secret)\nEXCHANGE=binance\n", to: ".env", mode: 0o644)
        let environment = ["BINANCE_BASE_URL": exchange.baseURL]
        var told = ""
        for fault: Fault? in [
            nil, .status(401, body: #"{"code":-2015,"msg":"Invalid API-key \#(secret)"}"#),
            .notJSON,
        ] {
            if let fault { exchange.enqueue(fault) }
            let outcome = try tick("--home", home.path, "--json", environment: environment)
            told += outcome.output + outcome.errors
        }
        #expect(exchange.requests.first?.header("X-MBX-APIKEY") == secret)
        #expect(told.contains(".env can be read by others; run: chmod 600"))
        let state = FileManager.default.enumerator(atPath: home.path + "/state")
        for case let name as String in try #require(state) {
            told += (try? home.text("state/\(name)")) ?? ""
        }
        #expect(told.contains("\"journalHead\""))
        #expect(!told.contains(secret))
    }

    @Test func `help teaches the exit codes and version is one line`() throws {
        let help = try tick("--help")
        #expect(help.status == 0)
        for word in ["EXIT STATUS", "75 try again later", "ENVIRONMENT", "--trader"] {
            #expect(help.output.contains(word))
        }
        #expect(try tick("--version").output.wholeMatch(of: #/[0-9]+\.[0-9]+\.[0-9]+\n/#) != nil)
    }

    @Test func `ticks started together leave one record`() throws {
        let home = try TemporaryHome()
        #expect(try tick("--exchange", "sim", "--home", home.path, "--now", Self.noon).status == 0)
        let outcomes = Outcomes()
        let group = DispatchGroup()
        for _ in 0..<6 {
            let thread = Thread { [tick, path = home.path] in
                let outcome = try? tick(
                    "--exchange", "sim", "--home", path, "--now", "2026-01-19T12:00:00Z")
                outcomes.append(outcome?.status ?? -1)
                group.leave()
            }
            group.enter()
            thread.start()
        }
        group.wait()
        #expect(outcomes.all.allSatisfy { $0 == 0 || $0 == 75 }, "\(outcomes.all)")
        #expect(outcomes.all.contains(0))
        let lines = try home.text("state/traders/sim/journal.jsonl").split(separator: "\n")
        let times = lines.filter { $0.contains(#""type":"candle""#) }
        #expect(times.count == 500 + 14 * 288)
    }
}

/// Exit codes that threads bring together.
private final class Outcomes: @unchecked Sendable {
    // Every access is under the lock.
    private let lock = NSLock()
    private var codes: [Int32] = []

    func append(_ code: Int32) { lock.withLock { codes.append(code) } }
    var all: [Int32] { lock.withLock { codes } }

    @Test func `a record that a wrong clock has led into the future is told as that everywhere`()
        throws
    {
        let home = try TemporaryHome()
        let run = { (name: String, arguments: [String]) in
            try Command(name: name).run(arguments + ["--home", home.path], environment: [:])
        }
        // As far as a tick may be told that the time is.
        let hours = Calendar(identifier: .gregorian).date(byAdding: .hour, value: 20, to: .now)
        let moment = try #require(hours).formatted(.iso8601)
        #expect(try run("algom-tick", ["--exchange", "sim", "--now", moment]).status == 0)
        let tick = try run("algom-tick", ["--exchange", "sim"])
        #expect(tick.status == 0)
        #expect(tick.output.contains("its last candle is 19 h 5"), "\(tick)")
        let status = try run("algom", ["status"])
        #expect(status.output.contains("19 h 5"), "\(status)")
        #expect(status.output.contains("ahead of this clock"), "\(status)")
        let health = try run("algom-health", [])
        #expect(health.status == 1 && health.output.contains("ahead of this clock"), "\(health)")
        let report = try run("algom-report", ["--dry-run"])
        #expect(report.status == 0 && !report.output.contains("TRADE RESULTS"), "\(report)")
        #expect(report.errors.contains("what it did after now is not told before"), "\(report)")
    }
}
