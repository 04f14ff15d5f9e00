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
        var traders: [TraderView] = []
        for index in 0..<count { traders.append(try trader(index)) }
        // Ties are rare by chance.
        if count > 1, roll(2) {
            let tally = traders[0].state.record.tally
            traders[1] = try traders[1].with { $0.record.tally = tally }
            traders[1].windows.common = traders[0].windows.common
        }
        return ReportFacts(traders: traders, now: Self.now)
    }

    private mutating func trader(_ index: Int) throws -> TraderView {
        let exchange = Exchange.allCases.randomElement(using: &random) ?? .sim
        let timeframe = Timeframe.allCases.randomElement(using: &random) ?? .oneHour
        let late = roll(3) ? Int64.random(in: 4...400, using: &random) : 0
        let asOf = timeframe.floor(Self.now).advanced(
            byMilliseconds: -late * timeframe.milliseconds)
        let state = state(asOf.advanced(byMilliseconds: -timeframe.milliseconds))
        var view = TraderView(
            name: roll(2) ? exchange.rawValue : "trader\(index)",
            market: Market(
                exchange: exchange, symbol: try Symbol(roll(3) ? "ETH/EUR" : "BTC/USDT"),
                timeframe: timeframe),
            parameters: Parameters(), state: state, summary: try Summary(state, Parameters()))
        view.startedAt =
            roll(4)
            ? nil : asOf.advanced(byMilliseconds: -Int64.random(in: 1...9, using: &random) << 30)
        view.journalHead = String(repeating: "ab", count: 32)
        view.trades = (0..<Int.random(in: 0...10, using: &random)).map {
            trade(at: asOf.advanced(byMilliseconds: Int64($0 - 10) * timeframe.milliseconds))
        }
        if roll(3) { view.reset = TraderView.Reset(at: asOf, reason: "an idea") }
        view.windows = TraderView.Windows(
            whole: roll(4) ? nil : window(asOf, hours: 1_000),
            week: roll(4) ? nil : window(asOf, hours: 168),
            day: roll(4) ? nil : window(asOf, hours: 24))
        if !roll(4) {
            var common = window(asOf, hours: 1_000)
            for day in 0..<Int64.random(in: 0...40, using: &random) {
                common.dailyReturns[day] = Double.random(in: -0.1...0.1, using: &random)
            }
            view.windows.common = common
        }
        return view
    }

    private mutating func state(_ lastOpen: Timestamp) -> TraderState {
        var state = TraderState(Parameters())
        (state.lastOpenTime, state.lastClose) = (lastOpen, price())
        state.record.drawdown.equity = "9900"
        (state.record.exposure.candles, state.record.exposure.exposed) = (100, 10)
        state.record.tally = tally()
        if roll(2) { state.account.position = .open }
        if roll(3) {
            state.risk.pausedUntil = Self.now.advanced(
                byMilliseconds: Int64.random(in: -9_999_999...9_999_999, using: &random))
            state.risk.pauseReasons = [PauseReason.allCases.randomElement(using: &random)]
                .compactMap { $0 }
        }
        return state
    }

    private mutating func money() -> Money {
        Money(units: Int64.random(in: -500...500, using: &random) * 100_000_000)
    }

    private mutating func price() -> Price {
        Price(units: Int64.random(in: 1...20_000_000, using: &random) * 1_000_000)
    }

    private mutating func tally() -> TradeTally {
        let wins = Int.random(in: 0...(roll(2) ? 3 : 40), using: &random)
        let losses = Int.random(in: 0...(roll(2) ? 3 : 40), using: &random)
        let profit = wins > 0 ? Int64.random(in: 1...500, using: &random) : 0
        let loss = losses > 0 ? -Int64.random(in: 1...500, using: &random) : 0
        var tally = TradeTally(
            wins: wins, losses: losses, profit: Money(units: profit * 100_000_000),
            loss: Money(units: (roll(4) && wins > 0 && losses > 0 ? -profit : loss) * 100_000_000))
        tally.fees = MoneySum(units: 12_0000_0000)
        tally.streak = Int.random(in: -5...5, using: &random)
        return tally
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
            priceAtStart: price(), lastClose: price())
    }
}
