package import Market

// Whether what was written down of a position or a trade is what the step makes of its prices: for
// whoever reads a record that somebody may have changed.

extension Position {
    /// Whether the step buys so, with so much money, at the price it was bought at.
    package func follows(from balance: Money, _ parameters: Parameters) -> Bool {
        let fills = FillModel(parameters: parameters)
        do throws(Overflow) {
            let bought = try balance.buys(
                at: entryPrice, using: parameters.positionSize,
                inStepsOf: parameters.quantityStep)
            let position = try fills.position(
                of: bought, at: entryPrice, openTime: openTime, entryReason: entryReason)
            return position == self && quantity > .zero && cost >= parameters.minimumNotional
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
            let position = try fills.position(
                of: quantity, at: entryPrice, openTime: entryTime, entryReason: entryReason)
            let isReached =
                switch reason {
                case .stopLoss: exitPrice <= (try fills.sellPrice(at: position.stop, for: reason))
                case .takeProfit: exitPrice >= position.target
                case .signal: exitPrice >= .zero
                }
            let sale = try fills.sale(
                of: position, at: exitPrice, reason: reason, exitTime: exitTime,
                candleCloseTime: id)
            return isReached && sale.trade == self && position.follows(from: balance, parameters)
        } catch {
            return false
        }
    }
}
