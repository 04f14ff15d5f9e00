internal import JSON
package import Market
package import Record
package import Text
internal import Trading

/// `algom.json`: the traders, and what they have in common.
///
/// ```json5
/// {
///   defaults: { timeframe: "15m", stopLossPercent: 1.5 },
///   traders: [{ exchange: "binance" }, { name: "eth", exchange: "bybit", symbol: "ETH/USDT" }],
/// }
/// ```
///
/// JSON5. A key nobody knows is an error that names the nearest known one: a typing mistake in a
/// risk limit must not pass for a risk limit.
package struct ConfigurationFile: Sendable {
    package let traders: [TraderSettings]
    package let report: ReportConfiguration
    let alerts: AlertsConfiguration

    private static let mostTraders = 1_000
    private static let sections = ["traders", "defaults", "report", "alerts"]
    /// What a trader and the defaults may hold.
    private static let keys = ["name", "exchange", "symbol", "timeframe"] + Parameters.names

    /// The traders that a file's bytes name; `exchange` is the one of a trader that names none.
    ///
    /// - Throws: ``InputFlaw`` with the place in the file and what to write instead.
    package init(_ bytes: [UInt8], exchange: Exchange) throws(InputFlaw) {
        if let flaw = WideText.flaw(bytes) { throw InputFlaw(flaw) }
        let root: JSONValue
        do {
            root = try JSONReader.parse(bytes, as: .json5)
        } catch {
            throw InputFlaw("\(error)")
        }
        guard let members = root.members else { throw InputFlaw("expected an object") }
        for member in members where !Self.sections.contains(member.name) {
            throw Self.unknown(member.name, in: "", among: Self.sections)
        }
        for section in ["report", "alerts"]
        where root[section].map({ $0.members == nil }) ?? false {
            throw InputFlaw("'\(section)' is not an object")
        }
        var draft = TraderDraft(exchange: exchange)
        try draft.take(root["defaults"], in: "defaults", names: Self.keys)
        traders = try Self.traders(root["traders"], defaults: draft)
        report = try ReportConfiguration(root["report"])
        alerts = try AlertsConfiguration(root["alerts"])
    }

    private static func traders(
        _ value: JSONValue?, defaults: TraderDraft
    ) throws(InputFlaw) -> [TraderSettings] {
        guard let value else { return [try defaults.finished(in: "defaults")] }
        guard let elements = value.elements, !elements.isEmpty else {
            throw InputFlaw("'traders' is not a list of at least one trader")
        }
        guard elements.count <= mostTraders else {
            throw InputFlaw("over \(mostTraders) traders")
        }
        var traders: [TraderSettings] = []
        var names: Set<String> = []
        for (index, element) in elements.enumerated() {
            let place = "traders[\(index)]"
            var draft = defaults
            try draft.take(element, in: place, names: keys)
            let trader = try draft.finished(in: place)
            guard names.insert(trader.name).inserted else {
                throw InputFlaw(
                    at: place,
                    "a second trader is called '\(trader.name)'; give it a 'name' of its own"
                )
            }
            traders.append(trader)
        }
        return traders
    }

    static func unknown(
        _ name: String, in place: String, among known: [String]
    ) -> InputFlaw {
        InputFlaw(
            at: place,
            "unknown key '\(excerpt(of: name))'; "
                + hint(forUnknown: name, among: known))
    }
}

/// A trader while its keys are read: those of `defaults` first, its own after that.
package struct TraderDraft {
    var name: String?
    var exchange: Exchange
    package var symbol = "BTC/USDT"
    package var timeframe = Timeframe.fiveMinutes
    var parameters = Parameters()

    package init(exchange: Exchange) { self.exchange = exchange }

    mutating func take(
        _ value: JSONValue?, in place: String, names: [String]
    ) throws(InputFlaw) {
        guard let value else { return }
        guard let members = value.members else {
            throw InputFlaw("'\(place)' is not an object")
        }
        for member in members {
            guard names.contains(member.name) else {
                throw ConfigurationFile.unknown(member.name, in: place, among: names)
            }
            do {
                try take(member)
            } catch {
                throw InputFlaw(at: "\(place).\(member.name)", error.problem)
            }
        }
    }

    /// The trader, once everything about it is known to be possible.
    package func finished(in place: String) throws(InputFlaw) -> TraderSettings {
        do {
            try parameters.validate()
        } catch {
            throw InputFlaw(at: place, "\(error)")
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
        default:
            do {
                _ = try parameters.set(member.name, to: member.value)
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
