import Foundation
import HTTP
import Market
import Testing
import Text

@testable import Feeds

/// Where the recordings lie: beside the project, not in it.
private let recordings = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "shared/data/http")

/// The exchanges' own answers.
@Suite(
    .enabled(
        if: FileManager.default.fileExists(atPath: recordings.path),
        "no recorded answers beside the project"))
struct RecordedAnswersTests {
    private func answer(_ venue: any Venue, _ status: Int, _ name: String) throws -> VenueAnswer {
        let body = try Data(contentsOf: recordings.appending(path: name))
        return venue.answer(HTTPResponse(status: status, body: Array(body)), about: nil)
    }

    @Test(arguments: [
        ("binance-klines-BTCUSDT-1m-500rows-testnet.json", Timeframe.oneMinute, 500),
        ("binance-klines-BTCUSDT-1m-startTime-limit2-testnet.json", .oneMinute, 2),
        ("binance-klines-LTCBTC-1h-2rows.json", .oneHour, 2),
        ("bybit-kline-spot-BTCUSDT-1D-one-unclosed.json", .oneDay, 1),
        ("bybit-kline-docs-example.json", .oneHour, 3),
    ])
    func `pages are understood`(name: String, timeframe: Timeframe, count: Int) throws {
        let venue: any Venue = name.hasPrefix("binance") ? Binance() : Bybit()
        guard case .rows(let rows) = try answer(venue, 200, name) else {
            Issue.record("no rows in \(name)")
            return
        }
        let page = KlinePage(
            rows, from: Timestamp(milliseconds: 0), timeframe: timeframe, at: .sample(0),
            sureAt: .sample(0))
        #expect(page.closed.count == count)
        #expect(page.badRow == nil)
    }

    @Test(
        arguments: [
            ("binance-error-400-1121-invalid-symbol.json", 400, .giveUp(.refused)),
            ("binance-error-403-waf-cloudfront.html", 403, .otherBase),
            ("binance-error-418-1003-ip-banned.json", 418, .holdOff(seconds: 600)),
            ("binance-error-429-1003-weight.json", 429, .holdOff(seconds: 60)),
            ("binance-error-451-restricted.json", 451, .otherBase),
            ("bybit-error-10001-not-supported-symbols.json", 200, .giveUp(.refused)),
            ("bybit-error-10006-too-many-visits.json", 200, .holdOff(seconds: 60)),
            ("bybit-error-10016-request-timeout.json", 200, .retry),
            ("cloudfront-403-geoblock.html", 403, .otherBase),
        ] as [(String, Int, VenueRefusal.Remedy)])
    func `errors are understood`(name: String, status: Int, remedy: VenueRefusal.Remedy) throws {
        let venue: any Venue = name.hasPrefix("binance") ? Binance() : Bybit()
        guard case .refused(let refusal) = try answer(venue, status, name) else {
            Issue.record("rows in \(name)")
            return
        }
        #expect(refusal.remedy == remedy)
        #expect(!ForeignText.shown(refusal.said).isEmpty)
    }
}
