import Foundation
import LoopbackExchange
import Market
import Seeds
import Testing

/// What a terminal would obey never reaches it, wherever it comes from.
struct ControlCharacterTests {
    /// An escape sequence, a carriage return, a bell, a C1 control, and an order to write leftwards.
    private static let evil = "\u{1b}[2J\r\u{07}\u{9b}31m\u{202e}txt"
    private static let escaped = #"\u001b[2J\r\u0007\u009b31m\u202etxt"#
    private let tick = Command(name: "algom-tick")
    private let algom = Command(name: "algom")

    private func expectPrintable(_ outcome: Command.Outcome, _ place: String) throws {
        #expect(try isPrintable(outcome.output), "\(place): \(outcome.output.debugDescription)")
        #expect(try isPrintable(outcome.errors), "\(place): \(outcome.errors.debugDescription)")
        #expect(outcome.status != 70 && outcome.status < 128, "\(place)")
    }

    @Test func `from an exchange`() throws {
        let exchange = try LoopbackExchange(
            exchange: .binance, candles: RandomCandles.array(seed: 3, count: 600),
            timeframe: .fiveMinutes, symbol: try Symbol("BTC/USDT"))
        for fault: Fault in [
            .status(400, body: #"{"code":-1121,"msg":"\#(Self.escaped)"}"#),
            .status(400, body: #"{"code":-1121,"msg":"\#(Self.evil)"}"#),
            .status(403, body: "<html>\(Self.evil)</html>"), .status(451, body: Self.evil),
            .wrongShape(#"{"\#(Self.escaped)":1}"#), .wrongShape(#""\#(Self.escaped)""#),
            .wrongShape(#"[["\#(Self.escaped)","1","1","1","1","1"]]"#),
            .wrongShape(#"[[1750000200000,"\#(Self.escaped)","1","1","1","1"]]"#),
            .status(418, headers: [("Retry-After", "1000")], body: Self.evil),
        ] {
            let home = try TemporaryHome()
            exchange.always(fault)
            for verbosity in [[], ["--json"]] {
                let outcome = try tick.run(
                    ["--exchange", "binance", "--home", home.path] + verbosity,
                    environment: ["BINANCE_BASE_URL": exchange.baseURL])
                #expect(outcome.status != 0)
                try expectPrintable(outcome, "\(fault)")
            }
            try expectPrintable(try algom("status", "--home", home.path), "\(fault)")
        }
    }

    @Test func `from configuration, variables and arguments`() throws {
        for (name, text) in [
            ("algom.json", #"{ "\#(Self.escaped)": 1 }"#), ("algom.json", "{ \(Self.evil) }"),
            ("algom.json", #"{ traders: [{ name: "\#(Self.escaped)" }] }"#),
            ("algom.json", #"{ traders: [{ symbol: "\#(Self.escaped)" }] }"#),
            ("algom.json", #"{ traders: [{ timeframe: "\#(Self.escaped)" }] }"#),
            ("algom.json", #"{ defaults: { fast: "\#(Self.escaped)" } }"#),
            (".env", "\(Self.evil)=1"), (".env", "EXCHANGE=\(Self.evil)"),
            (".env", "EXCHANGE=\"\(Self.evil)"), (".env", "BINANCE_BASE_URL=\(Self.evil)"),
            (".env", "EXCHANGE=binance\nSSL_CERT_FILE=\(Self.evil)"),
        ] {
            let home = try TemporaryHome()
            try home.write(text, to: name)
            try expectPrintable(
                try tick(
                    "--home", home.path, environment: ["BYBIT_BASE_URL": "http://127.0.0.1:1"]
                ), text)
        }
        let home = try TemporaryHome()
        for arguments in [
            ["--trader", Self.evil], ["--now", Self.evil], ["--exchange", Self.evil],
        ] {
            try expectPrintable(
                try tick.run(arguments + ["--home", home.path], environment: [:]), "\(arguments)")
        }
        for arguments in [
            ["status", "--trader", Self.evil], ["verify", "--head", Self.evil],
            ["backtest", "--candles", "/nowhere/\(Self.evil)"],
            ["backtest", "--candles", "/dev/null", "--set", Self.evil],
            ["backtest", "--candles", "/dev/null", "--symbol", Self.evil],
        ] {
            try expectPrintable(try algom.run(arguments, environment: [:]), "\(arguments)")
        }
        try home.write("\(Self.evil),1,1,1,1,1\n", to: "c.csv")
        try expectPrintable(try algom("backtest", "--candles", home.path + "/c.csv"), "CSV")
    }

    @Test func `from files of the state directory`() throws {
        let template = try TemporaryHome()
        let arguments = ["--exchange", "sim", "--now", "2026-01-05T12:00:00Z", "--home"]
        #expect(try tick.run(arguments + [template.path], environment: [:]).status == 0)
        let journal = try template.text("state/traders/sim/journal.jsonl")
        let checkpoint = try template.text("state/traders/sim/checkpoint.json")
        let stats = try template.text("state/sim_trading_stats.json")
        for (name, text) in [
            ("traders/sim/journal.jsonl", Self.evil + journal),
            ("traders/sim/journal.jsonl", journal.replacing("BTC/USDT", with: "B\u{202e}\u{9b}")),
            ("traders/sim/journal.jsonl", journal.replacing("\"start\"", with: "\"\u{202e}t\"")),
            ("traders/sim/journal.jsonl", journal.replacing("BTC/USDT", with: Self.escaped)),
            ("traders/sim/checkpoint.json", Self.evil),
            ("traders/sim/checkpoint.json", checkpoint.replacing("BTC/USDT", with: Self.escaped)),
            ("traders/sim/checkpoint.json", checkpoint.replacing("state", with: Self.escaped)),
            ("traders/sim/lock", Self.evil), ("sim_trading_stats.json", Self.evil),
            ("sim_trading_stats.json", stats.replacing("BTC/USDT", with: Self.escaped)),
            ("sim_trading_stats.json", stats.replacing("\"winRate\"", with: "\"\(Self.escaped)\"")),
            ("runs.jsonl", Self.evil), ("exchanges", Self.evil),
        ] {
            let home = try TemporaryHome(copying: template)
            try home.write(text, to: "state/\(name)")
            for traderName in [Self.evil, "\u{202e}mis"] {
                // Directories that no program of ours made.
                try FileManager.default.createDirectory(
                    atPath: "\(home.path)/state/traders/\(traderName)",
                    withIntermediateDirectories: false)
            }
            let lock = open(home.path + "/state/traders/sim/lock", O_RDWR)
            flock(lock, LOCK_EX)
            try expectPrintable(
                try tick.run(arguments + [home.path], environment: [:]), "\(name), locked")
            close(lock)
            for words in [["verify"], ["status"], ["status", "--json"], ["repair"]] {
                try expectPrintable(
                    try algom.run(words + ["--home", home.path], environment: [:]),
                    "\(words) \(name)")
            }
            try expectPrintable(
                try tick.run(arguments + [home.path], environment: [:]), "tick \(name)")
        }
    }
}
