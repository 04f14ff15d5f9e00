internal import HTTP
internal import JSON
internal import Market
internal import Text

/// Bybit's spot market: candles from `GET /v5/market/kline`.
///
/// Rows are lists of strings, newest first, in `result.list`. Errors come with status 200 and a
/// `retCode` that is not 0; `result` is then `{}` or `null`. A 403 is the limit on requests, unless
/// its page speaks of a country or of CloudFront: only there does a wording decide, since no code
/// tells the two apart.
/// Source: Bybit's V5 API, "Get Kline" and "Error Codes".
struct Bybit: Venue {
    let exchange = Exchange.bybit
    let standardBases = ["https://api.bybit.com", "https://api.bytick.com"]
    let timePath = "/v5/market/time"
    let timeMember = "time"
    let errorMembers = (code: "retCode", words: "retMsg")
    /// The limit is 600 requests in 5 s from one place.
    let pace = RequestPace(maximumUnderWay: 64, maximumInWindow: 500, windowMilliseconds: 5_000)

    // MARK: Candles

    let path = "/v5/market/kline"
    let keyHeader: String? = nil

    func query(
        symbol: Symbol, timeframe: Timeframe, from start: Timestamp
    ) -> [(String, String)] {
        [
            ("category", "spot"), ("symbol", symbol.joined), ("interval", interval(timeframe)),
            ("start", String(start.milliseconds)), ("limit", String(pageSize)),
        ]
    }

    private func interval(_ timeframe: Timeframe) -> String {
        timeframe == .oneDay ? "D" : String(timeframe.minutes)
    }

    func meaning(of json: JSONValue, in response: HTTPResponse) -> VenueAnswer {
        guard let (code, said) = error(in: json) else { return .refused(unexpected(response)) }
        guard code == 0, response.isSuccess else {
            return .refused(refusal(code, said: "retCode \(code), \(said)", in: response))
        }
        guard let rows = json["result"]?["list"]?.elements else {
            return .refused(unexpected(response))
        }
        return .rows(rows.reversed())
    }

    private func refusal(_ code: Int64, said: String, in response: HTTPResponse) -> VenueRefusal {
        switch code {
        case 10006, 10018: rateLimited(response, otherwiseSeconds: 60)
        case 10000, 10002, 10016:
            response.retryAfterSeconds == nil
                ? VenueRefusal(remedy: .retry, said: said) : outOfOrder(response)
        case 10001, 10029: misspelled(said)
        // This address, or this place, is shut out.
        case 10009, 10024: blocked(response, said: said)
        default:
            response.status == 403
                ? forbidden(response) : VenueRefusal(remedy: .giveUp(.unavailable), said: said)
        }
    }

    func forbidden(_ response: HTTPResponse) -> VenueRefusal {
        let page = ForeignText.raw(response.body).lowercased()
        return page.contains("country") || page.contains("cloudfront")
            ? blocked(response) : rateLimited(response, otherwiseSeconds: 600)
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

    // MARK: Markets

    /// A symbol that is not listed gives an error or an empty list.
    ///
    /// Source: Bybit's V5 API, "Get Instruments Info".
    let listPath = "/v5/market/instruments-info"
    let openStatus = "Trading"

    func listQuery(_ symbol: Symbol) -> [(String, String)] {
        [("category", "spot"), ("symbol", symbol.joined)]
    }

    func entries(of json: JSONValue) -> [JSONValue]? {
        json["retCode"]?.scalarText == "0" ? json["result"]?["list"]?.elements : nil
    }

    func rules(of entry: JSONValue) throws(AnswerFlaw) -> MarketRules {
        guard let lots = entry["lotSizeFilter"] else {
            throw AnswerFlaw("there is no lotSizeFilter")
        }
        return MarketRules(
            quantityStep: try lots.figure("basePrecision"),
            minimumNotional: try lots.figure("minOrderAmt", isZeroAllowed: true),
            fineTick: entry["priceFilter"]?.fineTick)
    }

    // MARK: Keys

    /// Time, key, window and query are signed, in headers.
    ///
    /// Source: Bybit's V5 API, "Get API Key Information".
    func keyRequest(_ question: KeyQuestion, at time: String) -> KeyRequest {
        let signed = time + question.key.revealed + KeyQuestion.window
        return KeyRequest(
            path: "/v5/user/query-api",
            headers: [
                HTTPRequest.Header("X-BAPI-API-KEY", question.key),
                HTTPRequest.Header("X-BAPI-TIMESTAMP", time),
                HTTPRequest.Header("X-BAPI-RECV-WINDOW", KeyQuestion.window),
                HTTPRequest.Header("X-BAPI-SIGN", Secret(question.signature(of: signed))),
            ])
    }

    let keyCodes: KeyCodes = (wrongTime: [10002], refused: [10003, 10004, 10005, 10010, 33004])

    /// `readOnly` is 1, or `permissions` lists the rights by kind.
    func rights(in json: JSONValue) -> KeyRights? {
        guard let result = json["result"], let readOnly = result["readOnly"]?.scalarText,
            readOnly == "0" || readOnly == "1", let kinds = result["permissions"]?.members
        else { return nil }
        let addresses = result["ips"]?.elements?.compactMap(\.string) ?? []
        let all = kinds.flatMap { kind in kind.value.elements?.compactMap(\.string) ?? [] }
        let powers = all.filter { $0 != "Withdraw" }.prefix(20).map { ForeignText.shown($0) }
        let mayWrite = readOnly == "0"
        return KeyRights(
            // A key that is not read-only may write, whatever the lists say.
            powers: !mayWrite ? [] : powers.isEmpty ? ["readOnly 0"] : powers,
            mayWithdraw: mayWrite && all.contains("Withdraw"),
            isBoundToAddresses: !addresses.isEmpty && !addresses.contains("*"))
    }
}
