internal import JSON
package import Market
package import Record
internal import Rules
package import Text

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
    /// The strategies that the file has, and the built-in ones.
    package let shelf: StrategyShelf

    private static let mostTraders = 1_000
    private static let sections = [
        "traders", "defaults", "functions", "strategies", "report", "alerts",
    ]

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
        shelf = try StrategyShelf(strategies: root["strategies"], functions: root["functions"])
        var draft = TraderDraft(exchange: exchange, shelf: shelf)
        try draft.take(root["defaults"], in: "defaults")
        traders = try Self.traders(root["traders"], defaults: draft)
        report = try ReportConfiguration(root["report"])
        alerts = try AlertsConfiguration(root["alerts"])
    }

    private static func traders(
        _ value: JSONValue?, defaults: TraderDraft
    ) throws(InputFlaw) -> [TraderSettings] {
        guard let value else {
            try defaults.refuseUnknown(ofStrategies: [defaults.strategy])
            return [try defaults.finished(in: "defaults")]
        }
        guard let elements = value.elements, !elements.isEmpty else {
            throw InputFlaw("'traders' is not a list of at least one trader")
        }
        guard elements.count <= mostTraders else {
            throw InputFlaw("over \(mostTraders) traders")
        }
        var traders: [TraderSettings] = []
        var names: Set<String> = []
        var strategies: [String] = []
        for (index, element) in elements.enumerated() {
            let place = "traders[\(index)]"
            var draft = defaults
            try draft.take(element, in: place)
            strategies.append(draft.strategy)
            let trader = try draft.finished(in: place)
            guard names.insert(trader.name).inserted else {
                throw InputFlaw(
                    at: place,
                    "a second trader is called '\(trader.name)'; give it a 'name' of its own"
                )
            }
            traders.append(trader)
        }
        try defaults.refuseUnknown(ofStrategies: strategies)
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
