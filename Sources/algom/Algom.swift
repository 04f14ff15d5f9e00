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
        subcommands: [
            Status.self, Doctor.self, Dashboard.self, Verify.self, BacktestCommand.self,
            SweepCommand.self, StrategyCommand.self,
            Explain.self, Trades.self, Export.self, Chart.self, Posts.self, AlertCommand.self,
            Repair.self, Reset.self, ArchiveCommand.self, Backup.self, Restore.self, Import.self,
            Init.self, Config.self, Cron.self,
        ])

    /// Begins here: the parser sees a value that may be left out only where it stands by itself, and
    /// would pass over the one of `--watch=60`.
    static func main() {
        let option = "--watch="
        start(
            Invocation.begin().flatMap { argument in
                argument.hasPrefix(option)
                    ? ["--watch", String(argument.dropFirst(option.count))] : [argument]
            })
    }
}
