internal import JSON
package import Market
package import Record
internal import Reporting
internal import Settings
internal import Store
package import Text
internal import Trading

/// History replayed through the very step that ticks use.
package struct BacktestJob {
    /// What the command line says.
    package struct Options: Sendable {
        /// A kline CSV, or `-` for standard input.
        package var candles: String?
        /// The trader whose journal holds the candles, in place of a file.
        package var trader: String?
        package var market: MarketOptions
        /// The name of a strategy, in place of the trader's own or of the default one.
        package var strategy: String?
        /// `KEY=VALUE`, by the names of `algom.json`.
        package var parameters: [String]
        /// Where each trade goes as a JSON line, if anywhere.
        package var trades: String?
        /// Where the stats file goes, if anywhere.
        package var stats: String?
        /// Finer candles that stops and targets are judged on besides, if any are.
        package var detail: String?

        package init(
            candles: String? = nil, trader: String? = nil, market: MarketOptions = MarketOptions(),
            strategy: String? = nil, parameters: [String] = [], trades: String? = nil,
            stats: String? = nil,
            detail: String? = nil
        ) {
            self.candles = candles
            self.trader = trader
            self.market = market
            self.strategy = strategy
            self.parameters = parameters
            self.trades = trades
            self.stats = stats
            self.detail = detail
        }
    }

    private let options: Options
    private let source: CandleSource
    private let settings: TraderSettings
    private let home: String
    private let now: Timestamp
    /// What it goes on without, in lines.
    package let warnings: [String]

    /// A backtest; `progress` is told how far a record is read.
    ///
    /// - Throws: ``JobError`` where the options name no trader that could be, or no candles.
    package init(
        _ options: Options, home: String, now: Timestamp, progress: ReadingProgress? = nil
    ) throws(JobError) {
        guard options.trades == nil || options.trades != options.stats else {
            throw JobError(
                .usage, at: "--stats", "the trades go to that file", remedy: "name another")
        }
        self.options = options
        self.home = home
        self.now = now
        var input = try BacktestInput(
            candles: options.candles, trader: options.trader, market: options.market, home: home)
        var draft = try input.draft(of: options.strategy)
        for (key, value) in try SetOption.pairs(options.parameters) {
            try draft.assign(key, value)
        }
        var settings = input.settings
        settings.parameters = try draft.finished()
        self.settings = settings
        source = try input.source(progress: progress)
        warnings = input.warnings
    }

    /// Replays the candles and writes what was asked for.
    ///
    /// - Throws: ``JobError`` where they cannot be read, the results not be written, or a row cannot
    ///   be.
    package func run() throws(JobError) -> Backtest {
        let step = Step(timeframe: settings.market.timeframe, parameters: settings.parameters)
        // What cannot be written is told now and not after hours.
        let (trades, stats) = (try openOutput(options.trades), try openOutput(options.stats))
        var candles = source
        var state = TraderState(settings.parameters)
        var window: BacktestReport.Window?
        var events: [Event] = []
        var exits = BacktestReport.Exits()
        var holes = Holes()
        var held: Position?
        let movesOrders = settings.parameters.strategy.text?.movesOrders ?? false
        var detailed = try detailedRun()
        let isDetailed = detailed != nil
        while let candle = try candles.next() {
            if !events.isEmpty { events.removeAll(keepingCapacity: true) }
            // Only rules in text move what a position was bought with.
            if movesOrders { held = state.account.position }
            do {
                try step.advance(&state, over: candle, events: &events)
                if isDetailed { try detailed?.advance(over: candle, beside: events) }
            } catch let error as JobError {
                throw error
            } catch {
                throw JobError(
                    .badData, at: source.name, "the candle of \(candle.openTime): \(error)")
            }
            if !events.isEmpty {
                exits.count(events, over: candle, from: &held)
                for case .gap(let from, _, let missing) in events {
                    holes.note(from: from, missing)
                }
            }
            if window == nil, state.candles > settings.parameters.warmUp {
                try refuse(candle.open)
                window = BacktestReport.Window(from: candle.openTime, open: candle.open)
            }
            if let trades, !events.isEmpty { try write(events, to: trades) }
        }
        guard state.candles > 0 else {
            throw JobError(.badData, at: source.name, "there is no candle in it")
        }
        let (view, figures) = try reckoned {
            (
                try TraderView(
                    name: settings.name, market: settings.market, parameters: settings.parameters,
                    state: state),
                try SweepFigures(state, settings.parameters, settings.market.timeframe)
            )
        }
        exits.detail = try reckoned { try detailed?.account(of: options.detail ?? "") }
        let file = StatsFile(settings, state, view.summary, timestamp: now, journalHead: nil)
        try finish(trades, stats, file)
        return Backtest(
            report: BacktestReport(view: view, window: window, exits: exits, holes: holes),
            figures: figures,
            isParity: candles.recordedState.map { $0 == state })
    }

    /// Refuses candles of a coin so cheap that its stops and targets would be fiction.
    private func refuse(_ price: Price) throws(JobError) {
        guard options.candles != nil,
            let coarse = Coarseness.exit(settings.parameters, at: price)
        else { return }
        throw JobError(.configuration, at: source.name, coarse.refusal(at: price))
    }

    private func openOutput(_ path: String?) throws(JobError) -> OutputFile? {
        try path.map { path throws(JobError) in
            try JobError.storing { () throws(StoreError) in try OutputFile(path: path, home: home) }
        }
    }

    private func write(_ events: [Event], to file: OutputFile) throws(JobError) {
        let text = TradeText(hasTags: settings.parameters.strategy.hasNamedRules)
        try JobError.storing { () throws(StoreError) in
            for case .closed(let trade) in events {
                try file.write(text.json(trade, symbol: settings.market.symbol))
            }
        }
    }

    private func finish(
        _ trades: OutputFile?, _ stats: OutputFile?, _ file: StatsFile
    ) throws(JobError) {
        try JobError.storing { () throws(StoreError) in
            try trades?.finish()
            try stats?.write(file.bytes())
            try stats?.finish()
        }
    }

    private func detailedRun() throws(JobError) -> DetailedRun? {
        guard let path = options.detail else { return nil }
        return try DetailedRun(settings.parameters, settings.market.timeframe, file: path)
    }

    private func reckoned<Value>(_ body: () throws -> Value) throws(JobError) -> Value {
        do {
            return try body()
        } catch let error as JobError {
            throw error
        } catch {
            throw JobError(.badData, at: source.name, "\(error)")
        }
    }
}

extension BacktestReport.Exits {
    /// Counts what happened over a candle, before which a position was held or not.
    mutating func count(
        _ events: [Event], over candle: Candle, from held: inout Position?
    ) {
        for event in events {
            switch event {
            case .opened(let position): held = position
            case .closed(let trade):
                guard trade.reason != .signal else { continue }
                protective += 1
                if held?.isAmbiguous(in: candle) ?? false { ambiguous += 1 }
                held = nil
            case .skipped(let skip, _):
                skipped += 1
                lastSkip = skip
            default: break
            }
        }
    }
}
