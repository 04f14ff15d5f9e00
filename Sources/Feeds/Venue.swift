package import HTTP
internal import JSON
package import Market
package import Text

/// One exchange: where it is asked, how it spells its questions, and what its answers mean.
///
/// A new one is a value of this kind and a case of ``Exchange``; nothing else has to know of it.
protocol Venue: Sendable {
    var exchange: Exchange { get }
    /// Where it is asked unless variables name other places, in the order they are tried.
    var standardBases: [String] { get }
    /// Where it tells the time, and the member of the answer that holds it in milliseconds.
    var timePath: String { get }
    var timeMember: String { get }
    /// The members of an error: its code, and what it says of itself.
    var errorMembers: (code: String, words: String) { get }
    /// How fast it is asked.
    var pace: RequestPace { get }

    var path: String { get }
    /// The header in which it takes a key with the question for candles; `nil` where it does not.
    var keyHeader: String? { get }
    func query(
        symbol: Symbol, timeframe: Timeframe, from start: Timestamp
    ) -> [(String, String)]
    /// What an answer of the API means: a 2xx or 4xx whose body is JSON.
    ///
    /// Rows come out of it oldest first, in the columns that ``KlineRow`` reads.
    func meaning(of json: JSONValue, in response: HTTPResponse) -> VenueAnswer
    /// What candles an answer holds, where they are others than those of a market; `nil` where they are
    /// those, or the answer does not tell.
    func strangers(in json: JSONValue, of market: Market) -> String?
    /// How much of its limit it says is used, by everybody who asks from here; `nil` where it does not
    /// tell.
    func usedWeight(_ response: HTTPResponse) -> UsedWeight?
    /// What a 403 means whose body is not the API's own error.
    func forbidden(_ response: HTTPResponse) -> VenueRefusal

    var listPath: String { get }
    func listQuery(_ symbol: Symbol) -> [(String, String)]
    /// The exchange's word for a market that is open to everybody's orders.
    var openStatus: String { get }
    /// The entries of an answer; `nil` where it is no list of markets.
    func entries(of json: JSONValue) -> [JSONValue]?
    /// What an entry asks of orders.
    ///
    /// - Throws: ``AnswerFlaw`` that names the figure which is missing or cannot be.
    func rules(of entry: JSONValue) throws(AnswerFlaw) -> MarketRules

    func keyRequest(_ question: KeyQuestion, at time: String) -> KeyRequest
    var keyCodes: KeyCodes { get }
    /// What a key may do; `nil` where the answer does not tell.
    func rights(in json: JSONValue) -> KeyRights?
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

    /// Those that are asked over the network.
    package static let asked = allCases.filter { $0.venue != nil }
    /// The environment variable that replaces its addresses.
    package var baseVariable: String { "\(rawValue.uppercased())_BASE_URL" }
    /// The variables that hold a key of it.
    package var keyVariable: String { "\(rawValue.uppercased())_API_KEY" }
    package var keySecretVariable: String { "\(rawValue.uppercased())_API_SECRET" }
    /// Whether it takes a key with the question for candles.
    package var takesKey: Bool { venue?.keyHeader != nil }
    /// Where it is asked unless variables name other places.
    package var standardBases: [String] { venue?.standardBases ?? [] }
}

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

    /// What the variables say of an exchange; `nil` for the market that needs no asking.
    ///
    /// - Throws: ``InputFlaw`` with the variable and what it must be.
    package init?(_ exchange: Exchange, _ value: (String) -> String?) throws(InputFlaw) {
        guard let venue = exchange.venue else { return nil }
        let name = exchange.baseVariable
        let texts =
            value(name)?.split(separator: ",").map { String($0.filter { $0 != " " }) }
            ?? venue.standardBases
        guard (1...16).contains(texts.count) else {
            throw InputFlaw(at: name, "expected 1 to 16 URLs, separated by commas")
        }
        bases = []
        for text in texts {
            do {
                bases.append(try HTTPURL(text))
            } catch {
                throw InputFlaw(at: name, "\(error)")
            }
        }
        apiKey = venue.keyHeader.flatMap { _ in value(exchange.keyVariable).map { Secret($0) } }
    }
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
    var pageSize: Int { KlinePage.maximumRows }

    /// The question for a page of candles that opens at `start`.
    func request(
        _ market: Market, from start: Timestamp, base: HTTPURL, apiKey: Secret?
    ) -> HTTPRequest {
        let query = query(symbol: market.symbol, timeframe: market.timeframe, from: start)
        let headers = keyHeader.flatMap { name in apiKey.map { [HTTPRequest.Header(name, $0)] } }
        return HTTPRequest(.get, base.appending(path: path, query: query), headers: headers ?? [])
    }

    /// What an error says: its code, and its words as they came; `nil` where there is none.
    func error(in json: JSONValue) -> (code: Int64, said: String)? {
        json[errorMembers.code]?.integer.map { ($0, json[errorMembers.words]?.string ?? "") }
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
                    advice: "nothing of it was consumed; check \(exchange.baseVariable)"))
        }
    }

    /// The JSON of an answer of the API; a refusal where the status or the body tells enough.
    func contents(of response: HTTPResponse) -> Result<JSONValue, VenueRefusal> {
        switch response.status {
        case 300..<400:
            return .failure(
                VenueRefusal(
                    remedy: .otherBase, said: ForeignText.raw(response.body),
                    advice: "redirects are not followed; check \(exchange.baseVariable)"))
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

    /// The question itself is refused.
    func misspelled(_ said: String) -> VenueRefusal {
        VenueRefusal(
            remedy: .giveUp(.refused), said: said,
            advice: "check symbol and timeframe in algom.json")
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
            advice: "blocked by location or rate; \(exchange.baseVariable) names another address",
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
                advice: "the answer holds no list of candles; check \(exchange.baseVariable)")
        case 403: forbidden(response)
        default:
            VenueRefusal(
                remedy: .otherBase, said: words(of: response),
                advice: "this is not the exchange's API; check \(exchange.baseVariable)")
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
