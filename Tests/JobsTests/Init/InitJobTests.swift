import Glibc
import Market
import Seeds
import Testing
import Trading

@testable import Jobs
@testable import Record
@testable import Settings
@testable import Text

struct InitJobTests {
    private let home: ScratchHome

    init() throws { home = try ScratchHome() }

    private func job(
        _ home: String, exchange: String = "sim", symbol: String = "BTC/USDT",
        timeframe: String = "5m"
    ) throws(JobError) -> InitJob {
        try InitJob(home: home, exchanges: [exchange], symbol: symbol, timeframe: timeframe)
    }

    @Test func `writes what a first run starts from, and says what comes next`() throws {
        let path = home.path
        #expect(
            try job(path).run() == [
                "wrote \(path)/algom.json", "wrote \(path)/.env",
                "next: algom-tick --home \(path), then algom status --home \(path)",
            ])
        #expect(try home.names() == [".env", "algom.json"])
        #expect(try home.settings().traders.map(\.name) == ["sim"])
        #expect(try home.settings().warnings == [])
    }

    @Test func `without an exchange there is a trader on each that the crontab ticks`() throws {
        _ = try InitJob(home: home.path, exchanges: [], symbol: "BTC/USDT", timeframe: "5m").run()
        #expect(try home.settings().traders.map(\.name) == ["binance", "bybit"])
        for name in ["binance", "bybit"] {
            #expect(try home.settings(exchange: name).traders.map(\.name) == [name])
        }
    }

    @Test func `a pair that is paid in a coin is asked for a balance`() throws {
        let refused = #expect(throws: JobError.self) { try job(home.path, symbol: "ETH/BTC").run() }
        #expect(refused?.status == .usage && refused?.remedy?.commands.count == 1)
        #expect(
            refused?.description.contains(
                "--symbol: ETH/BTC is paid in BTC, and the usual balance of 10,000 is") == true)
        #expect(try home.names() == [])
        _ = try InitJob(
            home: home.path, exchanges: ["sim"], symbol: "ETH/BTC", timeframe: "5m", balance: "0.5"
        ).run()
        let traders = try home.settings().traders
        #expect(traders.map(\.parameters.initialBalance) == ["0.5"])
        // Whose smallest order nobody has asked for does not have that of dollars.
        #expect(traders.map(\.parameters.minimumNotional) == ["0"])
        for balance in ["0", "-1", "much"] {
            #expect(throws: JobError.self) {
                try InitJob(
                    home: home.path, exchanges: [], symbol: "BTC/USDT", timeframe: "5m",
                    balance: balance)
            }
        }
        // Where the files are there already, nothing is written and nothing asked.
        #expect(try job(home.path, symbol: "ETH/BTC").run()[0].hasPrefix("kept "))
    }

    @Test(arguments: [0o022, 0o077])
    func `the settings may be read by others, the secrets may not`(mask: Int) async throws {
        await #expect(processExitsWith: .success) { [mask] in
            let home = try ScratchHome()
            _ = umask(mode_t(mask))
            _ = try InitJob(
                home: home.path, exchanges: ["sim"], symbol: "BTC/USDT", timeframe: "5m"
            ).run()
            #expect(try home.permissions("algom.json") == "644")
            #expect(try home.permissions(".env") == "600")
        }
    }

    @Test func `files that are there are kept untouched`() throws {
        try home.put("{}", in: "algom.json", mode: 0o640)
        #expect(
            try job(home.path).run().prefix(2) == [
                "kept \(home.path)/algom.json, which was there", "wrote \(home.path)/.env",
            ])
        #expect(
            try job(home.path).run().prefix(2) == [
                "kept \(home.path)/algom.json, which was there",
                "kept \(home.path)/.env, which was there",
            ])
        #expect(try home.text("algom.json") == "{}")
        #expect(try home.permissions("algom.json") == "640")
    }

    @Test func `a home that is not there is made, private`() throws {
        let path = "\(home.path)/srv/algom"
        #expect(try job(path).run().first == "wrote \(path)/algom.json")
        #expect(try home.permissions("srv/algom") == "700")
        #expect(try home.permissions("srv/algom/algom.json") == "644")
    }

    @Test func `a home that is a file is an error of the disk`() throws {
        try home.put("", in: "file")
        let path = "\(home.path)/file"
        #expect(throws: JobError(.io, "cannot open \(path): Not a directory")) {
            try job(path).run()
        }
    }

    @Test func `a home that nothing can be written to is an error of the disk`() throws {
        // Nobody may write there, not even root.
        let error = try #require(throws: JobError.self) { try job("/proc/self/fd").run() }
        #expect(error.status == .io)
        #expect(error.description.hasPrefix("cannot create /proc/self/fd/algom.json: "))
    }

    @Test func `a market of one's own is written as it will be read`() throws {
        _ = try job(home.path, exchange: "Binance", symbol: "ethusdc", timeframe: "1h").run()
        #expect(
            try home.settings().traders == [
                TraderSettingsTests.settings(
                    name: "binance", exchange: .binance, symbol: "ETH/USDC", timeframe: .oneHour)
            ])
    }

    @Test(arguments: [
        (
            "kraken", "BTC/USDT", "5m",
            "--exchange: 'kraken' is no exchange; known are binance, bybit, sim"
        ),
        (
            "sim", "BTCXYZ", "5m",
            "--symbol: 'BTCXYZ' does not say where base and quote meet; write it as BASE/QUOTE"
        ),
        (
            "sim", "BTC/USDT", "7m",
            "--timeframe: '7m' is no timeframe; known are 1m, 3m, 5m, 15m, 30m, 1h, 2h, 4h, 6h, "
                + "12h, 1d"
        ),
    ])
    func `a market that is none is a usage error, and nothing is written`(
        exchange: String, symbol: String, timeframe: String, message: String
    ) throws {
        #expect(throws: JobError(.usage, message)) {
            try job(home.path, exchange: exchange, symbol: symbol, timeframe: timeframe)
        }
        #expect(try home.names() == [])
    }
}
