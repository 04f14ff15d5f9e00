import HTTP
import Market
import Testing

@testable import Feeds

/// What both exchanges' answers have in common.
struct VenueTests {
    private func remedy(
        _ venue: any Venue, _ status: Int, _ body: String, retryAfter: Int64? = nil
    ) -> VenueRefusal.Remedy? {
        let answer = venue.answer(
            HTTPResponse(status: status, body: Array(body.utf8), retryAfterSeconds: retryAfter),
            about: nil)
        guard case .refused(let refusal) = answer else { return nil }
        return refusal.remedy
    }

    private static let both: [any Venue] = [Binance(), Bybit()]

    @Test(
        arguments: [
            (200, "", .retry),
            (200, "[[1760054400000,", .retry),
            (200, "<html>maintenance</html>", .retry),
            (200, "[1] [2]", .retry),
            (204, "", .retry),
            (200, "null", .giveUp(.badData)),
            (200, "{}", .giveUp(.badData)),
            (200, "\"ok\"", .giveUp(.badData)),
            (301, "", .otherBase),
            (302, "<html>moved</html>", .otherBase),
            (404, "<html>not found</html>", .otherBase),
            (404, #"{"message":"no route"}"#, .otherBase),
            (408, "", .retry),
            (418, "", .holdOff(seconds: 600)),
            (429, "", .holdOff(seconds: 60)),
            (429, "<html>slow down</html>", .holdOff(seconds: 60)),
            (451, "", .otherBase),
            (500, #"{"code":-1000,"msg":"?"}"#, .retry),
            (502, "<html>bad gateway</html>", .retry),
            (503, "", .retry),
        ] as [(Int, String, VenueRefusal.Remedy)])
    func `an answer means the same to both`(
        status: Int, body: String, remedy: VenueRefusal.Remedy
    ) {
        for venue in Self.both {
            #expect(self.remedy(venue, status, body) == remedy, "\(venue.exchange)")
        }
    }

    @Test(arguments: [418, 429, 500, 503])
    func `a Retry-After is obeyed`(status: Int) {
        for venue in Self.both {
            #expect(remedy(venue, status, "", retryAfter: 17) == .holdOff(seconds: 17))
        }
    }
}
