package import Market
package import Trading

/// Candles around a trade, or up to now: where it was bought and sold, and what watched over it.
package struct TradeChart: Sendable {
    /// The candles before an entry that a picture may show, apart from those that warm averages up.
    private static let most: Int64 = 400
    /// The most candles after an exit that a picture shows.
    package static let tail = 200
    /// The most candles that stand beside one another, wide enough to be seen on a telephone.
    static let mostGroups: Int64 = 96

    let trader: String
    let market: Market
    let candles: [Candle]
    let parameters: Parameters
    let position: Position?
    let trade: Trade?
    let brand: String

    /// The chart of a closed trade, of an open position, or of neither.
    ///
    /// - Parameters:
    ///   - trader: its name.
    ///   - market: what it trades.
    ///   - candles: without any of their own kind between them left out; from ``lead(_:)`` before the
    ///     entry to ``tail`` after the exit, as far as there are such. What lies beyond is not shown.
    ///   - parameters: by which averages the trader decides.
    ///   - position: what is open, or what the trade was while it was; it knows stop and target.
    ///   - trade: what was closed.
    ///   - brand: whose picture it is.
    /// - Precondition: there is a candle.
    package init(
        trader: String, market: Market, candles: [Candle], parameters: Parameters,
        position: Position? = nil, trade: Trade? = nil, brand: String = "ALGOM"
    ) {
        // In range: whoever draws has looked.
        precondition(!candles.isEmpty, "a chart needs a candle")
        self.trader = trader
        self.market = market
        self.candles = candles
        self.parameters = parameters
        self.position = position
        self.trade = trade
        self.brand = brand
    }

    /// How many candles before the entry a chart can make use of.
    package static func lead(_ parameters: Parameters) -> Int { Int(most) + parameters.slow }

    /// The picture and its words.
    package func picture() -> Picture {
        let words = altText
        var drawing = Drawing()
        TradePlot(self, shown: shown).draw(on: &drawing)
        return Picture(svg: drawing.svg(words: words), altText: words)
    }

    /// Whose trade it is: `binance`, or `careful on bybit`.
    var place: String {
        let exchange = market.exchange.rawValue
        let name = TextWidth.fitted(trader, pixels: 200, size: Drawing.textSize)
        return trader == exchange ? exchange : "\(name) on \(exchange)"
    }

    var lastClose: Price { candles[candles.count - 1].close }
    var entryTime: Timestamp? { trade?.entryTime ?? position?.openTime }

    /// The window: before an entry a third of the time held, after an exit a sixth, within bounds;
    /// where nothing is or was held, the last candles.
    var span: (start: Timestamp, entry: Timestamp, until: Timestamp) {
        let unit = market.timeframe.milliseconds
        let last = candles[candles.count - 1].closeTime(market.timeframe)
        let end = trade?.exitTime ?? last
        let entry = entryTime ?? last.advanced(byMilliseconds: -unit * (Self.mostGroups - 1))
        let held = max(0, end.since(entry) / unit)
        let before = entryTime == nil ? 0 : min(Self.most, max(36, held / 3))
        let after = trade == nil ? 0 : min(Int64(Self.tail), max(12, held / 6))
        return (
            entry.advanced(by: -before, spansOf: unit), entry,
            min(last, end.advanced(by: after, spansOf: unit))
        )
    }

    /// The candles of the window, merged as far as needed.
    var shown: CandleGroups {
        let (start, entry, until) = span
        let width = CandleGroups.milliseconds(
            covering: until.since(start), of: market.timeframe, atMost: Self.mostGroups)
        let all = CandleGroups(
            candles.prefix { $0.openTime < until }, milliseconds: width, fast: parameters.fast,
            slow: parameters.slow)
        return all.from(start, orAtLeast: entry)
    }

    /// The spelling of ``shown``'s width: `15m candles`.
    func candleWords(_ shown: CandleGroups) -> String {
        CandleGroups.name(milliseconds: shown.milliseconds) + " candles"
    }

    /// How it ended, or stands at the last candle's close; `nil` where nothing is or was held.
    var outcome: Outcome? {
        if let trade {
            return Outcome(
                word: trade.isWin ? "WIN" : "LOSS", pnl: trade.pnl, percent: trade.pnlPercent,
                currency: market.symbol.quote)
        }
        guard let position else { return nil }
        do {
            let outlay = try position.outlay()
            let pnl = try position.value(at: lastClose) - outlay
            return Outcome(
                word: "OPEN", pnl: pnl, percent: percent(pnl, of: outlay),
                currency: market.symbol.quote)
        } catch {
            // Beyond exact decimals: nothing that can be told.
            return nil
        }
    }

    /// What a trade brought, or a position would.
    struct Outcome {
        let word: String
        let pnl: Money
        let percent: Double
        let currency: String

        var text: String { "\(word) \(money) \(currency) (\(Figures.signedPercent(percent)))" }

        /// The same without the currency, for where there is little room.
        var shortText: String { "\(word) \(money) (\(Figures.signedPercent(percent)))" }

        private var money: String { Figures.signedMoney(pnl, in: currency) }
    }
}

extension CandleGroups {
    /// The groups that begin at a moment or after it, and the one that holds `entry` in any case.
    fileprivate func from(_ start: Timestamp, orAtLeast entry: Timestamp) -> CandleGroups {
        let first = entry.advanced(byMilliseconds: -milliseconds)
        return CandleGroups(
            milliseconds: milliseconds,
            groups: groups.filter { $0.openTime >= start || $0.openTime > first })
    }

    /// The groups that begin at a moment or after it, at most `most` widths of time before the end;
    /// the last one in any case.
    func last(_ most: Int, from start: Timestamp) -> CandleGroups {
        guard let last = groups.last else { return self }
        let first = last.openTime.advanced(by: 1 - Int64(max(1, most)), spansOf: milliseconds)
        // A group that the window begins in the middle of is shown whole.
        let begun = start.advanced(byMilliseconds: -milliseconds)
        return CandleGroups(
            milliseconds: milliseconds,
            groups: groups.filter { $0.openTime >= first && $0.openTime > begun || $0 == last })
    }

    private init(milliseconds: Int64, groups: [Group]) {
        self.milliseconds = milliseconds
        self.groups = groups
    }
}
