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

extension Position {
    static let open = Position(
        entryPrice: "113000", quantity: "0.02654", cost: "2999.02", entryFee: "2.99902",
        stop: "110740", target: "119780", openTime: "2026-11-10T21:20:00Z", entryReason: .signal)
}

extension TradeTally {
    /// So many wins and losses, which came to so much.
    init(wins: Int, losses: Int, profit: Money = .zero, loss: Money = .zero) {
        self.init()
        (self.wins, self.losses) = (wins, losses)
        grossProfit = MoneySum(units: Int128(profit.units))
        grossLoss = MoneySum(units: Int128(loss.units))
    }
}

extension TraderView {
    static let now: Timestamp = "2026-11-10T21:20:07Z"

    /// A trader on Binance that has closed one trade, a win; nothing of it is stale.
    static func sample(
        _ exchange: Exchange = .binance, name: String? = nil,
        asOf: Timestamp = "2026-11-10T21:20:00Z"
    ) throws -> TraderView {
        var state = TraderState(Parameters())
        state.candles = 9_000
        state.lastOpenTime = asOf.advanced(byMilliseconds: -300_000)
        state.lastClose = "120010.50"
        state.account.balance = "10173.33"
        state.record.tally.count(ReportedTrade.win.trade)
        state.record.drawdown = Drawdown(
            equity: "10173.33", peak: "10173.33", maximumPercent: 0)
        (state.record.exposure.candles, state.record.exposure.exposed) = (200, 25)
        var view = TraderView(
            name: name ?? exchange.rawValue,
            market: Market(
                exchange: exchange, symbol: try Symbol("BTC/USDT"), timeframe: .fiveMinutes),
            parameters: Parameters(), state: state, summary: try Summary(state, Parameters()))
        view.startedAt = "2026-11-01T08:00:00Z"
        view.trades = [.win]
        view.journalHead = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
        view.windows.common = view.compared
        return view
    }

    /// The same after 40 trades, most of them lost.
    static func experienced(_ exchange: Exchange = .bybit) throws -> TraderView {
        try sample(exchange).with { state in
            state.record.tally = TradeTally(
                wins: 7, losses: 33, profit: "94.50", loss: "-525.12")
            (state.record.tally.best, state.record.tally.worst) = ("90.10", "-66.82")
            state.record.tally.streak = -3
            state.record.tally.fees = MoneySum(units: 240_1100_0000)
            state.record.drawdown = Drawdown(
                equity: "9569.38", peak: "10000.40", maximumPercent: 4.31)
            (state.record.exposure.candles, state.record.exposure.exposed) = (250, 56)
        }
    }

    /// The same trader after something of its state, or of its parameters, was changed.
    func with(
        initialBalance: Money? = nil, _ change: (inout TraderState) -> Void = { _ in }
    ) throws -> TraderView {
        var (state, parameters) = (state, parameters)
        change(&state)
        parameters.initialBalance = initialBalance ?? parameters.initialBalance
        var view = TraderView(
            name: name, market: market, parameters: parameters, state: state,
            summary: try Summary(state, parameters), carriedOver: carriedOver)
        (view.startedAt, view.reset, view.journalHead) = (startedAt, reset, journalHead)
        (view.trades, view.isPositionLate, view.windows) = (trades, isPositionLate, windows)
        view.windows.common = view.compared
        return view
    }

    /// What its closed trades made of its equity since the 1st of November, alike on each of ten days.
    private var compared: WindowFigures {
        let start = parameters.initialBalance
        let end = Money(units: start.units + summary.totalPnL.units)
        let daily = (end.doubleValue / start.doubleValue - 1) / 10
        return WindowFigures(
            from: "2026-11-01T08:00:00Z", to: asOf ?? Self.now, wins: tally.wins,
            losses: tally.losses, pnl: summary.totalPnL, equityAtStart: start, equityAtEnd: end,
            candles: 2_752, priceAtStart: "112000", lastClose: "113344",
            dailyReturns: Dictionary(
                (0..<10).map { ($0, daily) }, uniquingKeysWith: { first, _ in first }))
    }

    /// The same with figures over windows.
    func over(
        day: WindowFigures? = nil, week: WindowFigures? = nil, whole: WindowFigures? = nil
    ) -> TraderView {
        var view = self
        view.windows = Windows(whole: whole, week: week, day: day)
        view.windows.common = windows.common
        return view
    }

    /// The same with a position.
    func holding(_ position: Position = .open) throws -> TraderView {
        try with { $0.account.position = position }
    }

    /// The same with closed trades that came to so much.
    func came(to total: Money) throws -> TraderView {
        try with { state in
            state.record.tally.grossProfit = MoneySum(units: Int128(max(.zero, total).units))
            state.record.tally.grossLoss = MoneySum(units: Int128(min(.zero, total).units))
        }
    }
}

extension WindowFigures {
    static let day = WindowFigures(
        from: "2026-11-09T21:20:00Z", to: "2026-11-10T21:20:00Z", wins: 1, losses: 2,
        pnl: "-31.07", fees: "17.80", equityAtStart: "10000", equityAtEnd: "9968.93",
        maximumDrawdownPercent: 0.52, best: "40.00", worst: "-66.82", candles: 285,
        missingCandles: 3, priceAtStart: "112000", lastClose: "113344")

    static let week = WindowFigures(
        from: "2026-11-03T21:20:00Z", to: "2026-11-10T21:20:00Z", wins: 3, losses: 9,
        pnl: "-131.07", fees: "77.80", equityAtStart: "10100", equityAtEnd: "9968.93",
        maximumDrawdownPercent: 2.52, best: "40.00", worst: "-66.82", candles: 2016,
        priceAtStart: "115000", lastClose: "113344")

    /// A record of two days.
    static let young = WindowFigures(
        from: "2026-11-08T18:20:00Z", to: "2026-11-10T21:20:00Z", equityAtStart: "10000",
        equityAtEnd: "10000", candles: 612, priceAtStart: "100", lastClose: "100")
}
