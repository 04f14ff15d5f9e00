import Foundation
import LoopbackExchange
import Market
import Seeds
import Testing

/// `algom init` against exchanges on loopback: what it writes of their rules, and when it does not.
struct AlgomInitTests {
    private let algom = Command(name: "algom")

    private static func exchange(_ exchange: Exchange) throws -> LoopbackExchange {
        try LoopbackExchange(
            exchange: exchange, candles: RandomCandles.array(seed: 1, count: 600),
            timeframe: .fiveMinutes, symbol: Symbol("ETH/USDT"))
    }

    @Test func `what both exchanges demand is written, with the day, and ticks go by it`() throws {
        let (binance, bybit) = (try Self.exchange(.binance), try Self.exchange(.bybit))
        var listing = MarketListing()
        listing.quantityStep = "0.001"
        listing.minimumNotional = "1"
        bybit.list(listing)
        let home = try TemporaryHome(isHome: false)
        let environment = ["BINANCE_BASE_URL": binance.baseURL, "BYBIT_BASE_URL": bybit.baseURL]
        let outcome = try algom(
            "init", "--home", home.path, "--symbol", "ETH/USDT", environment: environment)
        #expect(outcome.status == 0 && outcome.errors == "", "\(outcome)")
        #expect(
            outcome.lines == [
                "wrote \(home.path)/algom.json",
                "binance demands of ETH/USDT quantityStep: 0.0001, minimumNotional: 5; "
                    + "it says so in algom.json",
                "bybit demands of ETH/USDT quantityStep: 0.001, minimumNotional: 1; "
                    + "it says so in algom.json",
                "wrote \(home.path)/.env",
                "next: algom-tick --home \(home.path), then algom status --home \(home.path)",
            ])
        let text = try home.text("algom.json")
        #expect(text.contains("as bybit told them on 20"))
        #expect(text.contains("quantityStep: 0.001, minimumNotional: 1 },"))
        let tick = try Command(name: "algom-tick").run(
            ["--home", home.path], environment: environment)
        #expect(tick.status == 0, "\(tick)")
        let start = try home.text("state/traders/bybit/journal.jsonl").split(separator: "\n")[0]
        #expect(start.contains("\"quantityStep\":\"0.001\""), "\(start)")
    }

    @Test(
        arguments: [
            (Fault.binanceInvalidSymbol, 78), (.restricted451, 69), (.notJSON, 69),
            (.oversize(bytes: 2 << 20), 69), (.wrongShape(), 65),
            (.binanceBan418(retryAfter: 60), 75),
        ] as [(Fault, Int32)])
    func `where an exchange does not tell, one line says why and nothing is written`(
        fault: Fault, status: Int32
    ) throws {
        let exchange = try Self.exchange(.binance)
        exchange.always(fault)
        let home = try TemporaryHome(isHome: false)
        let outcome = try algom(
            "init", "--home", "\(home.path)/new", "--exchange", "binance", "--symbol", "ETHUSDT",
            environment: ["BINANCE_BASE_URL": exchange.baseURL])
        #expect(outcome.status == status, "\(fault): \(outcome)")
        #expect(outcome.output == "")
        #expect(outcome.errors.hasPrefix("algom init: binance ETH/USDT: http://127.0.0.1:"))
        #expect(outcome.errors.split(separator: "\n").count == 1)
        #expect(outcome.errors.contains("nothing was written"))
        #expect(try home.remains() == [])
    }

    @Test func `an exchange that stalls is given up after a while`() throws {
        let exchange = try Self.exchange(.binance)
        exchange.always(.slow(milliseconds: 60_000))
        let home = try TemporaryHome(isHome: false)
        let outcome = try algom(
            "init", "--home", home.path, "--exchange", "binance", "--symbol", "ETHUSDT",
            environment: ["BINANCE_BASE_URL": exchange.baseURL])
        #expect(outcome.status == 69)
        #expect(outcome.errors.contains("no answer from 127.0.0.1 in 10000 ms"), "\(outcome)")
        #expect(try home.remains() == [])
    }

    @Test func `with --offline nobody is asked, and the defaults count`() throws {
        let exchange = try Self.exchange(.binance)
        let home = try TemporaryHome(isHome: false)
        let outcome = try algom(
            "init", "--home", home.path, "--exchange", "binance", "--offline",
            environment: ["BINANCE_BASE_URL": exchange.baseURL])
        #expect(outcome.status == 0)
        #expect(exchange.requests.isEmpty)
        #expect(try home.text("algom.json").contains("timeframe: \"5m\" },"))
    }

    @Test func `an algom.json that is there is kept, and what is demanded is told`() throws {
        let exchange = try Self.exchange(.binance)
        let home = try TemporaryHome(isHome: false)
        try home.write("{}", to: "algom.json")
        let arguments = [
            "init", "--home", home.path, "--exchange", "binance", "--symbol", "ETHUSDT",
        ]
        let environment = ["BINANCE_BASE_URL": exchange.baseURL]
        let outcome = try algom.run(arguments, environment: environment)
        #expect(outcome.status == 0)
        #expect(
            outcome.lines.prefix(2) == [
                "kept \(home.path)/algom.json, which was there",
                "binance demands of ETH/USDT quantityStep: 0.0001, minimumNotional: 5; "
                    + "a new trader there would want them",
            ])
        exchange.always(.restricted451)
        let unasked = try algom.run(arguments, environment: environment)
        #expect(unasked.status == 0)
        #expect(unasked.lines[1].hasPrefix("not asked successfully: binance ETH/USDT: http://"))
        #expect(try home.text("algom.json") == "{}")
    }
}

/// Init in a home where something else has the name of a file.
struct MisplacedFileTests {
    @Test(arguments: ["algom.json", ".env"])
    func `what is no file is not kept, and nothing is written beside it`(name: String) throws {
        let home = try TemporaryHome(isHome: false)
        for kind in ["a fifo", "a directory"] {
            let path = "\(home.path)/\(name)"
            #expect((kind == "a fifo" ? mkfifo(path, 0o600) : mkdir(path, 0o700)) == 0)
            let outcome = try Command(name: "algom")("init", "--home", home.path)
            #expect(outcome.status == 78 && outcome.output == "", "\(outcome)")
            #expect(outcome.errors.contains("\(path) is damaged: it is \(kind)"), "\(outcome)")
            #expect(try FileManager.default.contentsOfDirectory(atPath: home.path) == [name])
            try FileManager.default.removeItem(atPath: path)
        }
    }
}
