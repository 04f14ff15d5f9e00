internal import JSON
internal import Market

/// Bybit's list of spot markets: `GET /v5/market/instruments-info`.
///
/// A symbol that is not listed gives an error or an empty list. The step of quantities is called
/// `basePrecision`, the least worth of an order `minOrderAmt`.
/// Source: Bybit's V5 API, "Get Instruments Info".
extension Bybit: MarketList {
    var listPath: String { "/v5/market/instruments-info" }
    var openStatus: String { "Trading" }

    func listQuery(_ symbol: Symbol) -> [(String, String)] {
        [("category", "spot"), ("symbol", symbol.joined)]
    }

    func entries(of json: JSONValue) -> [JSONValue]? {
        json["retCode"]?.scalarText == "0" ? json["result"]?["list"]?.elements : nil
    }

    func rules(of entry: JSONValue) throws(RulesFlaw) -> MarketRules {
        guard let lots = entry["lotSizeFilter"] else {
            throw RulesFlaw("there is no lotSizeFilter")
        }
        return MarketRules(
            quantityStep: try lots.figure("basePrecision"),
            minimumNotional: try lots.figure("minOrderAmt", isZeroAllowed: true),
            fineTick: entry["priceFilter"]?.fineTick)
    }
}
