import Market
import Seeds
import Trading

@testable import Reporting

/// Facts of traders that never were: consistent where figures depend on each other, else anything.
struct RandomFacts {
    private(set) var random: SplitMix64
    static let now: Timestamp = "2026-11-10T12:00:03Z"

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    mutating func roll(_ sides: Int) -> Bool { Int.random(in: 0..<sides, using: &random) == 0 }

    mutating func facts() throws -> ReportFacts {
        let count = Int.random(in: 1...4, using: &random)
        var traders: [TraderFacts] = []
        for index in 0..<count { traders.append(try trader(index)) }
        // Ties are rare by chance.
        if count > 1, roll(2) { traders[1].stats.funds = traders[0].stats.funds }
        return ReportFacts(traders: traders, now: Self.now)
    }

    private mutating func trader(_ index: Int) throws -> TraderFacts {
        let exchange = Exchange.allCases.randomElement(using: &random) ?? .sim
        let timeframe = Timeframe.allCases.randomElement(using: &random) ?? .oneHour
        let late = roll(3) ? Int64.random(in: 4...400, using: &random) : 0
        let asOf = timeframe.floor(Self.now).advanced(
            byMilliseconds: -late * timeframe.milliseconds)
        var stats = TraderStats(
            name: roll(2) ? exchange.rawValue : "trader\(index)",
            market: Market(
                exchange: exchange, symbol: try Symbol(roll(3) ? "ETH/EUR" : "BTC/USDT"),
                timeframe: timeframe),
            parameters: Parameters(), writtenAt: asOf, asOf: asOf,
            startedAt: roll(4)
                ? nil
                : asOf.advanced(byMilliseconds: -Int64.random(in: 1...9, using: &random) << 30),
            funds: funds(), record: record(), risk: TraderStats.RiskStanding(peak: "10000"),
            indicators: TraderStats.IndicatorReadings(), lastPrice: price(),
            journalHead: String(repeating: "ab", count: 32))
        stats.recentTrades = (0..<Int.random(in: 0...10, using: &random)).map {
            trade(at: asOf.advanced(byMilliseconds: Int64($0 - 10) * timeframe.milliseconds))
        }
        if roll(2) { stats.position = .open }
        if roll(3) {
            stats.risk.pausedUntil = Self.now.advanced(
                byMilliseconds: Int64.random(in: -9_999_999...9_999_999, using: &random))
            stats.risk.pauseReasons = [PauseReason.allCases.randomElement(using: &random)]
                .compactMap { $0 }
        }
        if roll(3) { stats.reset = TraderStats.Reset(at: asOf, reason: "an idea") }
        return TraderFacts(
            stats: stats, day: roll(4) ? nil : window(asOf, hours: 24),
            week: roll(4) ? nil : window(asOf, hours: 168),
            whole: roll(4) ? nil : window(asOf, hours: 1_000))
    }

    private mutating func money() -> Money {
        Money(units: Int64.random(in: -500...500, using: &random) * 100_000_000)
    }

    private mutating func price() -> Price {
        Price(units: Int64.random(in: 1...20_000_000, using: &random) * 1_000_000)
    }

    private mutating func funds() -> TraderStats.Funds {
        TraderStats.Funds(
            initialBalance: "10000", balance: "9000", equity: "9900",
            totalPnL: roll(4) ? "0" : money(), totalFees: "12")
    }

    private mutating func record() -> TraderStats.Record {
        let wins = Int.random(in: 0...(roll(2) ? 3 : 40), using: &random)
        let losses = Int.random(in: 0...(roll(2) ? 3 : 40), using: &random)
        return TraderStats.Record(
            wins: wins, losses: losses,
            profitFactor: losses > 0 ? Double.random(in: 0...3, using: &random) : nil,
            averageWin: wins > 0 ? Double.random(in: 1...90, using: &random) : 0,
            averageLoss: losses > 0 ? Double.random(in: -90 ... -1, using: &random) : 0,
            streak: Int.random(in: -5...5, using: &random), exposurePercent: 10)
    }

    mutating func trade(at id: Timestamp) -> ReportedTrade {
        var trade = ReportedTrade.win
        trade.trade.id = id
        trade.trade.exitTime = id
        trade.trade.entryTime = id.advanced(
            byMilliseconds: -Int64.random(in: 1...200_000_000, using: &random))
        trade.trade.pnl = money()
        trade.trade.reason =
            [.signal, .stopLoss, .takeProfit].randomElement(using: &random) ?? .signal
        trade.isLate = roll(3)
        return trade
    }

    private mutating func window(_ to: Timestamp, hours: Int64) -> WindowFigures {
        let isShort = roll(3)
        let length = hours * 3_600_000 / (isShort ? 3 : 1)
        return WindowFigures(
            from: to.advanced(byMilliseconds: -length), to: to,
            wins: Int.random(in: 0...20, using: &random),
            losses: Int.random(in: 0...20, using: &random), pnl: money(), fees: "3",
            equityAtStart: "10000", equityAtEnd: Money(units: 10_000_0000_0000 + money().units),
            maximumDrawdownPercent: Double.random(in: 0...20, using: &random), best: money(),
            worst: money(), candles: 100, missingCandles: Int.random(in: 0...3, using: &random),
            firstOpen: price(), lastClose: price())
    }
}
