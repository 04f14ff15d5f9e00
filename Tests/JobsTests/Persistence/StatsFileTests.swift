import Indicators
import JSON
import Market
import Seeds
import Testing
import Trading

@testable import Jobs
@testable import Record
@testable import Settings

struct StatsFileTests {
    private static func text(
        _ settings: TraderSettings, _ state: TraderState, journalHead: String? = nil,
        function: String = #function
    ) throws -> String {
        let stats = StatsFile(
            settings, state, try Summary(state, settings.parameters),
            timestamp: Timestamp(milliseconds: 1_760_131_022_345), journalHead: journalHead)
        return String(decoding: stats.bytes(), as: UTF8.self)
    }

    private static func members(_ text: String) throws -> [JSONMember] {
        try #require(try JSONReader.parse(Array(text.utf8)).members)
    }

    // MARK: Goldens

    /// A trader in a position, about to sell it, paused, with two trades behind it.
    private static func busyState() throws -> TraderState {
        var state = TraderState(Parameters())
        state.candles = 2_000
        state.lastOpenTime = Timestamp(iso8601: "2025-10-10T21:10:00Z")
        state.lastClose = try Price(decimal: "113587.99")
        state.strategy.signals = Signals(
            fast: SimpleMovingAverage(
                period: 7, window: repeatElement(try Price(decimal: "113600"), count: 7)),
            slow: SimpleMovingAverage(
                period: 25, window: repeatElement(try Price(decimal: "113612.5"), count: 25)),
            rsi: RelativeStrengthIndex(
                gain: WilderAverage(period: 14, count: 14, accumulated: 11),
                loss: WilderAverage(period: 14, count: 14, accumulated: 9), last: state.lastClose),
            previous: .above)
        try addTrades(to: &state)
        let position = Position(
            entryPrice: try Price(decimal: "113000"), quantity: try Quantity(decimal: "0.02654"),
            cost: try Money(decimal: "2999.02"), entryFee: try Money(decimal: "2.99902"),
            stop: try Price(decimal: "110740"), target: try Price(decimal: "119780"),
            openTime: try #require(Timestamp(iso8601: "2025-10-10T20:55:00Z")),
            entryReason: .signal)
        state.account.balance = try Money(decimal: "6988.59043245")
        state.account.position = position
        state.account.pendingOrder = Order(
            side: .sell, reason: .signal,
            decidedAt: try #require(Timestamp(iso8601: "2025-10-10T21:15:00Z")),
            price: try Price(decimal: "113587.99"))
        state.record.drawdown = Drawdown(
            equity: state.account.equity(at: try Price(decimal: "113587.99")),
            peak: try Money(decimal: "10060.5"), maximumPercent: 0.75)
        state.record.returns = DailyReturns(initialBalance: Money(units: 10_000_0000_0000))
        state.record.exposure.candles = 1_500
        state.record.exposure.exposed = 300
        return state
    }

    private static func addTrades(to state: inout TraderState) throws {
        let won = Trade(
            id: try #require(Timestamp(iso8601: "2025-10-10T18:05:00Z")),
            entryPrice: try Price(decimal: "111000.5"), exitPrice: try Price(decimal: "113250"),
            quantity: try Quantity(decimal: "0.02702"),
            invested: try Money(decimal: "2999.23351"), pnl: try Money(decimal: "54.72235149"),
            fees: try Money(decimal: "6.05924851"), reason: .takeProfit, entryReason: .signal,
            entryTime: try #require(Timestamp(iso8601: "2025-10-10T16:00:00Z")),
            exitTime: try #require(Timestamp(iso8601: "2025-10-10T18:05:00Z")),
            outlay: try Money(decimal: "3002.23274351"))
        let lost = Trade(
            id: try #require(Timestamp(iso8601: "2025-10-10T20:05:00Z")),
            entryPrice: try Price(decimal: "115000"), exitPrice: try Price(decimal: "112700"),
            quantity: try Quantity(decimal: "0.026"), invested: try Money(decimal: "2990"),
            pnl: try Money(decimal: "-64.11289904"), fees: try Money(decimal: "5.9202"),
            reason: .stopLoss, entryReason: .signal,
            entryTime: try #require(Timestamp(iso8601: "2025-10-10T19:00:00Z")),
            exitTime: try #require(Timestamp(iso8601: "2025-10-10T20:05:00Z")),
            outlay: try Money(decimal: "2992.99"))
        state.record.recentTrades = [won, lost]
        state.record.tally.wins = 1
        state.record.tally.losses = 1
        state.record.tally.grossProfit += won.pnl
        state.record.tally.grossLoss += lost.pnl
        state.record.tally.best = won.pnl
        state.record.tally.worst = lost.pnl
        state.record.tally.fees += try won.fees + lost.fees
        state.record.tally.streak = -1
        state.risk.dailyPnL = try won.pnl + lost.pnl
        state.risk.consecutiveLosses = 1
        state.risk.pausedUntil = Timestamp(iso8601: "2025-10-11T20:05:00Z")
        state.risk.pauseReasons = [.losingStreak, .drawdown]
    }

