internal import JSON
internal import Market
internal import Record
internal import Reporting
internal import Store
package import Text
internal import Trading

/// Many backtests over the same candles, one for every combination of parameters.
package struct SweepJob: Sendable {
    /// The most candles that are held in memory, 64 bytes each.
    package static let maximumCandles = 20_000_000
    private static let maximumShown = 1_000
    private static let maximumJobs = 256

    let options: Options
    let home: String
    let ranking: SweepRanking
    let settings: TraderSettings
    let grid: SweepGrid
    /// What the combinations are compared with; `nil` where no trader could run with that.
    var reference: Parameters? { grid.reference.parameters }
    /// What the run goes on without, in lines.
    package let warnings: [String]
    let plan: WalkForward?
    let run: SweepRun
    let sourceName: String

    /// Reads the candles.
    ///
    /// - Throws: ``JobError`` where the options name no figure, no parameter or no plan that could
    ///   be, or the candles cannot be read, are none or too many.
    package init(
        _ options: Options, home: String, maximumCandles: Int = Self.maximumCandles
    ) throws(JobError) {
        self.options = options
        self.home = home
        ranking = try Self.ranking(options.by)
        guard (1...Self.maximumShown).contains(options.top) else {
            throw JobError(.usage, at: "--top", "expected 1 to \(Self.maximumShown)")
        }
        guard (1...Self.maximumJobs).contains(options.jobs) else {
            throw JobError(.usage, at: "--jobs", "expected 1 to \(Self.maximumJobs)")
        }
        var input = try BacktestInput(
            candles: options.candles, trader: options.trader, market: options.market, home: home)
        settings = input.settings
        let base = try input.draft(of: options.strategy)
        var grid = try SweepGrid(options.parameters, base: base) { names throws(JobError) in
            guard options.strategy == nil else {
                throw JobError(
                    .usage, at: "--set strategy", "--strategy names one; give either")
            }
            return try input.drafts(of: names, at: "--set strategy")
        }
        warnings = input.warnings
        let timeframe = settings.market.timeframe
        plan = try options.walkForward.map { text throws(JobError) in
            try WalkForward(text, timeframe: timeframe)
        }
        // What cannot be written is told now and not after hours; nothing of it stays.
        if let path = options.csv { _ = try Self.output(path, home) }
        let source = try input.source()
        sourceName = source.name
        run = SweepRun(
            candles: try Self.candles(source, atMost: maximumCandles), timeframe: timeframe)
        grid.leaveOut(over: run.candles.count)
        self.grid = grid
        let price = run.candles[0].close
        if options.candles != nil, let coarse = Coarseness.exit(try compared(), at: price) {
            throw JobError(.configuration, at: sourceName, coarse.refusal(at: price))
        }
    }

    /// The figures that combinations can be ranked by.
    package static var figures: [String] { SweepRanking.allCases.map(\.rawValue) }

    private static func ranking(_ name: String) throws(JobError) -> SweepRanking {
        guard let ranking = SweepRanking(rawValue: name) else {
            let hint = hint(forUnknown: name, among: SweepRanking.allCases.map(\.rawValue))
            throw JobError(
                .usage, at: "--by", "unknown figure '\(excerpt(of: name))'", remedy: Remedy(hint))
        }
        return ranking
    }

    private static func candles(
        _ source: CandleSource, atMost most: Int
    ) throws(JobError) -> [Candle] {
        var source = source
        var candles: [Candle] = []
        while let candle = try source.next() {
            guard candles.count < most else {
                throw JobError(
                    .usage, at: source.name,
                    "over \(counted(most, "candle")), which memory is kept for",
                    remedy: "sweep over fewer"
                )
            }
            candles.append(candle)
        }
        guard !candles.isEmpty else {
            throw JobError(.badData, at: source.name, "there is no candle in it")
        }
        return candles
    }

    private static func output(_ path: String, _ home: String) throws(JobError) -> OutputFile {
        try JobError.storing { () throws(StoreError) in try OutputFile(path: path, home: home) }
    }

    /// Runs every combination and writes what was asked for; `progress` is told how many runs of how
    /// many are done.
    ///
    /// - Throws: ``JobError`` where a combination leaves the range of exact decimals, or the result
    ///   cannot be written.
    package func run(progress: (Int, Int) -> Void) async throws(JobError) -> Sweep {
        let sweep =
            if let plan { try await walkForward(plan, progress) } else {
                try await overAll(progress)
            }
        if let path = options.csv { try write(sweep.csv, to: path) }
        return sweep
    }

    private func write(_ rows: [String], to path: String) throws(JobError) {
        let file = try Self.output(path, home)
        try JobError.storing { () throws(StoreError) in
            for row in rows { try file.write((row + "\n").utf8) }
            try file.finish()
        }
    }

    /// What is told of once for all: the parameters they are compared with, or the first ones tried.
    func compared() throws(JobError) -> Parameters {
        if let reference { return reference }
        return try parameters(of: grid.combinations[0])
    }

    // MARK: Over all candles

    private func overAll(_ progress: (Int, Int) -> Void) async throws(JobError) -> Sweep {
        let all = run.candles.indices
        let first = grid.firstToWarm
        guard all.count > first.warmUp else {
            let who = first.words.isEmpty ? "" : " of \(first.words)"
            throw JobError(
                .usage, at: sourceName,
                "\(counted(all.count, "candle")), and the warm-up\(who) takes "
                    + grouped("\(first.warmUp)"))
        }
        let total = grid.combinations.count
        let runs = try await figures({ progress($0, total) }) { _ in all }
        let unchanged = try reference.map { parameters throws(JobError) in
            try figures(of: parameters, over: all)
        }
        let order = ranking.order(runs)
        let report = SweepReport(
            market: settings.market, scope: scope, ranking: ranking, names: names,
            rows: order.prefix(options.top).enumerated().map { rank, index in
                SweepReport.Row(
                    rank: rank + 1, values: shown(grid.combinations[index]), figures: runs[index])
            },
            reference: unchanged.map { unchanged in
                let better = runs.count { ranking.prefers($0, to: unchanged) }
                return SweepReport.Row(
                    rank: better + 1, values: referenceValues, figures: unchanged)
            },
            named: referenceName)
        return Sweep(grid, runs, order: order, report: report)
    }

    // MARK: Runs

    /// The figures of every combination over the candles of its range.
    func figures(
        _ progress: (Int) -> Void, over range: @escaping @Sendable (Parameters) -> Range<Int>
    ) async throws(JobError) -> [SweepFigures] {
        let (grid, run) = (grid, run)
        let (pieces, total) = (grid.pieces(for: options.jobs), grid.combinations.count)
        let results = await ParallelMap(workers: options.jobs).results(
            of: pieces.count, progress: { progress($0 * total / pieces.count) }
        ) { number in
            Result {
                let traders = try pieces[number].map { combination in
                    try grid.parameters(of: grid.combinations[combination])
                }
                return run.figures(of: traders, over: range(traders[0]))
            }
        }
        var figures = [SweepFigures?](repeating: nil, count: total)
        for (piece, results) in zip(pieces, results) {
            for (place, combination) in piece.enumerated() {
                do { figures[combination] = try results.get()[place].get() } catch {
                    throw failure(of: grid.combinations[combination], error)
                }
            }
        }
        return figures.compactMap(\.self)
    }

    func parameters(
        of combination: SweepGrid.Combination
    ) throws(JobError) -> Parameters {
        do { return try grid.parameters(of: combination) } catch {
            throw failure(of: combination, error)
        }
    }

    private func failure(of combination: SweepGrid.Combination, _ error: any Error) -> JobError {
        JobError(.badData, "\(sourceName), with \(grid.words(combination)): \(error)")
    }

    private func figures(
        of parameters: Parameters, over range: Range<Int>
    ) throws(JobError) -> SweepFigures {
        do {
            return try run.figures(parameters, over: range)
        } catch {
            throw JobError(.badData, at: "\(sourceName), with \(referenceName)", "\(error)")
        }
    }
}
