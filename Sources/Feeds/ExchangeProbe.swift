package import HTTP
internal import JSON
package import Market
internal import Text

/// Questions to an exchange by which nobody trades: what time it is, and whether it has a market.
package struct ExchangeProbe: Sendable {
    private static let maximumBodyBytes = 512 << 10
    /// So far back a market that is traded has a candle.
    private static let candles: Int64 = 10

    private let venue: any Venue
    private let settings: VenueSettings

    /// What an answer amounts to.
    package enum Answer: Equatable, Sendable {
        /// So many candles.
        case candles(Int)
        /// This place, or what asks from it, is not served at this address; the exchange's words.
        case blocked(String)
        /// It asked to be left alone; the exchange's words.
        case busy(String)
        /// It refuses the question itself, with what to do; the exchange's words.
        case refused(String, advice: String)
        /// Anything else; in one line.
        case unclear(String)
    }

    /// Questions to an exchange; `nil` to the market that needs no asking.
    package init?(_ exchange: Exchange, _ settings: VenueSettings) {
        guard let venue = exchange.venue else { return nil }
        self.venue = venue
        self.settings = settings
    }

    package var bases: [HTTPURL] { settings.bases }
    /// The environment variable that replaces the addresses.
    package var baseVariable: String { venue.exchange.baseVariable }

    /// The question for the time, which costs an exchange nothing.
    package func time(at base: HTTPURL, withinMilliseconds limit: Int) -> HTTPRequest {
        HTTPRequest(base.appending(path: venue.timePath), withinMilliseconds: limit)
    }

    /// The exchange's time, and whether it is exact to the millisecond, from the answer to the
    /// question for it; `nil` where it tells none that can be.
    package func time(in response: HTTPResponse) -> (moment: Timestamp, isExact: Bool)? {
        let json = try? JSONReader.parse(response.body)
        let told = json?[venue.timeMember]?.integer.map { Timestamp(milliseconds: $0) }
        if let told, Timestamp.credible.contains(told) { return (told, true) }
        return response.date.map { ($0, false) }
    }

    /// The question for a market's last candles, as a tick asks it.
    package func candles(
        of market: Market, now: Timestamp, at base: HTTPURL, withinMilliseconds limit: Int
    ) -> HTTPRequest {
        let start = now.advanced(byMilliseconds: -Self.candles * market.timeframe.milliseconds)
        var request = venue.request(
            market, from: market.timeframe.floor(start), base: base, apiKey: settings.apiKey)
        request.connectTimeoutMilliseconds = limit
        request.totalTimeoutMilliseconds = limit
        request.maximumBodyBytes = Self.maximumBodyBytes
        return request
    }

    /// What an answer means to the question for a market's candles, or for the time where it names no
    /// market, which counts as no candles.
    package func answer(_ response: HTTPResponse, about market: Market?) -> Answer {
        if market == nil, response.isSuccess, time(in: response) != nil {
            return .candles(0)
        }
        switch venue.answer(response, about: market) {
        case .rows(let rows): return .candles(rows.count)
        case .refused(let refusal):
            let said = ForeignText.shown(refusal.said, hiding: settings.apiKey)
            let words = "HTTP \(response.status): \(said)"
            switch refusal.remedy {
            case .holdOff: return .busy(words)
            case .giveUp(.refused): return .refused(words, advice: refusal.advice)
            case .otherBase where refusal.isBlock: return .blocked(words)
            case .otherBase, .giveUp, .retry: return .unclear(words)
            }
        }
    }
}
