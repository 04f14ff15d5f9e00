internal import Market

/// What a venue tells of its one market beside the candles.
package struct MarketListing: Sendable {
    /// The venue's word for how the market stands; `nil` for the one that says it is traded.
    package var status: String?
    package var quantityStep = "0.00010000"
    /// Binance's step of market orders, where 0 is none.
    package var marketQuantityStep = "0.00000000"
    package var minimumNotional = "5.00000000"
    package var tickSize = "0.01000000"
    /// What a market's entry leaves out: a filter's name at Binance, a figure's at Bybit.
    package var missing: Set<String> = []

    package init() {}
}

extension BinanceKlines {
    func listing(_ listing: MarketListing, for request: LoopbackRequest, at _: Timestamp) -> Answer
    {
        guard request["symbol"] == symbol.joined else {
            return .json(status: 400, #"{"code":-1121,"msg":"Invalid symbol."}"#)
        }
        let lots = #""minQty":"0.00010000","maxQty":"9000.00000000""#
        let filters = [
            ("PRICE_FILTER", #""minPrice":"0.01000000","tickSize":"\#(listing.tickSize)""#),
            ("LOT_SIZE", #"\#(lots),"stepSize":"\#(listing.quantityStep)""#),
            ("MARKET_LOT_SIZE", #"\#(lots),"stepSize":"\#(listing.marketQuantityStep)""#),
            (
                "NOTIONAL",
                #""minNotional":"\#(listing.minimumNotional)","applyMinToMarket":true"#
            ),
        ].filter { !listing.missing.contains($0.0) }.map { name, figures in
            #"{"filterType":"\#(name)",\#(figures)}"#
        }
        return .json(
            #"{"timezone":"UTC","symbols":[{"symbol":"\#(symbol.joined)","#
                + #""status":"\#(listing.status ?? "TRADING")","baseAsset":"\#(symbol.base)","#
                + #""filters":[\#(filters.joined(separator: ","))]}]}"#)
    }
}

extension BybitKlines {
    func listing(
        _ listing: MarketListing, for request: LoopbackRequest, at now: Timestamp
    ) -> Answer {
        guard request["category"] == "spot" else {
            return Self.error(10001, "Illegal category", at: now)
        }
        let figures = [
            ("basePrecision", listing.quantityStep), ("minOrderAmt", listing.minimumNotional),
        ].filter { !listing.missing.contains($0.0) }.map { #""\#($0.0)":"\#($0.1)""# }
        let entry =
            #"{"symbol":"\#(symbol.joined)","status":"\#(listing.status ?? "Trading")","#
            + #""lotSizeFilter":{\#(figures.joined(separator: ","))},"#
            + #""priceFilter":{"tickSize":"\#(listing.tickSize)"}}"#
        // What is not listed is an empty list, not an error.
        let list = request["symbol"] == symbol.joined ? entry : ""
        return Self.envelope(
            code: 0, message: "OK", result: #"{"category":"spot","list":[\#(list)]}"#, at: now)
    }
}
