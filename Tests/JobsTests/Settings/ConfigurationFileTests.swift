import Market
import Seeds
import Testing
import Trading

@testable import Jobs
@testable import Text
@testable import Record
@testable import Settings

struct ConfigurationFileTests {
    private static func traders(
        _ text: String, exchange: Exchange = .bybit
    ) throws(InputFlaw) -> [TraderSettings] {
        try ConfigurationFile(Array(text.utf8), exchange: exchange).traders
    }

    /// The message a file is refused with; every refusal is one of configuration.
    private static func refusal(_ text: String) throws -> String {
        let flaw = try #require(throws: InputFlaw.self) { try traders(text) }
        let error = JobError(.configuration, flaw, in: "algom.json")
        #expect(!error.description.contains("\n"))
        return error.description
    }

    // MARK: What is read

    @Test func `an empty object is one trader with every default`() throws {
        let market = Market(
            exchange: .sim, symbol: try Symbol("BTC/USDT"), timeframe: .fiveMinutes)
        let expected = TraderSettings(name: "sim", market: market, parameters: Parameters())
        #expect(try Self.traders("{}", exchange: .sim) == [expected])
    }

    @Test(arguments: [
        #"{"traders":[{"exchange":"binance","timeframe":"15m","stopLossPercent":1.5}]}"#,
        "{traders: [{exchange: 'binance', timeframe: '15m', stopLossPercent: +1.5,},],}",
        "// one\n{ /* two */ traders: [{ exchange: \"binance\", timeframe: \"15m\",\n"
            + "  // three\n  stopLossPercent: 1.50, }] }\n",
        "{traders:[{exchange:'BINANCE',timeframe:'15m',stopLossPercent:'1.5'}]}",
        "{defaults:{timeframe:'15m',stopLossPercent:15e-1},traders:[{exchange:'binance'}]}",
        "{defaults:{exchange:'binance',timeframe:'1h',stopLossPercent:7},"
            + "traders:[{timeframe:'15m',stopLossPercent:1.5}]}",
    ])
    func `every way of writing it by hand is the same trader`(text: String) throws {
        var parameters = Parameters()
        parameters.stopLoss = Percent(units: 1_5000_0000)
        let market = Market(
            exchange: .binance, symbol: try Symbol("BTC/USDT"), timeframe: .fifteenMinutes)
        #expect(
            try Self.traders(text) == [
                TraderSettings(name: "binance", market: market, parameters: parameters)
            ])
    }

    @Test func `traders take the defaults and keep what is their own`() throws {
        let traders = try Self.traders(
            """
            {
              defaults: { symbol: "ETHUSDT", fast: 5, slow: 20, maxDrawdownPercent: null },
              traders: [{ exchange: "binance" }, { name: "b-2", fast: 9, maxDrawdownPercent: 12 }],
              report: { brand: "ALGOM" }, alerts: {},
            }
            """)
        #expect(traders.map(\.name) == ["binance", "b-2"])
        #expect(traders.map(\.market.exchange) == [.binance, .bybit])
        #expect(traders.map(\.market.symbol.description) == ["ETH/USDT", "ETH/USDT"])
        #expect(traders.map(\.parameters.fast) == [5, 9])
        #expect(traders.map(\.parameters.slow) == [20, 20])
        #expect(traders.map(\.parameters.maxDrawdown) == [nil, Percent(units: 12_0000_0000)])
    }

    @Test func `a name in the defaults is that of the only trader`() throws {
        #expect(try Self.traders("{defaults:{name:'mine'}}").map(\.name) == ["mine"])
        #expect(
            try Self.refusal("{defaults:{name:'mine'},traders:[{},{exchange:'sim'}]}")
                == "algom.json: traders[1]: a second trader is called 'mine'; give it a 'name' of "
                + "its own")
    }

    @Test func `a thousand traders are fine, one more is not`() throws {
        let list = { (count: Int) in
            "{traders:[" + (1...count).map { "{name:'t\($0)'}" }.joined(separator: ",") + "]}"
        }
        #expect(try Self.traders(list(1_000)).count == 1_000)
        #expect(try Self.refusal(list(1_001)) == "algom.json: over 1000 traders")
    }

    @Test(arguments: ["a", "0", "eth-usdt_5m", String(repeating: "x", count: 32)])
    func `a name of letters, digits, underscores and hyphens is taken`(name: String) throws {
        #expect(try Self.traders("{traders:[{name:'\(name)'}]}").map(\.name) == [name])
    }

    // MARK: What is refused

    @Test(arguments: [
        "", ".", "..", "../x", "a/b", "A", "Eth", "-a", "_a", "a b", "a.b", "é", "a\\u0000",
        String(repeating: "x", count: 33),
    ])
    func `a name that could lead out of its directory is refused`(name: String) throws {
        #expect(
            try Self.refusal("{traders:[{name:\"\(name)\"}]}")
                == "algom.json: traders[0].name: a name is 1 to 32 of a-z, 0-9, '_' and '-', and "
                + "begins with a letter or digit")
    }

    @Test(arguments: [
        "", "../x", "BTC", "BTC/", "/USDT", "BTC/USDT/X", "BTC-USDT", "B C/USDT",
        "ABCDEFGHIJKLMNOPQRSTU/USDT",
    ])
    func `a symbol that is none is refused`(symbol: String) throws {
        let message = try Self.refusal("{traders:[{symbol:'\(symbol)'}]}")
        #expect(message.hasPrefix("algom.json: traders[0].symbol: '\(symbol)' "))
    }

    @Test(arguments: [
        ("", "algom.json: line 1, column 1: expected a value"),
        ("[]", "algom.json: expected an object"),
        ("{traders: [}", "algom.json: line 1, column 12: expected a value"),
        ("{a:1}{}", "algom.json: line 1, column 6: expected the end"),
        ("{tradres:[]}", "algom.json: unknown key 'tradres'; did you mean 'traders'?"),
        (
            "{x:1}",
            "algom.json: unknown key 'x'; known are traders, defaults, functions, strategies, report, alerts"
        ),
        ("{report:[]}", "algom.json: 'report' is not an object"),
        ("{alerts:1}", "algom.json: 'alerts' is not an object"),
        ("{defaults:[]}", "algom.json: 'defaults' is not an object"),
        ("{traders:{}}", "algom.json: 'traders' is not a list of at least one trader"),
        ("{traders:[]}", "algom.json: 'traders' is not a list of at least one trader"),
        ("{traders:[1]}", "algom.json: 'traders[0]' is not an object"),
        (
            "{defaults:{stopLossPercnt:2}}",
            "algom.json: defaults: unknown key 'stopLossPercnt'; did you mean 'stopLossPercent'?"
        ),
        (
            "{traders:[{},{timefram:'5m'}]}",
            "algom.json: traders[1]: unknown key 'timefram'; did you mean 'timeframe'?"
        ),
        (
            "{traders:[{Fast:7}]}",
            "algom.json: traders[0]: unknown key 'Fast'; did you mean 'fast'?"
        ),
        (
            "{traders:[{name:7}]}",
            "algom.json: traders[0].name: it is not a string, but a number"
        ),
        (
            "{traders:[{exchange:'kraken'}]}",
            "algom.json: traders[0].exchange: 'kraken' is no exchange; known are binance, bybit, "
                + "sim"
        ),
        (
            "{traders:[{timeframe:'7m'}]}",
            "algom.json: traders[0].timeframe: '7m' is no timeframe; known are 1m, 3m, 5m, 15m, "
                + "30m, 1h, 2h, 4h, 6h, 12h, 1d"
        ),
        (
            "{traders:[{symbol:'BTCXYZ'}]}",
            "algom.json: traders[0].symbol: 'BTCXYZ' does not say where base and quote meet; "
                + "write it as BASE/QUOTE"
        ),
        (
            "{traders:[{fast:7.5}]}",
            "algom.json: traders[0].fast: it is not a whole number, but 7.5"
        ),
        (
            "{traders:[{fast:'many'}]}",
            "algom.json: traders[0].fast: it is not a whole number, but 'many'"
        ),
        (
            "{traders:[{fast:null}]}",
            "algom.json: traders[0].fast: it is not a whole number, but null"
        ),
        (
            "{traders:[{feePercent:true}]}",
            "algom.json: traders[0].feePercent: it is not a decimal number, but a boolean"
        ),
        (
            "{traders:[{feePercent:'0,1'}]}",
            "algom.json: traders[0].feePercent: it is not a decimal number, but '0,1'"
        ),
        (
            "{traders:[{feePercent:1e30}]}",
            "algom.json: traders[0].feePercent: it is not a number small enough for exact decimals, but "
                + "1e30"
        ),
        (
            "{traders:[{},{exchange:'binance'},{exchange:'bybit'}]}",
            "algom.json: traders[2]: a second trader is called 'bybit'; give it a 'name' of its own"
        ),
        (
            "{traders:[{fast:30}]}",
            "algom.json: traders[0]: 'fast' must be less than 'slow' (25)"
        ),
        (
            "{defaults:{warmUp:25}}",
            "algom.json: defaults: 'warmUp' must be more than 'slow' (25) and 'rsiPeriod' (14)"
        ),
    ])
    func `what is wrong is said with its place and the remedy`(
        text: String, message: String
    ) throws {
        #expect(try Self.refusal(text) == message)
    }

    @Test(arguments: ["name", "exchange", "symbol", "timeframe", "fast", "feePercent"])
    func `the same key twice is refused, for readers would differ`(key: String) throws {
        let message = try Self.refusal("{traders:[{\(key):'1m', \(key):'1m'}]}")
        #expect(message.hasSuffix("the name '\(key)' appears twice"))
    }

    @Test func `a text from the file cannot break the line or flood it`() throws {
        let long = String(repeating: "y", count: 5_000)
        for text in [
            #"{"a\nb\u001b[2J":1}"#, #"{traders:[{"x\r\ny":1}]}"#, "{'\(long)':1}",
            #"{traders:[{exchange:"a\nb\u001b"}]}"#, #"{traders:[{timeframe:"\u202e5m\n"}]}"#,
            "{traders:[{exchange:'\(long)'}]}", #"{traders:[{fast:"\n7"}]}"#,
            "{traders:[{fast:'\(long)'}]}", "{traders:[{feePercent:\"\\n\(long)\"}]}",
        ] {
            let message = try Self.refusal(text)
            #expect(message.utf8.count < 500)
            #expect(
                message.unicodeScalars.allSatisfy { (0x20..<0x7f).contains($0.value) || $0 == "…" })
        }
    }

    // MARK: Parameters

    @Test(arguments: Parameters.names)
    func `every parameter is set by a number or the same as a string`(name: String) throws {
        let value = try #require(Self.otherValues[name])
        let plain = try Self.traders("{traders:[{\(name):\(value)}]}")
        #expect(plain[0].parameters.differences(from: Parameters()).map(\.name) == [name])
        #expect(try Self.traders("{traders:[{\(name):'\(value)'}]}") == plain)
        #expect(try Self.traders("{defaults:{\(name):\(value)}}") == plain)
    }

    @Test(arguments: Parameters.names)
    func `null switches risk controls off and nothing else`(name: String) throws {
        let controls = [
            "maxDailyLossPercent", "maxConsecutiveLosses", "minWinRatePercent",
            "maxDrawdownPercent",
        ]
        let text = "{traders:[{\(name):null}]}"
        if controls.contains(name) {
            let parameters = try Self.traders(text)[0].parameters
            #expect(parameters.differences(from: Parameters()).map(\.name) == [name])
        } else {
            #expect(try Self.refusal(text).hasPrefix("algom.json: traders[0].\(name): it is not "))
        }
    }

    /// For each parameter a value that is possible and not the default.
    private static let otherValues = [
        "fast": "8", "slow": "26", "rsiPeriod": "15", "overbought": "71.5", "warmUp": "501",
        "initialBalance": "9999.99", "positionSizePercent": "31", "stopLossPercent": "2.25",
        "takeProfitPercent": "6.5", "feePercent": "0.075", "slippagePercent": "0",
        "quantityStep": "0.0001", "minimumNotional": "10", "maxDailyLossPercent": "4.5",
        "maxConsecutiveLosses": "4", "minWinRatePercent": "33.3", "winRateTrades": "12",
        "maxDrawdownPercent": "11",
    ]
}
