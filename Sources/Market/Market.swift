/// Where prices come from.
package enum Exchange: String, CaseIterable, Sendable {
    case binance
    case bybit
    /// The embedded market: prices that are a function of time, without a network.
    case sim
}

/// What a trader trades: an exchange, a symbol and a timeframe.
package struct Market: Hashable, Sendable, CustomStringConvertible {
    package let exchange: Exchange
    package let symbol: Symbol
    package var timeframe: Timeframe

    package init(exchange: Exchange, symbol: Symbol, timeframe: Timeframe) {
        self.exchange = exchange
        self.symbol = symbol
        self.timeframe = timeframe
    }

    package var description: String { "\(exchange.rawValue) \(symbol) \(timeframe.rawValue)" }
}
