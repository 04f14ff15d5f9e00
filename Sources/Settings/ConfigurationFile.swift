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
        let (traders, flaws) = Self.traders(root["traders"], defaults: draft)
        if let flaw = flaws.first { throw flaw }
        self.traders = traders
        report = try ReportConfiguration(root["report"])
        alerts = try AlertsConfiguration(root["alerts"])
    }

    /// The file as an object whose sections are known ones.
    static func root(of bytes: [UInt8]) throws(InputFlaw) -> JSONValue {
        let root = try object(of: bytes)
        if let (_, flaw) = flaws(ofSectionsIn: root).first { throw flaw }
        return root
    }

    private static func object(of bytes: [UInt8]) throws(InputFlaw) -> JSONValue {
        if let flaw = WideText.flaw(bytes) { throw InputFlaw(flaw) }
        let root: JSONValue
        do {
            root = try JSONReader.parse(bytes, as: .json5)
        } catch {
            throw InputFlaw("\(error)")
        }
        guard root.members != nil else { throw InputFlaw("expected an object") }
        return root
    }

    /// Sections that nobody knows, and such as are no objects.
    private static func flaws(ofSectionsIn root: JSONValue) -> [(section: String, flaw: InputFlaw)]
    {
        let members = root.members ?? []
        let unknown = members.filter { !sections.contains($0.name) }.map {
            ($0.name, Self.unknown($0.name, in: "", among: sections))
        }
        let wrong = ["report", "alerts"].filter { root[$0].map { $0.members == nil } ?? false }
        return unknown + wrong.map { ($0, InputFlaw("'\($0)' is not an object")) }
    }

    /// The traders, and what is wrong with others; those of strategies `besides` are not judged.
    private static func traders(
        _ value: JSONValue?, defaults: TraderDraft, besides flawed: Set<String> = []
    ) -> (traders: [TraderSettings], flaws: [InputFlaw]) {
        var traders: [TraderSettings] = []
        var flaws: [InputFlaw] = []
        func look(_ body: () throws(InputFlaw) -> Void) {
            do throws(InputFlaw) {
                try body()
            } catch {
                flaws.append(error)
            }
        }
        guard let value else {
            look { () throws(InputFlaw) in
                guard !flawed.contains(defaults.strategy) else { return }
                try defaults.refuseUnknown(ofStrategies: [defaults.strategy])
                traders = [try defaults.finished(in: "defaults")]
            }
            return (traders, flaws)
        }
        guard let elements = value.elements, !elements.isEmpty else {
            return ([], [InputFlaw("'traders' is not a list of at least one trader")])
        }
        guard elements.count <= maximumTraders else {
            return ([], [InputFlaw("over \(maximumTraders) traders")])
        }
        var names: Set<String> = []
        var strategies: [String] = []
        var compiled = CompiledStrategies()
        for (index, element) in elements.enumerated() {
            let place = "traders[\(index)]"
            look { () throws(InputFlaw) in
                var draft = defaults
                try draft.take(element, in: place)
                strategies.append(draft.strategy)
                guard !flawed.contains(draft.strategy) else { return }
                let trader = try draft.finished(in: place, &compiled)
                guard names.insert(trader.name).inserted else {
                    throw InputFlaw(
                        at: place,
                        "a second trader is called '\(trader.name)'; give it a 'name' of its own"
                    )
                }
                traders.append(trader)
            }
        }
        // A trader that could not be read may have had the key.
        if flaws.isEmpty, flawed.isDisjoint(with: strategies) {
            look { () throws(InputFlaw) in try defaults.refuseUnknown(ofStrategies: strategies) }
        }
        return (traders, flaws)
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
    /// What is wrong, as far as one thing says nothing about another, section by section in the order
    /// of the file: of a rule, a key or a trader what is found first.
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
        let root: JSONValue
        do throws(InputFlaw) {
            root = try object(of: bytes)
        } catch {
            return ConfigurationExamination(
                shelf: StrategyShelf(), traders: [], flaws: [.other(error)])
        }
        let reading = StrategyShelf.read(
            strategies: root["strategies"], functions: root["functions"])
        var flaws = [
            "functions": reading.flawsOfFunctions, "strategies": reading.flawsOfStrategies,
        ]
        for (section, flaw) in Self.flaws(ofSectionsIn: root) { flaws[section] = [.other(flaw)] }
        func look(at section: String, _ body: () throws(InputFlaw) -> Void) {
            guard flaws[section] == nil else { return }
            do throws(InputFlaw) {
                try body()
            } catch {
                flaws[section, default: []].append(.other(error))
            }
        }
        var traders: [TraderSettings] = []
        var draft = TraderDraft(exchange: exchange, shelf: reading.shelf)
        look(at: "defaults") { () throws(InputFlaw) in
            try draft.take(root["defaults"], in: "defaults")
        }
        if flaws["defaults"] == nil {
            let (found, wrong) = Self.traders(
                root["traders"], defaults: draft, besides: Set(reading.named.keys))
            traders = found
            if !wrong.isEmpty { flaws["traders"] = wrong.map { .other($0) } }
        }
        look(at: "report") { () throws(InputFlaw) in _ = try ReportConfiguration(root["report"]) }
        look(at: "alerts") { () throws(InputFlaw) in _ = try AlertsConfiguration(root["alerts"]) }
        let told = (root.members ?? []).map(\.name) + ["traders"]
        let all = told.flatMap { flaws.removeValue(forKey: $0) ?? [] }
        return ConfigurationExamination(
            shelf: reading.shelf, traders: all.isEmpty ? traders : [], flaws: all)
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
