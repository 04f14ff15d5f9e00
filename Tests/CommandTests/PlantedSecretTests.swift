import Foundation
import LoopbackExchange
import Market
import Seeds
import Testing

/// Secrets planted wherever one may be, and looked for in all that any command writes.
struct PlantedSecretTests {
    private static let names = [
        "BINANCE_API_KEY", "BINANCE_API_SECRET", "BYBIT_API_KEY", "BYBIT_API_SECRET",
        "TWITTER_API_KEY", "TWITTER_API_SECRET", "TWITTER_ACCESS_TOKEN",
        "TWITTER_ACCESS_TOKEN_SECRET", "ANTHROPIC_API_KEY", "COINMARKETCAP_API_KEY",
    ]
    /// Every secret has this in it, and nothing else has.
    private static let mark = "pLaNtEd"

    private static func secret(_ name: String, _ origin: String) -> String {
        "\(mark)-\(origin)-\(name.lowercased())"
    }

    /// What goes wrong in a run, beside what the exchange does.
    private enum Trouble: String, CaseIterable {
        case none, configuration, environmentLine, proxy, encryption, userInURL, stateFile

        /// A run that finds nobody tries for 45 s, so there is only one of each kind.
        var isSlow: Bool { self == .proxy || self == .encryption }
    }

    @Test(arguments: [true, false])
    func `no command tells a secret, whatever goes wrong`(isInFile: Bool) throws {
        let exchange = try Self.exchange()
        let elsewhere = try Self.exchange()
        let key = Self.secret("BINANCE_API_KEY", isInFile ? "file" : "environment")
        let faults: [Fault?] = [
            nil,
            .status(401, headers: [("X-Echo", key)], body: #"{"code":-2015,"msg":"key \#(key)"}"#),
            .status(400, body: #"{"code":-1121,"msg":"\#(key)"}"#),
            .status(403, headers: [("Server", key)], body: "<html><body>\(key)</body></html>"),
            .status(200, body: "no JSON \(key)"), .wrongShape(#"{"key":"\#(key)"}"#),
            .status(429, headers: [("Retry-After", key)], body: key),
            .redirect(to: "\(elsewhere.baseURL)/api/v3/klines?key=\(key)"),
        ]
        var runs = 0
        let troubles = Trouble.allCases.filter { $0 != (isInFile ? .proxy : .encryption) }
        for (index, trouble) in troubles.enumerated() {
            let mine = trouble == .none ? faults : [faults[index % faults.count]]
            for fault in mine {
                let home = try TemporaryHome()
                var environment = try plant(trouble, isInFile, home, exchange.baseURL)
                for verbosity in trouble.isSlow ? [["--json"]] : [[], ["--json"], ["--quiet"]] {
                    if let fault { exchange.enqueue(fault) }
                    let outcome = try Command(name: "algom-tick").run(
                        ["--exchange", "binance", "--home", home.path] + verbosity,
                        environment: environment)
                    #expect(outcome.status != 70 && outcome.status < 128, "\(outcome)")
                    expectSilence(outcome, "\(trouble) \(String(describing: fault))")
                    runs += 1
                }
                environment["COLUMNS"] = "80"
                for arguments in [
                    ["status"], ["status", "--json"], ["doctor"], ["doctor", "--json"], ["verify"],
                    ["init"], ["repair"],
                    ["export", "--trader", "binance"],
                    ["reset", "--trader", "binance", "--reason", "x"],
                ] {
                    let outcome = try Command(name: "algom").run(
                        arguments + ["--home", home.path], environment: environment)
                    expectSilence(outcome, "\(arguments) \(trouble)")
                    runs += 1
                }
                for kind in ["education", "strategy"] {
                    let outcome = try Command(name: "algom-report").run(
                        ["--kind", kind, "--home", home.path], environment: environment)
                    #expect(outcome.status != 70 && outcome.status < 128, "\(outcome)")
                    expectSilence(outcome, "algom-report \(kind) \(trouble)")
                    runs += 1
                }
                let posts = try Command(name: "algom").run(
                    ["posts", "--home", home.path], environment: environment)
                expectSilence(posts, "posts \(trouble)")
                try expectSilence(home)
            }
        }
        #expect(exchange.requests.contains { $0.header("X-MBX-APIKEY") == key })
        #expect(elsewhere.requests.isEmpty, "a redirect was followed")
        print("\(Self.names.count) secrets looked for in the words and files of \(runs) runs")
    }

    private static func exchange() throws -> LoopbackExchange {
        try LoopbackExchange(
            exchange: .binance, candles: RandomCandles.array(seed: 3, count: 600),
            timeframe: .fiveMinutes, symbol: try Symbol("BTC/USDT"))
    }

    /// Writes the home's files and returns the environment of a run in it.
    private func plant(
        _ trouble: Trouble, _ isInFile: Bool, _ home: TemporaryHome, _ base: String
    ) throws -> [String: String] {
        // Nobody listens at port 9: reports find no service, and say so.
        let nobody = "http://127.0.0.1:9"
        var environment = [
            "BINANCE_BASE_URL": base, "BYBIT_BASE_URL": nobody, "TWITTER_BASE_URL": nobody,
            "ANTHROPIC_BASE_URL": nobody, "COINMARKETCAP_BASE_URL": nobody,
        ]
        var file = ""
        for name in Self.names {
            let value = Self.secret(name, isInFile ? "file" : "environment")
            if isInFile { file += "\(name)=\(value)\n" } else { environment[name] = value }
        }
        let secret = Self.secret("X", "trouble")
        switch trouble {
        case .none: break
        case .configuration: try home.write("{ traders: [{ fast: 99 }] }", to: "algom.json")
        case .environmentLine: file += "\(secret)\n"
        case .proxy:
            environment["BINANCE_BASE_URL"] = "https://exchange.invalid"
            environment["https_proxy"] = "http://user:\(secret)@127.0.0.1:1"
        case .encryption:
            environment["BINANCE_BASE_URL"] = base.replacing("http:", with: "https:")
        case .userInURL:
            environment["BINANCE_BASE_URL"] = "https://user:\(secret)@127.0.0.1:1"
        case .stateFile:
            try FileManager.default.createDirectory(
                atPath: home.path + "/state/traders/binance", withIntermediateDirectories: true)
            try home.write("{", to: "state/traders/binance/checkpoint.json")
        }
        try home.write(file, to: ".env", mode: 0o644)
        return environment
    }

    private func expectSilence(_ outcome: Command.Outcome, _ place: String) {
        #expect(!outcome.output.contains(Self.mark), "\(place): \(outcome.output)")
        #expect(!outcome.errors.contains(Self.mark), "\(place): \(outcome.errors)")
    }

    private func expectSilence(_ home: TemporaryHome) throws {
        for name in try FileManager.default.subpathsOfDirectory(atPath: home.path)
        where name != ".env" {
            let bytes = FileManager.default.contents(atPath: "\(home.path)/\(name)") ?? Data()
            #expect(!String(decoding: bytes, as: UTF8.self).contains(Self.mark), "\(name)")
            #expect(!name.contains(Self.mark))
        }
    }
}
