import ArgumentParser
import Invocation
import Jobs

/// The command for people.
@main
struct Algom: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "algom",
        abstract: "Look at what the paper trader does, and set it up.",
        discussion: """
            The trading itself is done by algom-tick, which cron starts every 5 minutes.

            EXAMPLES
              algom init --exchange binance --symbol ETH/USDT
              algom status
              algom explain
              algom trades
              algom verify
              algom strategy list
              algom export trades > trades.csv
              algom cron install --home /opt/algom
            """,
        version: algomVersion,
        groupedSubcommands: [
            CommandGroup(
                name: "Look",
                subcommands: [
                    Status.self, Explain.self, Trades.self, Chart.self, Dashboard.self, Posts.self,
                ]),
            CommandGroup(
                name: "Research",
                subcommands: [BacktestCommand.self, SweepCommand.self, StrategyCommand.self]),
            CommandGroup(
                name: "Set up",
                subcommands: [
                    Init.self, Config.self, Cron.self, Doctor.self, AlertCommand.self,
                ]),
            CommandGroup(
                name: "Record",
                subcommands: [
                    Verify.self, Export.self, Import.self, Repair.self, Reset.self,
                    ArchiveCommand.self, Backup.self, Restore.self,
                ]),
        ])

    /// Begins here: the parser sees a value that may be left out only where it stands by itself, and
    /// would pass over the one of `--watch=60`.
    static func main() {
        let option = "--watch="
        let arguments = Invocation.begin()
        if arguments == ["--generate-completion-script", "bash"] {
            // Words of our own, which are there whether or not they are read.
            try? Invocation.say(completionScript(for: .bash) + BashCompletion.text)
            Invocation.end(0)
        }
        start(
            arguments.flatMap { argument in
                argument.hasPrefix(option)
                    ? ["--watch", String(argument.dropFirst(option.count))] : [argument]
            })
    }
}
