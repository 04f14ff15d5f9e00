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
/// measured is the rules.
package struct StrategyFiguresJob {
    private let shelf: StrategyShelf
    private let names: [String]
    private let input: BacktestInput

    /// The strategies of these names, all where there are none, on the candles of a file or a record.
    ///
    /// - Throws: ``JobError`` where a name or the market is none.
    package init(
        names: [String], candles: String?, trader: String?, market: BacktestJob.MarketOptions,
        home: String?
    ) throws(JobError) {
        let file = try home.map { home throws(JobError) in
            try Settings.configuration(home, exchange: .sim)
        }
        shelf = file??.shelf ?? StrategyShelf()
        for name in names where shelf.text(named: name) == nil {
            throw JobError(
                .usage,
                "there is no strategy '\(excerpt(of: name))'; "
                    + hint(forUnknown: name, among: shelf.names))
        }
        self.names = names.isEmpty ? shelf.names : names
        input = try BacktestInput(
            candles: candles, trader: trader, market: market, home: home ?? ".")
    }

    /// Replays the candles once, all strategies side by side.
    ///
    /// - Throws: ``JobError`` where they cannot be read, or a strategy cannot run on them.
    package func run(progress: ReadingProgress? = nil) throws(JobError) -> StrategyComparison {
        var source = try input.source(progress: progress)
        var runs = try names.map { name throws(JobError) in try run(name) }
        let warmUp = runs.map(\.parameters.warmUp).max() ?? 0
        for index in runs.indices { runs[index].parameters.warmUp = warmUp }
        let timeframe = input.settings.market.timeframe
        let steps = runs.map { Step(timeframe: timeframe, parameters: $0.parameters) }
        var states = runs.map { TraderState($0.parameters) }
        var window: (from: Timestamp, open: Price)?
        var (events, holes): ([Event], Holes) = ([], Holes())
        while let candle = try source.next() {
            for index in steps.indices {
                events.removeAll(keepingCapacity: true)
                do {
                    try steps[index].advance(&states[index], over: candle, events: &events)
                } catch {
                    throw JobError(
                        .badData, "\(source.name): the candle of \(candle.openTime): \(error)")
                }
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
                rows: rows))
    }

    private struct Run {
        let name: String
        var parameters: Parameters
    }

    private func run(_ name: String) throws(JobError) -> Run {
        var parameters = Parameters()
        parameters.positionSize = parameters.largestSize
        (parameters.maxDailyLoss, parameters.maxConsecutiveLosses) = (nil, nil)
        (parameters.minWinRate, parameters.maxDrawdown) = (nil, nil)
        if !shelf.isCrossover(name), let text = shelf.text(named: name) {
            do throws(RuleError) {
                parameters.adopt(
                    try shelf.strategy(text, [:], input.settings.market.timeframe),
                    hasWarmUp: false)
            } catch {
                throw JobError(
                    .configuration, "\(error.place): \(error.message)", quotation: error.quotation)
            }
        }
        do {
            try parameters.validate()
        } catch {
            throw JobError(.configuration, "\(name): \(error)")
        }
        return Run(name: name, parameters: parameters)
    }
}

/// What `algom strategy figures` tells.
package struct StrategyComparison: Sendable {
    let figures: StrategyFigures

    /// For a terminal.
    package var text: String { figures.text }

    /// For a page in Markdown.
    package var markdown: String { figures.markdown }

    /// For programs, a strategy an object; figures that there are none of are null.
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
    }
}
