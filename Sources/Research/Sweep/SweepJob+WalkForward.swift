internal import Market
internal import Record
internal import Reporting
internal import Text
internal import Trading

// Choices that are made on one window and tested on the candles after it.

extension SweepJob {
    func walkForward(
        _ plan: WalkForward, _ progress: (Int, Int) -> Void
    ) async throws(JobError) -> Sweep {
        let base = try compared()
        var longest = base.warmUp
        if grid.warmUp == nil {
            for combination in grid.combinations {
                longest = max(longest, try parameters(of: combination).warmUp)
            }
        }
        let windows = try plan.windows(
            over: run.candles.map(\.openTime), after: longest, of: grid.longestToWarm)
        let total = windows.count * grid.combinations.count
        let empty = { [self] (isSeries: Bool) in
            WalkForwardTotal(
                initialBalance: base.initialBalance, run.timeframe, isSeries: isSeries)
        }
        var totals = WalkForwardReport.Totals(
            inSample: empty(false), outOfSample: empty(true),
            reference: reference == nil ? nil : empty(true))
        var rows: [WalkForwardReport.Row] = []
        for (index, window) in windows.enumerated() {
            let before = index * grid.combinations.count
            let (best, inSample) = try await choice(in: window.train) { done in
                progress(before + done, total)
            }
            let tested = try marks(of: try parameters(of: best), over: window.test)
            let unchanged = try reference.map { parameters throws(JobError) in
                try marks(of: parameters, over: window.test)
            }
            totals.inSample.add(inSample)
            totals.outOfSample.add(tested.figures, marks: tested.marks)
            if let unchanged {
                totals.reference?.add(unchanged.figures, marks: unchanged.marks)
            }
            rows.append(
                WalkForwardReport.Row(
                    trainFrom: run.candles[window.train.lowerBound].openTime,
                    testFrom: run.candles[window.test.lowerBound].openTime,
                    testTo: closeTime(before: window.test.upperBound),
                    missing: (missing(in: window.train), missing(in: window.test)),
                    values: shown(best), inSample: inSample, outOfSample: tested.figures,
                    reference: unchanged?.figures))
        }
        return Sweep(
            WalkForwardReport(
                market: settings.market, scope: scope, ranking: ranking, names: names, rows: rows,
                totals: totals, untested: untested(after: windows), reference: referenceName))
    }

    /// How many candles there are none of between the first and the last of a range.
    private func missing(in range: Range<Int>) -> Int {
        Int(clamping: Holes(in: run.candles[range], run.timeframe).missing)
    }

    private func untested(
        after windows: [WalkForward.Window]
    ) -> WalkForwardReport.Untested? {
        guard let last = windows.last?.test.upperBound, last < run.candles.count else { return nil }
        return WalkForwardReport.Untested(
            from: run.candles[last].openTime, to: closeTime(before: run.candles.count),
            candles: run.candles.count - last)
    }

    /// The best combination over a window, by that window's candles and those of its warm-up alone.
    private func choice(
        in window: Range<Int>, _ progress: (Int) -> Void
    ) async throws(JobError) -> (SweepGrid.Combination, SweepFigures) {
        let runs = try await figures(progress) { parameters in
            window.lowerBound - parameters.warmUp..<window.upperBound
        }
        let best = ranking.order(runs)[0]
        return (grid.combinations[best], runs[best])
    }

    /// Figures and marks of a test, warmed up on the candles before it.
    private func marks(
        of parameters: Parameters, over range: Range<Int>
    ) throws(JobError) -> (figures: SweepFigures, marks: [SweepRun.Mark]) {
        do {
            return try run.marks(
                parameters, over: range.lowerBound - parameters.warmUp..<range.upperBound)
        } catch {
            throw JobError(
                .badData, "\(sourceName), tested from candle \(range.lowerBound): \(error)")
        }
    }
}
