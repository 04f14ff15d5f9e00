internal import JSON
package import Market
package import Record
package import Rules
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

    private static let maximumTraders = 1_000
    private static let sections = [
        "traders", "defaults", "functions", "strategies", "report", "alerts",
    ]

    /// The traders that a file's bytes name; `exchange` is the one of a trader that names none.
    ///
    /// - Throws: ``InputFlaw`` with the place in the file and what to write instead.
    package init(_ bytes: [UInt8], exchange: Exchange) throws(InputFlaw) {
        let root = try Self.root(of: bytes)
        try self.init(
            root,
            StrategyShelf(strategies: root["strategies"], functions: root["functions"]),
            exchange: exchange)
    }

    private init(
        _ root: JSONValue, _ shelf: StrategyShelf, exchange: Exchange
    ) throws(InputFlaw) {
        self.shelf = shelf
        var draft = TraderDraft(exchange: exchange, shelf: shelf)
        try draft.take(root["defaults"], in: "defaults")
        traders = try Self.traders(root["traders"], defaults: draft)
        report = try ReportConfiguration(root["report"])
        alerts = try AlertsConfiguration(root["alerts"])
    }

    /// The file as an object whose sections are known ones.
    static func root(of bytes: [UInt8]) throws(InputFlaw) -> JSONValue {
        if let flaw = WideText.flaw(bytes) { throw InputFlaw(flaw) }
        let root: JSONValue
        do {
            root = try JSONReader.parse(bytes, as: .json5)
        } catch {
            throw InputFlaw("\(error)")
        }
        guard let members = root.members else { throw InputFlaw("expected an object") }
        for member in members where !sections.contains(member.name) {
            throw unknown(member.name, in: "", among: sections)
        }
        for section in ["report", "alerts"]
        where root[section].map({ $0.members == nil }) ?? false {
            throw InputFlaw("'\(section)' is not an object")
        }
        return root
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
        guard elements.count <= maximumTraders else {
            throw InputFlaw("over \(maximumTraders) traders")
        }
        var traders: [TraderSettings] = []
        var names: Set<String> = []
        var strategies: [String] = []
        var compiled = CompiledStrategies()
        for (index, element) in elements.enumerated() {
            let place = "traders[\(index)]"
            var draft = defaults
            try draft.take(element, in: place)
            strategies.append(draft.strategy)
            let trader = try draft.finished(in: place, &compiled)
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

    /// The trader of this name, whatever the others say; `nil` where there is none.
    static func trader(
        _ name: String, in root: JSONValue, _ shelf: StrategyShelf, exchange: Exchange
    ) throws(InputFlaw) -> TraderSettings? {
        var defaults = TraderDraft(exchange: exchange, shelf: shelf)
        try defaults.take(root["defaults"], in: "defaults")
        for (index, element) in (root["traders"]?.elements ?? []).enumerated() {
            let named = element["name"]?.string ?? element["exchange"]?.string
            guard (named ?? defaults.exchange.rawValue) == name else { continue }
            let place = "traders[\(index)]"
            var draft = defaults
            try draft.take(element, in: place)
            return try draft.finished(in: place)
        }
        return nil
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

/// All that can be told of a file that may be wrong.
package struct ConfigurationExamination: Sendable {
    /// As far as they can be read.
    package let shelf: StrategyShelf
    /// None where anything is wrong.
    package let traders: [TraderSettings]
    /// What is wrong: of functions the first thing, of strategies one thing each and, where those
    /// are well, the first thing of all the rest.
    package let flaws: [ConfigurationFlaw]
}

/// What is wrong with a part of the file.
package enum ConfigurationFlaw: Error, Sendable {
    case rule(RuleError)
    case other(InputFlaw)

    /// The same, as what stops a run.
    package var refusal: InputFlaw {
        switch self {
        case .rule(let error): InputFlaw(error)
        case .other(let error): error
        }
    }
}

extension ConfigurationFile {
    /// Everything that can be told of a file's bytes.
    package static func examined(
        _ bytes: [UInt8], exchange: Exchange
    ) -> ConfigurationExamination {
        do throws(InputFlaw) {
            let root = try root(of: bytes)
            let (shelf, flaws) = StrategyShelf.read(
                strategies: root["strategies"], functions: root["functions"])
            guard flaws.isEmpty else {
                return ConfigurationExamination(shelf: shelf, traders: [], flaws: flaws)
            }
            let file = try ConfigurationFile(root, shelf, exchange: exchange)
            return ConfigurationExamination(shelf: shelf, traders: file.traders, flaws: [])
        } catch {
            return ConfigurationExamination(
                shelf: StrategyShelf(), traders: [], flaws: [.other(error)])
        }
    }
}

extension InputFlaw {
    /// What is wrong with a rule, with its text and a mark; `place` is who asked for the rule.
    init(_ error: RuleError, of place: String? = nil) {
        self.init(
            at: "\(place.map { "\($0): " } ?? "")\(error.place)",
            error.message + (error.hint.map { "; \($0)" } ?? ""), quotation: error.quotation)
    }
}
