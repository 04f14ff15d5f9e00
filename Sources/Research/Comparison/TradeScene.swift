package import Market
package import Record
package import Reporting
package import Text
package import Trading

/// The candles around one trade of a record, picked out as the journal passes by.
///
/// Kept are the last candles before an entry, those while it was held, and some after. Memory grows
/// with the time that one position was held, and is bounded.
package struct TradeScene {
    private let settings: TraderSettings
    /// The trade looked for; `nil` for the open position, or else the last trade.
    private let id: Timestamp?
    /// Whether the last trade comes before a position that is still open.
    private let prefersClosed: Bool
    private let lead: Int
    /// From before the entry of the position held, or those that may lead to the next one.
    private var recent: [Candle] = []
    /// What is held, as it was opened.
    private(set) var position: Position?
    /// How many candles the position is held for.
    private var held = 0
    private var found: Found?

    /// A trade that was closed, what it was before, and its candles.
    private struct Found {
        let trade: Trade
        let position: Position?
        var candles: [Candle]
        /// How many more are of use.
        var rest: Int
    }

    package init(
        of id: Timestamp?, _ settings: TraderSettings, prefersClosed: Bool = false
    ) {
        self.id = id
        self.prefersClosed = prefersClosed
        self.settings = settings
        lead = TradeChart.lead(settings.parameters.strategy, settings.market.timeframe)
    }

    /// Takes a candle and what it led to.
    package mutating func consume(_ candle: Candle, _ events: [Event]) {
        recent.append(candle)
        held += 1
        if let rest = found?.rest, rest > 0 {
            found?.candles.append(candle)
            found?.rest -= 1
        }
        for event in events {
            switch event {
            case .opened(let position): (self.position, held) = (position, 1)
            case .closed(let trade):
                if id == nil || trade.id == id {
                    found = Found(
                        trade: trade, position: position, candles: recent,
                        rest: TradeChart.tail(of: trade, settings.market.timeframe))
                }
                position = nil
            case .gap, .resumed, .skipped, .paused, .ordered: break
            }
        }
        let isFull =
            position == nil
            ? recent.count >= 2 * lead : held > Int(TradeChart.longestHold)
        if isFull { recent.removeFirst(recent.count - lead) }
    }

    /// The chart of what was looked for, in the record of a home.
    ///
    /// - Throws: ``JobError`` where the record does not hold it, or it cannot be drawn.
    package func chart(brand: String, home: String) throws(JobError) -> TradeChart {
        var (candles, position, trade) = (recent, position, Trade?.none)
        if id != nil || position == nil || prefersClosed, let found {
            (candles, position, trade) = (found.candles, found.position, found.trade)
        }
        if let id, trade == nil {
            let list = Command("algom export trades", "--trader", settings.name, home: home)
            throw JobError(
                .usage, at: "--id",
                "the record holds no trade \(id.milliseconds)", remedy: "'\(list)' lists them")
        }
        guard let first = candles.first else {
            throw JobError(.usage, "there is no candle in the record yet")
        }
        if let entry = trade?.entryTime ?? position?.openTime, entry < first.openTime {
            throw JobError(
                .usage,
                "the trade was held for more than \(TradeChart.longestHold) candles, too many to draw"
            )
        }
        return TradeChart(
            trader: settings.name, market: settings.market, candles: candles,
            strategy: settings.parameters.strategy, position: position, trade: trade, brand: brand)
    }
}
