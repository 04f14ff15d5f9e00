internal import Alerting
internal import Feeds
internal import Market
internal import Publishing
internal import Text
internal import Writing

/// A variable of the environment, and who reads it.
package struct Variable: Sendable {
    package enum Reader: String, CaseIterable, Sendable {
        case tick = "algom-tick"
        case report = "algom-report"
        case health = "algom-health"
        case algom
        case doctor = "algom doctor"

        /// What is read for every command, and not to look at a key alone.
        package static let every: Set = [tick, report, health, algom]
    }

    package let name: String
    package let readers: Set<Reader>
    /// What it is where nobody sets it.
    var standard = ""
    /// A value that may be written instead; the default where that is as good an example.
    var example: String?
    package var isSecret = false
}

/// All variables that are read: `.env`, the page on configuration, the help of the programs, and what
/// the doctor takes for known follow from this one table.
package enum VariableTable {
    /// Where variables may stand.
    enum Place {
        /// In `.env`, or in the process environment, which wins.
        case file
        /// In the process environment alone, which tells where that file is.
        case environment
        /// There too, for others than settings: a library, the screen.
        case surroundings
    }

    /// Variables of which the same is said.
    struct Group {
        /// In lines as `.env` has them.
        let words: String
        /// What only the page says.
        var more = ""
        var place = Place.file
        let variables: [Variable]
    }

    static let groups: [Group] = [
        Group(
            words: "Where algom.json, .env and state/ are, written out from / on.",
            more: "Empty or relative is refused.", place: .environment,
            variables: plain(["ALGOM_HOME"], standard: "the working directory")),
        Group(
            words: "The exchange of the only trader, where there is no algom.json: "
                + "\(exchanges.dropLast().joined(separator: ", ")) or \(exchanges.last ?? "").",
            more: "Of a trader that names none, too.",
            variables: plain(["EXCHANGE"], standard: Exchange.bybit.rawValue)),
        Group(
            words: """
                Optional: public market data needs no key. Never use one that may trade or withdraw.
                """,
            more: "Sent with each question for candles.",
            variables: secrets(
                Exchange.asked.filter(\.takesKey).map(\.keyVariable), [.tick, .algom])),
        Group(
            words: "For 'algom doctor', which asks what a key may do; take them out again.",
            variables: secrets(
                Exchange.asked.flatMap {
                    $0.takesKey
                        ? [$0.keySecretVariable] : [$0.keyVariable, $0.keySecretVariable]
                }, [.doctor])),
        Group(
            words: """
                For algom-report: the four keys of your X app, with read and write permission. Without them
                posts are printed.
                """,
            variables: secrets(ReportSettings.keys, [.report, .algom])),
        Group(
            words: "Set it to 1, and reports are printed and nothing is posted.",
            more: "0, false and no are as none.",
            variables: plain(["DISABLE_POSTING"], [.report, .algom])),
        Group(
            words: """
                Optional: a language model writes drafts of educational and strategy posts, which go out once
                you said 'algom posts accept'; a market overview stands under educational ones.
                """,
            variables: secrets(["ANTHROPIC_API_KEY", "COINMARKETCAP_API_KEY"], [.report, .algom])),
        Group(
            words: """
                For alerts: the secrets of the channels that algom.json names. Try each with
                'algom alert --test CHANNEL'.
                """,
            variables: secrets(
                ChannelKind.allCases.flatMap(\.section.variables).filter(isNoBase),
                [.health, .algom])),
        Group(
            words: """
                Dead man's switches: ping addresses of healthchecks.io, or of what speaks its protocol. Each
                program tells its own that it begins and how it ended.
                """,
            more: "75 is sent as a line for its log, no failure.",
            variables: [Variable.Reader.tick, .report, .health].flatMap { program in
                secrets([Settings.watchVariables[program.rawValue]].compactMap { $0 }, [program])
            }),
        Group(
            words: "Other base URLs, separated by commas; https only.",
            more: "Or http to this machine; 1 to 16 for an exchange, one for a service.",
            variables: Exchange.asked.map(base)
                + base("TWITTER_BASE_URL", .report, XService.standardBase)
                + base("ANTHROPIC_BASE_URL", .report, WriterSettings.standardBase)
                + base("COINMARKETCAP_BASE_URL", .report, CoinMarketCap.standardBase)
                + base("TELEGRAM_BASE_URL", .health, TelegramService.standardBase)
                + base("TWILIO_BASE_URL", .health, TwilioService.standardBase)),
        Group(
            words: "Certificates to trust instead of the system's.",
            variables: plain(["SSL_CERT_FILE", "SSL_CERT_DIR"])),
        Group(
            words: "The way through a proxy, as for curl.", place: .surroundings,
            variables: plain(["https_proxy", "no_proxy"])),
        Group(
            words: "Where it is set and not empty, nothing is coloured.", place: .surroundings,
            variables: plain(["NO_COLOR"], [.algom])),
    ]

    private static let exchanges = Exchange.allCases.map(\.rawValue)

    private static func plain(
        _ names: [String], _ readers: Set<Variable.Reader> = Variable.Reader.every,
        standard: String = ""
    ) -> [Variable] {
        names.map { Variable(name: $0, readers: readers, standard: standard) }
    }

    private static func secrets(
        _ names: [String], _ readers: Set<Variable.Reader>
    ) -> [Variable] {
        names.map { Variable(name: $0, readers: readers, isSecret: true) }
    }

    private static func base(_ exchange: Exchange) -> Variable {
        Variable(
            name: exchange.baseVariable, readers: [.tick, .health, .algom],
            standard: exchange.standardBases.joined(separator: ","),
            example: exchange.standardBases.last)
    }

    private static func base(
        _ name: String, _ program: Variable.Reader, _ address: String
    ) -> [Variable] {
        plain([name], [program, .algom], standard: address)
    }

    private static func isNoBase(_ name: String) -> Bool { !name.hasSuffix("_BASE_URL") }

    // MARK: What follows from it

    /// The names of variables that settings are read from.
    package static func names(where isMeant: (Variable) -> Bool = { _ in true }) -> [String] {
        groups.filter { $0.place != .surroundings }.flatMap(\.variables).filter(isMeant)
            .map(\.name)
    }

    /// An `.env` with every variable that is read from it, commented out.
    package static var file: String {
        let beginning = """
            # Variables for programs that cron starts without any. The process environment wins over this
            # file. Keep it to yourself: chmod 600.

            """
        return groups.filter { $0.place == .file }.reduce(beginning) { text, group in
            let words = group.words.split(separator: "\n").map { "# \($0)" }
            let lines = group.variables.map { "#\($0.name)=\($0.example ?? $0.standard)" }
            return text + "\n" + (words + lines).joined(separator: "\n") + "\n"
        }
    }

    /// What the help of a program says of its variables.
    package static func help(_ program: Variable.Reader) -> String {
        let names = groups.flatMap(\.variables).filter { $0.readers.contains(program) }.map(\.name)
        return ShownText.wrapped(
            "\(names.joined(separator: ", ")); all but ALGOM_HOME, https_proxy and no_proxy are read"
                + " from HOME/.env too", width: 76
        ).map { "  \($0)" }.joined(separator: "\n")
    }

    /// The table of the page on configuration.
    package static var page: String {
        let heading = [
            "| variable | what it is | default | read by |", "| --- | --- | --- | --- |",
        ]
        return (heading + groups.flatMap(rows)).joined(separator: "\n") + "\n"
    }

    private static func rows(_ group: Group) -> [String] {
        let place = group.place == .file ? "" : "From the process environment alone."
        let words = [group.words.replacing("\n", with: " "), group.more, place]
            .filter { !$0.isEmpty }.joined(separator: " ")
        return group.variables.enumerated().map { index, variable in
            let readers = Variable.Reader.allCases.filter(variable.readers.contains)
            let who =
                variable.readers == Variable.Reader.every
                ? "every program" : readers.map(\.rawValue).joined(separator: ", ")
            let cells = [
                "`\(variable.name)`\(variable.isSecret ? ", secret" : "")", index == 0 ? words : "",
                variable.standard, who,
            ]
            return "| \(cells.joined(separator: " | ")) |"
        }
    }
}
