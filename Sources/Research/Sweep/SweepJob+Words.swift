internal import Market
internal import Record
internal import Reporting
internal import Trading

// What a sweep calls its combinations, and what it compares them with.

extension SweepJob {
    /// The axes that have something to choose from.
    var names: [String] {
        grid.axes.filter { $0.values.count > 1 }.map(\.name)
    }

    func shown(_ combination: SweepGrid.Combination) -> [String] {
        zip(grid.axes, grid.values(of: combination)).filter { $0.0.values.count > 1 }
            .map { $0.1 ?? SweepReport.none }
    }

    var referenceName: String {
        let draft = grid.reference.draft
        let own = draft.isOwn ? options.trader.map { "\($0)'s own parameters" } : nil
        let isNamed = options.strategy != nil || draft.strategy != Strategy.defaultName
        return (own ?? (isNamed ? "the defaults of \(draft.strategy)" : "the defaults"))
            + (grid.reference.isFixed ? " with what is fixed" : "")
    }

    var referenceValues: [String] {
        names.map { name in
            name == SweepGrid.strategyAxis
                ? grid.reference.draft.strategy
                : grid.reference.draft.value(of: name) ?? SweepReport.none
        }
    }

    var scope: SweepScope {
        SweepScope(
            from: run.candles[0].openTime, to: closeTime(before: run.candles.count),
            candles: run.candles.count,
            absent: Holes(in: run.candles, run.timeframe).words(run.timeframe),
            tried: grid.combinations.count,
            impossible: grid.impossible, reason: grid.reason,
            unchanged: grid.reference.reason.map { "\(referenceName): \($0)" },
            fixed: (options.strategy.map { ["strategy \($0)"] } ?? [])
                + grid.axes.filter { $0.values.count == 1 }.map { "\($0.name) \($0.values[0])" })
    }

    func closeTime(before index: Int) -> Timestamp {
        run.candles[index - 1].closeTime(settings.market.timeframe)
    }
}
