package import HTTP
internal import JSON
internal import Market

/// Where an exchange is asked, and as whom.
package struct VenueSettings: Sendable {
    /// Addresses in the order they are tried.
    package var bases: [HTTPURL]
    /// Sent where the exchange has a use for it; never needed.
    package var apiKey: Secret?

    package init(bases: [HTTPURL], apiKey: Secret? = nil) {
        self.bases = bases
        self.apiKey = apiKey
    }
}

/// How one exchange spells a question for candles, and what its answers mean.
protocol Venue: MarketList, Sendable {
    var exchange: Exchange { get }
    var path: String { get }
    /// Where it tells the time, and the member of the answer that holds it in milliseconds.
    var timePath: String { get }
    var timeMember: String { get }
    /// The environment variable that replaces the addresses.
    var baseVariable: String { get }
    /// How fast it is asked.
    var pace: RequestPace { get }

    func query(
        symbol: Symbol, timeframe: Timeframe, from start: Timestamp
    ) -> [(String, String)]
    func headers(apiKey: Secret?) -> [HTTPRequest.Header]

    /// What an answer of the API means: a 2xx or 4xx whose body is JSON.
    func meaning(of json: JSONValue, in response: HTTPResponse) -> VenueAnswer
    /// What candles an answer holds, where they are others than those of a market; `nil` where they are
    /// those, or the answer does not tell.
    func strangers(in json: JSONValue, of market: Market) -> String?
    /// How much of its limit it says is used, by everybody who asks from here; `nil` where it does not
    /// tell.
    func usedWeight(_ response: HTTPResponse) -> UsedWeight?
    /// What a 403 means whose body is not the API's own error.
    func forbidden(_ response: HTTPResponse) -> VenueRefusal
}

/// What an exchange's answer amounts to.
enum VenueAnswer: Equatable {
    /// Rows of candles, oldest first, not judged yet.
    case rows([JSONValue])
    case refused(VenueRefusal)
}

/// Why an exchange gave no rows, and what helps.
struct VenueRefusal: Error, Equatable {
    enum Remedy: Equatable {
        /// Ask again after a while, elsewhere where there is another address.
        case retry
        /// Leave the whole exchange alone for so long.
        case holdOff(seconds: Int64)
        /// Ask elsewhere at once, and here no more.
        case otherBase
        /// No repetition helps.
        case giveUp(FeedFailure.Kind)
    }

    let remedy: Remedy
    /// The exchange's own words, as they came.
    let said: String
    /// What the operator can do; empty where there is nothing to say.
    var advice = ""
    /// Whether this place, or what asks from it, is not served.
    var isBlock = false
}

extension Venue {
    /// The most candles in one answer.
    var pageSize: Int { KlinePage.mostRows }

    /// The question for a page of candles that opens at `start`.
    func request(
        _ market: Market, from start: Timestamp, base: HTTPURL, apiKey: Secret?
    ) -> HTTPRequest {
        let query = query(symbol: market.symbol, timeframe: market.timeframe, from: start)
        return HTTPRequest(
            .get, base.appending(path: path, query: query), headers: headers(apiKey: apiKey))
    }

    /// What an answer to a question for a market's candles means; codes decide, never wordings.
    func answer(_ response: HTTPResponse, about market: Market?) -> VenueAnswer {
        switch contents(of: response) {
        case .failure(let refusal): return .refused(refusal)
        case .success(let json):
            let answer = meaning(of: json, in: response)
            guard case .rows = answer, let market, let told = strangers(in: json, of: market) else {
                return answer
            }
            return .refused(
                VenueRefusal(
                    remedy: .giveUp(.badData), said: "it tells candles of \(told)",
                    advice: "nothing of it was consumed; check \(baseVariable)"))
        }
    }

    /// The JSON of an answer of the API; a refusal where the status or the body tells enough.
    func contents(of response: HTTPResponse) -> Result<JSONValue, VenueRefusal> {
        switch response.status {
        case 300..<400:
            return .failure(
                VenueRefusal(
                    remedy: .otherBase, said: ForeignText.raw(response.body),
                    advice: "redirects are not followed; check \(baseVariable)"))
        case 418: return .failure(rateLimited(response, otherwiseSeconds: 600))
        case 429: return .failure(rateLimited(response, otherwiseSeconds: 60))
        case 451: return .failure(blocked(response))
        case 200..<300, 400..<500: break
        default: return .failure(outOfOrder(response))
        }
        do {
            return .success(try JSONReader.parse(response.body))
        } catch {
            return .failure(unreadable(response, because: error))
        }
    }

    /// The limit on requests was met: the whole exchange is left alone.
    func rateLimited(_ response: HTTPResponse, otherwiseSeconds: Int64) -> VenueRefusal {
        VenueRefusal(
            remedy: .holdOff(seconds: response.retryAfterSeconds ?? otherwiseSeconds),
            said: words(of: response))
    }

    /// This place, or what asks from it, is not served at this address.
    func blocked(_ response: HTTPResponse, said: String? = nil) -> VenueRefusal {
        VenueRefusal(
            remedy: .otherBase, said: said ?? words(of: response),
            advice: "blocked by location or rate; \(baseVariable) names another address",
            isBlock: true)
    }

    /// The exchange has trouble of its own.
    func outOfOrder(_ response: HTTPResponse) -> VenueRefusal {
        // One that says "at once" means it as little as any other number.
        let isTold = response.headers.contains { $0.name == "retry-after" }
        let seconds = response.retryAfterSeconds ?? (isTold ? 1 : nil)
        return VenueRefusal(
            remedy: seconds.map { .holdOff(seconds: $0) } ?? .retry, said: words(of: response))
    }

    /// JSON that is neither rows nor an error as this API writes them.
    func unexpected(_ response: HTTPResponse) -> VenueRefusal {
        switch response.status {
        case 200..<300:
            VenueRefusal(
                remedy: .giveUp(.badData), said: words(of: response),
                advice: "the answer holds no list of candles; check \(baseVariable)")
        case 403: forbidden(response)
        default:
            VenueRefusal(
                remedy: .otherBase, said: words(of: response),
                advice: "this is not the exchange's API; check \(baseVariable)")
        }
    }

    private func unreadable(_ response: HTTPResponse, because error: JSONError) -> VenueRefusal {
        switch response.status {
        case 200..<300:
            let said =
                response.body.isEmpty
                ? "an empty body" : "no JSON (\(error)): \(ForeignText.raw(response.body))"
            return VenueRefusal(remedy: .retry, said: said)
        case 408, 425: return outOfOrder(response)
        default: return unexpected(response)
        }
    }

    private func words(of response: HTTPResponse) -> String { ForeignText.raw(response.body) }
}

extension Exchange {
    /// How this exchange is asked; `nil` for the market that needs no asking.
    var venue: (any Venue)? {
        switch self {
        case .binance: Binance()
        case .bybit: Bybit()
        case .sim: nil
        }
    }
}
