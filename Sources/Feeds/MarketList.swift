internal import HTTP
internal import JSON
internal import Market
internal import Text

/// What an answer about one market amounts to.
enum RulesAnswer: Equatable {
    case rules(MarketRules)
    case refused(VenueRefusal)
}

/// Why an answer does not hold what was asked for.
struct AnswerFlaw: Error, Equatable {
    let words: String

    init(_ words: String) { self.words = words }
}

extension Venue {
    /// What an answer to a question for a market's rules means.
    func rules(of symbol: Symbol, in response: HTTPResponse) -> RulesAnswer {
        switch contents(of: response) {
        case .failure(let refusal): return .refused(refusal)
        case .success(let json):
            guard response.isSuccess, let entries = entries(of: json) else {
                return .refused(refusal(json, response))
            }
            return rules(of: symbol, among: entries)
        }
    }

    private func rules(of symbol: Symbol, among entries: [JSONValue]) -> RulesAnswer {
        guard let entry = entries.first(where: { $0["symbol"]?.string == symbol.joined }) else {
            return .refused(unlisted("no market \(symbol.joined)"))
        }
        let status = entry["status"]?.string ?? "none"
        guard status == openStatus else {
            return .refused(
                VenueRefusal(
                    remedy: .giveUp(.refused), said: "\(symbol.joined) has the status \(status)",
                    advice: "it is not traded now; choose a market that is"))
        }
        do {
            return .rules(try rules(of: entry))
        } catch {
            return .refused(VenueRefusal(remedy: .giveUp(.badData), said: error.words))
        }
    }

    /// A refusal as candles have it, in the words of one who has asked for something else.
    private func refusal(_ json: JSONValue, _ response: HTTPResponse) -> VenueRefusal {
        guard case .refused(let refusal) = meaning(of: json, in: response),
            refusal.remedy != .giveUp(.badData)
        else {
            return VenueRefusal(
                remedy: .giveUp(.badData), said: ForeignText.raw(response.body),
                advice: "the answer holds no list of markets; check \(exchange.baseVariable)")
        }
        return refusal.remedy == .giveUp(.refused) ? unlisted(refusal.said) : refusal
    }

    private func unlisted(_ said: String) -> VenueRefusal {
        VenueRefusal(
            remedy: .giveUp(.refused), said: said,
            advice: "write the symbol as the exchange lists it, as in BTC/USDT")
    }
}

extension JSONValue {
    /// The tick size of a price filter where 8 decimals do not tell it.
    var fineTick: String? {
        guard let text = self["tickSize"]?.scalarText else { return nil }
        let fraction = text.utf8.split(separator: UInt8(ascii: "."), maxSplits: 1).dropFirst().last
        let digits = fraction.map { $0.reversed().drop { $0 == UInt8(ascii: "0") }.count } ?? 0
        do {
            _ = try Price(decimal: text)
            return digits > 8 ? text : nil
        } catch {
            if case .tooSmall = error { return text }
            return nil
        }
    }

    /// A figure of an entry that must be there, above zero or not below it.
    func figure<Figure: FixedPoint>(
        _ name: String, isZeroAllowed: Bool = false
    ) throws(AnswerFlaw) -> Figure {
        guard let text = self[name]?.scalarText else { throw AnswerFlaw("there is no \(name)") }
        let figure: Figure
        do {
            figure = try Figure(decimal: text)
        } catch {
            throw AnswerFlaw("\(name): \(error)")
        }
        guard figure > .zero || isZeroAllowed && figure == .zero else {
            throw AnswerFlaw("\(name) is \(figure)")
        }
        return figure
    }
}
