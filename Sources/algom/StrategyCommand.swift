import ArgumentParser
import Invocation
import Jobs
import Market
internal import Settings
internal import Text

struct StrategyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "strategy",
        abstract: "Strategies: what there is, what they say, whether algom.json is right.",
        discussion: """
            A strategy is a page of text in algom.json: when to buy, when to sell, where stop and \
            target lie. Fourteen are built in. docs/strategies.md tells the language.

            EXAMPLES
              algom strategy list
              algom strategy show turtle --set entry=55
              algom strategy check --home /opt/algom
              algom strategy functions ema
              algom strategy figures --candles BTCUSDT-1h.csv --timeframe 1h
            """,
        subcommands: [
            StrategyList.self, StrategyShow.self, StrategyCheckCommand.self,
            StrategyFunctions.self, StrategyFiguresCommand.self,
        ])
}

extension HomeOption {
    /// The home that was named; the working directory where it is one; else none.
    func foundIfAny() throws(JobError) -> String? { try Self.foundIfAny(home) }

    static func foundIfAny(_ name: String?) throws(JobError) -> String? {
        let environment = Invocation.environment(Settings.variables)
        let options = Settings.Options(home: name, command: Invocation.commandLine)
        do {
            return try Home(environment, options, for: .looking).path
        } catch {
            guard name == nil, environment["ALGOM_HOME"] == nil else { throw error }
            return nil
        }
    }
}

/// How long the candles are that a strategy is judged by.
struct TimeframeOption: ParsableArguments {
    @Option(help: "How long the candles last, 1m to 1d.", completion: .timeframes)
    var timeframe = "5m"

    var value: Timeframe {
        get throws(JobError) {
            guard let found = Timeframe(rawValue: timeframe) else {
                let known = Timeframe.allCases.map(\.rawValue)
                throw JobError(
                    .usage,
                    "--timeframe: '\(excerpt(of: timeframe))' is no timeframe; known are "
                        + known.joined(separator: ", "))
            }
            return found
        }
    }
}

struct StrategyList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "The strategies of algom.json and the built-in ones.",
        discussion: """
            Each with its sentence, its parameters, after how many candles its rules are known, and \
            after how many older ones are forgotten. A strategy of algom.json hides a built-in one of \
            the same name, which is said.

            EXIT STATUS
              0 done   64 usage   74 disk   78 algom.json is refused
            """)

    @OptionGroup var frame: TimeframeOption

    @OptionGroup var homeOption: HomeOption

    @Flag(help: "Print one JSON object a strategy.")
    var json = false

    @Flag(help: "Print a table in Markdown.")
    var markdown = false

    func run() throws {
        try Self.reporting { () throws(JobError) in
            let job = try StrategiesJob(home: homeOption.foundIfAny())
            let listing = try job.list(frame.value)
            Self.warn(job.warnings)
            try Self.tell(listing, json: json, markdown: markdown)
            return .ok
        }
    }
}

struct StrategyShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "A strategy as it is written, and as it is evaluated.",
        discussion: """
            The second is the spelling that all equal strategies share, with parameters put in and \
            functions expanded; journals hold it, and its digest binds a checkpoint's memory to it. \
            Below it the values that the rules compare, and of what kind each is.

            EXAMPLES
              algom strategy show turtle
              algom strategy show turtle --set entry=55 --set leave=20

            EXIT STATUS
              0 done   64 usage, or parameters that cannot be   74 disk
              78 algom.json is refused
            """)

    @Argument(help: "The strategy.", completion: .strategies)
    var name: String

    @Option(
        name: .customLong("set"), help: "KEY=VALUE: a parameter of the strategy.",
        completion: .parameters)
    var parameters: [String] = []

    @OptionGroup var frame: TimeframeOption

    @OptionGroup var homeOption: HomeOption

    @Flag(help: "Print one JSON object.")
    var json = false

    func run() throws {
        try Self.reporting { () throws(JobError) in
            let job = try StrategiesJob(home: homeOption.foundIfAny())
            let page = try job.show(name, set: parameters, frame.value)
            Self.warn(job.warnings)
            guard !json else {
                try Self.say(json: page.json)
                return .ok
            }
            let screen = Screen()
            try Self.say(
                page.text(width: screen.width, isColoured: screen.isColoured),
                isPainted: screen.isColoured)
            return .ok
        }
    }
}

extension ParsableCommand {
    /// A line on standard error for each.
    static func warn(_ warnings: [String]) {
        for warning in warnings { complain("warning: \(warning)") }
    }

    /// Prints a list for people, as JSON lines or as a table in Markdown.
    static func tell(_ listing: some Listing, json: Bool, markdown: Bool) throws(JobError) {
        if markdown { return try say(listing.markdown) }
        if json {
            for line in listing.json { try say(json: line) }
            return
        }
        let screen = Screen()
        try say(
            listing.text(width: screen.width, isColoured: screen.isColoured),
            isPainted: screen.isColoured)
    }
}
