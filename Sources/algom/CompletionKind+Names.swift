import ArgumentParser
import Invocation
import Jobs
import Market
internal import Settings
internal import Text
internal import Watch

// Names that a shell offers: those of the house, and those of the home that the command line or the
// environment names.

extension CompletionKind {
    /// The names of the traders in the home.
    static var traders: CompletionKind {
        .custom { words, _, _ in home(of: words).map { StatusJob.traderNames(home: $0) } ?? [] }
    }

    /// The records in the home that were given up.
    static var archivedRecords: CompletionKind {
        .custom { words, _, _ in
            let listing = home(of: words).map { try? ArchiveJob(home: $0).list(traders: []) }
            return (listing ?? nil)?.names ?? []
        }
    }

    /// The strategies of the home's `algom.json`, and the built-in ones.
    static var strategies: CompletionKind {
        .custom { words, _, _ in strategies(in: words)?.names ?? [] }
    }

    /// What stands before the `=` of `--set`: keys that every trader has, and the parameters of the
    /// strategies that the line names, or of all; of a sweep behind `strategy=` their names.
    static var parameters: CompletionKind {
        .custom { words, _, begun in
            let known = strategies(in: words)
            let isSweep = words.contains("sweep")
            let key = "strategy="
            if isSweep, begun.hasPrefix(key) {
                let first = begun.lastIndex(of: ",").map { begun[...$0] } ?? key[...]
                return known?.names.map { first + $0 } ?? []
            }
            let own = known?.parameters(namedIn: words) ?? []
            let all =
                words.contains("show")
                ? [] : StrategiesJob.traderKeys.filter { isSweep || $0 != "strategy" }
            return (all + own).map { "\($0)=" }
        }
    }

    /// Functions and words of the language.
    static var functions: CompletionKind {
        .custom { words, _, _ in strategies(in: words)?.functionNames ?? [] }
    }

    /// The drafts that wait, or are to be posted.
    static var drafts: CompletionKind {
        .custom { words, _, _ in home(of: words).map { DraftsJob(home: $0).names } ?? [] }
    }

    /// The pairs that the home's traders trade, and two that every exchange has.
    static var symbols: CompletionKind {
        .custom { words, _, _ in
            let own = settings(of: words)?.names.map(\.symbol) ?? []
            return Set(own + ["BTC/USDT", "ETH/USDT"]).sorted()
        }
    }

    /// The traders that are to run, whether they have yet or not.
    static var configuredTraders: CompletionKind {
        .custom { words, _, _ in settings(of: words)?.names.map(\.trader) ?? [] }
    }

    static var channels: CompletionKind { .list(AlertTrial.channels) }

    static var timeframes: CompletionKind { .list(Timeframe.allCases.map(\.rawValue)) }

    static var exchanges: CompletionKind { .list(Exchange.allCases.map(\.rawValue)) }

    private static func home(of words: [String]) -> String? {
        let named = words.firstIndex(of: "--home").flatMap { place in
            words.indices.contains(place + 1) ? words[place + 1] : nil
        }
        let home = try? Home(
            Invocation.environment(Settings.variables), Settings.Options(home: named),
            for: .looking)
        return home?.path
    }

    private static func settings(of words: [String]) -> Settings? {
        home(of: words).flatMap { home in
            try? Settings(
                environment: Invocation.environment(Settings.variables),
                options: Settings.Options(home: home))
        }
    }

    /// A shell that asks while a person types has nobody to tell of a file that is refused.
    private static func strategies(in words: [String]) -> StrategiesJob? {
        (try? StrategiesJob(home: home(of: words))) ?? (try? StrategiesJob(home: nil))
    }
}
