package import JSON
package import Market
internal import Trading

extension Exchange: JSONName {}
extension Timeframe: JSONName {}

extension Symbol: JSONCodable {
    package init(json: JSONValue) throws(JSONError) {
        guard let text = json.string, let symbol = try? Symbol(text), symbol.description == text
        else { throw .field(name: "", expected: "a symbol as BTC/USDT") }
        self = symbol
    }

    package func write(to writer: inout JSONWriter) { writer.string(description) }
}

extension TraderSettings {
    /// To be filled in while reading.
    static var blank: TraderSettings {
        TraderSettings(name: "", market: .blank, parameters: Parameters())
    }
}

extension Market {
    fileprivate static var blank: Market {
        Market(exchange: .sim, symbol: .standard, timeframe: .fiveMinutes)
    }
}

extension FieldVisitor {
    /// Visits a market's three fields.
    mutating func market(_ market: inout Market) throws(JSONError) {
        var (exchange, symbol, timeframe) = (market.exchange, market.symbol, market.timeframe)
        try field("exchange", &exchange)
        try field("symbol", &symbol)
        try field("timeframe", &timeframe)
        market = Market(exchange: exchange, symbol: symbol, timeframe: timeframe)
    }

    /// Visits parameters, and refuses those that no trader can have.
    mutating func parameters(_ settings: inout TraderSettings) throws(JSONError) {
        var record = ParametersRecord(settings.parameters)
        try field("parameters", &record)
        let parameters = try record.parameters(settings.market.timeframe)
        settings.parameters = parameters
        try parameters.checkPeriods()
        do {
            try parameters.validate()
        } catch {
            throw .field(name: "parameters", expected: "possible: \(error)")
        }
    }
}
