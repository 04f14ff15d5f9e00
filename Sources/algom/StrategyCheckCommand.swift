import ArgumentParser
import Invocation
import Jobs
internal import Settings
internal import Text

struct StrategyCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Whether algom.json is right, and what is odd about its strategies.",
        discussion: """
            Reads the whole file, also strategies that no trader runs. An error names the place, shows \
            the text with a mark under what is meant, and says what helps. Warned of is == between \
            computed numbers, a rule that nothing can make true, x@1h[1] where x[1]@1h is meant, a \
            parameter that no rule uses, a warm-up that does not forget, and a recur that does not \
            keep its promise: it is run from two starts over the embedded market.

            EXAMPLES
              algom strategy check
              algom strategy check --file new.json

            EXIT STATUS
              0 nothing is wrong, though there may be warnings   64 usage   74 disk
              78 something is wrong, or there is no file
            """)

    @Option(
        help: "The file to look at, in place of the home's algom.json.", completion: .file())
    var file: String?

    @OptionGroup var homeOption: HomeOption

    @Flag(help: "Print one JSON document.")
    var json = false

    func run() throws {
        try Self.reporting { () throws(JobError) in
            guard file == nil || homeOption.home == nil else {
                throw JobError(.usage, "expected either --file or --home")
            }
            let path: String
            if let file {
                path = file
            } else {
                path = try "\(homeOption.found(for: .looking).path)/algom.json"
            }
            let check = try StrategyCheckJob(path: path).run()
            try Self.say(json: json ? check.json : nil) { check.text(isColoured: $0) }
            return check.status
        }
    }
}

struct StrategyFunctions: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "functions",
        abstract: "What may stand in a rule: functions and words, their kind and source.",
        discussion: """
            Those of algom.json, those that the program computes, and those that are written in the \
            language itself, with their text. Where one differs from TA-Lib's or TradingView's of \
            the same name, it says so.

            EXAMPLES
              algom strategy functions
              algom strategy functions supertrend

            EXIT STATUS
              0 done   64 usage, or no such function   74 disk   78 algom.json is refused
            """)

    @Argument(help: "The function; all where none is named.", completion: .functions)
    var name: String?

    @OptionGroup var homeOption: HomeOption

    @Flag(help: "Print one JSON object a function.")
    var json = false

    @Flag(help: "Print a table in Markdown.")
    var markdown = false

    func run() throws {
        try Self.reporting { () throws(JobError) in
            let job = try StrategiesJob(home: homeOption.foundIfAny())
            let listing = try job.functions(name)
            Self.warn(job.warnings)
            try Self.tell(listing, json: json, markdown: markdown)
            return .ok
        }
    }
}
