internal import Indicators
package import Market
internal import Text
package import Trading

/// Why a trader's last candle did or did not trade, in sentences with the figures that decided it.
///
/// What was decided is read from the state that the step left, and the rules are the step's own.
package struct Explanation: Sendable {
    let view: TraderView
    /// The close that has just left the slow average's window; `nil` where it is not known.
    let closeBefore: Price?

    /// Why an order was not filled on the last candle, where one was not.
    let skip: Skip?

    package init(_ view: TraderView, closeBefore: Price?, skip: Skip? = nil) {
        self.view = view
        self.closeBefore = closeBefore
        self.skip = skip
    }

    /// The sentences, one thought each: what happened, what was seen, what followed.
    package var sentences: [String] {
        guard let candle else { return ["It has seen no candle yet."] }
        guard state.candles > parameters.warmUp else { return [candle, warmUp] }
        return [candle] + [deeds, averages, index, pause, position, decision].compactMap { $0 }
    }

    private var state: TraderState { view.state }
    private var parameters: Parameters { view.parameters }
    private var fastName: String { parameters.fastName }
    private var slowName: String { parameters.slowName }
    private var quote: String { view.quote }

    // MARK: What happened

    private var candle: String? {
        guard let start = state.lastOpenTime, let end = view.asOf, let close = state.lastClose
        else { return nil }
        return "The last candle, from \(Figures.moment(start)) to \(Figures.moment(end)), closed "
            + "at \(Figures.price(close))."
    }

    private var warmUp: String {
        let count =
            "\(Figures.count(state.candles)) of \(counted(parameters.warmUp, "candle"))"
        return state.candles < parameters.warmUp
            ? "It warms up: \(count) have been seen, and nothing is decided before all have."
            : "It ended the warm-up (\(count)); the next one is the first that can decide anything."
    }

    private var deeds: String? {
        var words: [String] = []
        let trade = state.record.recentTrades.last.flatMap { $0.id == view.asOf ? $0 : nil }
        let bought = trade.map { ($0.entryTime, $0.quantity, $0.entryPrice) }
        let held = state.account.position.map { ($0.openTime, $0.quantity, $0.entryPrice) }
        for fill in [bought, held].compactMap({ $0 }) where fill.0 == state.lastOpenTime {
            words.append(
                "bought \(Figures.quantity(fill.1)) at \(Figures.price(fill.2)), as was decided on "
                    + "the candle before")
        }
        if let trade {
            words.append(
                "sold \(Figures.quantity(trade.quantity)) at \(Figures.price(trade.exitPrice)) "
                    + "(\(trade.reason.rawValue)) for a P&L of "
                    + "\(Figures.signedMoney(trade.pnl, in: quote)) "
                    + "(\(Figures.signedPercent(trade.pnlPercent)))")
        }
        if let skip { words.append(skip.words(in: quote)) }
        return words.isEmpty ? nil : "On it the trader \(words.joined(separator: ", and "))."
    }

    // MARK: What was seen

    private var averages: String? {
        let signals = state.signals
        guard let close = state.lastClose, let (fast, slow, _) = view.averages,
            let standing = signals.current
        else { return nil }
        let now =
            "\(fastName) is \(fast) and \(slowName) \(slow): "
            + "\(fastName) stands \(words(standing, signals.difference, close))"
        guard let previous = signals.previous else { return "\(now)." }
        return "\(now). \(before(previous, close)); \(crossing)."
    }

    private func words(
        _ standing: Signals.Standing, _ difference: Double?, _ close: Price
    ) -> String {
        guard standing != .equal else { return "level with it" }
        return "\(Figures.average((difference ?? 0).magnitude, beside: close)) \(standing.rawValue)"
    }

    /// The averages after the candle before, as far as they are known.
    private func before(_ previous: Signals.Standing, _ close: Price) -> String {
        let standing = previous == .equal ? "level with it" : previous.rawValue
        guard let closeBefore else { return "A candle before, it stood \(standing)" }
        let closes = [closeBefore] + state.signals.slow.window.dropLast()
        let values = [parameters.fast, parameters.slow].map { period in
            SimpleMovingAverage(period: period, window: closes.suffix(period)).value.map {
                Figures.average($0.doubleValue, beside: close)
            } ?? "unknown"
        }
        return "A candle before, they were \(values[0]) and \(values[1]), and it stood \(standing)"
    }

    private var crossing: String {
        if state.signals.crossedUp { return "so it has just crossed above" }
        if state.signals.crossedDown { return "so it has just crossed below" }
        return "so it has not crossed on this candle"
    }

    private var index: String? {
        guard let rsi = state.signals.rsi.value else { return nil }
        let side = isUnderLimit ? "under" : "not under"
        return "RSI is \(rsiWords(rsi)), \(side) its limit of \(parameters.overbought)."
    }

    private var isUnderLimit: Bool {
        state.signals.rsi.value.map { $0 < parameters.overbought.doubleValue } ?? false
    }

    /// With as many digits as it takes not to look like the limit that it is under.
    private func rsiWords(_ rsi: Double) -> String {
        let limit = parameters.overbought.doubleValue
        let digits = [1, 2, 4].first { digits in
            rsi == limit
                || Figures.decimal(rsi, digits: digits) != Figures.decimal(limit, digits: digits)
        }
        return digits.map { Figures.decimal(rsi, digits: $0) } ?? "\(rsi)"
    }

    private var pause: String? {
        view.pauseWords.map { "Entries are \($0); an open position is watched as ever." }
    }

    private var position: String? {
        guard let position = state.account.position, let close = state.lastClose else { return nil }
        let pnl =
            "\(Figures.signedMoney(view.summary.unrealizedPnL, in: quote)) "
            + "(\(Figures.signedPercent(view.summary.unrealizedPnLPercent)))"
        return "It holds \(Figures.quantity(position.quantity)), bought at "
            + "\(Figures.price(position.entryPrice)) on \(Figures.moment(position.openTime)), "
            + "unrealised \(pnl). The stop at \(Figures.price(position.stop)) is "
            + "\(distance(to: position.stop, from: close)), the target at "
            + "\(Figures.price(position.target)) \(distance(to: position.target, from: close))."
    }

    /// How far a price lies from the close, in the quote currency and in percent of the close.
    private func distance(to price: Price, from close: Price) -> String {
        let difference = price.doubleValue - close.doubleValue
        let part = Figures.percent(100 * difference.magnitude / close.doubleValue)
        let side = difference < 0 ? "below" : "above"
        return "\(Figures.average(difference.magnitude, beside: close)) (\(part)) \(side) the close"
    }

    // MARK: What followed

    private var decision: String {
        if let order = state.account.pendingOrder { return ordered(order) }
        if state.account.position != nil {
            return "So nothing was sold: neither stop nor target was reached, and "
                + "\(fastName) did not cross below \(slowName)."
        }
        let obstacles = [
            state.signals.crossedUp ? nil : "\(fastName) did not cross above \(slowName)",
            isUnderLimit ? nil : "RSI is not under \(parameters.overbought)",
            state.risk.isPaused ? "entries are paused" : nil,
        ].compactMap { $0 }
        let words = "So nothing was bought: \(obstacles.joined(separator: ", and "))."
        // The end of a pause has been told.
        return view.isPausedFlat ? words : "\(words) It \(view.waitsFor)."
    }

    private func ordered(_ order: Order) -> String {
        let verb = order.side == .buy ? "buy" : "sell"
        let cause =
            order.side == .buy
            ? "\(parameters.entryRule) and nothing held"
            : "\(fastName) crossed below \(slowName)"
        return "So it ordered to \(verb): \(cause). The order was decided at "
            + "\(Figures.price(order.price)) on \(Figures.moment(order.decidedAt)) and is filled "
            + "at the open of the next candle."
    }
}

/// Explanations for a person at a terminal: a heading and a few paragraphs for each trader.
package struct ExplanationReport: Sendable {
    package typealias Entry = TraderEntry<Explanation>

    private let entries: [Entry]
    private let width: Int
    private let isColoured: Bool

    package init(entries: [Entry], width: Int, isColoured: Bool) {
        self.entries = entries
        self.width = width
        self.isColoured = isColoured
    }

    /// The blocks of all traders with an empty line between them; no newline at the end.
    package var text: String {
        entries.map { block($0).joined(separator: "\n") }.joined(separator: "\n\n")
    }

    private func block(_ entry: Entry) -> [String] {
        switch entry {
        case .absent(let name, let reason): [bold(name)] + paragraph(reason)
        case .trader(let explanation):
            ["\(bold(explanation.view.name))  \(explanation.view.market)"]
                + explanation.sentences.flatMap(paragraph)
        }
    }

    private func paragraph(_ text: String) -> [String] {
        ShownText.wrapped(text, width: max(20, width - 2)).map { "  \($0)" }
    }

    private func bold(_ text: String) -> String {
        Figure.Colour.bold.paint(text, isColoured: isColoured)
    }
}
