package import Market

/// How one venue is asked for candles, and how it writes them.
package protocol KlineFormat: Sendable {
    var path: String { get }

    /// What a request asks for.
    ///
    /// - Throws: ``Refusal`` with what the venue answers to a request it does not understand.
    func query(of request: LoopbackRequest, at now: Timestamp) throws(Refusal) -> KlineQuery

    /// The answer that brings these rows, which come oldest first.
    func answer(_ rows: [KlineRow], at now: Timestamp) -> Answer

    /// Where the venue lists its markets.
    var listPath: String { get }

    /// The answer to a question for the market, given how it is listed.
    func listing(
        _ listing: MarketListing, for request: LoopbackRequest, at now: Timestamp
    ) -> Answer

    /// The answer to a path the venue does not have.
    func unknownPath(at now: Timestamp) -> Answer
}

/// Which candles are asked for.
package struct KlineQuery {
    package let start: Timestamp?
    package let end: Timestamp?
    package let limit: Int
    /// Which ones count where there are more than the limit.
    let keepsOldest: Bool

    /// The candles that answer it, given all there are, oldest first.
    func selection(from candles: [Candle]) -> [Candle] {
        let inside = candles.filter { candle in
            start.map { candle.openTime >= $0 } ?? true && end.map { candle.openTime <= $0 } ?? true
        }
        return Array(keepsOldest ? inside.prefix(limit) : inside.suffix(limit))
    }
}

/// A venue's answer to a request it does not accept.
package struct Refusal: Error {
    package let answer: Answer
}

extension Exchange {
    /// How this exchange speaks of one market; `nil` for the market that needs no asking.
    package func format(symbol: Symbol, timeframe: Timeframe) -> (any KlineFormat)? {
        switch self {
        case .binance: BinanceKlines(symbol: symbol, timeframe: timeframe)
        case .bybit: BybitKlines(symbol: symbol, timeframe: timeframe)
        case .sim: nil
        }
    }
}
