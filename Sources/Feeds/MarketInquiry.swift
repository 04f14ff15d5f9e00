package import HTTP
package import Market
package import Text

/// Asks exchanges what they demand of orders on a market: once, for a person who waits.
///
/// Each address is asked once, the next one where that may help; nobody waits and asks again.
package struct MarketInquiry {
    /// So many addresses that a person still waits for the last.
    private static let maximumAddresses = 4
    private static let maximumBodyBytes = 1 << 20

    private let venues: [Exchange: VenueSettings]
    private let transport: any HTTPTransport
    private let credentials: Credentials

    /// The transport must have nothing else under way; no answer shows any of the credentials.
    package init(
        venues: [Exchange: VenueSettings], transport: any HTTPTransport,
        hiding credentials: Credentials = .none
    ) {
        self.venues = venues
        self.transport = transport
        self.credentials = credentials
    }

    /// The rules of a market; `nil` on the embedded one, which has none.
    ///
    /// - Throws: ``FeedFailure`` of the address asked last, with the exchange's own words.
    package func rules(
        of symbol: Symbol, on exchange: Exchange
    ) throws(FeedFailure) -> MarketRules? {
        try ForeignText.hiding(credentials) { () throws(FeedFailure) in
            try told(of: symbol, on: exchange)
        }
    }

    private func told(
        of symbol: Symbol, on exchange: Exchange
    ) throws(FeedFailure) -> MarketRules? {
        guard let venue = exchange.venue, let settings = venues[exchange] else { return nil }
        var last = FeedFailure(.unavailable, "\(exchange.rawValue) has no address")
        for base in settings.bases.prefix(Self.maximumAddresses) {
            let subject = "\(exchange.rawValue) \(symbol): \(base)"
            func failure(_ kind: FeedFailure.Kind, _ words: String, _ advice: String = "")
                -> FeedFailure
            {
                let said = ForeignText.shown(words, hiding: settings.apiKey)
                return FeedFailure(
                    kind, "\(subject): \(said)\(advice.isEmpty ? "" : "; \(advice)")")
            }
            switch transport.exchange(request(venue, symbol, at: base)) {
            case .failure(let error): last = failure(.unavailable, "\(error)")
            case .success(let response):
                let refusal: VenueRefusal
                switch venue.rules(of: symbol, in: response) {
                case .rules(let rules): return rules
                case .refused(let why): refusal = why
                }
                let words = "answered HTTP \(response.status): \(refusal.said)"
                switch refusal.remedy {
                case .giveUp(let kind): throw failure(kind, words, refusal.advice)
                case .holdOff(let seconds):
                    throw failure(.tryLater, words, "leave it alone for \(seconds) s")
                case .retry, .otherBase: last = failure(.unavailable, words, refusal.advice)
                }
            }
        }
        throw last
    }

    /// No key goes along: the list is everybody's.
    private func request(
        _ venue: any Venue, _ symbol: Symbol, at base: HTTPURL
    ) -> HTTPRequest {
        HTTPRequest(
            .get, base.appending(path: venue.listPath, query: venue.listQuery(symbol)),
            maximumBodyBytes: Self.maximumBodyBytes)
    }
}

/// What an exchange asks of every order on a market.
package struct MarketRules: Equatable, Sendable {
    /// Quantities are whole multiples of it.
    package let quantityStep: Quantity
    /// The least an order may be worth, in the quote currency.
    package let minimumNotional: Money
    /// What prices are multiples of, where that is finer than the 8 decimals they are kept with.
    package var fineTick: String?
}
