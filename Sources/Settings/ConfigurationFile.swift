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
    /// - Throws: ``JobError`` with the place in the file and what to write instead.
    package init(_ bytes: [UInt8], exchange: Exchange) throws(JobError) {
        if let flaw = WideText.flaw(bytes) { throw Self.refusal(flaw) }
        let root: JSONValue
        do {
            root = try JSONReader.parse(bytes, as: .json5)
        } catch {
            throw Self.refusal("\(error)")
        }
        guard let members = root.members else { throw Self.refusal("expected an object") }
        for member in members where !Self.sections.contains(member.name) {
            throw Self.unknown(member.name, in: "", among: Self.sections)
        }
        for section in ["report", "alerts"]
        where root[section].map({ $0.members == nil }) ?? false {
            throw Self.refusal("'\(section)' is not an object")
        }
        var draft = TraderDraft(exchange: exchange)
        try draft.take(root["defaults"], in: "defaults", names: Self.keys)
        traders = try Self.traders(root["traders"], defaults: draft)
        report = try ReportConfiguration(root["report"])
        alerts = try AlertsConfiguration(root["alerts"])
    }

    private static func traders(
        _ value: JSONValue?, defaults: TraderDraft
    ) throws(JobError) -> [TraderSettings] {
        guard let value else { return [try defaults.finished(in: "defaults")] }
        guard let elements = value.elements, !elements.isEmpty else {
            throw refusal("'traders' is not a list of at least one trader")
        }
        guard elements.count <= mostTraders else {
            throw refusal("over \(mostTraders) traders")
        }
        var traders: [TraderSettings] = []
        var names: Set<String> = []
        for (index, element) in elements.enumerated() {
            let place = "traders[\(index)]"
            var draft = defaults
            try draft.take(element, in: place, names: keys)
            let trader = try draft.finished(in: place)
            guard names.insert(trader.name).inserted else {
                throw refusal(
                    "\(place): a second trader is called '\(trader.name)'; give it a 'name' of its own"
                )
            }
            traders.append(trader)
        }
        return traders
    }

    static func refusal(_ what: String) -> JobError {
        JobError(.configuration, "algom.json: \(what)")
    }

    static func unknown(
        _ name: String, in place: String, among known: [String]
    ) -> JobError {
        refusal(
            "\(place.isEmpty ? "" : "\(place): ")unknown key '\(excerpt(of: name))'; "
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
    ) throws(JobError) {
        guard let value else { return }
        guard let members = value.members else {
            throw ConfigurationFile.refusal("'\(place)' is not an object")
        }
        for member in members {
            guard names.contains(member.name) else {
                throw ConfigurationFile.unknown(member.name, in: place, among: names)
            }
            do {
                try take(member)
            } catch {
                throw ConfigurationFile.refusal("\(place).\(member.name): \(error.description)")
            }
        }
    }

    /// The trader, once everything about it is known to be possible.
    package func finished(in place: String) throws(JobError) -> TraderSettings {
        do {
            try parameters.validate()
        } catch {
            throw ConfigurationFile.refusal("\(place): \(error)")
        }
        do {
            let market = Market(
                exchange: exchange, symbol: try Symbol(symbol), timeframe: timeframe)
            return TraderSettings(
                name: name ?? exchange.rawValue, market: market, parameters: parameters)
        } catch {
            throw ConfigurationFile.refusal("\(place).symbol: \(error)")
        }
    }

    private mutating func take(_ member: JSONMember) throws(JobError) {
        switch member.name {
        case "name":
            name = try text(member.value)
            guard TraderSettings.isName(name ?? "") else {
                throw JobError(
                    .configuration,
                    "a name is 1 to 32 of a-z, 0-9, '_' and '-', and begins with a letter or digit")
            }
        case "exchange": exchange = try Exchange(named: try text(member.value))
        case "symbol": symbol = try text(member.value)
        case "timeframe": timeframe = try Timeframe(named: try text(member.value))
        default:
            do {
                _ = try parameters.set(member.name, to: member.value)
            } catch {
                throw JobError(.configuration, error.description)
            }
        }
    }

    private func text(_ value: JSONValue) throws(JobError) -> String {
        guard let text = value.string else {
            throw JobError(.configuration, "it is not a string, but \(value.kind)")
        }
        return text
    }
}
