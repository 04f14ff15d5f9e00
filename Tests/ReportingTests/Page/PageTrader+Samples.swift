import Foundation
import Market
import Seeds
import Trading

@testable import Reporting

extension PageTrader {
    /// A trader that lived through so many random candles of one timeframe.
    static func sample(
        seed: UInt64, name: String = "careful", count: Int = 500, base: String = "BTC"
    ) throws -> PageTrader {
        let walk = try ChartedWalk(seed: seed, count: count)
        let market = Market(
            exchange: .sim, symbol: try Symbol("\(base)/USDT"), timeframe: walk.market.timeframe)
        let step = Step(timeframe: market.timeframe, parameters: walk.parameters)
        var state = TraderState(walk.parameters)
        var curve = RecordCurve(
            EquityCurve(name: name, coin: base, initialBalance: walk.parameters.initialBalance))
        for candle in walk.candles {
            var events: [Event] = []
            try step.advance(&state, over: candle, events: &events)
            guard state.candles > walk.parameters.warmUp else { continue }
            let (time, drawdown) = (candle.closeTime(market.timeframe), state.record.drawdown)
            curve.equity.add(time, drawdown.equity, price: candle.close)
            curve.addDrawdown(time, drawdown.currentPercent)
        }
        var holdings = walk.trades.map { trade, position in
            var holding = Holding(position)
            holding.close(trade, isLate: trade.id.milliseconds % 3 == 0)
            return holding
        }
        if let position = walk.position { holdings.append(Holding(position)) }
        var view = TraderView(
            name: name, market: market, parameters: walk.parameters, state: state,
            summary: try Summary(state, walk.parameters))
        view.windows = TraderView.Windows(whole: .week, month: .week, week: .week, day: .day)
        view.startedAt = walk.candles[0].openTime
        return PageTrader(
            view: view, curve: curve, candles: walk.candles,
            holdings: Array(holdings.suffix(400)))
    }

    /// A trader that has seen nothing.
    static func blank(_ name: String = "new") throws -> PageTrader {
        let market = Market(
            exchange: .binance, symbol: try Symbol("BTC/USDT"), timeframe: .fiveMinutes)
        let state = TraderState(Parameters())
        return PageTrader(
            view: TraderView(
                name: name, market: market, parameters: Parameters(), state: state,
                summary: try Summary(state, Parameters())),
            curve: RecordCurve(EquityCurve(name: name, coin: "BTC", initialBalance: "10000")),
            candles: [], holdings: [])
    }
}

/// A page as text, and taken apart.
struct PageText {
    let html: String
    let body: SVGText

    /// What stands where a hash would.
    static func mark(_ text: String) -> String { "#\(text.utf8.count)#" }

    /// - Throws: ``SVGText/Malformed`` where an element of the body is not closed, or text is not
    ///   escaped.
    init(_ page: DashboardPage) throws {
        html = page.html(hash: Self.mark)
        let start = html.range(of: "<body>")?.upperBound ?? html.endIndex
        let end = html.range(of: "<script>")?.lowerBound ?? html.endIndex
        body = try SVGText("<main>" + html[start..<end] + "</main>")
    }

    func elements(_ name: String) -> [SVGText.Element] {
        body.elements.filter { $0.name == name }
    }

    func attributes(_ name: String) -> [String] {
        body.elements.compactMap { $0.attributes[name] }
    }
}
