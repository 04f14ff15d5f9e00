package import Market
internal import Text
package import Trading

/// Why a trader's last candle did or did not trade, in sentences with the figures that decided it.
///
/// What was decided is read from the state that the step left, and the rules are the step's own.
package struct Explanation: Sendable {
    let view: TraderView
    /// The close of the candle before all those that the strategy remembers; `nil` where it is not
    /// known.
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
        let seen = view.words.observations(closeBefore: closeBefore)
        return [candle] + [deeds].compactMap { $0 } + seen
            + [pause, position, decision].compactMap { $0 }
    }

    /// The rules as trees of their parts; empty where sentences tell all.
    var tree: [RuleTreeLine] { view.words.tree }

    private var state: TraderState { view.state }
    private var parameters: Parameters { view.parameters }
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
                    + "(\(trade.taggedReason)) for a P&L of "
                    + "\(Figures.signedMoney(trade.pnl, in: quote)) "
                    + "(\(Figures.signedPercent(trade.pnlPercent)))")
        }
        if let skip { words.append(skip.words(in: quote)) }
        return words.isEmpty ? nil : "On it the trader \(words.joined(separator: ", and "))."
    }

    private var pause: String? {
        view.pauseWords.map { "Entries are \($0); an open position is watched as ever." }
    }

    private var position: String? {
        guard let position = state.account.position, let close = state.lastClose else { return nil }
        let pnl =
            "\(Figures.signedMoney(view.summary.unrealizedPnL, in: quote)) "
            + "(\(Figures.signedPercent(view.summary.unrealizedPnLPercent)))"
        let watched = [("stop", position.stop), ("target", position.target)]
            .compactMap { name, price in
                price.map { ("\(name) at \(Figures.price($0))", distance(to: $0, from: close)) }
            }
        let holding =
            "It holds \(Figures.quantity(position.quantity)), bought at "
            + "\(Figures.price(position.entryPrice)) on \(Figures.moment(position.openTime)), "
            + "unrealised \(pnl)."
        guard let first = watched.first else { return "\(holding) Nothing watches over it." }
        let rest = watched.dropFirst().map { ", the \($0.0) \($0.1)" }.joined()
        return "\(holding) The \(first.0) is \(first.1)\(rest)."
    }

    /// How far a price lies from the close, in the quote currency and in percent of the close.
    private func distance(to price: Price, from close: Price) -> String {
        let difference = price.doubleValue - close.doubleValue
        let part = Figures.percent(100 * difference.magnitude / close.doubleValue)
        let side = difference < 0 ? "below" : "above"
        return
            "\(Figures.difference(difference.magnitude, beside: close)) (\(part)) \(side) the close"
    }

    // MARK: What followed

    private var decision: String {
        if let order = state.account.pendingOrder { return ordered(order) }
        if state.account.position != nil {
            return "So nothing was sold: \(unreached)\(view.words.reasonToHold)."
        }
        let obstacles =
            view.words.obstacles + (state.risk.isPaused ? ["entries are paused"] : [])
        let words = "So nothing was bought: \(obstacles.joined(separator: ", and "))."
        // The end of a pause has been told.
        return view.isPausedFlat ? words : "\(words) It \(view.waitsFor)."
    }

    private var unreached: String {
        switch (state.account.position?.stop != nil, state.account.position?.target != nil) {
        case (true, true): "neither stop nor target was reached, and "
        case (true, false): "the stop was not reached, and "
        case (false, true): "the target was not reached, and "
        case (false, false): ""
        }
    }

    private func ordered(_ order: Order) -> String {
        let verb = order.side == .buy ? "buy" : "sell"
        let cause =
            view.words.cause(of: order.side, tag: order.tag)
            + (order.side == .buy ? ", and no position was open" : "")
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
            [
                "\(bold(explanation.view.name))  \(explanation.view.market)"
                    + (explanation.view.words.strategyName.map { ", \($0)" } ?? "")
            ]
                + explanation.sentences.flatMap(paragraph)
                + explanation.tree.flatMap(branch)
        }
    }

    /// A part of a rule under its rule, with a sign for what it was and the numbers behind it.
    private func branch(_ line: RuleTreeLine) -> [String] {
        let indent = String(repeating: " ", count: 2 + 2 * line.depth)
        let (sign, colour): (String, Figure.Colour) =
            switch line.verdict {
            case .holds: ("✓ ", .green)
            case .fails: ("✗ ", .red)
            case .unknown: ("? ", .yellow)
            case .number: ("· ", .plain)
            }
        let room = max(20, width - indent.utf8.count - 2)
        let text = ShownText.wrapped(line.text, width: room)
        let note = line.note.isEmpty ? [] : ShownText.wrapped(line.note, width: room)
        var lines = text
        if note.count == 1, let last = lines.last, last.count + 2 + note[0].count <= room {
            lines[lines.count - 1] += "  \(note[0])"
        } else {
            lines += note
        }
        let heading = line.rule.map { ["  \(bold($0))"] } ?? []
        return heading
            + lines.enumerated().map { place, words in
                "\(indent)\(place == 0 ? colour.paint(sign, isColoured: isColoured) : "  ")\(words)"
            }
    }

    private func paragraph(_ text: String) -> [String] {
        ShownText.wrapped(text, width: max(20, width - 2)).map { "  \($0)" }
    }

    private func bold(_ text: String) -> String {
        Figure.Colour.bold.paint(text, isColoured: isColoured)
    }
}
