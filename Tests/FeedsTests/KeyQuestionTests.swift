import Foundation
import HTTP
import Market
import Testing
import Text

@testable import Feeds

struct KeyQuestionTests {
    private static let now = Timestamp(milliseconds: 1_700_000_000_123)

    private func question(
        _ exchange: Exchange, key: String = "the-key", secret: String = "the-secret"
    ) throws -> KeyQuestion {
        try #require(KeyQuestion(exchange, key: Secret(key), secret: Secret(secret)))
    }

    private func answer(
        _ exchange: Exchange, _ body: String, status: Int = 200
    ) throws -> KeyAnswer {
        try question(exchange).answer(HTTPResponse(status: status, body: Array(body.utf8)))
    }

    // The signatures were computed with Python's hmac module.
    @Test func `Binance's query is signed`() throws {
        let request = try question(.binance).request(
            at: try HTTPURL("https://api.binance.com"), now: Self.now, withinMilliseconds: 100)
        #expect(
            request.url.description == "https://api.binance.com/sapi/v1/account/apiRestrictions")
        #expect(
            request.url.query == "recvWindow=60000&timestamp=1700000000123&signature="
                + "8628f924163ac8ae57cd228b2d2e9b29d6a1805750b4f69b6f28c7bf55262fa0")
        #expect(request.headers.map(\.name) == ["X-MBX-APIKEY"])
        #expect(request.headers.first?.value == "the-key")
    }

    @Test func `Bybit's time, key and window are signed`() throws {
        let request = try question(.bybit).request(
            at: try HTTPURL("https://api.bybit.com"), now: Self.now, withinMilliseconds: 100)
        #expect(request.url.description == "https://api.bybit.com/v5/user/query-api")
        #expect(request.url.query == nil)
        let headers = Dictionary(uniqueKeysWithValues: request.headers.map { ($0.name, $0.value) })
        #expect(headers["X-BAPI-API-KEY"] == "the-key")
        #expect(headers["X-BAPI-TIMESTAMP"] == "1700000000123")
        #expect(headers["X-BAPI-RECV-WINDOW"] == "60000")
        #expect(
            headers["X-BAPI-SIGN"]
                == "879a53c4fd56c80299160e14ba18f99d31907ea8f6ebecfa511f69917581b1f2")
    }

    @Test func `the embedded market has no keys`() {
        #expect(KeyQuestion(.sim, key: Secret("k"), secret: Secret("s")) == nil)
    }

    @Test func `nothing secret is told of a request`() throws {
        for exchange in [Exchange.binance, .bybit] {
            let request = try question(exchange).request(
                at: try HTTPURL("https://example.com"), now: Self.now, withinMilliseconds: 100)
            let told = "\(request.url) \(request.headers)"
            for secret in ["the-key", "the-secret", "8628f924163a", "879a53c4fd56"] {
                #expect(!told.contains(secret), "\(told)")
            }
        }
    }

    @Test func `Binance's rights are read`() throws {
        let body = { (withdraw: Bool, spot: Bool, bound: Bool) in
            """
            {"ipRestrict":\(bound),"createTime":1698645219000,"enableReading":true,
             "enableWithdrawals":\(withdraw),"enableInternalTransfer":false,"enableMargin":false,
             "enableFutures":false,"permitsUniversalTransfer":false,"enableVanillaOptions":false,
             "enableFixApiTrade":false,"enableFixReadOnly":true,
             "enableSpotAndMarginTrading":\(spot),"enablePortfolioMarginTrading":false}
            """
        }
        #expect(
            try answer(.binance, body(false, false, true))
                == .rights(KeyRights(powers: [], mayWithdraw: false, isBoundToAddresses: true)))
        #expect(
            try answer(.binance, body(true, true, false))
                == .rights(
                    KeyRights(
                        powers: ["enableSpotAndMarginTrading"], mayWithdraw: true,
                        isBoundToAddresses: false)))
    }

    @Test func `a right that nobody knows counts for a power`() throws {
        let body =
            #"{"ipRestrict":true,"enableReading":true,"enableWithdrawals":false,"enableNewThing":true}"#
        #expect(
            try answer(.binance, body)
                == .rights(
                    KeyRights(
                        powers: ["enableNewThing"], mayWithdraw: false, isBoundToAddresses: true)))
    }

    @Test(arguments: [
        (1, #"["*"]"#, [], false, false), (1, #"["1.2.3.4"]"#, [], false, true),
        (0, "[]", ["SpotTrade"], true, false),
    ])
    func `Bybit's rights are read`(
        readOnly: Int, addresses: String, powers: [String], mayWithdraw: Bool, isBound: Bool
    ) throws {
        let body = """
            {"retCode":0,"retMsg":"","result":{"readOnly":\(readOnly),"ips":\(addresses),
             "permissions":{"Spot":["SpotTrade"],"Wallet":["Withdraw"],"Options":[]}}}
            """
        #expect(
            try answer(.bybit, body)
                == .rights(
                    KeyRights(
                        powers: powers, mayWithdraw: mayWithdraw, isBoundToAddresses: isBound)))
    }

    @Test func `a key that may write is never taken for read-only`() throws {
        let body = #"{"retCode":0,"result":{"readOnly":0,"ips":["*"],"permissions":{"Spot":[]}}}"#
        guard case .rights(let rights) = try answer(.bybit, body) else {
            Issue.record("no rights")
            return
        }
        #expect(!rights.isReadOnly)
    }

    @Test(arguments: [
        (Exchange.binance, -2015, 401), (.binance, -2014, 401), (.binance, -1022, 400),
        (.bybit, 10003, 200), (.bybit, 10004, 200), (.bybit, 10010, 200), (.bybit, 33004, 200),
    ])
    func `a key or secret that is refused is told by code`(
        exchange: Exchange, code: Int, status: Int
    ) throws {
        let (name, words) = exchange == .binance ? ("code", "msg") : ("retCode", "retMsg")
        let told = try answer(
            exchange, #"{"\#(name)":\#(code),"\#(words)":"no, the-secret of the-key"}"#,
            status: status)
        #expect(told == .refused("\(name) \(code): no, (hidden) of (hidden)"))
    }

    @Test(arguments: [(Exchange.binance, "code", -1021), (.bybit, "retCode", 10002)])
    func `a clock that is off is told apart`(exchange: Exchange, name: String, code: Int) throws {
        guard case .wrongTime = try answer(exchange, #"{"\#(name)":\#(code)}"#, status: 400) else {
            Issue.record("not told apart")
            return
        }
    }

    @Test(arguments: ["", "<html>the-key</html>", "[]", "{}", #"{"enableReading":true}"#])
    func `what is no answer says nothing of the key`(body: String) throws {
        for exchange in [Exchange.binance, .bybit] {
            guard case .unclear(let words) = try answer(exchange, body) else {
                Issue.record("\(exchange): \(body)")
                continue
            }
            #expect(!words.contains("the-key"))
        }
    }
}
