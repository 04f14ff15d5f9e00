internal import JSON
internal import Market

/// Binance's list of markets: `GET /api/v3/exchangeInfo`.
///
/// An entry's `filters` tell what orders must be like. Paper orders are both, market orders and
/// resting ones, so the wider of both steps counts, where a step of 0 is none; and the larger of both
/// least worths, of which a market has one or the other.
/// Source: Binance's "REST API" and "Filters" for spot.
extension Binance: MarketList {
    var listPath: String { "/api/v3/exchangeInfo" }
    var openStatus: String { "TRADING" }

    func listQuery(_ symbol: Symbol) -> [(String, String)] {
        [("symbol", symbol.joined), ("showPermissionSets", "false")]
    }

    func entries(of json: JSONValue) -> [JSONValue]? { json["symbols"]?.elements }

    func rules(of entry: JSONValue) throws(RulesFlaw) -> MarketRules {
        let filters = entry["filters"]?.elements ?? []
        func filter(_ name: String) -> JSONValue? {
            filters.first { $0["filterType"]?.string == name }
        }
        guard let lots = filter("LOT_SIZE") else { throw RulesFlaw("there is no LOT_SIZE") }
        var step: Quantity = try lots.figure("stepSize")
        if let lots = filter("MARKET_LOT_SIZE") {
            step = max(step, try lots.figure("stepSize", isZeroAllowed: true))
        }
        let worths = [filter("NOTIONAL"), filter("MIN_NOTIONAL")].compactMap { $0 }
        guard !worths.isEmpty else { throw RulesFlaw("there is no NOTIONAL") }
        var least = Money.zero
        for worth in worths {
            least = max(least, try worth.figure("minNotional", isZeroAllowed: true))
        }
        return MarketRules(
            quantityStep: step, minimumNotional: least,
            fineTick: filter("PRICE_FILTER")?.fineTick)
    }
}
