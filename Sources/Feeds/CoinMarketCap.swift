package import HTTP
internal import JSON
package import Market
package import Text

/// CoinMarketCap's overview of one currency: `GET /v2/cryptocurrency/quotes/latest`, once.
///
/// One request of one credit tells price, change, worth and share. `data` holds a list for each
/// symbol, since several currencies may share one, the largest first; API v1 held the currency itself,
/// and both are read. A quote older than an hour, or without a price, is none. Errors are told by
/// status and `error_code`, which is a number or the same as text.
/// Source: CoinMarketCap's API reference, "Quotes Latest v2".
package struct CoinMarketCap {
    package static let standardBase = "https://pro-api.coinmarketcap.com"

    private static let maximumBodyBytes = 512 << 10
    private static let oldestMilliseconds: Int64 = 3_600_000

    private let base: HTTPURL
    private let apiKey: Secret
    private let transport: any HTTPTransport

    /// The transport must have nothing else under way; the key is `COINMARKETCAP_API_KEY`.
    package init(base: HTTPURL, apiKey: Secret, transport: any HTTPTransport) {
        self.base = base
        self.apiKey = apiKey
        self.transport = transport
    }

    /// Asks whether a key is good, which costs no credit: `GET /v1/key/info`.
    package static func keyQuestion(
        base: HTTPURL, apiKey: Secret, withinMilliseconds limit: Int
    ) -> HTTPRequest {
        HTTPRequest(
            base.appending(path: "/v1/key/info"), headers: headers(apiKey),
            withinMilliseconds: limit)
    }

    private static func headers(_ apiKey: Secret) -> [HTTPRequest.Header] {
        [
            HTTPRequest.Header("X-CMC_PRO_API_KEY", apiKey),
            HTTPRequest.Header("Accept", "application/json"),
        ]
    }

    /// The overview of a currency such as `BTC`.
    package func overview(of currency: String, now: Timestamp) -> OverviewResult {
        let request = HTTPRequest(
            .get,
            base.appending(
                path: "/v2/cryptocurrency/quotes/latest",
                query: [("symbol", currency), ("convert", "USD"), ("aux", "is_active")]),
            headers: Self.headers(apiKey), maximumBodyBytes: Self.maximumBodyBytes)
        switch transport.exchange(request) {
        case .failure(let error): return .none(reason: "CoinMarketCap: \(error)")
        case .success(let response):
            do throws(AnswerFlaw) {
                return .overview(
                    try Self.overview(of: currency, in: response, now: now, hiding: apiKey))
            } catch {
                return .none(reason: "CoinMarketCap: \(error.words)")
            }
        }
    }

    static func overview(
        of currency: String, in response: HTTPResponse, now: Timestamp, hiding secret: Secret
    ) throws(AnswerFlaw) -> MarketOverview {
        let json: JSONValue
        do {
            json = try JSONReader.parse(response.body)
        } catch {
            throw AnswerFlaw("HTTP \(response.status), no JSON (\(error))")
        }
        let code = json["status"]?["error_code"]?.scalarText
        guard response.status == 200, code == nil || code == "0" else {
            let said = ForeignText.shown(
                json["status"]?["error_message"]?.string ?? "", hiding: secret)
            throw AnswerFlaw("HTTP \(response.status), error \(code ?? "unnamed"): \(said)")
        }
        let told = json["data"]?[currency]
        guard let coin = told?.elements?.first ?? told,
            coin["symbol"]?.string.map({ $0.uppercased() == currency.uppercased() }) ?? true,
            let quote = coin["quote"]?["USD"]
        else {
            throw AnswerFlaw("no quote of \(ForeignText.shown(currency)) in US dollars")
        }
        let overview = try overview(currency, quote)
        guard abs(now.since(overview.asOf)) <= oldestMilliseconds else {
            throw AnswerFlaw("the quote is of \(overview.asOf)")
        }
        return overview
    }

    private static func overview(
        _ currency: String, _ quote: JSONValue
    ) throws(AnswerFlaw) -> MarketOverview {
        func text(_ name: String) throws(AnswerFlaw) -> String {
            guard let text = quote[name]?.scalarText else { throw AnswerFlaw("no \(name)") }
            return text
        }
        guard let asOf = Timestamp(iso8601: try text("last_updated")) else {
            throw AnswerFlaw("'last_updated' is no moment")
        }
        do {
            let overview = MarketOverview(
                currency: currency, price: try Price(decimal: text("price")),
                change24h: try Percent(decimal: text("percent_change_24h")),
                capitalization: try Capitalization(decimal: text("market_cap")),
                dominance: try quote["market_cap_dominance"]?.scalarText
                    .map { try Percent(decimal: $0) },
                asOf: asOf)
            guard overview.price > .zero, overview.capitalization > Capitalization(units: 0) else {
                throw AnswerFlaw("the currency is told to be worth nothing")
            }
            return overview
        } catch let flaw as AnswerFlaw {
            throw flaw
        } catch {
            throw AnswerFlaw("\(error)")
        }
    }
}

/// How one currency stands in the whole market, in US dollars, at a moment.
package struct MarketOverview: Equatable, Sendable {
    /// The currency, as `BTC`.
    package let currency: String
    package let price: Price
    /// How the price has changed in 24 hours.
    package let change24h: Percent
    package let capitalization: Capitalization
    /// Its share of what all currencies are worth; `nil` where it was not told.
    package let dominance: Percent?
    /// When the figures were taken.
    package let asOf: Timestamp
}

/// What came of asking for an overview.
package enum OverviewResult: Equatable, Sendable {
    case overview(MarketOverview)
    /// None, and in one line why; the traders' own last prices serve.
    case none(reason: String)
}
