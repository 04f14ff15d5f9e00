package import Market

/// What goes wrong with one answer to a request for candles.
package enum Fault: Sendable {
    // Answers in the place of the right one, in the shapes that exchanges and their gateways send.

    case status(Int, headers: [(String, String)] = [], body: String)
    case binanceInvalidSymbol
    case binanceRateLimit429(retryAfter: Int?)
    case binanceBan418(retryAfter: Int?)
    /// Binance's refusal of a country, its code being 0.
    case restricted451
    /// A content network's page that speaks of the country.
    case geoblockHTML403
    /// A content network's page that gives no reason.
    case wafHTML403
    case bybitTooManyVisits
    case bybitTimeout10016
    /// Bybit's limit by address: neither JSON nor a word of where one is.
    case bybitRateLimit403
    case internalError500
    case badGateway502HTML
    case unavailable503(retryAfter: Int?)
    case redirect(to: String)
    case emptyBody
    case notJSON
    /// JSON that is no answer to the question; ``wrongShapes(for:)`` lists some.
    case wrongShape(String = "{}")

    // The right answer, badly brought.

    /// JSON that ends in the middle, its length told rightly.
    case truncatedJSON
    case slow(milliseconds: Int)
    /// At least so many bytes, most of them white space before the JSON.
    case oversize(bytes: Int)
    /// Another `Date` header, or none.
    case date(String?)

    // The right shape with wrong rows.

    case noRows
    /// A hole: the rows are not told this time, and others come in their place.
    case dropRows(openTimes: Set<Timestamp>)
    case editRow(Timestamp, replacing: [KlineRow.Column: KlineRow.Cell])
    /// A row that ends early.
    case cutRow(Timestamp, columns: Int)
    case duplicateRow(Timestamp)
    /// Two rows in the middle change places.
    case shuffleRows
    /// Two candles that have not begun yet.
    case extraRowsPastNow

    /// Texts that are JSON, but no exchange's candles.
    package static func wrongShapes(for exchange: Exchange) -> [String] {
        let both = ["{}", "null", "true", "0", #""ok""#, #"{"msg":"hello"}"#]
        switch exchange {
        case .binance: return both + ["[{}]", "[[]]", "[[1]]", "[1,2]", #"[["a","b"]]"#, "[null]"]
        case .bybit:
            let results = [
                "{}", "null", "[]", #"{"list":{}}"#, #"{"list":null}"#, #"{"list":[{}]}"#,
                #"{"list":[[]]}"#, #"{"list":[["1"]]}"#, #"{"list":["1"]}"#,
            ]
            return both + ["[]", #"{"retCode":0}"#, #"{"retCode":"zero","result":{"list":[]}}"#]
                + results.map { #"{"retCode":0,"retMsg":"OK","result":\#($0),"time":1}"# }
        case .sim: return both
        }
    }
}
