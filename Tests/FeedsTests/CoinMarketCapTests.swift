import HTTP
import LoopbackExchange
import LoopbackServices
import Market
import Seeds
import Synchronization
import Testing
import Text

@testable import Feeds

struct CoinMarketCapTests {
    private static let now: Timestamp = "2025-10-10T21:15:30.000Z"

    private static func body(
        price: String = "113587.98999999", change: String = "-4.31",
        cap: String = "2263890123456.789",
        dominance: String? = "58.21", updated: String = "2025-10-10T21:15:00.000Z",
        isList: Bool = true
    ) -> String {
        let share = dominance.map { #","market_cap_dominance":\#($0)"# } ?? ""
        let coin =
            #"{"id":1,"quote":{"USD":{"price":\#(price),"percent_change_24h":\#(change),"#
            + #""market_cap":\#(cap)\#(share),"last_updated":"\#(updated)"}}}"#
        return #"{"status":{"error_code":0},"data":{"BTC":\#(isList ? "[\(coin)]" : coin)}}"#
    }

    private func overview(_ body: String, status: Int = 200) throws(AnswerFlaw) -> MarketOverview {
        try CoinMarketCap.overview(
            of: "BTC", in: HTTPResponse(status: status, body: Array(body.utf8)), now: Self.now,
            hiding: Secret("cmc-key"))
    }

    @Test(arguments: [true, false])
    func `reads exact decimals, from a list or from the currency itself`(isList: Bool) throws {
        let told = try overview(Self.body(isList: isList))
        #expect(told.price.description == "113587.98999999")
        #expect(told.change24h.description == "-4.31")
        #expect(told.capitalization.description == "2263890123456.789")
        #expect(told.dominance?.description == "58.21")
        #expect(told.asOf == "2025-10-10T21:15:00.000Z")
    }

    @Test func `the share may be missing, nothing else`() throws {
        #expect(try overview(Self.body(dominance: nil)).dominance == nil)
        #expect(try overview(Self.body(dominance: "null")).dominance == nil)
        for body in [
            Self.body(price: "null"), Self.body(price: "0"), Self.body(price: "-1"),
            Self.body(price: "\"much\""), Self.body(price: "1e40"), Self.body(change: "null"),
            Self.body(cap: "null"), Self.body(cap: "0"), Self.body(dominance: "\"half\""),
            Self.body(updated: "yesterday"), Self.body(updated: "2025-10-10T20:15:00.000Z"),
            Self.body(updated: "2025-10-11T21:15:00.000Z"),
            #"{"status":{"error_code":0},"data":{"ETH":[]}}"#,
            #"{"status":{"error_code":0},"data":{"BTC":[]}}"#, "{}", "[]", "", "<html>",
        ] {
            #expect(throws: AnswerFlaw.self, "\(body)") { try overview(body) }
        }
    }

    @Test(arguments: ["1002", "\"1002\""])
    func `an error is told by its code`(code: String) {
        let body = #"{"status":{"error_code":\#(code),"error_message":"cmc-key\nis bad"}}"#
        for status in [200, 401] {
            #expect(
                throws: AnswerFlaw("HTTP \(status), error 1002: (hidden) is bad")
            ) { try overview(body, status: status) }
        }
    }

    @Test func `asks once, with the key in a header`() throws {
        let seen = Seen()
        let server = RawServer { request in
            seen.requests.withLock { $0.append(request) }
            return .answer(status: 200, body: Self.body())
        }
        let service = CoinMarketCap(
            base: try HTTPURL(server.baseURL), apiKey: Secret("cmc-key"),
            transport: CurlTransport(trust: .system))
        let result = withExtendedLifetime(server) { service.overview(of: "BTC", now: Self.now) }
        guard case .overview(let told) = result else {
            Issue.record("\(result)")
            return
        }
        #expect(told.currency == "BTC")
        let request = try #require(seen.requests.withLock { $0.count == 1 ? $0.first : nil })
        #expect(request.path == "/v2/cryptocurrency/quotes/latest")
        #expect(request.headers["x-cmc_pro_api_key"] == "cmc-key")
        #expect(request.query.map { "\($0.name)=\($0.value)" }.contains("symbol=BTC"))
    }

    @Test(arguments: [
        LoopbackServices.Reply.hangUp, .cutShort(status: 200, body: "{"),
        .answer(status: 429, body: #"{"status":{"error_code":1008,"error_message":"slow down"}}"#),
        .answer(status: 500, body: "<html>"),
        .answer(status: 200, body: String(repeating: " ", count: 600_000)),
    ])
    func `failing is a reason`(reply: LoopbackServices.Reply) throws {
        let server = RawServer { _ in reply }
        let service = CoinMarketCap(
            base: try HTTPURL(server.baseURL), apiKey: Secret("cmc-key"),
            transport: CurlTransport(trust: .system))
        let result = withExtendedLifetime(server) { service.overview(of: "BTC", now: Self.now) }
        guard case .none(let reason) = result else {
            Issue.record("\(result)")
            return
        }
        #expect(reason.hasPrefix("CoinMarketCap: ") && !reason.contains("cmc-key"))
    }

    private final class Seen: Sendable {
        let requests = Mutex<[ServedRequest]>([])
    }

    @Test(.enabled(if: RecordedData.isPresent, "\(RecordedData.absence)"))
    func `understands what was recorded`() throws {
        let error = try #require(
            try RecordedData.text("http/coinmarketcap-error-401-1002-key-missing.json"))
        #expect(throws: AnswerFlaw("HTTP 401, error 1002: API key missing.")) {
            try overview(error, status: 401)
        }
        let truncated = try #require(
            try RecordedData.text("http/coinmarketcap-v1-quotes-latest-TRUNCATED.txt"))
        #expect(throws: AnswerFlaw.self) { try overview(truncated) }
        // Closed where the recording stops, it holds a quote in euros, and none in dollars.
        let end = try #require(truncated.firstRange(of: #","volume_24h""#)).lowerBound
        let closed = truncated[..<end] + "}}}}}"
        #expect(throws: AnswerFlaw("no quote of BTC in US dollars")) {
            try overview(String(closed))
        }
    }
}
