package import Market
internal import Text
package import Trading

/// Candles around a trade, or up to now: where it was bought and sold, and what watched over it.
package struct TradeChart: Sendable {
    /// The candles before an entry that a picture may show, apart from those that warm its lines up.
    private static let maximumLead: Int64 = 400
    /// The most candles after an exit that a picture shows.
    private static let maximumTail: Int64 = 200
    /// The most other trades of a picture whose buys and sales are marked.
    private static let maximumMarked = 40
    /// The most candles that a position may be held for and still be drawn.
    package static let longestHold: Int64 = 200_000
    /// The most candles that stand beside one another, wide enough to be seen on a telephone.
    package static let maximumGroups: Int64 = 96

    let trader: String
    let market: Market
    let candles: [Candle]
    let strategy: Strategy
    let position: Position?
    let trade: Trade?
    let brand: String
    /// Where stop and target stood; `nil` where they did not move, or nobody knows.
    private let course: [OrderLevels]?
    /// The most panes of a picture.
    private static let maximumPanes = 2

    /// The chart of a closed trade, of an open position, or of neither.
    ///
    /// - Parameters:
    ///   - trader: its name.
    ///   - market: what it trades.
    ///   - candles: without any of their own kind between them left out; from ``lead(_:_:)`` before
    ///     the entry to ``tail(of:_:)`` after the exit, as far as there are such. What lies beyond is
    ///     not shown.
    ///   - strategy: whose lines are drawn.
    ///   - position: what is open, or what the trade was while it was; it knows stop and target.
    ///   - trade: what was closed.
    ///   - brand: whose picture it is.
    /// - Precondition: there is a candle.
    package init(
        trader: String, market: Market, candles: [Candle], strategy: Strategy,
        position: Position? = nil, trade: Trade? = nil, brand: String = "ALGOM"
    ) {
        // In range: whoever draws has looked.
        precondition(!candles.isEmpty, "a chart needs a candle")
        self.trader = trader
        self.market = market
        self.candles = candles
        self.strategy = strategy
        self.position = position
        self.trade = trade
        self.brand = brand
        course = position.flatMap { position in
            strategy.movesOrders
                ? strategy.levels(
                    of: position, until: trade?.exitTime, over: candles, market.timeframe) : nil
        }
    }

    /// How many candles before the entry a chart can make use of: those it shows, those that warm its
    /// lines up, and those that make its first one whole.
    package static func lead(_ strategy: Strategy, _ timeframe: Timeframe) -> Int {
        Int(maximumLead + width(around: longestHold, timeframe)) + strategy.lead
    }

    /// How many candles after its exit a chart of a trade can make use of: those it shows, and those
    /// that make its last one whole.
    package static func tail(of trade: Trade, _ timeframe: Timeframe) -> Int {
        let held = held(trade.exitTime.since(trade.entryTime), timeframe)
        return Int(after(held) + width(around: held, timeframe))
    }

    /// The milliseconds that a candle lasts where at most so many cover a span.
    package static func width(
        covering span: Int64, _ timeframe: Timeframe, atMost most: Int64
    ) -> Int64 {
        CandleGroups.milliseconds(covering: max(0, span), of: timeframe, atMost: max(1, most))
    }

    private static func held(_ span: Int64, _ timeframe: Timeframe) -> Int64 {
        max(0, span / timeframe.milliseconds)
    }

    /// The candles before an entry and after an exit that belong to so many between them.
    private static func before(_ held: Int64) -> Int64 { min(maximumLead, max(36, held / 3)) }
    private static func after(_ held: Int64) -> Int64 { min(maximumTail, max(12, held / 6)) }

    /// How many candles each of the wider ones is made of, where so many were held.
    private static func width(around held: Int64, _ timeframe: Timeframe) -> Int64 {
        let (all, unit) = (before(held) + held + after(held), timeframe.milliseconds)
        // In range: no two moments of a record lie so many candles apart.
        return width(covering: all * unit, timeframe, atMost: maximumGroups) / unit
    }

    var lastClose: Price { candles[candles.count - 1].close }
    var entryTime: Timestamp? { trade?.entryTime ?? position?.openTime }
    private var entryPrice: Price? { trade?.entryPrice ?? position?.entryPrice }
    var end: Timestamp { candles[candles.count - 1].closeTime(market.timeframe) }

    // MARK: What is shown

    /// The window: before an entry a third of the time held, after an exit a sixth, within bounds;
    /// where nothing is or was held, the last candles.
    var span: (start: Timestamp, entry: Timestamp, until: Timestamp) {
        let unit = market.timeframe.milliseconds
        let exit = trade?.exitTime ?? end
        let entry = entryTime ?? end.advanced(byMilliseconds: -unit * (Self.maximumGroups - 1))
        let held = Self.held(exit.since(entry), market.timeframe)
        let before = entryTime == nil ? 0 : Self.before(held)
        let after = trade == nil ? 0 : Self.after(held)
        return (
            entry.advanced(by: -before, spansOf: unit), entry,
            min(end, exit.advanced(by: after, spansOf: unit))
        )
    }

    /// The candles of the window, merged as far as needed; that of the entry is one of them.
    var shown: CandleGroups { window(from: span.start) }

    /// The same of a window that begins at a moment.
    private func window(from start: Timestamp) -> CandleGroups {
        let (_, entry, until) = span
        let groups = CandleGroups(
            candles, until: until, covering: until.since(start), of: market.timeframe,
            atMost: Self.maximumGroups, strategy)
        return groups.from(min(start, entry.advanced(byMilliseconds: 1 - groups.milliseconds)))
    }

    /// The candles from a moment on, merged as far as needed; the last in any case.
    private func shown(from start: Timestamp) -> CandleGroups {
        CandleGroups(
            candles, until: end, covering: max(0, end.since(start) - 1), of: market.timeframe,
            atMost: Self.maximumGroups, strategy,
            from: min(start, candles[candles.count - 1].openTime))
    }

    /// What is drawn of such candles, with marks for other trades too.
    func scene(
        _ shown: CandleGroups, trades: [Trade] = [], panes most: Int = maximumPanes
    ) -> Scene {
        let levels = levels
        let course = course ?? []
        let isBegun = shown.groups.first.map { $0.openTime <= entryTime ?? end } ?? true
        // What was bought before the window is named, and draws no candle together.
        let isFar = { (role: Scene.Role) in role.isWatching || role == .buy && !isBegun }
        var scene = Scene(
            shown, of: strategy, within: levels.filter { !isFar($0.role) }.map(\.price),
            near: levels.filter { isFar($0.role) }.map(\.price)
                + course.flatMap { [$0.stop, $0.target].compactMap(\.self) },
            panes: most)
        let exit = trade?.exitTime
        if entryTime != nil { scene.spans = [Scene.Span(role: .held, from: entryTime, to: exit)] }
        scene.spans += trades.map {
            Scene.Span(role: .held, from: $0.entryTime, to: $0.exitTime)
        }
        for (role, word, price) in levels {
            // Where orders moved that nobody followed, they are known as they stand now.
            let isUnknown = role.isWatching && trade == nil && strategy.movesOrders
            let from =
                role == .sell
                ? exit : role == .last ? nil : isUnknown ? candles.last?.openTime : entryTime
            if !role.isWatching || course.isEmpty {
                scene.spans.append(
                    Scene.Span(role: role, from: from, to: exit, value: price.doubleValue))
            }
            scene.labels.append(
                Scene.Label(
                    role: role, words: "\(word) \(Figures.price(price))", value: price.doubleValue,
                    marker: role == .buy ? .triangle : role == .sell ? .fallingTriangle : nil,
                    arrow: !isFar(role)
                        ? "" : price.doubleValue > scene.values.upperBound ? " ↑" : " ↓"))
        }
        scene.add(course, to: exit)
        for trade in trades + (trade.map { [$0] } ?? []) {
            scene.marks += [
                Scene.Mark(
                    sale: nil, time: trade.entryTime, value: trade.entryPrice.doubleValue),
                Scene.Mark(
                    sale: trade.reason, time: trade.exitTime, value: trade.exitPrice.doubleValue),
            ]
        }
        if let position, trade == nil {
            scene.marks.append(
                Scene.Mark(
                    sale: nil, time: position.openTime, value: position.entryPrice.doubleValue))
        }
        let start = scene.start
        scene.marks.removeAll { $0.inside < start }
        return scene
    }

    /// The prices that are named beside the plot.
    private var levels: [(role: Scene.Role, word: String, price: Price)] {
        var levels: [(role: Scene.Role, word: String, price: Price)] = []
        if let position {
            let (stop, target) =
                course?.last.map { ($0.stop, $0.target) } ?? (position.stop, position.target)
            levels = [(.target, "target", target), (.stop, "stop", stop)]
                .compactMap { role, word, price in price.map { (role, word, $0) } }
        }
        if let entryPrice { levels.append((.buy, "buy", entryPrice)) }
        levels.append(
            trade.map { (.sell, "sell", $0.exitPrice) } ?? (.last, "last", lastClose))
        return levels
    }

    // MARK: The picture and its words

    /// The picture and its words.
    package func picture() -> Picture { picture(shown, []) }

    /// The picture, with the other trades of its window and what is held at its end; where there is
    /// room for more candles, with those before it.
    package func picture(among trades: [Trade], holding next: Position?) -> Picture {
        let (start, _, until) = span
        let full = until.advanced(
            by: 1 - Self.maximumGroups, spansOf: market.timeframe.milliseconds)
        let shown = window(from: min(start, full))
        let first = shown.groups.first?.openTime ?? start
        let others = trades.filter { $0.exitTime > first && $0.id != trade?.id }
        return picture(shown, others, holding: trade == nil ? nil : next)
    }

    /// The picture of the candles from a moment on, or of as many as fit, and of what was closed among
    /// them.
    package func picture(from start: Timestamp?, trades: [Trade]) -> Picture {
        let start =
            start
            ?? end.advanced(
                by: -Self.maximumGroups, spansOf: market.timeframe.milliseconds)
        let shown = shown(from: start)
        let first = shown.begin ?? start
        return picture(shown, trades.filter { $0.exitTime > first })
    }

    private func picture(
        _ shown: CandleGroups, _ trades: [Trade], holding next: Position? = nil
    ) -> Picture {
        var scene = scene(shown, trades: trades)
        if let next, next.openTime < scene.end {
            scene.spans.insert(Scene.Span(role: .held, from: next.openTime), at: 0)
            scene.marks.append(
                Scene.Mark(sale: nil, time: next.openTime, value: next.entryPrice.doubleValue))
        }
        // So many would hide the candles; that something was held is shown all the same.
        if trades.count > Self.maximumMarked { scene.marks = self.scene(shown).marks }
        let frame = frame(shown, scene)
        let absent =
            scene.leftOut.isEmpty
            ? ""
            : " Not drawn: "
                + ShownText.line(scene.leftOut.joined(separator: ", "), atMost: 200) + "."
        let closed =
            trades.isEmpty
            ? ""
            : " \(counted(trades.count, trade == nil ? "trade" : "other trade")) "
                + "closed in this window."
        return PicturePen(scene, keys: frame.rows.count)
            .picture(frame, words: altText(shown) + closed + absent)
    }

    private func frame(_ shown: CandleGroups, _ scene: Scene) -> PictureFrame {
        PictureFrame(
            brand: brand, heading: "\(market.symbol)",
            outcome: outcome.map { outcome in
                let text = outcome.text
                let room = (PictureFrame.right - PictureFrame.margin) * 0.65
                let width = TextWidth.pixels(text, size: PictureFrame.headingSize, isBold: true)
                return (
                    width <= room ? text : outcome.shortText,
                    outcome.pnl > .zero ? Palette.gain : Palette.loss
                )
            },
            window: window(shown, without: scene.leftOut),
            keys: scene.keys.map {
                PictureFrame.Key(text: $0.name + ofTimeframe(shown), role: $0.role)
            })
    }

    /// What is shown, and the names of as many lines that are not as there is room for.
    private func window(_ shown: CandleGroups, without names: [String]) -> String {
        let window = "\(place), \(candleWords(shown)), \(window(shown))"
        guard !names.isEmpty else { return window }
        let most = PictureFrame.right - PictureFrame.margin
        let all = stride(from: names.count, through: 1, by: -1).lazy.map { count in
            let more = names.count - count
            return "\(window), without \(names.prefix(count).joined(separator: ", "))"
                + (more > 0 ? " and \(more) more" : "")
        }
        return all.first { TextWidth.pixels($0, size: Drawing.textSize) <= most }
            ?? "\(window), without \(counted(names.count, "line"))"
    }

    /// The picture in two sentences, at most 1,000 characters: the figures are those it shows.
    private func altText(_ shown: CandleGroups) -> String {
        let range = shown.range.map {
            "between \(Figures.price($0.lowerBound)) and \(Figures.price($0.upperBound))"
        }
        return "\(brand.prefix(100)) paper trading, no real money: \(market.symbol), \(place), "
            + "\(candleWords(shown)), \(window(shown)), \(range ?? ""). \(story)"
    }

    /// What was bought and sold, and what it came to.
    private var story: String {
        guard let entryTime, let entryPrice else { return "No position." }
        var text = "Bought at \(Figures.price(entryPrice)) on \(Figures.moment(entryTime))"
        if let trade {
            text += ", sold at \(Figures.price(trade.exitPrice)) on "
            text += "\(Figures.moment(trade.exitTime)) (\(trade.taggedReason))"
        }
        if let position {
            text += trade == nil ? ", still open" : ""
            let last = course?.last
            let watched = [
                ("stop", last.map(\.stop) ?? position.stop),
                ("target", last.map(\.target) ?? position.target),
            ].compactMap { word, price in price.map { "\(word) \(Figures.price($0))" } }
            text += watched.isEmpty ? "" : "; \(watched.joined(separator: ", "))"
        }
        return text + (outcome.map { ": \($0.text)." } ?? ".")
    }

    // MARK: Words of every medium

    /// Whose trade it is: `binance`, or `careful on bybit`.
    private var place: String {
        let exchange = market.exchange.rawValue
        let name = TextWidth.fitted(trader, pixels: 260, size: Drawing.textSize)
        return trader == exchange ? exchange : "\(name) on \(exchange)"
    }

    /// When the chart begins and ends.
    func window(_ shown: CandleGroups) -> String {
        guard let first = shown.begin, let last = shown.groups.last else { return "" }
        let until = last.openTime.advanced(byMilliseconds: shown.milliseconds)
        return Scene.window(from: first, to: min(until, end))
    }

    /// How wide the candles are: `15m candles`.
    func candleWords(_ shown: CandleGroups) -> String {
        CandleGroups.name(milliseconds: shown.milliseconds) + " candles"
    }

    /// What a line's name ends with beside wider candles: ` of 5m`.
    func ofTimeframe(_ shown: CandleGroups) -> String {
        shown.milliseconds == market.timeframe.milliseconds
            ? "" : " of \(market.timeframe.rawValue)"
    }

    /// How it ended, or stands at the last candle's close; `nil` where nothing is or was held.
    var outcome: TradeOutcome? {
        if let trade { return TradeOutcome(trade, in: market.symbol.quote) }
        return position.flatMap { TradeOutcome($0, at: lastClose, in: market.symbol.quote) }
    }
}
