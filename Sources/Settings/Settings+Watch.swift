package import HTTP
package import Text

extension Settings {
    /// The variables that hold the addresses of dead man's switches, by program.
    package static let watchVariables = [
        "algom-tick": "HEALTHCHECKS_TICK_URL", "algom-report": "HEALTHCHECKS_REPORT_URL",
        "algom-health": "HEALTHCHECKS_HEALTH_URL",
    ]

    /// Who watches over a program; `nil` where nobody does.
    ///
    /// It is found without the rest of the settings, for a run that they stop is told of too. Where
    /// `.env` cannot be read nobody watches, which the run itself will say.
    ///
    /// - Throws: ``JobError`` where the address is none.
    package static func watch(
        over program: String, environment: [String: String], options: Options
    ) throws(JobError) -> (url: HTTPURL, variable: String, trust: TrustStore)? {
        guard let variable = watchVariables[program] else { return nil }
        let home = try HomeName(environment, options).path
        let written = (try? environmentFile(home))?.variables ?? [:]
        let value = values(environment, written)
        guard let text = value(variable) else { return nil }
        do {
            return (try HTTPURL(text), variable, trust(value))
        } catch {
            throw JobError(.configuration, at: variable, "\(error)")
        }
    }
}
