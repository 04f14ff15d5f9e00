import ArgumentParser
import Invocation
import Jobs
import Market
internal import Settings
internal import Text
internal import Watch

extension ParsableCommand {
    /// Runs the body of a command and ends with its code; what stopped it is one line on standard
    /// error, after the command's name.
    static func reporting(_ body: () throws(JobError) -> ExitStatus) throws {
        let status: ExitStatus
        do throws(JobError) {
            status = try body()
        } catch {
            complain(error)
            status = error.status
        }
        throw ExitCode(status.rawValue)
    }

    /// The same for a command that writes state.
    ///
    /// It is given its home, the time and what a tick would say of it, and leaves a line among the
    /// runs. Where the home is refused it leaves nothing.
    static func recording(
        _ options: Settings.Options, traders: [String],
        _ body: (_ home: Home, _ now: Timestamp, _ holder: String) throws(JobError) -> ExitStatus
    ) throws {
        Invocation.beginWriting()
        let home: Home
        do throws(JobError) {
            home = try Home(Invocation.environment(Settings.variables), options, for: .writing)
        } catch {
            try reporting { () throws(JobError) in throw error }
            return
        }
        let now = Timestamp(milliseconds: Invocation.wallClockMilliseconds())
        let start = Invocation.monotonicMilliseconds()
        var entry = RunEntry(at: now, program: "algom \(name)")
        do throws(JobError) {
            let status = try body(
                home, now, "\(name), process \(Invocation.processID) since \(now)")
            entry.record(status, traders: traders)
        } catch {
            complain(error)
            entry.record(error.status, traders: traders)
            entry.record(error)
        }
        entry.milliseconds = Invocation.monotonicMilliseconds() - start
        if let warning = RunLedger.add(entry, home: home.path) { complain("warning: \(warning)") }
        throw ExitCode(entry.status.rawValue)
    }

    /// One line, or several, on standard output.
    ///
    /// - Throws: ``JobError`` where it is lost: a command for people has done nothing then.
    static func say(_ text: String, isPainted: Bool = false) throws(JobError) {
        do {
            try Invocation.say(text, isPainted: isPainted)
        } catch {
            throw JobError(.io, "\(error)")
        }
    }

    /// What was found: as JSON, or as a text in colours where the screen has some.
    static func say(
        json: String?, orText text: (Bool) -> String
    ) throws(JobError) {
        if let json { return try say(json: json) }
        let isColoured = Screen().isColoured
        try say(text(isColoured), isPainted: isColoured)
    }

    /// A line of JSON on standard output; throws as the other one does.
    static func say(json: String) throws(JobError) {
        do {
            try Invocation.say(json: json)
        } catch {
            throw JobError(.io, "\(error)")
        }
    }

    /// One line on standard error, after the command's name.
    static func complain(_ line: String) { Invocation.complain("algom \(name): \(line)") }

    /// What stopped it, and below that the text that is wrong, where there is one.
    static func complain(_ error: JobError) { Invocation.complain(error, as: "algom \(name)") }

    /// The words that call it, behind `algom`: `posts accept`.
    private static var name: String {
        Algom.words(to: self)?.joined(separator: " ") ?? _commandName
    }

    /// The words that lead from this command to one below it; the default one needs none of its own.
    private static func words(to command: any ParsableCommand.Type) -> [String]? {
        for child in configuration.subcommands {
            let isDefault = configuration.defaultSubcommand.map { $0 == child } ?? false
            let own = isDefault ? [] : [child._commandName]
            if child == command { return own }
            if let rest = child.words(to: command) { return own + rest }
        }
        return nil
    }
}
