internal import Feeds
internal import JSON
package import Market
internal import Reporting
internal import Store
internal import Trading

/// History replayed through the very step that ticks use.
package struct BacktestJob: Sendable {
    /// What the command line says.
    package struct Options: Sendable {
        /// A kline CSV, or `-` for standard input.
        package var candles: String
        package var exchange: String
        package var symbol: String
        package var timeframe: String
        /// `KEY=VALUE`, by the names of `algom.json`.
        package var parameters: [String]
        /// Where each trade goes as a JSON line, if anywhere.
        package var trades: String?
        /// Where the stats file goes, if anywhere.
        package var stats: String?

        package init(
            candles: String, exchange: String, symbol: String, timeframe: String,
            parameters: [String] = [], trades: String? = nil, stats: String? = nil
        ) {
            self.candles = candles
            self.exchange = exchange
            self.symbol = symbol
            self.timeframe = timeframe
            self.parameters = parameters
            self.trades = trades
            self.stats = stats
        }
    }

    private let options: Options
    private let settings: TraderSettings
    private let now: Timestamp

    /// - Throws: ``JobError`` where the options name no trader that could be.
    package init(_ options: Options, now: Timestamp) throws(JobError) {
        self.options = options
        self.now = now
        do {
            var draft = TraderDraft(exchange: try TraderDraft.exchange(options.exchange))
            draft.symbol = options.symbol
            draft.timeframe = try TraderDraft.timeframe(options.timeframe)
            for text in options.parameters { try draft.parameters.assign(text) }
            settings = try draft.finished(in: "options")
        } catch {
            throw JobError(.usage, error.description.replacing("algom.json: ", with: ""))
        }
    }

    /// Replays the file and writes what was asked for.
    ///
    /// - Throws: ``JobError`` where it cannot be read or written, or a row cannot be.
    package func run() throws(JobError) -> Backtest {
        let step = Step(timeframe: settings.market.timeframe, parameters: settings.parameters)
        var state = TraderState(settings.parameters)
        var window: BacktestReport.Window?
        var trades: [UInt8] = []
        var events: [Event] = []
        do throws(StoreError) {
            let lines = try InputLines(path: options.candles)
            var rows = KlineCSV(settings.market.timeframe)
            while let line = try lines.next() {
                guard let candle = try Self.candle(on: line, &rows, path: lines.path) else {
                    continue
                }
                events.removeAll(keepingCapacity: true)
                do throws(Overflow) {
                    try step.advance(&state, over: candle, events: &events)
                } catch {
                    throw .damaged(
                        path: lines.path, what: "the candle of \(candle.openTime): \(error)")
                }
                if state.candles > settings.parameters.warmUp {
                    window = BacktestReport.Window(
                        from: window?.from ?? candle.openTime, open: window?.open ?? candle.open)
                }
                if options.trades != nil { trades += tradeLines(events) }
            }
        } catch {
            throw Self.error(error)
        }
        guard state.candles > 0 else {
            throw JobError(.badData, "\(options.candles): there is no candle in it")
        }
        let summary = try summary(state)
        try write(
            trades, stats: StatsFile(settings, state, summary, timestamp: now, journalHead: nil))
        let view = TraderView(
            name: settings.name, market: settings.market, parameters: settings.parameters,
            state: state, summary: summary)
        return Backtest(report: BacktestReport(view: view, window: window))
    }

    private static func candle(
        on line: ArraySlice<UInt8>, _ rows: inout KlineCSV, path: String
    ) throws(StoreError) -> Candle? {
        do throws(KlineCSVError) {
            return try rows.candle(on: line)
        } catch {
            throw .damaged(path: path, what: "\(error)")
        }
    }

    private func tradeLines(_ events: [Event]) -> [UInt8] {
        events.flatMap { event -> [UInt8] in
            guard case .closed(let trade) = event else { return [] }
            var writer = JSONWriter()
            StatsFile.write(trade, symbol: settings.market.symbol, to: &writer)
            return writer.bytes + [UInt8(ascii: "\n")]
        }
    }

    private func summary(_ state: TraderState) throws(JobError) -> Summary {
        do {
            return try Summary(state, settings.parameters)
        } catch {
            throw JobError(.badData, "\(options.candles): \(error)")
        }
    }

    private func write(_ trades: [UInt8], stats: StatsFile) throws(JobError) {
        do throws(StoreError) {
            if let path = options.trades { try OutputFile.write(trades, to: path) }
            if let path = options.stats { try OutputFile.write(stats.bytes(), to: path) }
        } catch {
            throw Self.error(error)
        }
    }

    /// A candle file is data from outside: what is wrong in it is 65, not damage of ours.
    private static func error(_ error: StoreError) -> JobError {
        switch error {
        case .damaged(let path, let what): JobError(.badData, "\(path): \(what)")
        case .io, .notOurs, .locked, .tooLarge: JobError(.io, "\(error)")
        }
    }
}

/// What a backtest came to.
package struct Backtest: Sendable {
    let report: BacktestReport

    /// For people, laid out for a terminal of that width.
    package func text(width: Int, isColoured: Bool) -> String {
        report.text(width: width, isColoured: isColoured)
    }
}

extension Parameters {
    /// Sets a parameter as `KEY=VALUE` says; `null` switches a risk control off.
    ///
    /// - Throws: ``JobError`` where there is no such parameter, or no such value of it.
    mutating func assign(_ text: String) throws(JobError) {
        guard let equals = text.firstIndex(of: "=") else {
            throw JobError(.usage, "--set: '\(excerpt(of: text))' is not KEY=VALUE")
        }
        let name = String(text[..<equals])
        let value = String(text[text.index(after: equals)...])
        do {
            guard try set(name, to: value == "null" ? .null : .string(value)) else {
                let hint =
                    nearestName(to: name, among: Parameters.names).map { "did you mean '\($0)'?" }
                    ?? "known are \(Parameters.names.joined(separator: ", "))"
                throw JobError(.usage, "--set: unknown key '\(excerpt(of: name))'; \(hint)")
            }
        } catch let error as JobError {
            throw error
        } catch {
            throw JobError(.usage, "--set \(excerpt(of: name)): \(error)")
        }
    }
}
