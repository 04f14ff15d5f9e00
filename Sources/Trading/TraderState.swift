package import Market

/// Everything a trader knows after its last candle.
///
/// With the parameters, it is all that the next step needs. Its size does not grow.
package struct TraderState: Equatable, Sendable {
    /// Candles consumed, those of the warm-up among them.
    package var candles = 0
    /// The open time of the last candle.
    package var lastOpenTime: Timestamp?
    /// Its close.
    package var lastClose: Price?
    package var strategy: StrategyMemory
    package var account: Account
    package var risk: RiskControl
    package var record: TrackRecord

    /// A trader that has seen nothing.
    package init(_ parameters: Parameters) {
        strategy = StrategyMemory(of: parameters.strategy)
        account = Account(balance: parameters.initialBalance)
        risk = RiskControl(initialBalance: parameters.initialBalance)
        record = TrackRecord(initialBalance: parameters.initialBalance)
    }

    package init(
        candles: Int, lastOpenTime: Timestamp?, lastClose: Price?, strategy: StrategyMemory,
        account: Account, risk: RiskControl, record: TrackRecord
    ) {
        self.candles = candles
        self.lastOpenTime = lastOpenTime
        self.lastClose = lastClose
        self.strategy = strategy
        self.account = account
        self.risk = risk
        self.record = record
    }
}

extension TraderState {
    /// When the last candle ended; `nil` before the first.
    package func asOf(_ timeframe: Timeframe) -> Timestamp? {
        lastOpenTime?.advanced(byMilliseconds: timeframe.milliseconds)
    }
}
