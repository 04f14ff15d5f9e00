internal import Feeds
internal import HTTP
internal import JSON
internal import Market
internal import Text

/// What an exchange lists of a market: figures that it spelled and that an order can keep, or a
/// message that may be shown.
///
/// An input begins with a byte for the exchange, even for Binance. The rest is the body.
enum RulesLaw: Law {
    static func check(_ input: [UInt8]) throws(BrokenLaw) {
        guard let kind = input.first, let body = EchoedSecret.planted(in: input.dropFirst())
        else { return }
        switch try asked(kind & 1 == 0 ? .binance : .bybit, answering: body) {
        case .failure(let failure):
            try MessageLaw.check(failure.message, atMost: 2_000, "a message")
            try EchoedSecret.check(failure.message, "a message")
        case .success(let rules):
            try hold(rules.quantityStep > .zero, "a step of \(rules.quantityStep)")
            try hold(rules.minimumNotional >= .zero, "a least of \(rules.minimumNotional)")
            let spelled = units(in: (try? JSONReader.parse(body)) ?? .null)
            try hold(spelled.contains(rules.quantityStep.units), "nobody told the step")
            try hold(spelled.contains(rules.minimumNotional.units), "nobody told the least")
        }
    }

    private static func asked(
        _ exchange: Exchange, answering body: [UInt8]
    ) throws(BrokenLaw) -> Result<MarketRules, FeedFailure> {
        guard let symbol = try? Symbol("BTC/USDT"), let base = try? HTTPURL("https://one.test")
        else { throw BrokenLaw("there is no market") }
        let transport = ScriptedTransport(
            [HTTPResponse(status: 200, body: body)], at: Timestamp(milliseconds: 0))
        let settings = VenueSettings(bases: [base], apiKey: Secret(EchoedSecret.value))
        let inquiry = MarketInquiry(venues: [exchange: settings], transport: transport)
        let answer = Result { () throws(FeedFailure) in
            try inquiry.rules(of: symbol, on: exchange)
        }
        switch answer {
        case .success(let rules?): return .success(rules)
        case .success(nil): throw BrokenLaw("nobody was asked")
        case .failure(let failure): return .failure(failure)
        }
    }

    /// Every figure that a value spells, however deep.
    private static func units(in value: JSONValue) -> Set<Int64> {
        let inner = value.elements ?? value.members?.map(\.value) ?? []
        let own = value.scalarText.flatMap { try? Quantity(decimal: $0) }.map(\.units)
        return inner.reduce(into: Set([own].compactMap { $0 })) { $0.formUnion(units(in: $1)) }
    }
}
