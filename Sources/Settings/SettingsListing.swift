internal import Alerting
internal import JSON
internal import Market
internal import Record
internal import Rules
internal import Store
package import Text
internal import Trading

/// Every key that a run goes by, its value, and where that came from; secrets are hidden.
package struct SettingsListing {
    struct Entry {
        /// As `trader btc`, `report`, `alerts`, `variables`.
        let section: String
        let key: String
        let value: String
        let origin: String
    }

    private static let standard = "default"
    private static let hidden = "(hidden)"
    private static let file = "algom.json"

    private(set) var entries: [Entry] = []

    /// The variables that are read, for whatever they serve.
    package static let variables = VariableTable.groups.flatMap(\.variables).map(\.name)

    /// Those of a home, as a run would read them; of some traders, where they are named.
    ///
    /// - Throws: ``JobError`` where something is refused, as a run would be.
    package init(
        in home: Home, environment: [String: String], options: Settings.Options
    ) throws(JobError) {
        let written = try Settings.environmentFile(home.path).variables
        let value = Settings.values(environment, written)
        let exchange = try Settings.exchange(options, value)
        let file = try Settings.configuration(home.path, exchange: exchange)
        let settings = try Settings(
            home: home.path, exchange: exchange, file: file, warnings: [], options: options, value)
        let root = try Self.root(home.path)
        addHome(home, environment, options, isConfigured: file != nil, hasVariables: written)
        let all = file?.traders ?? settings.traders
        for (index, trader) in all.enumerated() where settings.traders.contains(trader) {
            add(
                trader, at: index, in: root, file?.shelf ?? StrategyShelf(),
                exchangeOrigin: value("EXCHANGE") == nil ? Self.standard : "EXCHANGE")
        }
        var report = file?.report ?? ReportConfiguration()
        try add("report", root?["report"]) { (collector) throws(JSONError) in
            try report.fields(&collector)
        }
        var alerts = settings.alerts
        try add("alerts", root?["alerts"]) { (collector) throws(JSONError) in
            try alerts.fields(&collector)
        }
        for channel in settings.alerts.channels {
            var (section, telling) = (channel.section, channel.telling)
            try add(
                "alerts", root?["alerts"]?[channel.kind.rawValue], channel.kind.rawValue,
                behind: root?["alerts"]
            ) { (collector) throws(JSONError) in
                try section.fields(&collector)
                try telling.fields(&collector)
            }
        }
        addVariables(environment, written)
    }

    /// What the file says, word for word; `nil` where there is none.
    private static func root(_ home: String) throws(JobError) -> JSONValue? {
        do {
            return try Settings.read("\(home)/\(file)").map {
                try ConfigurationFile.root(of: $0.bytes)
            }
        } catch let error as InputFlaw {
            throw JobError(.configuration, error, in: "\(home)/\(file)")
        } catch {
            throw JobError(.configuration, "\(error)")
        }
    }

    // MARK: Sections

    private mutating func addHome(
        _ home: Home, _ environment: [String: String], _ options: Settings.Options,
        isConfigured: Bool, hasVariables written: [String: String]
    ) {
        let origin =
            options.home != nil
            ? "--home" : environment["ALGOM_HOME"] != nil ? "ALGOM_HOME" : "working directory"
        add("home", "directory", home.path, origin)
        add("home", Self.file, isConfigured ? "there" : "none", "\(home.path)/\(Self.file)")
        add("home", ".env", written.isEmpty ? "says nothing" : "there", "\(home.path)/.env")
    }

    private mutating func add(
        _ trader: TraderSettings, at index: Int, in root: JSONValue?, _ shelf: StrategyShelf,
        exchangeOrigin: String
    ) {
        let own = root?["traders"]?.elements.flatMap {
            $0.indices.contains(index) ? $0[index] : nil
        }
        let defaults = root?["defaults"]
        let section = "trader \(trader.name)"
        func add(_ key: String, _ value: String, _ origin: String) {
            let place =
                own?[key] != nil
                ? "\(Self.file), traders[\(index)]"
                : defaults?[key] != nil ? "\(Self.file), defaults" : origin
            entries.append(Entry(section: section, key: key, value: value, origin: place))
        }
        let strategy = trader.parameters.strategy.name
        add("name", trader.name, "its exchange")
        add("exchange", trader.market.exchange.rawValue, exchangeOrigin)
        add("symbol", trader.market.symbol.description, Self.standard)
        add("timeframe", trader.market.timeframe.rawValue, Self.standard)
        add("strategy", strategy, Self.standard)
        for parameter in shelf.text(named: strategy)?.parameters ?? []
        where trader.parameters.strategy.text != nil {
            let given = trader.parameters.strategy.text?.given[parameter.name]
            add(parameter.name, "\(given ?? parameter.value)", "its strategy")
        }
        for member in trader.parameters.spelled where member.name != "strategy" {
            let isOfStrategy = member.name == "warmUp" && trader.parameters.strategy.text != nil
            add(
                member.name, member.value.scalarText ?? "null",
                isOfStrategy ? "its strategy" : Self.standard)
        }
    }

    /// What the fields of a section hold; where it says nothing what `others` say, or the default.
    private mutating func add(
        _ section: String, _ said: JSONValue?, _ name: String? = nil,
        behind others: JSONValue? = nil,
        _ visit: (inout FieldCollector) throws(JSONError) -> Void
    ) throws(JobError) {
        var collector = FieldCollector()
        do {
            try visit(&collector)
        } catch {
            throw JobError(.bug, "\(error)")
        }
        for (key, value) in collector.fields {
            let place = ([section] + (name.map { [$0] } ?? [])).joined(separator: ".")
            let origin =
                said?[key] != nil
                ? "\(Self.file), \(place)"
                : others?[key] != nil ? "\(Self.file), \(section)" : Self.standard
            add(section, (name.map { "\($0)." } ?? "") + key, value, origin)
        }
    }

    private mutating func addVariables(_ environment: [String: String], _ written: [String: String])
    {
        for group in VariableTable.groups {
            for variable in group.variables {
                let own = environment[variable.name].flatMap { $0.isEmpty ? nil : $0 }
                let filed =
                    group.place == .file
                    ? written[variable.name].flatMap { $0.isEmpty ? nil : $0 } : nil
                let value = own ?? filed
                // A proxy's address may hold a password.
                let isHidden = value != nil && (variable.isSecret || value?.contains("@") == true)
                add(
                    "variables", variable.name,
                    isHidden ? Self.hidden : value ?? (variable.isSecret ? "" : variable.standard),
                    own != nil
                        ? "environment"
                        : filed != nil
                            ? ".env" : variable.standard.isEmpty ? "not set" : Self.standard)
            }
        }
    }

    private mutating func add(
        _ section: String, _ key: String, _ value: String, _ origin: String
    ) {
        entries.append(Entry(section: section, key: key, value: value, origin: origin))
    }
}

