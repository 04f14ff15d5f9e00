import ArgumentParser
import Invocation
import Jobs
internal import Settings
internal import Text

/// Where a command finds what it works on.
struct HomeOption: ParsableArguments {
    @Option(
        help: "Where algom.json, .env and state/ are. (default: $ALGOM_HOME or .)",
        completion: .directory)
    var home: String?

    /// What settings are read with.
    var options: Settings.Options {
        Settings.Options(home: home, command: Invocation.commandLine)
    }

    /// The home that was named here or by the environment, seen to be one.
    func found(for purpose: Home.Purpose) throws(JobError) -> Home {
        try Home(Invocation.environment(Settings.variables), options, for: purpose)
    }

    /// The path that was named, whether anything is there or not: as it was given where that is
    /// plain, so that a link keeps its name.
    func name() throws(JobError) -> String {
        let named = try HomeName(Invocation.environment(Settings.variables), options).path
        let parts = named.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        guard parts.contains(where: { ["", ".", ".."].contains($0) }) else { return named }
        return Invocation.resolved(named) ?? named
    }

    /// What algom.json, .env and the environment say, for a command that changes nothing there.
    func settings() throws(JobError) -> Settings {
        try Settings(environment: Invocation.environment(Settings.variables), options: options)
    }
}
