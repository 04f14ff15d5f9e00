internal import HTTP
internal import JSON
internal import Market
internal import Text

/// Binance's spot market: candles from `GET /api/v3/klines`.
///
/// Rows are lists, oldest first, numbers and strings mixed. Errors are objects of `code` and `msg`
/// beside a status that is no 200; codes are stable, messages are not.
/// Source: Binance's "REST API" and "Error codes" for spot.
struct Binance: Venue {
    let exchange = Exchange.binance
    let standardBases = ["https://api.binance.com", "https://data-api.binance.vision"]
    let timePath = "/api/v3/time"
    let timeMember = "serverTime"
    let errorMembers = (code: "code", words: "msg")
    /// Of the limit of 6,000 weights a minute a page of candles takes 2; what is really used, every
    /// answer tells.
    let pace = RequestPace(maximumUnderWay: 64, maximumInWindow: 2_000, windowMilliseconds: 60_000)

    // MARK: Candles

    let path = "/api/v3/klines"
    let keyHeader: String? = "X-MBX-APIKEY"

    func query(
        symbol: Symbol, timeframe: Timeframe, from start: Timestamp
    ) -> [(String, String)] {
        [
            ("symbol", symbol.joined), ("interval", timeframe.rawValue),
            ("startTime", String(start.milliseconds)), ("limit", String(pageSize)),
        ]
    }

    func meaning(of json: JSONValue, in response: HTTPResponse) -> VenueAnswer {
        if response.isSuccess, let rows = json.elements { return .rows(rows) }
        // A restriction by location carries code 0, which is no code of the API.
        guard let error = error(in: json), error.code != 0 else {
            return .refused(unexpected(response))
        }
        return .refused(
            refusal(error.code, said: "code \(error.code), \(error.said)", in: response))
    }

    private func refusal(_ code: Int64, said: String, in response: HTTPResponse) -> VenueRefusal {
        switch code {
        case -1003: rateLimited(response, otherwiseSeconds: 60)
        case -1001, -1007, -1008, -1016: VenueRefusal(remedy: .retry, said: said)
        case -1199 ... -1100: misspelled(said)
        case _ where response.status == 401 || code == -2014 || code == -2015:
            VenueRefusal(
                remedy: .giveUp(.refused), said: said,
                advice: "correct BINANCE_API_KEY or remove it; candles need no key")
        default: VenueRefusal(remedy: .giveUp(.unavailable), said: said)
        }
    }

    func forbidden(_ response: HTTPResponse) -> VenueRefusal { blocked(response) }

    /// A row says when its candle closes, a millisecond before the next one opens.
    func strangers(in json: JSONValue, of market: Market) -> String? {
        guard let row = json.elements?.first?.elements, row.count > 6, let open = row[0].integer,
            let close = row[6].integer
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

    // MARK: Markets

    /// Source: Binance's "Filters" for spot.
    let listPath = "/api/v3/exchangeInfo"
    let openStatus = "TRADING"

    func listQuery(_ symbol: Symbol) -> [(String, String)] {
        [("symbol", symbol.joined), ("showPermissionSets", "false")]
    }

    func entries(of json: JSONValue) -> [JSONValue]? { json["symbols"]?.elements }

    /// Paper orders are both, market orders and resting ones, so the wider of both steps counts, where
    /// a step of 0 is none; and the larger of both least worths, of which a market has one or the other.
    func rules(of entry: JSONValue) throws(AnswerFlaw) -> MarketRules {
        let filters = entry["filters"]?.elements ?? []
        func filter(_ name: String) -> JSONValue? {
            filters.first { $0["filterType"]?.string == name }
        }
        guard let lots = filter("LOT_SIZE") else { throw AnswerFlaw("there is no LOT_SIZE") }
        var step: Quantity = try lots.figure("stepSize")
        if let lots = filter("MARKET_LOT_SIZE") {
            step = max(step, try lots.figure("stepSize", isZeroAllowed: true))
        }
        let worths = [filter("NOTIONAL"), filter("MIN_NOTIONAL")].compactMap { $0 }
        guard !worths.isEmpty else { throw AnswerFlaw("there is no NOTIONAL") }
        var least = Money.zero
        for worth in worths {
            least = max(least, try worth.figure("minNotional", isZeroAllowed: true))
        }
        return MarketRules(
            quantityStep: step, minimumNotional: least,
            fineTick: filter("PRICE_FILTER")?.fineTick)
    }

    // MARK: Keys

    /// The query is signed, and the signature is part of it.
    ///
    /// Source: Binance's "Get API Key Permission".
    func keyRequest(_ question: KeyQuestion, at time: String) -> KeyRequest {
        let query = [("recvWindow", KeyQuestion.window), ("timestamp", time)]
        let signed = query.map { "\($0.0)=\($0.1)" }.joined(separator: "&")
        return KeyRequest(
            path: "/sapi/v1/account/apiRestrictions",
            query: query + [("signature", question.signature(of: signed))],
            headers: [HTTPRequest.Header("X-MBX-APIKEY", question.key)])
    }

    let keyCodes: KeyCodes = (wrongTime: [-1021], refused: [-2014, -2015, -1022, -2008])

    /// Rights are members `enable…` and `permits…` that are true.
    func rights(in json: JSONValue) -> KeyRights? {
        guard let isBound = json["ipRestrict"]?.bool, json["enableReading"]?.bool != nil,
            let mayWithdraw = json["enableWithdrawals"]?.bool, let members = json.members
        else { return nil }
        // What is new one day counts for a power until it is known to be none.
        let harmless = ["enableReading", "enableFixReadOnly", "enableWithdrawals"]
        let powers = members.filter { member in
            (member.name.hasPrefix("enable") || member.name.hasPrefix("permits"))
                && member.value.bool == true && !harmless.contains(member.name)
        }
        return KeyRights(
            powers: powers.prefix(20).map { ForeignText.shown($0.name) }, mayWithdraw: mayWithdraw,
            isBoundToAddresses: isBound)
    }
}
