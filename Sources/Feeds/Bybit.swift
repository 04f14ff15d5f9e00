internal import HTTP
internal import JSON
internal import Market

/// Bybit's spot candles: `GET /v5/market/kline`.
///
/// Rows are lists of strings, newest first, in `result.list`. Errors come with status 200 and a
/// `retCode` that is not 0; `result` is then `{}` or `null`. A 403 is the limit on requests, unless
/// its page speaks of a country or of CloudFront: only there does a wording decide, since no code
/// tells the two apart.
/// Source: Bybit's V5 API, "Get Kline" and "Error Codes".
struct Bybit: Venue {
    let exchange = Exchange.bybit
    let path = "/v5/market/kline"
    let timePath = "/v5/market/time"
    let timeMember = "time"
    let baseVariable = "BYBIT_BASE_URL"
    /// The limit is 600 requests in 5 s from one place.
    let pace = RequestPace(mostUnderWay: 64, mostInWindow: 500, windowMilliseconds: 5_000)

    func query(
        symbol: Symbol, timeframe: Timeframe, from start: Timestamp
    ) -> [(String, String)] {
        [
            ("category", "spot"), ("symbol", symbol.joined), ("interval", interval(timeframe)),
            ("start", String(start.milliseconds)), ("limit", String(pageSize)),
        ]
    }

    func headers(apiKey: Secret?) -> [HTTPRequest.Header] { [] }

    private func interval(_ timeframe: Timeframe) -> String {
        timeframe == .oneDay ? "D" : String(timeframe.minutes)
    }

    func meaning(of json: JSONValue, in response: HTTPResponse) -> VenueAnswer {
        guard let code = json["retCode"]?.scalarText.flatMap({ Int($0) }) else {
            return .refused(unexpected(response))
        }
        if code == 0, (200..<300).contains(response.status) {
            guard let rows = json["result"]?["list"]?.elements else {
                return .refused(unexpected(response))
            }
            return .rows(rows.reversed())
        }
        return .refused(refusal(code, said: json["retMsg"]?.string ?? "", in: response))
    }

    func strangers(in json: JSONValue, of market: Market) -> String? {
        let result = json["result"]
        let named = [
            (result?["category"]?.scalarText, "spot"),
            (result?["symbol"]?.scalarText, market.symbol.joined),
            (result?["interval"]?.scalarText, interval(market.timeframe)),
        ]
        guard named.contains(where: { told, asked in told.map { $0 != asked } ?? false }) else {
            return nil
        }
        return named.compactMap(\.0).joined(separator: " ")
    }

    func usedWeight(_ response: HTTPResponse) -> UsedWeight? { nil }

    func forbidden(_ response: HTTPResponse) -> VenueRefusal {
        let page = ForeignText.raw(response.body).lowercased()
        return page.contains("country") || page.contains("cloudfront")
            ? blocked(response) : rateLimited(response, otherwiseSeconds: 600)
    }

    private func refusal(_ code: Int, said: String, in response: HTTPResponse) -> VenueRefusal {
        let said = "retCode \(code), \(said)"
        switch code {
        case 10006, 10018: return rateLimited(response, otherwiseSeconds: 60)
        case 10000, 10002, 10016:
            return response.retryAfterSeconds == nil
                ? VenueRefusal(remedy: .retry, said: said) : outOfOrder(response)
        case 10001, 10029:
            return VenueRefusal(
                remedy: .giveUp(.refused), said: said,
                advice: "check symbol and timeframe in algom.json")
        // This address, or this place, is shut out.
        case 10009, 10024: return blocked(response, said: said)
        default:
            return response.status == 403
                ? forbidden(response) : VenueRefusal(remedy: .giveUp(.unavailable), said: said)
        }
    }
}
