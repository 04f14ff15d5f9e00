import Feeds
import HTTP
import LoopbackServices
import Market
import Seeds
import Testing

@testable import Jobs
@testable import Watch

struct ClockCheckTests {
    private static let date = "Mon, 05 Jan 2026 12:00:00 GMT"

    private func look(
        at wall: Timestamp, _ reply: @escaping @Sendable (ServedRequest) -> Reply
    ) throws -> Observation {
        let server = RawServer(reply: reply)
        let venue = VenueSettings(bases: [try HTTPURL(server.baseURL)])
        let check = ClockCheck(
            venues: [.binance: venue, .bybit: venue], transport: CurlTransport(trust: .system),
            wall: { wall })
        return check.observation([.binance, .sim])
    }

    @Test(arguments: [
        ("2026-01-05T12:00:29Z", false), ("2026-01-05T11:59:31Z", false),
        ("2026-01-05T12:00:45Z", true), ("2026-01-05T11:58:00Z", true),
    ])
    func `more than 30 seconds are wrong, whatever the answer is`(
        wall: String, isWrong: Bool
    ) throws {
        for status in [200, 404, 500] {
            let seen = try look(at: try #require(Timestamp(iso8601: wall))) { _ in
                .answer(status: status, headers: ["Date": Self.date], body: "{}")
            }
            #expect(seen.findings.map(\.key) == (isWrong ? ["clock"] : []))
            #expect(seen.unjudged.isEmpty)
        }
    }

    @Test(arguments: [
        "1970-01-01", "2008-12-31T23:59:59Z", "2100-01-01", "9999-12-31T23:59:59Z",
    ])
    func `a clock that cannot be is wrong, whoever answers`(wall: String) throws {
        let seen = try look(at: try #require(Timestamp(iso8601: wall))) { _ in .hangUp }
        #expect(seen.findings.map(\.key) == ["clock"])
        #expect(seen.findings.first?.words.contains("says \(wall.prefix(10))T") == true)
    }

    @Test func `says which way it is off`() throws {
        let seen = try look(at: "2026-01-05T12:02:00Z") { request in
            request.path == "/api/v3/time"
                ? .answer(status: 200, headers: ["Date": Self.date], body: "{}") : .hangUp
        }
        #expect(
            seen.findings.first?.words
                == "this machine's clock is 120 s ahead of binance's; run: timedatectl set-ntp true"
        )
    }

    @Test func `no answer and no date leave it open`() throws {
        #expect(try look(at: "2026-01-05T12:02:00Z") { _ in .hangUp }.unjudged == ["clock"])
        let dateless = try look(at: "2026-01-05T12:02:00Z") { _ in
            .answer(status: 200, headers: ["Date": "yesterday"], body: "")
        }
        #expect(dateless == Observation(unjudged: ["clock"]))
    }
}
