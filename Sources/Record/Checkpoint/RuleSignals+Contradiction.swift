internal import Market
internal import Rules
internal import Trading

// What the memory of rules in text has to agree with: the candles, the position and the trades.

extension TraderState {
    /// Names that no rule gives.
    func tagsFlaw(_ frame: RecordFrame) -> String? {
        let strategy = frame.parameters.strategy
        let (buying, selling) = (strategy.tags(of: .buy), strategy.tags(of: .sell))
        let isOrderNamed =
            account.pendingOrder.map { ($0.side == .buy ? buying : selling).contains($0.tag) }
            ?? true
        let isPositionNamed = account.position.map { buying.contains($0.entryTag) } ?? true
        // Only a rule names an exit; a stop or a target is reached without one.
        let areTradesNamed = record.recentTrades.allSatisfy { trade in
            buying.contains(trade.entryTag)
                && (trade.reason == .signal
                    ? selling.contains(trade.exitTag) : trade.exitTag == nil)
        }
        return firstFlaw(
            isOrderNamed ? nil : "state.account.pendingOrder has a tag of no rule",
            isPositionNamed ? nil : "state.account.position has a tag of no rule",
            areTradesNamed ? nil : "state.record.recentTrades have a tag of no rule")
    }

    /// What is impossible about the memory of rules after these as the last candles; `nil` where
    /// nothing is.
    func rulesFlaw(_ frame: RecordFrame, _ recent: [Candle]) -> String? {
        guard let text = frame.parameters.strategy.text else {
            return strategy.rules == nil ? nil : "it has state.rules, but no rules in text"
        }
        guard let rules = strategy.rules else { return "it has no state.rules" }
        let last = record.recentTrades.last
        return firstFlaw(
            rules.lastProfitPercent == last?.pnlPercent
                ? nil : "state.rules.lastProfitPercent is not that of the last trade",
            countsFlaw(rules, frame, recent, lastExit: last?.id),
            rangeFlaw(rules, frame, recent),
            recent.last.map { rules.memory.agrees(with: $0, of: text.plan, text.program) } ?? true
                ? nil : "state.rules.memory has not seen the last candle")
    }

    private func countsFlaw(
        _ rules: RuleSignals, _ frame: RecordFrame, _ recent: [Candle], lastExit: Timestamp?
    ) -> String? {
        let traded = max(0, candles - frame.parameters.warmUp)
        let position = account.position
        // Candles may be missing, so that there are fewer than fit.
        let fits = { (from: Timestamp, to: Timestamp) in Int(max(0, to.since(from) / frame.spacing))
        }
        let seen = { (from: Timestamp) in recent.count { $0.openTime >= from } }
        let isHeld: Bool
        if let position {
            isHeld =
                rules.barsHeld >= max(1, seen(position.openTime))
                && rules.barsHeld <= min(traded, fits(position.openTime, frame.asOf))
                && (seen(position.openTime) == recent.count
                    || rules.barsHeld == seen(position.openTime))
        } else {
            isHeld = rules.barsHeld == 0
        }
        let end = position?.openTime ?? frame.asOf
        let isFlat: Bool
        if let lastExit {
            let passed = seen(lastExit) - (position.map { seen($0.openTime) } ?? 0)
            isFlat =
                rules.barsFlat >= passed && rules.barsFlat <= fits(lastExit, end)
                && rules.barsFlat + rules.barsHeld <= traded
                && (seen(lastExit) == recent.count || rules.barsFlat == passed)
        } else {
            isFlat = rules.barsFlat + rules.barsHeld == traded
        }
        return firstFlaw(
            isHeld ? nil : "state.rules.barsHeld does not fit the position",
            isFlat ? nil : "state.rules.barsFlat does not fit the last trade")
    }

    private func rangeFlaw(
        _ rules: RuleSignals, _ frame: RecordFrame, _ recent: [Candle]
    ) -> String? {
        guard let position = account.position else {
            return rules.peak == nil && rules.trough == nil
                ? nil : "state.rules.peak and trough are there without a position"
        }
        let held = recent.filter { $0.openTime >= position.openTime }
        guard let peak = rules.peak, let trough = rules.trough,
            let high = held.map(\.high).max(), let low = held.map(\.low).min()
        else { return "state.rules.peak or trough is not there" }
        let isWhole = held.count < recent.count
        let isPossible =
            peak >= high && trough <= low && trough > .zero
            && (!isWhole || peak == high && trough == low)
        return isPossible ? nil : "state.rules.peak and trough are not those of the candles"
    }
}

extension RuleMemory {
    /// Whether what a candle alone decides is in it as this candle decides it.
    fileprivate func agrees(
        with candle: Candle, of plan: EvaluationPlan, _ program: Program
    ) -> Bool {
        var (told, fresh) = (self, RuleMemory(for: plan))
        fresh.consume(candle, of: plan)
        return program.nodes.enumerated().allSatisfy { index, node in
            guard node.place == 0 else { return true }
            switch node.operation {
            case .exactCandle, .clock, .noise:
                let index = NodeIndex(index)
                return told.value(of: index, .none, plan) == fresh.value(of: index, .none, plan)
            default: return true
            }
        }
    }
}
