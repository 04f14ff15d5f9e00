internal import JSON
internal import Market
package import Record
internal import Reporting
internal import Rules
internal import Settings
package import Text
internal import Trading

/// What every strategy comes to on the same candles, beside holding and beside chance.
///
/// All begin behind the longest warm-up among them, so that they see the same candles, and all stake
/// the same: the whole balance where a strategy says nothing of its own. Nothing pauses them: what is
/// measured is the rules. One that cannot run, or that all candles would only warm up, is left out and
/// told.
package struct StrategyFiguresJob {
    private let known: HomeStrategies
    private let names: [String]
    private let input: BacktestInput
    private let home: String?
    /// Where pictures go; `nil` for none.
    private let directory: String?

    /// The strategies of these names, all where there are none, on the candles of a file or a record;
    /// pictures of them go into a directory where one is named.
    ///
    /// - Throws: ``JobError`` where a name or the market is none.
    package init(
        names: [String], candles: String?, trader: String?, market: BacktestJob.MarketOptions,
        home: String?, pictures: String? = nil
    ) throws(JobError) {
        self.home = home
        directory = pictures
        known = try HomeStrategies(home: home)
        for name in names { _ = try known.text(named: name) }
        self.names = names.isEmpty ? known.shelf.names : names
        input = try BacktestInput(
            candles: candles, trader: trader, market: market, home: home ?? ".")
    }

    /// Replays the candles once, all strategies side by side.
    ///
    /// - Throws: ``JobError`` where they cannot be read, or a strategy cannot run on them.
    package func run(progress: ReadingProgress? = nil) throws(JobError) -> StrategyComparison {
        var source = try input.source(progress: progress)
        var (runs, leftOut): ([Run], [StrategyFigures.LeftOut]) = ([], [])
        var failure: JobError?
        for name in names {
            do throws(JobError) {
                runs.append(try run(name))
            } catch {
                failure =
                    failure
                    ?? JobError(
                        error.status, at: name, error.what, quotation: error.quotation)
                leftOut.append(StrategyFigures.LeftOut(name: name, reason: error.what))
            }
        }
        if runs.isEmpty, let failure { throw failure }
        let first = try Self.candles(runs.map(\.parameters.warmUp).max() ?? 0, of: &source)
        for run in runs where run.parameters.warmUp >= first.count {
            let warmUp = grouped("\(run.parameters.warmUp)")
            leftOut.append(
                StrategyFigures.LeftOut(
                    name: run.name,
                    reason: "its warm-up of \(warmUp) takes all \(counted(first.count, "candle"))"))
        }
        runs.removeAll { $0.parameters.warmUp >= first.count }
        guard let warmUp = runs.map(\.parameters.warmUp).max() else {
            throw JobError(
                .badData,
                "\(source.name): \(leftOut.last.map { "\($0.name): \($0.reason)" } ?? "no candle")")
        }
        for index in runs.indices {
            runs[index].parameters.warmUp = warmUp
            guard directory != nil else { continue }
            runs[index].picture = StrategyPicture(
                TraderSettings(
                    name: runs[index].name, market: input.settings.market,
                    parameters: runs[index].parameters))
        }
        let timeframe = input.settings.market.timeframe
        let steps = runs.map { Step(timeframe: timeframe, parameters: $0.parameters) }
        var states = runs.map { TraderState($0.parameters) }
        var window: (from: Timestamp, open: Price)?
        var (events, holes): ([Event], Holes) = ([], Holes())
        var place = 0
        while true {
            guard let candle = place < first.count ? first[place] : try source.next() else { break }
            place += 1
            for index in steps.indices {
                events.removeAll(keepingCapacity: true)
                do {
                    try steps[index].advance(&states[index], over: candle, events: &events)
                } catch {
                    throw JobError(
                        .badData, "\(source.name): the candle of \(candle.openTime): \(error)")
                }
                runs[index].picture?.consume(candle, events)
            }
            // The step of each tells of the same ones.
            for case .gap(let from, _, let missing) in events { holes.note(from: from, missing) }
            if window == nil, let state = states.first, state.candles > warmUp {
                window = (candle.openTime, candle.open)
            }
        }
        guard let window, let last = states.first, let close = last.lastClose,
            let end = last.asOf(timeframe)
        else {
            throw JobError(
                .badData, "\(source.name): the warm-up of \(warmUp) takes all candles")
        }
        var rows: [StrategyFigures.Row] = []
        for (run, state) in zip(runs, states) {
            let initial = run.parameters.initialBalance
            let net = 100 * (state.record.drawdown.equity.doubleValue / initial.doubleValue - 1)
            let tally = state.record.tally
            rows.append(
                StrategyFigures.Row(
                    name: run.name, netPercent: net,
                    winRate: WinRate(wins: tally.wins, trades: tally.trades),
                    drawdownPercent: state.record.drawdown.maximumPercent,
                    exposurePercent: state.record.exposure.percent))
        }
        return StrategyComparison(
            figures: StrategyFigures(
                market: input.settings.market, from: window.from, to: end,
                candles: last.candles - warmUp, warmUp: warmUp,
                holdPercent: 100 * (close.doubleValue / window.open.doubleValue - 1), holes: holes,
                rows: rows, leftOut: leftOut),
            pictures: try directory.map { directory throws(JobError) in
                try StrategyPictures(
                    runs.compactMap { run in run.picture.map { (run.name, $0) } },
                    into: directory, home: home)
            })
    }

    /// One more candle than `count`, as far as there are so many: what a warm-up is judged by.
    private static func candles(
        _ count: Int, of source: inout CandleSource
    ) throws(JobError) -> [Candle] {
        var candles: [Candle] = []
        while candles.count <= count, let candle = try source.next() { candles.append(candle) }
        return candles
    }

    /// What it goes on without, in lines.
    package var warnings: [String] { known.warnings }

    private struct Run {
        let name: String
        var parameters: Parameters
        var picture: StrategyPicture?
    }

    private func run(_ name: String) throws(JobError) -> Run {
        var parameters = Parameters()
        parameters.positionSize = parameters.largestSize
        (parameters.maxDailyLoss, parameters.maxConsecutiveLosses) = (nil, nil)
        (parameters.minWinRate, parameters.maxDrawdown) = (nil, nil)
        let (shelf, text) = (known.shelf, try known.text(named: name))
        if !shelf.isCrossover(name) {
            do throws(RuleError) {
                parameters.adopt(
                    try shelf.strategy(text, [:], input.settings.market.timeframe),
                    hasWarmUp: false)
            } catch {
                throw JobError(
                    .configuration,
                    error.isUnmet
                        ? "its own parameters do not meet \(error.text)"
                        : "\(error.place): \(error.message)", quotation: error.quotation)
            }
        }
        do {
            try parameters.validate()
        } catch {
            throw JobError(.configuration, "\(error)")
        }
        return Run(name: name, parameters: parameters)
    }
}

