internal import Market
internal import Store
internal import Text
internal import Trading

// What stands at several places of a checkpoint, or follows from others, has to agree: a trader that
// goes on from one that contradicts itself would consume candles twice, or write what nobody can read.

extension Checkpoint {
    /// The first thing that something else in it rules out; `nil` where all of it agrees.
    ///
    /// - Throws: ``JobError`` where it names no market, or its parameters are impossible.
    var contradiction: String? {
        get throws(JobError) {
            let settings = settings
            let spacing = settings.market.timeframe.milliseconds
            let state = state
            guard let last = state.lastOpenTime, let close = state.lastClose else {
                let isNew =
                    state.lastOpenTime == nil && state.lastClose == nil && recent.isEmpty
                    && state == TraderState(settings.parameters)
                return isNew ? nil : "it has no last candle, and is not at its beginning"
            }
            let asOf = last.advanced(byMilliseconds: spacing)
            let frame = RecordFrame(
                parameters: settings.parameters, spacing: spacing, last: last, asOf: asOf,
                close: close)
            let general = firstFlaw(
                last.milliseconds % spacing == 0 && Timestamp.representable.contains(asOf)
                    ? nil : "state.lastOpenTime is no open time",
                settings.fingerprint == fingerprint
                    ? nil : "the fingerprint is not that of its market and parameters",
                carriedOver?.balance ?? parameters.initialBalance == parameters.initialBalance
                    ? nil : "it does not begin with the balance that was carried over",
                state.candles > 0 ? nil : "state.candles counts none")
            return general ?? journalFlaw
                ?? recentFlaw(settings.market.timeframe, last, close)
                ?? state.strategy.flaw(after: state.candles, frame)
                ?? state.accountFlaw(frame)
                ?? state.riskFlaw(frame)
                ?? state.record.tradesFlaw(frame, state.account)
                ?? state.record.tally.flaw(frame, last: state.record.recentTrades)
                ?? state.recordFlaw(frame)
                ?? strategyFlaw(frame)
        }
    }

    /// What rules in text name and remember.
    private func strategyFlaw(_ frame: RecordFrame) -> String? {
        state.tagsFlaw(frame) ?? state.rulesFlaw(frame, recent.map(\.candle))
    }

    /// The journal's size against what it must hold.
    private var journalFlaw: String? {
        let (trades, candles) = (Int64(state.record.tally.trades), Int64(state.candles))
        // A first line, one for each candle, and for each trade that it was ordered, opened, closed.
        let open: Int64 = state.account.position == nil ? 0 : 2
        let least = 1 + candles + 3 * trades + open + (state.account.pendingOrder == nil ? 0 : 1)
        // A candle has six events at most, and is told otherwise as often as that is remembered.
        let most = 1 + candles * Int64(7 + ObservedCandle.maximumVersions)
        return firstFlaw(
            least <= journal.lines && journal.lines <= most
                ? nil : "journal.lines are not those of the candles and trades",
            journal.length / 100 >= journal.lines && journal.length >> 17 <= journal.lines
                ? nil : "journal.length is not that of its lines")
    }

    /// The last candles against one another and the state.
    private func recentFlaw(
        _ timeframe: Timeframe, _ last: Timestamp, _ close: Price
    ) -> String? {
        let place = "recent does not end with the candle of state.lastOpenTime"
        guard recent.last?.candle.openTime == last, recent.last?.candle.close == close else {
            return place
        }
        guard recent.count == min(state.candles, ObservedCandle.overlap) else {
            return "recent holds \(recent.count) candles"
        }
        guard state.strategy.agrees(with: recent.map(\.candle.close)) else {
            return "recent has other closes than state.signals"
        }
        var previous: Timestamp?
        for (index, seen) in recent.enumerated() {
            let told = [seen.candle] + seen.revisions
            let isTold = told.allSatisfy {
                $0.openTime == seen.candle.openTime
                    && $0.flaw(in: timeframe, after: previous) == nil
            }
            guard isTold, seen.revisions.count <= ObservedCandle.maximumVersions else {
                return "recent[\(index)] cannot follow the one before, or be told so"
            }
            previous = seen.candle.openTime
        }
        return nil
    }
}

/// What the parts of a record are judged by.
struct RecordFrame {
    let parameters: Parameters
    /// Milliseconds from a candle to the next.
    let spacing: Int64
    /// When the last candle opened and when it closed, and its close.
    let last: Timestamp
    let asOf: Timestamp
    let close: Price
}

/// The first of some flaws that is one.
func firstFlaw(_ flaws: String?...) -> String? { flaws.lazy.compactMap(\.self).first }
