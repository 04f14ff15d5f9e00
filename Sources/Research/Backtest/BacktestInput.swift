internal import Market
internal import Record
internal import Settings
internal import Store
internal import Text
internal import Trading

/// The candles that a backtest or a sweep goes over, and whose they are.
struct BacktestInput {
    /// The trader's own, or the defaults for a file of candles.
    let settings: TraderSettings
    private let origin: Origin
    private let home: String
    /// What the run goes on without, in lines.
    private(set) var warnings: [String] = []

    private enum Origin {
        case file(path: String)
        case journal(Checkpoint, any RecordStore)
    }

    /// The candles of a file, or of a trader's record; one of both is to be named.
    ///
    /// - Throws: ``JobError`` where the options name no market that could be, or no candles.
    init(
        candles: String?, trader: String?, market: BacktestJob.MarketOptions, home: String
    ) throws(JobError) {
        self.home = home
        switch (candles, trader) {
        case (let path?, nil):
            settings = try market.settings()
            origin = .file(path: path)
        case (nil, let trader?):
            guard market.isEmpty else {
                throw JobError(.usage, at: "--trader", "its record says which market it is of")
            }
            let (checkpoint, store) = try StateListing.only(trader, home: home)
            settings = checkpoint.settings
            origin = .journal(checkpoint, store)
        case (nil, nil), (_?, _?):
            throw JobError(.usage, "expected either --candles FILE or --trader NAME")
        }
    }

    /// What is replayed where nothing more is said.
    var draft: ParameterDraft { ParameterDraft(settings, isOfRecord: isOfRecord) }

    /// The same by each of some strategies, built-in ones or those of `algom.json`.
    ///
    /// - Throws: ``JobError`` where there is none of a name, or `algom.json` cannot be read.
    mutating func drafts(
        of strategies: [String], at place: String = "--strategy"
    ) throws(JobError) -> [ParameterDraft] {
        let known = try HomeStrategies(home: home)
        warnings = known.warnings
        // Of a record the values that its trader has in the file; it has them put into its rules.
        let trader =
            isOfRecord
            ? try known.trader(settings.name, exchange: settings.market.exchange) : nil
        let elsewhere = known.shelf.own.isEmpty ? ", and \(home) has none of its own" : ""
        return try strategies.map { strategy throws(JobError) in
            ParameterDraft(
                settings, isOfRecord: isOfRecord,
                try known.text(named: strategy, at: place, adding: elsewhere),
                of: known.shelf, configured: trader?.parameters.strategy.text)
        }
    }

    /// The one that is named, or that where none is.
    mutating func draft(of strategy: String?) throws(JobError) -> ParameterDraft {
        guard let strategy else { return draft }
        return try drafts(of: [strategy])[0]
    }

    private var isOfRecord: Bool {
        if case .journal = origin { true } else { false }
    }

    /// Opens the file or the journal; `progress` is told how far it is read.
    func source(progress: ReadingProgress? = nil) throws(JobError) -> CandleSource {
        switch origin {
        case .file(let path):
            try CandleSource(
                file: path, timeframe: settings.market.timeframe, progress: progress)
        case .journal(let checkpoint, let store):
            try CandleSource(journalOf: checkpoint, in: store, progress: progress)
        }
    }
}

extension BacktestJob {
    /// The market that a file of candles stands for, where the command line says.
    package struct MarketOptions: Sendable {
        package var exchange: String?
        package var symbol: String?
        package var timeframe: String?

        package init(exchange: String? = nil, symbol: String? = nil, timeframe: String? = nil) {
            self.exchange = exchange
            self.symbol = symbol
            self.timeframe = timeframe
        }

        var isEmpty: Bool { exchange == nil && symbol == nil && timeframe == nil }

        /// A trader on this market with the defaults.
        fileprivate func settings() throws(JobError) -> TraderSettings {
            do throws(InputFlaw) {
                var draft = TraderDraft(
                    exchange: try Exchange(named: exchange ?? Exchange.binance.rawValue))
                if let symbol { draft.symbol = symbol }
                if let timeframe { draft.timeframe = try Timeframe(named: timeframe) }
                return try draft.finished(in: "options")
            } catch {
                throw JobError(.usage, error)
            }
        }
    }
}
