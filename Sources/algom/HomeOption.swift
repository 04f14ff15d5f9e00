import ArgumentParser
import Invocation
import Jobs

/// Where a command finds what it works on.
struct HomeOption: ParsableArguments {
    @Option(
        help: "Where algom.json, .env and state/ are. (default: $ALGOM_HOME or .)",
        completion: .directory)
    var home: String?

    /// What settings are read with.
    var options: Settings.Options { Settings.Options(home: home) }

    /// The home that was named here or by the environment.
    var path: String { Settings.home(Invocation.environment(Settings.variables), options) }

    /// An absolute path: as it was given where that is one, so that a link keeps its name.
    func absolutePath() throws(JobError) -> String {
        let named = path
        let parts = named.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        let isPlain = named.hasPrefix("/") && !parts.contains { ["", ".", ".."].contains($0) }
        if isPlain { return named }
        guard let resolved = Invocation.resolved(named) else {
            throw JobError(.configuration, "there is no directory '\(named)'")
        }
        return resolved
    }

    /// What algom.json, .env and the environment say.
    func settings() throws(JobError) -> Settings {
        try Settings(environment: Invocation.environment(Settings.variables), options: options)
    }
}