/// What `algom strategy figures` tells.
package struct StrategyComparison: Sendable {
    let figures: StrategyFigures
    /// `nil` where none were asked for.
    let pictures: StrategyPictures?

    /// For a terminal.
    package var text: String { figures.text }

    /// For a page in Markdown, beside the directory that the pictures are in.
    package var markdown: String {
        ([figures.markdown] + (pictures?.markdown ?? [])).joined(separator: "\n\n")
    }

    /// The strategies that could not be drawn, and why.
    package var undrawn: [String] { pictures?.leftOut ?? [] }

    /// For programs, a strategy an object; figures that there are none of are null, and one that was
    /// left out has the reason alone.
    package var json: [String] {
        figures.rows.map { row in
            var writer = JSONWriter()
            writer.object { (writer: inout JSONWriter) in
                writer.member("strategy", row.name)
                writer.member("exchange", figures.market.exchange.rawValue)
                writer.member("symbol", figures.market.symbol.description)
                writer.member("timeframe", figures.market.timeframe.rawValue)
                writer.member("from", figures.from.description)
                writer.member("to", figures.to.description)
                writer.member("candles", figures.candles)
                writer.member("warmUp", figures.warmUp)
                writer.member("holdPercent", figures.holdPercent)
                writer.member("netPercent", row.netPercent)
                writer.member("trades", row.winRate.trades)
                writer.member("wins", row.winRate.wins)
                writer.member("winRate", row.winRate.percent)
                writer.member("winRateLow", row.winRate.interval?.lowerBound)
                writer.member("winRateHigh", row.winRate.interval?.upperBound)
                writer.member("maxDrawdownPercent", row.drawdownPercent)
                writer.member("exposurePercent", row.exposurePercent)
            }
            return String(decoding: writer.bytes, as: UTF8.self)
        }
            + figures.leftOut.map { strategy in
                var writer = JSONWriter()
                writer.object { (writer: inout JSONWriter) in
                    writer.member("strategy", strategy.name)
                    writer.member("leftOut", strategy.reason)
                }
                return String(decoding: writer.bytes, as: UTF8.self)
            }
    }
}
