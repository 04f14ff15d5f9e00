import ArgumentParser
import Invocation
import Jobs
internal import Settings
internal import Text
internal import Watch

struct Config: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "What runs go by: whether it is right, every key with where it came from.",
        discussion: """
            EXAMPLES
              algom config check
              algom config show --trader btc
            """,
        subcommands: [ConfigCheck.self, ConfigShow.self])
}

struct ConfigCheck: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Whether algom.json, .env, the environment and the records fit together.",
        discussion: """
            Looks at algom.json whole, as 'algom strategy check' does, at .env and who can read it, at \
            the variables, the keys of X and of the channels, and whether each trader's record was made \
            with the parameters that stand there now: a tick would refuse it otherwise. No network is \
            asked and nothing is changed; 'algom doctor' looks at the rest.

            EXAMPLES
              algom config check && algom cron install

            EXIT STATUS
              0 nothing is wrong, though there may be warnings   64 usage   74 output lost
              78 something is wrong, or the home is refused
            """)

    @OptionGroup var homeOption: HomeOption

    @Flag(help: "Print one JSON document.")
    var json = false

    func run() throws {
        try Self.reporting { () throws(JobError) in
            let check = ConfigurationCheck.run(
                home: try homeOption.found(for: .looking).path,
                environment: Invocation.environment(ConfigurationCheck.variables))
            try Self.say(json: json ? check.json : nil) { check.text(isColoured: $0) }
            return check.status
        }
    }
}

struct ConfigShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Every key and variable, its value, and where that came from.",
        discussion: """
            The environment wins over .env, both over the silence of algom.json; a trader's own key \
            over that of defaults. Secrets are shown as (hidden).

            EXAMPLES
              algom config show
              algom config show --trader btc --json

            EXIT STATUS
              0 done   64 usage   74 output lost
              78 configuration is refused, as a run would refuse it
            """)

    @OptionGroup var chosen: TraderOptions

    @OptionGroup var homeOption: HomeOption

    @Flag(help: "Print one JSON object a key.")
    var json = false

    func run() throws {
        try Self.reporting { () throws(JobError) in
            var options = homeOption.options
            options.traders = chosen.trader
            let listing = try SettingsListing(
                in: homeOption.found(for: .looking),
                environment: Invocation.environment(SettingsListing.variables), options: options)
            if json {
                for line in listing.json { try Self.say(json: line) }
            } else {
                for line in listing.lines { try Self.say(line) }
            }
            return .ok
        }
    }
}
