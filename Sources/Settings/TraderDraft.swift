internal import JSON
package import Market
package import Record
internal import Rules
package import Text
package import Trading

/// A trader while its keys are read: those of `defaults` first, its own after that.
package struct TraderDraft {
    /// The keys that every trader may have; its strategy's parameters come to them.
    private static let keys =
        ["name", "exchange", "symbol", "timeframe", "strategy"]
        + Parameters.names.filter { !Crossover.parameterNames.contains($0) }

    var name: String?
    var exchange: Exchange
    package var symbol = "BTC/USDT"
    package var timeframe = Timeframe.fiveMinutes
    /// The strategy's name.
    package var strategy = Strategy.defaultName
    private var parameters = Parameters()
    private var hasWarmUp = false
    private let shelf: StrategyShelf
    /// What keys say that only a strategy can tell the meaning of, and where they stand.
    private var given: [(name: String, value: JSONValue, place: String)] = []
    private static let defaults = "defaults"

    package init(exchange: Exchange, shelf: StrategyShelf = StrategyShelf()) {
        self.exchange = exchange
        self.shelf = shelf
    }

    mutating func take(_ value: JSONValue?, in place: String) throws(InputFlaw) {
        guard let value else { return }
        guard let members = value.members else {
            throw InputFlaw("'\(place)' is not an object")
        }
        for member in members {
            guard Self.keys.contains(member.name) else {
                given.removeAll { $0.name == member.name }
                given.append((member.name, member.value, place))
                continue
            }
            do {
                try take(member)
            } catch {
                throw InputFlaw(at: "\(place).\(member.name)", error.problem)
            }
        }
    }

    /// Refuses keys of the defaults that no trader's strategy has.
    func refuseUnknown(ofStrategies names: [String]) throws(InputFlaw) {
        let known = names.flatMap { shelf.parameters(of: $0) }
        for key in given where key.place == Self.defaults && !known.contains(key.name) {
            throw ConfigurationFile.unknown(
                key.name, in: key.place, among: Self.keys + unique(known))
        }
    }

    /// The trader, once everything about it is known to be possible.
    package func finished(in place: String) throws(InputFlaw) -> TraderSettings {
        var compiled = CompiledStrategies()
        return try finished(in: place, &compiled)
    }

    /// The same of one of several, among which every strategy is compiled once.
    func finished(
        in place: String, _ compiled: inout CompiledStrategies
    ) throws(InputFlaw) -> TraderSettings {
        var parameters = parameters
        parameters.strategy = .crossover(Crossover())
        try assign(to: &parameters, place, &compiled)
        do {
            try parameters.validate()
        } catch {
            let isOfRule = error.name.hasPrefix("strategies.")
            let rule = isOfRule ? shelf.text(named: strategy)?.size : nil
            throw InputFlaw(
                at: place, "\(error)",
                quotation: rule.map { RuleError.quotation(of: $0) } ?? [])
        }
        do {
            let market = Market(
                exchange: exchange, symbol: try Symbol(symbol), timeframe: timeframe)
            return TraderSettings(
                name: name ?? exchange.rawValue, market: market, parameters: parameters)
        } catch {
            throw InputFlaw(at: "\(place).symbol", "\(error)")
        }
    }

    // MARK: The strategy

    private func assign(
        to parameters: inout Parameters, _ place: String, _ compiled: inout CompiledStrategies
    ) throws(InputFlaw) {
        let own = shelf.parameters(of: strategy)
        for key in given where key.place != Self.defaults && !own.contains(key.name) {
            throw ConfigurationFile.unknown(key.name, in: key.place, among: Self.keys + own)
        }
        let given = given.filter { own.contains($0.name) }
        guard !shelf.isCrossover(strategy) else {
            for key in given {
                do {
                    _ = try parameters.set(key.name, to: key.value)
                } catch {
                    throw InputFlaw(
                        "\(key.place).\(key.name): \(error.description)")
                }
            }
            return
        }
        guard let text = shelf.text(named: strategy) else {
            throw InputFlaw(
                "\(place).strategy: there is no strategy '\(excerpt(of: strategy))'; "
                    + hint(forUnknown: strategy, among: shelf.names))
        }
        var values: [String: ExactNumber] = [:]
        for key in given {
            guard let number = ExactNumber(key.value) else {
                throw InputFlaw("\(key.place).\(key.name): it is not a number")
            }
            values[key.name] = number
        }
        do throws(RuleError) {
            parameters.adopt(
                try compiled.strategy(text, values, timeframe, of: shelf), hasWarmUp: hasWarmUp)
        } catch {
            throw InputFlaw(error, of: place)
        }
    }

    private func unique(_ names: [String]) -> [String] {
        names.enumerated().filter { !names[..<$0].contains($1) }.map(\.element)
    }

    // MARK: Keys of every trader

    private mutating func take(_ member: JSONMember) throws(InputFlaw) {
        switch member.name {
        case "name":
            name = try text(member.value)
            guard TraderSettings.isName(name ?? "") else {
                throw InputFlaw(
                    "a name is 1 to 32 of a-z, 0-9, '_' and '-', and begins with a letter or digit")
            }
        case "exchange": exchange = try Exchange(named: try text(member.value))
        case "symbol": symbol = try text(member.value)
        case "timeframe": timeframe = try Timeframe(named: try text(member.value))
        case "strategy": strategy = try text(member.value)
        default:
            do {
                _ = try parameters.set(member.name, to: member.value)
                if member.name == "warmUp" { hasWarmUp = true }
            } catch {
                throw InputFlaw(error.description)
            }
        }
    }

    private func text(_ value: JSONValue) throws(InputFlaw) -> String {
        guard let text = value.string else {
            throw InputFlaw("it is not a string, but \(value.kind)")
        }
        return text
    }
}

extension Parameters {
    /// The warm-up of a strategy in text that nobody gave one: as long as it remembers, within
    /// these.
    private static let warmUps = 500...100_000

    /// Takes a strategy in text, and where none was given the warm-up that it wants.
    package mutating func adopt(_ strategy: TextStrategy, hasWarmUp: Bool) {
        self.strategy = .text(strategy)
        if !hasWarmUp {
            warmUp = min(max(strategy.warm, Self.warmUps.lowerBound), Self.warmUps.upperBound)
        }
    }
}
