package import JSON
internal import Market
internal import Rules
package import Trading

// How a trader stands now, as its stats file tells it.

extension StatsFile {
    func writePresent(to writer: inout JSONWriter) {
        writer.name("currentPosition")
        if let position = state.account.position {
            write(position, to: &writer)
        } else {
            writer.null()
        }
        writer.name("pendingOrder")
        if let order = state.account.pendingOrder {
            write(order, to: &writer)
        } else {
            writer.null()
        }
        writer.name("riskControl")
        writeRiskControl(to: &writer)
        writer.name("indicators")
        writeIndicators(to: &writer)
        writer.name("values")
        state.comparedValues(of: settings.parameters.strategy).write(to: &writer)
        writer.number("lastPrice", state.lastClose)
    }

    private func write(_ position: Position, to writer: inout JSONWriter) {
        writer.object { (writer: inout JSONWriter) in
            writer.member("side", "LONG")
            writer.number("entryPrice", position.entryPrice)
            writer.number("amount", position.quantity)
            writer.number("invested", position.cost)
            writer.number("stopLoss", position.stop)
            writer.number("takeProfit", position.target)
            writer.member("openTime", position.openTime.description)
            writer.number("unrealizedPnL", summary.unrealizedPnL)
            writer.member("unrealizedPnLPercent", summary.unrealizedPnLPercent)
            writer.member("entryTag", position.entryTag?.description)
            writer.member("exitTag", state.account.exitTag?.description)
        }
    }

    private func write(_ order: Order, to writer: inout JSONWriter) {
        writer.object { (writer: inout JSONWriter) in
            writer.member("side", order.side)
            writer.member("reason", order.reason)
            writer.member("decidedAt", order.decidedAt.description)
            writer.number("price", order.price)
        }
    }

    private func writeRiskControl(to writer: inout JSONWriter) {
        let (risk, drawdown) = (state.risk, state.record.drawdown)
        writer.object { (writer: inout JSONWriter) in
            writer.member("tradingPaused", risk.isPaused)
            let reasons = risk.pauseReasons.map(\.rawValue).joined(separator: ", ")
            writer.member("pauseReason", risk.isPaused ? reasons : nil)
            writer.member("pausedUntil", risk.pausedUntil?.description)
            writer.number("dailyPnL", risk.dailyPnL)
            writer.member("dailyLoss", summary.dailyLossPercent)
            writer.member("consecutiveLosses", risk.consecutiveLosses)
            writer.member("currentDrawdown", drawdown.currentPercent)
            writer.number("peakBalance", drawdown.peak)
        }
    }

    private func writeIndicators(to writer: inout JSONWriter) {
        writer.object { (writer: inout JSONWriter) in
            state.strategy.figures.writeFields(to: &writer)
        }
    }
}

extension IndicatorFigures {
    /// Its members, into an object that may say more.
    package func writeFields(to writer: inout JSONWriter) {
        writer.member("shortMA", shortMA)
        writer.member("longMA", longMA)
        writer.member("difference", difference)
        writer.member("rsi", rsi)
    }
}

extension [ComparedValue] {
    /// An object with each text and what it was, `null` where it is unknown.
    package func write(to writer: inout JSONWriter) {
        writer.object { (writer: inout JSONWriter) in
            for compared in self { writer.member(compared.text, compared.value) }
        }
    }
}