    @Test func `of a busy trader, every field in its place and every digit`() throws {
        let head = String(repeating: "ab", count: 32)
        #expect(
            try Self.text(
                try TraderSettingsTests.settings(name: "btc"), Self.busyState(), journalHead: head)
                    == """
                    {
                      "schema": 1,
                      "exchange": "binance",
                      "trader": "btc",
                      "symbol": "BTC/USDT",
                      "timeframe": "5m",
                      "strategy": "ma-crossover",
                      "timestamp": "2025-10-10T21:17:02.345Z",
                      "asOf": "2025-10-10T21:15:00.000Z",
                      "initialBalance": 10000,
                      "balance": 6988.59043245,
                      "equity": 10003.21568705,
                      "totalPnL": -9.39054755,
                      "totalPnLPercent": -0.0939054755,
                      "totalTrades": 2,
                      "wins": 1,
                      "losses": 1,
                      "winRate": 50,
                      "profitFactor": 0.853531072676323,
                      "bestTrade": 54.72235149,
                      "worstTrade": -64.11289904,
                      "averageWin": 54.72235149,
                      "averageLoss": -64.11289904,
                      "expectancy": -4.695273775,
                      "sharpeRatio": null,
                      "sortinoRatio": null,
                      "maxDrawdownPercent": 0.75,
                      "currentStreak": -1,
                      "exposurePercent": 20,
                      "totalFees": 14.97846851,
                      "recentTrades": [
                        {
                          "id": 1760119500000,
                          "symbol": "BTC/USDT",
                          "side": "LONG",
                          "entryPrice": 111000.5,
                          "exitPrice": 113250,
                          "amount": 0.02702,
                          "invested": 2999.23351,
                          "pnl": 54.72235149,
                          "pnlPercent": 1.8227218262239877,
                          "fees": 6.05924851,
                          "holdTime": 7500000,
                          "reason": "TAKE_PROFIT",
                          "entryReason": "SIGNAL",
                          "entryTime": "2025-10-10T16:00:00.000Z",
                          "exitTime": "2025-10-10T18:05:00.000Z",
                          "timestamp": "2025-10-10T18:05:00.000Z",
                          "entryTag": null,
                          "exitTag": null
                        },
                        {
                          "id": 1760126700000,
                          "symbol": "BTC/USDT",
                          "side": "LONG",
                          "entryPrice": 115000,
                          "exitPrice": 112700,
                          "amount": 0.026,
                          "invested": 2990,
                          "pnl": -64.11289904,
                          "pnlPercent": -2.14210201303713,
                          "fees": 5.9202,
                          "holdTime": 3900000,
                          "reason": "STOP_LOSS",
                          "entryReason": "SIGNAL",
                          "entryTime": "2025-10-10T19:00:00.000Z",
                          "exitTime": "2025-10-10T20:05:00.000Z",
                          "timestamp": "2025-10-10T20:05:00.000Z",
                          "entryTag": null,
                          "exitTag": null
                        }
                      ],
                      "currentPosition": {
                        "side": "LONG",
                        "entryPrice": 113000,
                        "amount": 0.02654,
                        "invested": 2999.02,
                        "stopLoss": 110740,
                        "takeProfit": 119780,
                        "openTime": "2025-10-10T20:55:00.000Z",
                        "unrealizedPnL": 12.6062346,
                        "unrealizedPnLPercent": 0.419925207535827,
                        "entryTag": null,
                        "exitTag": null
                      },
                      "pendingOrder": {
                        "side": "SELL",
                        "reason": "SIGNAL",
                        "decidedAt": "2025-10-10T21:15:00.000Z",
                        "price": 113587.99
                      },
                      "riskControl": {
                        "tradingPaused": true,
                        "pauseReason": "LOSING_STREAK, DRAWDOWN",
                        "pausedUntil": "2025-10-11T20:05:00.000Z",
                        "dailyPnL": -9.39054755,
                        "dailyLoss": 0.0939054755,
                        "consecutiveLosses": 1,
                        "currentDrawdown": 0.5693982699667015,
                        "peakBalance": 10060.5
                      },
                      "indicators": {
                        "shortMA": 113600,
                        "longMA": 113612.5,
                        "difference": -12.5,
                        "rsi": 55
                      },
                      "values": {
                        "sma(close, 7)": 113600,
                        "sma(close, 25)": 113612.5,
                        "rsi(close, 14)": 55
                      },
                      "lastPrice": 113587.99,
                      "journalHead": "abababababababababababababababababababababababababababababababab"
                    }

                    """)
    }

    @Test func `of a trader that has seen nothing`() throws {
        #expect(
            try Self.text(
                try TraderSettingsTests.settings(name: "binance"), TraderState(Parameters()))
                    == """
                    {
                      "schema": 1,
                      "exchange": "binance",
                      "trader": "binance",
                      "symbol": "BTC/USDT",
                      "timeframe": "5m",
                      "strategy": "ma-crossover",
                      "timestamp": "2025-10-10T21:17:02.345Z",
                      "asOf": null,
                      "initialBalance": 10000,
                      "balance": 10000,
                      "equity": 10000,
                      "totalPnL": 0,
                      "totalPnLPercent": 0,
                      "totalTrades": 0,
                      "wins": 0,
                      "losses": 0,
                      "winRate": 0,
                      "profitFactor": null,
                      "bestTrade": null,
                      "worstTrade": null,
                      "averageWin": 0,
                      "averageLoss": 0,
                      "expectancy": 0,
                      "sharpeRatio": null,
                      "sortinoRatio": null,
                      "maxDrawdownPercent": 0,
                      "currentStreak": 0,
                      "exposurePercent": 0,
                      "totalFees": 0,
                      "recentTrades": [],
                      "currentPosition": null,
                      "pendingOrder": null,
                      "riskControl": {
                        "tradingPaused": false,
                        "pauseReason": null,
                        "pausedUntil": null,
                        "dailyPnL": 0,
                        "dailyLoss": 0,
                        "consecutiveLosses": 0,
                        "currentDrawdown": 0,
                        "peakBalance": 10000
                      },
                      "indicators": {
                        "shortMA": null,
                        "longMA": null,
                        "difference": null,
                        "rsi": null
                      },
                      "values": {
                        "sma(close, 7)": null,
                        "sma(close, 25)": null,
                        "rsi(close, 14)": null
                      },
                      "lastPrice": null,
                      "journalHead": null
                    }

                    """)
    }

    // MARK: Laws

    private static let names = [
        "schema", "exchange", "trader", "symbol", "timeframe", "strategy", "timestamp", "asOf",
        "initialBalance", "balance", "equity", "totalPnL", "totalPnLPercent", "totalTrades", "wins",
        "losses", "winRate", "profitFactor", "bestTrade", "worstTrade", "averageWin",
        "averageLoss", "expectancy", "sharpeRatio", "sortinoRatio", "maxDrawdownPercent",
        "currentStreak", "exposurePercent", "totalFees", "recentTrades", "currentPosition",
        "pendingOrder", "riskControl", "indicators", "values", "lastPrice", "journalHead",
    ]
    private static let objects = [
        "currentPosition": [
            "side", "entryPrice", "amount", "invested", "stopLoss", "takeProfit", "openTime",
            "unrealizedPnL", "unrealizedPnLPercent", "entryTag", "exitTag",
        ],
        "pendingOrder": ["side", "reason", "decidedAt", "price"],
        "riskControl": [
            "tradingPaused", "pauseReason", "pausedUntil", "dailyPnL", "dailyLoss",
            "consecutiveLosses", "currentDrawdown", "peakBalance",
        ],
        "indicators": ["shortMA", "longMA", "difference", "rsi"],
    ]
    private static let tradeNames = [
        "id", "symbol", "side", "entryPrice", "exitPrice", "amount", "invested", "pnl",
        "pnlPercent", "fees", "holdTime", "reason", "entryReason", "entryTime", "exitTime",
        "timestamp", "entryTag", "exitTag",
    ]

    @Test(arguments: 0..<8 as Range<UInt64>)
    func `whatever happened, the names are there in their order and the books add up`(
        seed: UInt64
    ) throws {
        var record = try TraderRecord(seed: seed)
        for (index, candle) in RandomCandles.array(seed: seed, count: 900).enumerated() {
            try record.consume([candle])
            // Often enough to meet positions, orders and pauses; cheap enough to be run always.
            guard index % 17 == 0 else { continue }
            let text = try Self.text(record.settings, record.checkpoint.state)
            let root = try JSONReader.parse(Array(text.utf8))
            #expect(root.members?.map(\.name) == Self.names)
            for (name, members) in Self.objects {
                guard let found = root[name]?.members else { continue }
                #expect(found.map(\.name) == members, "seed \(seed)")
            }
            for trade in try #require(root["recentTrades"]?.elements) {
                #expect(trade.members?.map(\.name) == Self.tradeNames)
            }
            try Self.checkBooks(root, "seed \(seed), candle \(index)")
        }
    }

    private static func checkBooks(_ root: JSONValue, _ place: Comment) throws {
        func money(_ value: JSONValue?) throws -> Money {
            guard case .number(let text) = value else {
                throw JSONError.field(name: "", expected: "")
            }
            let money = try Money(decimal: text)
            #expect(money.description == text, "a figure has all its digits and no more")
            return money
        }
        let position = root["currentPosition"]
        let unrealized = try position == .null ? .zero : money(position?["unrealizedPnL"])
        let initial = try money(root["initialBalance"])
        let total = try money(root["totalPnL"])
        #expect(try money(root["equity"]) == initial + total + unrealized, place)
        if position == .null { #expect(try money(root["balance"]) == initial + total, place) }
        let wins = try #require(root["wins"]?.scalarText.flatMap { Int($0) })
        let losses = try #require(root["losses"]?.scalarText.flatMap { Int($0) })
        #expect(root["totalTrades"] == .number("\(wins + losses)"), place)
        #expect((root["profitFactor"] == .null) == (losses == 0), place)
        #expect((root["bestTrade"] == .null) == (wins + losses == 0), place)
    }

    // MARK: Strategies in text

    private static func textTrader(_ strategy: String) throws -> TraderSettings {
        let file = """
            { strategies: { tried: \(strategy) }, traders: [{ exchange: "sim", strategy: "tried",
              warmUp: 60, maxDailyLossPercent: null, maxConsecutiveLosses: null,
              minWinRatePercent: null, maxDrawdownPercent: null }] }
            """
        return try ConfigurationFile(Array(file.utf8), exchange: .sim).traders[0]
    }

    private static func stats(
        of settings: TraderSettings, after candles: some Sequence<Candle>
    ) throws -> JSONValue {
        let step = Step(timeframe: settings.market.timeframe, parameters: settings.parameters)
        var state = TraderState(settings.parameters)
        var events: [Event] = []
        for candle in candles { try step.advance(&state, over: candle, events: &events) }
        return try JSONReader.parse(Array(text(settings, state).utf8))
    }

    @Test func `of rules in text it tells what they compare, and no figure of others`() throws {
        let settings = try Self.textTrader(
            """
            { enter: { up: "close > sma(close, 5) and (close > open)@1h", always: "true" },
              exit: { late: "bars_held >= 3 and profit_percent > -50" } }
            """)
        let candles = RandomCandles.array(seed: 3, count: 400)
        let names = [
            "close", "sma(close, 5)", "close@1h", "open@1h", "bars_held", "profit_percent",
        ]
        let unseen = try Self.stats(of: settings, after: [Candle]())
        #expect(unseen["strategy"] == .string("tried"))
        #expect(unseen["values"]?.members?.map(\.name) == names)
        #expect(unseen["values"]?.members?.allSatisfy { $0.value == .null } == true)
        var tags: Set<String> = []
        for count in 380..<400 {
            let stats = try Self.stats(of: settings, after: candles.prefix(count))
            #expect(
                stats["indicators"]?.members?.map(\.value) == [.null, .null, .null, .null])
            let values = try #require(stats["values"])
            #expect(values.members?.map(\.name) == names)
            #expect(values["close"] == stats["lastPrice"])
            #expect(values["close@1h"] != .null)
            let position = try #require(stats["currentPosition"])
            #expect((values["bars_held"] == .null) == (position == .null))
            if position != .null {
                #expect(position["stopLoss"] == .null && position["takeProfit"] == .null)
                let sells = stats["pendingOrder"] != .null
                #expect(position["exitTag"] == (sells ? .string("late") : .null))
                tags.insert(position["entryTag"]?.string ?? "")
            }
            for trade in try #require(stats["recentTrades"]?.elements) {
                #expect(trade["exitTag"] == .string("late"))
            }
        }
        #expect(tags == ["up", "always"])
    }

    @Test func `the built-in crossover compares the same values as its text`() throws {
        let settings = try TraderSettingsTests.settings()
        let text = try Self.textTrader(
            """
            { enter: "sma(close, 7) crosses above sma(close, 25) and rsi(close, 14) < 70",
              exit: "sma(close, 7) crosses below sma(close, 25)", stop: "2%", target: "6%" }
            """)
        let candles = RandomCandles.array(seed: 5, count: 90)
        for count in [0, 1, 7, 14, 15, 24, 25, 26, 70, 90] {
            let built = try Self.stats(of: settings, after: candles.prefix(count))
            let read = try Self.stats(of: text, after: candles.prefix(count))
            #expect(built["values"] == read["values"], "\(count)")
        }
    }

    @Test func `without what names a strategy it is what programs before wrote`() throws {
        let settings = try TraderSettingsTests.settings(name: "btc")
        let state = try Self.busyState()
        let stats = StatsFile(
            settings, state, try Summary(state, settings.parameters),
            timestamp: Timestamp(milliseconds: 1_760_131_022_345), journalHead: nil)
        let before = String(decoding: try stats.bytesWithoutStrategy(), as: UTF8.self)
        let now = String(decoding: stats.bytes(), as: UTF8.self)
        let added = #/,?\n *"(strategy|entryTag|exitTag|values)": ("[^"]*"|null|\{[^}]*\})/#
        #expect(before == now.replacing(added, with: ""))
        #expect(before.utf8.count < now.utf8.count)
    }

    @Test func `compact, it is the same on one line`() throws {
        let settings = try TraderSettingsTests.settings(name: "btc")
        let state = try Self.busyState()
        let stats = StatsFile(
            settings, state, try Summary(state, settings.parameters),
            timestamp: Timestamp(milliseconds: 1_760_131_022_345), journalHead: nil)
        let compact = stats.bytes(.compact)
        #expect(compact.dropLast().allSatisfy { $0 != UInt8(ascii: "\n") })
        #expect(try JSONReader.parse(compact) == JSONReader.parse(stats.bytes()))
    }
}
