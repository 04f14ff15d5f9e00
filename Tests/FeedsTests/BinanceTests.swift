import HTTP
import JSON
import Market
import Testing
import Text

@testable import Feeds
@testable import HTTP

struct BinanceTests {
    private func answer(_ status: Int, _ body: String) -> VenueAnswer {
        Binance().answer(
            HTTPResponse(status: status, body: Array(body.utf8)), about: Sample.binance)
    }

    private func refusal(_ status: Int, _ body: String) throws -> VenueRefusal {
        guard case .refused(let refusal) = answer(status, body) else {
            throw Unrefused()
        }
        return refusal
    }

    private struct Unrefused: Error {}

    @Test(
        arguments: [
            (299_999, nil), (0, nil), (300_000, nil), (59_999, "1m"), (899_999, "15m"),
            (86_399_999, "1d"),
        ] as [(Int64, String?)])
    func `candles of another timeframe are none, which their close tells`(
        span: Int64, told: String?
    ) {
        let open = Sample.epoch.milliseconds
        let body = "[[\(open),\"1\",\"1\",\"1\",\"1\",\"1\",\(open + span),\"1\"]]"
        guard let told else {
            guard case .rows = answer(200, body) else {
                Issue.record("\(answer(200, body))")
                return
            }
            return
        }
        guard case .refused(let refusal) = answer(200, body) else {
            Issue.record("taken")
            return
        }
        #expect(refusal.remedy == .giveUp(.badData))
        #expect(refusal.said == "it tells candles of \(told)")
    }

    @Test func `asks for a page of klines`() throws {
        let request = Binance().request(
            Sample.binance, from: Sample.epoch, base: try HTTPURL("https://api.binance.com"),
            apiKey: nil)
        #expect(
            request.url.fullText
                == "https://api.binance.com/api/v3/klines?symbol=BTCUSDT&interval=5m"
                + "&startTime=1760054400000&limit=1000")
        #expect(request.headers.isEmpty)
    }

    @Test func `sends the key in its header and nowhere else`() throws {
        let request = Binance().request(
            Sample.binance, from: Sample.epoch, base: try HTTPURL("https://api.binance.com"),
            apiKey: Secret("k3y"))
        #expect(request.headers == [HTTPRequest.Header("X-MBX-APIKEY", "k3y")])
        #expect(!request.url.fullText.contains("k3y"))
    }

    @Test func `takes a list as rows, oldest first`() {
        #expect(answer(200, "[]") == .rows([]))
        #expect(
            answer(200, "[[1],[2]]") == .rows([.array([.number("1")]), .array([.number("2")])]))
    }

    @Test(
        arguments: [
            (400, -1121, .giveUp(.refused)),
            (400, -1120, .giveUp(.refused)),
            (400, -1100, .giveUp(.refused)),
            (400, -1130, .giveUp(.refused)),
            (401, -1002, .giveUp(.refused)),
            (400, -2014, .giveUp(.refused)),
            (401, -2015, .giveUp(.refused)),
            (400, -2015, .giveUp(.refused)),
            (400, -1003, .holdOff(seconds: 60)),
            (429, -1003, .holdOff(seconds: 60)),
            (418, -1003, .holdOff(seconds: 600)),
            (400, -1001, .retry),
            (403, -1, .giveUp(.unavailable)),
            (400, -9999, .giveUp(.unavailable)),
            (200, -1121, .giveUp(.refused)),
            (403, 0, .otherBase),
            (451, 0, .otherBase),
        ] as [(Int, Int, VenueRefusal.Remedy)])
    func `matches codes`(status: Int, code: Int, remedy: VenueRefusal.Remedy) throws {
        #expect(try refusal(status, #"{"code":\#(code),"msg":"any words"}"#).remedy == remedy)
        // Messages change over the years and are sometimes not there at all.
        #expect(try refusal(status, #"{"code":\#(code)}"#).remedy == remedy)
    }

    @Test func `a 403 page is blocked by location or rate, never a bad key`() throws {
        let refusal = try refusal(403, "<HTML><H1>403 ERROR</H1>Request blocked.</HTML>")
        #expect(refusal.remedy == .otherBase)
        #expect(
            refusal.advice
                == "blocked by location or rate; BINANCE_BASE_URL names another address")
    }

    @Test func `advice names what to correct`() throws {
        #expect(try refusal(400, #"{"code":-1121}"#).advice.contains("symbol"))
        #expect(try refusal(401, #"{"code":-2015}"#).advice.contains("BINANCE_API_KEY"))
    }

    @Test func `a ban's end is not read from its words`() throws {
        let words = "Way too much request weight used; IP banned until 1660090423228."
        #expect(
            try refusal(418, #"{"code":-1003,"msg":"\#(words)"}"#).remedy == .holdOff(seconds: 600))
    }
}
