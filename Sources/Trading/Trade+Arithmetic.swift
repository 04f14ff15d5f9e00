package import Market
internal import Rules

// Whether what was written down of a position or a trade is what the step makes of its prices: for
// whoever reads a record that somebody may have changed.

extension Position {
    /// Whether the step buys so, with so much money, at the price it was bought at.
    package func follows(from balance: Money, _ parameters: Parameters) -> Bool {
        let fills = FillModel(parameters: parameters)
        do throws(Overflow) {
            let terms = try parameters.terms(of: self)
            let bought = try balance.buys(
                at: entryPrice, using: terms.size, inStepsOf: parameters.quantityStep)
            // A size that is asked for anew may be any up to the largest.
            let isFixed = parameters.strategy.fixedSize(parameters) != nil
            var position = try fills.position(
                of: isFixed ? bought : quantity, at: entryPrice, terms, openTime: openTime,
                entryReason: entryReason, entryTag: entryTag)
            (position.isTrailing, position.isTargetMarket) = (isTrailing, isTargetMarket)
            return position == self && quantity <= bought && quantity > .zero
                && cost >= parameters.minimumNotional
        } catch {
            return false
        }
    }
}

extension Trade {
    /// Whether the step trades so, with so much money before it bought.
    package func follows(from balance: Money, _ parameters: Parameters) -> Bool {
        let fills = FillModel(parameters: parameters)
        do throws(Overflow) {
            let strategy = parameters.strategy
            var position = try fills.position(
                of: quantity, at: entryPrice,
                EntryTerms(
                    size: parameters.positionSize,
                    stop: try strategy.stop(below: entryPrice),
                    target: try strategy.target(above: entryPrice)),
                openTime: entryTime, entryReason: entryReason, entryTag: entryTag)
            position.isTrailing = reason == .trailingStop
            let isReached: Bool
            switch reason {
            case .stopLoss:
                isReached =
                    try position.stop.map { (stop) throws(Overflow) in
                        exitPrice
                            <= (try fills.sellPrice(
                                at: stop, for: reason, isTargetMarket: false))
                    } ?? true
            case .takeProfit: isReached = position.target.map { exitPrice >= $0 } ?? true
            case .trailingStop: isReached = strategy.canTrail
            case .signal: isReached = exitPrice >= .zero
            }
            let sale = try fills.sale(
                of: position, at: exitPrice, reason: reason, tag: exitTag, exitTime: exitTime,
                candleCloseTime: id)
            return isReached && sale.trade == self && position.follows(from: balance, parameters)
        } catch {
            return false
        }
    }
}

extension Parameters {
    /// What a position is bought and watched by, where that follows from its price; the rest, which
    /// only the rules know, as it is told.
    fileprivate func terms(of position: Position) throws(Overflow) -> EntryTerms {
        let entry = position.entryPrice
        let stop = try strategy.stop(below: entry)
        let target = try strategy.target(above: entry)
        let isMoved = position.isTrailing && strategy.canTrail
        return EntryTerms(
            size: maximumPositionSize,
            stop: isMoved || strategy.asksForStop ? position.stop : stop,
            target: strategy.asksForTarget ? position.target : target)
    }
}

extension Strategy {
    /// The stop of a position bought at a price; `nil` where there is none, or only rules know.
    fileprivate func stop(below entry: Price) throws(Overflow) -> Price? {
        guard let percent = stopPercent else { return nil }
        return try entry.lowered(by: percent, rounded: .halfEven)
    }

    /// The target of a position bought at a price; `nil` where there is none, or only rules know.
    fileprivate func target(above entry: Price) throws(Overflow) -> Price? {
        guard let percent = targetPercent else { return nil }
        return try entry.raised(by: percent, rounded: .halfEven)
    }

    fileprivate var canTrail: Bool { text.map { !$0.program.trail.isEmpty } ?? false }
    fileprivate var asksForStop: Bool { text?.program.stop.isAsked ?? false }
    fileprivate var asksForTarget: Bool { text?.program.target.isAsked ?? false }
}

extension Level {
    fileprivate var isAsked: Bool { if case .node = self { true } else { false } }
}