extension SettingsListing {
    /// Longer values stand out of their column.
    private static let widest = 40

    /// For people: a heading a section, a line a key.
    package var lines: [String] {
        let width = { (texts: [String]) in
            texts.map(\.count).filter { $0 <= Self.widest }.max() ?? 0
        }
        let (keys, values) = (width(entries.map(\.key)), width(entries.map(\.value)))
        var lines: [String] = []
        var section = ""
        for entry in entries {
            if entry.section != section {
                lines += (section.isEmpty ? [] : [""]) + [entry.section]
                section = entry.section
            }
            let (key, value) = (Self.padded(entry.key, keys), Self.padded(entry.value, values))
            lines.append(ShownText.line("  \(key)  \(value)  \(entry.origin)"))
        }
        return lines
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    /// One JSON object a key.
    package var json: [String] {
        entries.map { entry in
            let json: JSONValue = [
                "section": .string(entry.section), "key": .string(entry.key),
                "value": .string(entry.value), "from": .string(entry.origin),
            ]
            return String(decoding: json.bytes, as: UTF8.self)
        }
    }
}

/// Sees what the fields of a section hold.
private struct FieldCollector: FieldVisitor {
    private(set) var fields: [(name: String, value: String)] = []

    mutating func field<Value: JSONCodable>(_ name: String, _ value: inout Value) {
        var writer = JSONWriter()
        value.write(to: &writer)
        let text = String(decoding: writer.bytes, as: UTF8.self)
        fields.append((name, (try? JSONReader.parse(writer.bytes))?.scalarText ?? text))
    }
}
