extension SweepJob {
    /// What the command line says.
    package struct Options: Sendable {
        /// A kline CSV, or `-` for standard input.
        package var candles: String?
        /// The trader whose journal holds the candles, in place of a file.
        package var trader: String?
        package var market: BacktestJob.MarketOptions
        /// The name of a strategy, in place of the trader's own or of the default one.
        package var strategy: String?
        /// `KEY=VALUES`, by the names of `algom.json`.
        package var parameters: [String]
        /// The figure that combinations are ranked by.
        package var by: String
        /// How many of the best are shown.
        package var top: Int
        /// How many combinations are run at the same time.
        package var jobs: Int
        /// Where every combination goes as a row, if anywhere.
        package var csv: String?
        /// How candles are parted into those of a choice and those of its test, if at all.
        package var walkForward: String?

        package init(
            candles: String? = nil, trader: String? = nil,
            market: BacktestJob.MarketOptions = BacktestJob.MarketOptions(),
            strategy: String? = nil, parameters: [String] = [], by: String = "totalPnL",
            top: Int = 10, jobs: Int = 1,
            csv: String? = nil, walkForward: String? = nil
        ) {
            self.candles = candles
            self.trader = trader
            self.market = market
            self.strategy = strategy
            self.parameters = parameters
            self.by = by
            self.top = top
            self.jobs = jobs
            self.csv = csv
            self.walkForward = walkForward
        }
    }
}
