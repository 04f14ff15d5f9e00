import Market
import Seeds
import Trading

@testable import Reporting

extension ReportedTrade {
    /// The win of the page that says how reports look.
    static let win = ReportedTrade(
        Trade(
            id: "2026-11-10T21:15:00Z", entryPrice: "113587.99", exitPrice: "120000.00",
            quantity: "0.02641", invested: "2999.85881590", pnl: "173.33", fees: "6.17",
            reason: .takeProfit, entryReason: .signal, entryTime: "2026-11-10T18:10:00Z",
            exitTime: "2026-11-10T21:15:00Z", outlay: "2998.79"))

    static let loss = ReportedTrade(
        Trade(
            id: "2026-11-10T20:05:00Z", entryPrice: "113587.99", exitPrice: "111282.49",
            quantity: "0.02641", invested: "2999.85881590", pnl: "-66.82", fees: "5.93",
            reason: .stopLoss, entryReason: .signal, entryTime: "2026-11-10T19:30:00Z",
            exitTime: "2026-11-10T20:05:00Z", outlay: "3002.86"),
        isLate: true)
}

extension ReportedPosition {
    static let open = ReportedPosition(
        Position(
            entryPrice: "113000", quantity: "0.02654", cost: "2999.02", entryFee: "2.99902",
            stop: "110740", target: "119780", openTime: "2026-11-10T21:20:00Z",
            entryReason: .signal),
        unrealizedPnL: "12.61", unrealizedPnLPercent: 0.42)
}

extension TraderStats {
    static let now: Timestamp = "2026-11-10T21:20:07Z"

    /// A trader on Binance that has closed one trade, a win; nothing of it is stale.
    static func sample(
        _ exchange: Exchange = .binance, name: String? = nil,
        asOf: Timestamp = "2026-11-10T21:20:00Z"
    ) throws -> TraderStats {
        TraderStats(
            name: name ?? exchange.rawValue,
            market: Market(
                exchange: exchange, symbol: try Symbol("BTC/USDT"), timeframe: .fiveMinutes),
            parameters: Parameters(), writtenAt: "2026-11-10T21:20:05Z", asOf: asOf,
            startedAt: "2026-11-01T08:00:00Z",
            funds: Funds(
                initialBalance: "10000", balance: "10173.33", equity: "10173.33",
                totalPnL: "173.33", totalFees: "6.17"),
            record: Record(
                wins: 1, losses: 0, best: "173.33", worst: "173.33", averageWin: 173.33,
                expectancy: 173.33, streak: 1, exposurePercent: 12.5),
            recentTrades: [.win], risk: RiskStanding(peak: "10173.33"),
            indicators: IndicatorReadings(fast: 119_900, slow: 119_500, difference: 400, rsi: 61),
            lastPrice: "120010.50",
            journalHead: "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")
    }

    /// The same after 40 trades, most of them lost.
    static func experienced(_ exchange: Exchange = .bybit) throws -> TraderStats {
        var stats = try sample(exchange)
        stats.record = Record(
            wins: 7, losses: 33, profitFactor: 0.18, best: "90.10", worst: "-66.82",
            averageWin: 13.5, averageLoss: -15.9, expectancy: -10.77,
            maximumDrawdownPercent: 4.31, streak: -3, exposurePercent: 22.4)
        stats.funds.totalPnL = "-430.62"
        stats.funds.equity = "9569.38"
        stats.funds.totalFees = "240.11"
        return stats
    }
}

extension WindowFigures {
    static let day = WindowFigures(
        from: "2026-11-09T21:20:00Z", to: "2026-11-10T21:20:00Z", wins: 1, losses: 2,
        pnl: "-31.07", fees: "17.80", equityAtStart: "10000", equityAtEnd: "9968.93",
        maximumDrawdownPercent: 0.52, best: "40.00", worst: "-66.82", candles: 285,
        missingCandles: 3, firstOpen: "112000", lastClose: "113344")

    static let week = WindowFigures(
        from: "2026-11-03T21:20:00Z", to: "2026-11-10T21:20:00Z", wins: 3, losses: 9,
        pnl: "-131.07", fees: "77.80", equityAtStart: "10100", equityAtEnd: "9968.93",
        maximumDrawdownPercent: 2.52, best: "40.00", worst: "-66.82", candles: 2016,
        firstOpen: "115000", lastClose: "113344")

    /// A record of two days.
    static let young = WindowFigures(
        from: "2026-11-08T18:20:00Z", to: "2026-11-10T21:20:00Z", equityAtStart: "10000",
        equityAtEnd: "10000", candles: 612, firstOpen: "100", lastClose: "100")
}
