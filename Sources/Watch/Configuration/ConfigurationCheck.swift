package import Jobs
internal import Record
internal import Settings
internal import Store
internal import Text

/// Whether all that runs go by is right.
///
/// That is `algom.json`, `.env`, the environment, the keys of services and channels, and whether records
/// are those of what is said now. No network is asked.
package enum ConfigurationCheck {
    /// The variables that are read.
    package static let variables = DoctorSettings.variables

    /// Looks at everything: one mistake hides no other.
    package static func run(home: String, environment: [String: String]) -> StrategyCheck {
        let read = DoctorSettings(home: home, environment: environment)
        var check = StrategyCheck(home: home, traders: read.settings?.traders.count ?? 0)
        let path = "\(home)/algom.json"
        do throws(JobError) {
            let isThere = try JobError.storing { () throws(StoreError) in
                try HomeFile.isThere(path)
            }
            if isThere { check = try StrategyCheckJob(path: path).run() }
        } catch {
            check.add(error: "\(error)")
        }
        // What is wrong with the file stands there already.
        for found in read.checks where found.id != "configuration/algom.json" {
            add(found, to: &check)
        }
        guard let settings = read.settings else { return check }
        do throws(JobError) {
            _ = try settings.report()
        } catch {
            check.add(error: "\(error)")
        }
        for (_, channel) in settings.alertChannels() {
            if case .failure(let error) = channel { check.add(error: "\(error)") }
        }
        for flaw in records(of: settings) { check.add(error: "\(flaw)") }
        return check
    }

    /// What a tick would refuse of the records that there are.
    private static func records(of settings: Settings) -> [JobError] {
        do throws(StoreError) {
            guard let directory = try StateDirectory(existing: settings.stateDirectory) else {
                return []
            }
            return settings.traders.compactMap { trader in
                do throws(JobError) {
                    let held = try directory.holding(recordOf: trader.name)
                    let found = try Checkpoint.readNewest(trader.name, in: held)
                    try found?.checkpoint.belongs(to: trader, in: directory)
                    return nil
                } catch {
                    return error
                }
            }
        } catch {
            return [JobError(error)]
        }
    }

    private static func add(_ found: DoctorCheck, to check: inout StrategyCheck) {
        let words =
            found.seen.hasPrefix("\(found.subject): ")
            ? found.seen : "\(found.subject): \(found.seen)"
        switch found.verdict {
        case .wrong: check.add(error: words, hint: found.remedy?.description)
        case .warning: check.add(warning: words, hint: found.remedy?.description)
        case .ok, .skipped: return
        }
    }
}
