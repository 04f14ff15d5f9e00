internal import HTTP
internal import JSON
internal import Market

/// Binance's spot candles: `GET /api/v3/klines`.
///
/// Rows are lists, oldest first, numbers and strings mixed. Errors are objects of `code` and `msg`
/// beside a status that is no 200; codes are stable, messages are not.
/// Source: Binance's "REST API" and "Error codes" for spot.
struct Binance: Venue {
    let exchange = Exchange.binance
    let path = "/api/v3/klines"
    let timePath = "/api/v3/time"
    let timeMember = "serverTime"
    let baseVariable = "BINANCE_BASE_URL"
    /// Of the limit of 6,000 weights a minute a page of candles takes 2; what is really used, every
    /// answer tells.
    let pace = RequestPace(mostUnderWay: 64, mostInWindow: 2_000, windowMilliseconds: 60_000)

    func query(
        symbol: Symbol, timeframe: Timeframe, from start: Timestamp
    ) -> [(String, String)] {
        [
            ("symbol", symbol.joined), ("interval", timeframe.rawValue),
            ("startTime", String(start.milliseconds)), ("limit", String(pageSize)),
        ]
    }

    func headers(apiKey: Secret?) -> [HTTPRequest.Header] {
        apiKey.map { [HTTPRequest.Header("X-MBX-APIKEY", $0)] } ?? []
    }

    func meaning(of json: JSONValue, in response: HTTPResponse) -> VenueAnswer {
        if (200..<300).contains(response.status), let rows = json.elements { return .rows(rows) }
        // A restriction by location carries code 0, which is no code of the API.
        guard let code = json["code"]?.scalarText.flatMap({ Int($0) }), code != 0 else {
            return .refused(unexpected(response))
        }
        return .refused(refusal(code, said: json["msg"]?.string ?? "", in: response))
    }

    /// A row says when its candle closes, a millisecond before the next one opens.
    func strangers(in json: JSONValue, of market: Market) -> String? {
        guard let row = json.elements?.first?.elements, row.count > 6,
            let open = row[0].scalarText.flatMap({ Int64($0) }),
            let close = row[6].scalarText.flatMap({ Int64($0) })
        else { return nil }
        let span = Timestamp(milliseconds: close).since(Timestamp(milliseconds: open)) + 1
        guard span != market.timeframe.milliseconds else { return nil }
        return Timeframe.allCases.first { $0.milliseconds == span }?.rawValue
    }

    func usedWeight(_ response: HTTPResponse) -> UsedWeight? {
        guard let header = response.headers.first(where: { $0.name == "x-mbx-used-weight-1m" }),
            let used = Int(header.value), used >= 0
        else { return nil }
        return UsedWeight(used: used, limit: 6_000)
    }

    func forbidden(_ response: HTTPResponse) -> VenueRefusal { blocked(response) }

    private func refusal(_ code: Int, said: String, in response: HTTPResponse) -> VenueRefusal {
        let said = "code \(code), \(said)"
        switch code {
        case -1003: return rateLimited(response, otherwiseSeconds: 60)
        case -1001, -1007, -1008, -1016: return VenueRefusal(remedy: .retry, said: said)
        case -1199 ... -1100:
            return VenueRefusal(
                remedy: .giveUp(.refused), said: said,
                advice: "check symbol and timeframe in algom.json")
        default:
            guard response.status == 401 || code == -2014 || code == -2015 else {
                return VenueRefusal(remedy: .giveUp(.unavailable), said: said)
            }
            return VenueRefusal(
                remedy: .giveUp(.refused), said: said,
                advice: "correct BINANCE_API_KEY or remove it; candles need no key")
        }
    }
}
