import Foundation
import JSON
import Testing

struct AlgomTests {
    private let algom = Command(name: "algom")
    private let tick = Command(name: "algom-tick")

    @Test func `init writes files that a tick runs from, and keeps those there are`() throws {
        let home = try TemporaryHome()
        let outcome = try algom(
            "init", "--home", home.path, "--exchange", "sim", "--symbol", "ETHUSDT")
        #expect(outcome.status == 0)
        #expect(try home.mode(".env") == 0o600)
        #expect(try home.mode("algom.json") == 0o644)
        let configuration = try home.text("algom.json")
        #expect(configuration.contains("ETH/USDT"))

        let run = try tick("--home", home.path)
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.hasPrefix("sim ETH/USDT 5m | "))

        // Where the exchange is away, what is there is kept all the same.
        let again = try algom(
            "init", "--home", home.path, "--exchange", "binance",
            environment: ["BINANCE_BASE_URL": "http://127.0.0.1:1"])
        #expect(again.status == 0)
        #expect(again.output.contains("kept \(home.path)/algom.json, which was there"))
        #expect(try home.text("algom.json") == configuration)
    }

    @Test func `status shows every trader that has run, without colour in a pipe`() throws {
        let home = try TemporaryHome()
        #expect(try algom("status", "--home", home.path).output.hasPrefix("no trader has run yet"))
        for exchange in ["sim"] { _ = try tick("--exchange", exchange, "--home", home.path) }
        let wide = try algom("status", "--home", home.path)
        #expect(wide.status == 0)
        for label in ["last candle", "MA7 / MA25", "position", "equity", "trades", "next"] {
            #expect(wide.output.contains(label))
        }
        #expect(!wide.output.contains("\u{1b}"))
        let narrow = try algom("status", "--home", home.path, environment: ["COLUMNS": "60"])
        #expect(narrow.lines.count > wide.lines.count)
        #expect(narrow.lines.allSatisfy { $0.count <= 60 })
        let json = try algom("status", "--home", home.path, "--json")
        #expect(try JSONReader.parse(Array(json.lines[0].utf8))["trader"]?.string == "sim")
    }

    @Test func `status tells a damaged state from the others and ends with 78`() throws {
        let home = try TemporaryHome()
        let traders =
            "{ traders: [{ name: 'a', exchange: 'sim' }, { name: 'b', exchange: 'sim' }] }"
        try home.write(traders, to: "algom.json")
        #expect(try tick("--home", home.path).status == 0)
        try home.write("{", to: "state/traders/a/checkpoint.json")
        let outcome = try algom("status", "--home", home.path)
        #expect(outcome.status == 78)
        #expect(outcome.output.contains("damaged"))
        #expect(outcome.output.contains("last candle"))
        let refused = try tick("--home", home.path)
        #expect(refused.status == 78)
        #expect(refused.output.hasPrefix("b: sim"))
        #expect(try home.text("state/traders/a/checkpoint.json") == "{")
    }

    @Test func `an unknown subcommand is 64`() throws {
        #expect(try algom("statsu").status == 64)
        let home = try TemporaryHome()
        #expect(try algom("status", "--trader", "x", "--home", home.path).status == 64)
    }
}
