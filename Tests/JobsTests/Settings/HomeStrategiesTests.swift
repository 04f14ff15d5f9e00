import Market
import Rules
import Testing
import Trading

@testable import Jobs
@testable import Record
@testable import Research
@testable import Settings
@testable import Text

/// What is wrong with a strategy stops ticks, and nobody else who does not ask for it.
struct HomeStrategiesTests {
    private let home: ScratchHome

    init() throws { home = try ScratchHome() }

    private func put(
        functions: String = #"{ "mid(n)": "sma(close, n)" }"#, traders: String = "[]"
    ) throws {
        try home.put(
            """
            { functions: \(functions),
              strategies: {
                good: { enter: "close > sma(close, 20)" },
                uses: { enter: "close > mid(20)" },
                bad: { enter: "close > rsi(close, 14)" },
                macd: { enter: "close >" },
                "ma-crossover": { entr: "close > open" },
              },
              traders: \(traders) }
            """, in: "algom.json")
    }

    private func known() throws -> HomeStrategies { try HomeStrategies(home: home.path) }

    private func refusal(_ name: String) throws -> JobError? {
        let known = try known()
        return #expect(throws: JobError.self) { try known.text(named: name) }
    }

    @Test func `those are there that are right, and those that are wrong hide no built-in one`()
        throws
    {
        try put()
        let known = try known()
        #expect(known.shelf.own.map(\.name) == ["good", "uses"])
        for name in ["good", "uses", "turtle", "coin"] {
            #expect(try known.text(named: name).name == name)
        }
        #expect(!known.shelf.names.contains("macd") && !known.shelf.names.contains("ma-crossover"))
        #expect(try refusal("bad")?.description.contains("strategies.bad.enter: compares") == true)
        for name in ["bad", "macd", "ma-crossover"] {
            let error = try refusal(name)
            #expect(error?.status == .configuration, "\(name)")
            #expect(error?.description.contains("strategies.\(name)") == true, "\(name)")
        }
        #expect(try refusal("badd")?.status == .usage)
    }

    @Test func `one line says what is wrong, how much more is, and which command shows it`() throws
    {
        try put()
        let warnings = try known().warnings
        #expect(warnings.count == 1)
        #expect(warnings[0].contains("strategies.bad.enter") && warnings[0].contains("and 2 more"))
        #expect(warnings[0].contains("'algom strategy check --home \(home.path)' shows it"))
        try home.put("{ strategies: { a: { enter: \"close > open\" } } }", in: "algom.json")
        #expect(try known().warnings == [])
        try home.put("{ strategies: {", in: "algom.json")
        #expect(throws: JobError.self) { try known() }
    }

    @Test func `of functions that are wrong those suffer that use one`() throws {
        try put(functions: #"{ "mid(n)": "smaa(close, n)" }"#)
        let known = try known()
        #expect(known.shelf.own.map(\.name) == ["good"])
        #expect(known.warnings.count == 1 && known.warnings[0].contains("functions.mid(n)"))
        #expect(try refusal("uses")?.description.contains("functions.mid(n)") == true)
    }

    @Test func `a trader is found whatever is wrong with others`() throws {
        try put(
            traders: """
                [{ name: "w", exchange: "sim", strategy: "bad" }, { name: "x", timeframe: 3 },
                 { exchange: "sim", strategy: "turtle", entry: 33 }]
                """)
        let sim = try #require(try known().trader("sim", exchange: .bybit))
        #expect(sim.parameters.strategy.text?.given["entry"]?.description == "33")
        #expect(try known().trader("none", exchange: .bybit) == nil)
        #expect(throws: JobError.self) { try known().trader("w", exchange: .bybit) }
        // A tick goes by all of it or by nothing.
        #expect(throws: JobError.self) { try home.settings() }
    }

    @Test func `lists, functions, backtests and sweeps go on without it`() throws {
        try put(traders: "[{ exchange: \"sim\", strategy: \"bad\" }]")
        let job = try StrategiesJob(home: home.path)
        #expect(job.warnings.count == 1)
        #expect(job.list(.fiveMinutes).json.count >= 10)
        #expect(try job.show("turtle", set: [], .fiveMinutes).json.contains("turtle"))
        #expect(throws: JobError.self) { try job.show("macd", set: [], .fiveMinutes) }
        var input = try BacktestInput(
            candles: "none.csv", trader: nil, market: BacktestJob.MarketOptions(), home: home.path)
        #expect(try input.draft(of: "turtle").strategy == "turtle")
        #expect(input.warnings == job.warnings)
        for name in ["bad", "macd"] {
            let error = #expect(throws: JobError.self) { try input.draft(of: name) }
            #expect(error?.status == .configuration)
        }
    }
}
