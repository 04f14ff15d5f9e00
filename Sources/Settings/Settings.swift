package import Alerting
package import Feeds
package import HTTP
package import Market
package import Record
internal import Store
package import Text
internal import Trading

/// Everything a run goes by, from the command line, the environment, `.env` and `algom.json`.
///
/// Command-line options win over the process environment, that over `.env`.
package struct Settings: Sendable {
    /// Where `algom.json`, `.env` and `state/` are.
    package let home: String
    package let traders: [TraderSettings]
    /// Whether `algom.json` names them; without it each run makes do with the one of its exchange.
    package var isConfigured: Bool { fallback == nil }
    /// How the one of its exchange came to be; `nil` where `algom.json` names all.
    package let fallback: Fallback?
    package let venues: [Exchange: VenueSettings]
    package let trust: TrustStore
    package let alerts: AlertsConfiguration
    private let reportConfiguration: ReportConfiguration
    /// The variables that only reports and alerts read.
    private let laterValues: [String: Secret]
    /// What no text may show that comes from outside.
    package let credentials: Credentials
    /// What the operator should know, though the run goes on.
    package let warnings: [String]

    /// Whose posts and pictures these are.
    package var brand: String { reportConfiguration.brand }

    /// What the traders are called, and what each trades.
    package var names: [(trader: String, symbol: String)] {
        traders.map { ($0.name, "\($0.market.symbol)") }
    }

    package var stateDirectory: String { "\(home)/state" }

    /// How often ticks are meant to start: as `tickMinutes` says, or as the candles ask for.
    package var tickSchedule: TickSchedule {
        alerts.tickMinutes.map(TickSchedule.init(minutes:))
            ?? TickSchedule(for: traders.map(\.market.timeframe))
    }

    /// The variables that are read, from the environment or `.env`.
    package static let variables = VariableTable.names { $0.readers != [.doctor] }

    /// The most bytes of a file that people write.
    package static let largestFile = 1 << 20

    /// The settings of a run that changes nothing in its home.
    ///
    /// - Parameters:
    ///   - environment: the process environment.
    ///   - options: what the command line says.
    /// - Throws: ``JobError`` in one line: what is wrong, where, and what to write instead.
    package init(environment: [String: String], options: Options) throws(JobError) {
        let home = try Home(environment, options, for: .looking)
        try self.init(in: home, environment: environment, options: options)
    }

    /// The settings of a run in a home.
    package init(
        in home: Home, environment: [String: String], options: Options
    ) throws(JobError) {
        let home = home.path
        let written = try Self.environmentFile(home)
        let value = Self.values(environment, written.variables)
        let exchange = try Self.exchange(options, value)
        try self.init(
            home: home, exchange: exchange, file: try Self.configuration(home, exchange: exchange),
            warnings: written.warnings, options: options,
            credentials: Credentials(environment, written.variables), value)
    }

    /// How a variable's value is found: an empty one is as good as none.
    package static func values(
        _ environment: [String: String], _ written: [String: String]
    ) -> (String) -> String? {
        { name in [environment[name], written[name]].compactMap { $0 }.first { !$0.isEmpty } }
    }

    /// The exchange of a trader that names none.
    ///
    /// - Throws: ``JobError`` where there is no such exchange.
    package static func exchange(
        _ options: Options, _ value: (String) -> String?
    ) throws(JobError) -> Exchange {
        let named = options.exchange ?? value("EXCHANGE") ?? Exchange.bybit.rawValue
        do {
            return try Exchange(named: named)
        } catch {
            let origin = options.exchange == nil ? "EXCHANGE" : "--exchange"
            throw JobError(
                options.exchange == nil ? .configuration : .usage, at: origin, "\(error)")
        }
    }

    /// The settings of what has been read.
    package init(
        home: String, exchange: Exchange, file: ConfigurationFile?, warnings: [String],
        options: Options, credentials: Credentials = .none, _ value: (String) -> String?
    ) throws(JobError) {
        self.home = home
        self.credentials = credentials
        let all: [TraderSettings]
        do throws(InputFlaw) {
            all =
                if let file { file.traders } else {
                    [try TraderDraft(exchange: exchange).finished(in: "defaults")]
                }
        } catch {
            throw JobError(.configuration, error)
        }
        traders = try Self.chosen(all, options, exchange: exchange)
        let isChosen = (options.exchange ?? value("EXCHANGE")) != nil
        fallback = file != nil ? nil : isChosen ? .chosen : .assumed
        alerts = file?.alerts ?? AlertsConfiguration()
        reportConfiguration = file?.report ?? ReportConfiguration()
        laterValues = Dictionary(
            VariableTable.names { !$0.readers.contains(.tick) && $0.readers != [.doctor] }
                .compactMap { name in value(name).map { (name, Secret($0)) } },
            uniquingKeysWith: { first, _ in first })
        venues = try Self.venues(value)
        trust = Self.trust(value)
        self.warnings = warnings
    }

    /// What the command line says about settings.
    package struct Options: Sendable {
        package var home: String?
        package var exchange: String?
        package var traders: [String]
        /// The words that started the program, for messages.
        package var command: [String]

        package init(
            home: String? = nil, exchange: String? = nil, traders: [String] = [],
            command: [String] = []
        ) {
            self.home = home
            self.exchange = exchange
            self.traders = traders
            self.command = command
        }
    }

    /// What a report goes by beyond the traders.
    ///
    /// Looked at by reports alone: a key of X that is missing stops no tick.
    ///
    /// - Throws: ``JobError`` where some of X's keys are missing, or a base URL is none.
    package func report() throws(JobError) -> ReportSettings {
        try ReportSettings(reportConfiguration) { laterValues[$0]?.revealed }
    }

    /// The channels by which people are told, each as far as it can be used.
    ///
    /// Looked at by those who tell alone: a channel without its key stops neither a tick nor another
    /// channel.
    package func alertChannels() -> [(name: String, channel: Result<AlertChannel, JobError>)] {
        alerts.channels.map { configuration in
            let channel = Result { () throws(JobError) in
                try AlertChannel(
                    configuration.kind, configuration.section, telling: configuration.telling,
                    brand: brand
                ) { laterValues[$0] }
            }
            return (configuration.kind.rawValue, channel)
        }
    }

    /// Whom the system trusts, or those that variables name.
    package static func trust(_ value: (String) -> String?) -> TrustStore {
        let (bundle, directory) = (value("SSL_CERT_FILE"), value("SSL_CERT_DIR"))
        return bundle == nil && directory == nil
            ? .system : .only(file: bundle, directory: directory)
    }

    // MARK: Files

    package static func environmentFile(
        _ home: String
    ) throws(JobError) -> (variables: [String: String], warnings: [String]) {
        guard let file = try read("\(home)/.env") else { return ([:], []) }
        if let flaw = WideText.flaw(file.bytes) {
            throw JobError(.configuration, at: "\(home)/.env", flaw)
        }
        guard let text = String(validating: file.bytes, as: UTF8.self) else {
            throw JobError(.configuration, "\(home)/.env is not UTF-8 text")
        }
        let variables: [String: String]
        do {
            variables = try EnvironmentFile(text).variables
        } catch {
            let place = error.path.isEmpty ? ".env" : ".env \(error.path)"
            throw JobError(.configuration, at: place, error.problem)
        }
        let path = "\(home)/.env"
        let warnings =
            file.mode & 0o077 == 0
            ? [] : ["\(path) can be read by others; run: chmod 600 \(shellWord(path))"]
        return (variables, warnings)
    }

    /// What of `.env` can be understood, for those who look on where a run would stop.
    package static func understoodVariables(_ home: String) -> [String: String] {
        guard let file = (try? read("\(home)/.env")) ?? nil else { return [:] }
        return EnvironmentFile.read(String(decoding: file.bytes, as: UTF8.self)).variables
    }

    package static func configuration(
        _ home: String, exchange: Exchange
    ) throws(JobError) -> ConfigurationFile? {
        let path = "\(home)/algom.json"
        guard let file = try read(path) else { return nil }
        do {
            return try ConfigurationFile(file.bytes, exchange: exchange)
        } catch {
            throw JobError(.configuration, error, in: path)
        }
    }

    static func read(_ path: String) throws(JobError) -> HomeFile? {
        do {
            return try HomeFile(path: path, atMost: largestFile)
        } catch .io(let operation, let path, let code) {
            throw JobError(StoreError.io(operation: operation, path: path, code: code))
        } catch {
            throw JobError(.configuration, "\(error)")
        }
    }

    // MARK: Choice

    private static func chosen(
        _ all: [TraderSettings], _ options: Options, exchange: Exchange
    ) throws(JobError) -> [TraderSettings] {
        for name in options.traders where !all.contains(where: { $0.name == name }) {
            let known = all.map(\.name)
            let hint = hint(forUnknown: name, among: known, atMost: 20)
            throw JobError(
                .usage, at: "--trader", "there is no trader '\(excerpt(of: name))'",
                remedy: Remedy(hint))
        }
        let chosen = all.filter { trader in
            (options.traders.isEmpty || options.traders.contains(trader.name))
                && (options.exchange == nil || trader.market.exchange == exchange)
        }
        guard !chosen.isEmpty else {
            let who = options.traders.isEmpty ? "no trader" : "none of the chosen traders"
            throw JobError(.usage, at: "--exchange", "\(who) trades on \(exchange.rawValue)")
        }
        return chosen
    }
}
