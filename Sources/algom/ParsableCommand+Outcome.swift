import ArgumentParser
import Invocation
import Jobs

extension ParsableCommand {
    /// Runs the body of a command and ends with its code; what stopped it is one line on standard
    /// error, after the command's name.
    static func reporting(_ body: () throws(JobError) -> ExitStatus) throws {
        let status: ExitStatus
        do throws(JobError) {
            status = try body()
        } catch {
            let name = configuration.commandName ?? _commandName
            Invocation.complain("algom \(name): \(error)")
            throw ExitCode(error.status.rawValue)
        }
        throw ExitCode(status.rawValue)
    }
}
