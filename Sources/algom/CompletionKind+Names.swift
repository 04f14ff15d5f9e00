import ArgumentParser
import Invocation
import Jobs
internal import Settings

extension CompletionKind {
    /// The names of the traders in the home that the command line or the environment names.
    static var traders: CompletionKind {
        .custom { words, _, _ in
            let named = words.firstIndex(of: "--home").flatMap { place in
                words.indices.contains(place + 1) ? words[place + 1] : nil
            }
            let home = try? Home(
                Invocation.environment(Settings.variables), Settings.Options(home: named),
                for: .looking)
            return home.map { StatusJob.traderNames(home: $0.path) } ?? []
        }
    }
}
