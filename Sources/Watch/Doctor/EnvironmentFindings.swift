internal import Store
internal import Text

/// Whether `.env` is read, understood, and closed to others.
///
/// No word of it is told, names included: a line that went wrong may have a secret for a name.
enum EnvironmentFindings {
    /// `written` is what the file says, or why it cannot be read; `nil` where there is none.
    static func checks(
        _ written: Result<[String: String], JobError>?, _ facts: FileStatus?, path: String,
        known: [String]
    ) -> [DoctorCheck] {
        let make = { (id: String, verdict: DoctorCheck.Verdict, seen: String, remedy: Remedy?) in
            DoctorCheck(.home, id, ".env", verdict, seen, remedy)
        }
        var checks: [DoctorCheck] = []
        if let facts, facts.mode & 0o077 != 0 {
            let remedy: Remedy = "\(Command("chmod 600", path, home: nil))"
            checks.append(make("env/access", .warning, "others can read it", remedy))
        }
        switch written {
        case nil: return [make("env", .ok, "there is none; nothing needs one", nil)]
        case .failure(let error)?:
            return checks + [
                make("env", .wrong, error.problem, error.remedy ?? "put it right: \(path)")
            ]
        case .success(let variables)?:
            let strangers = variables.keys.filter { !known.contains($0) }.sorted()
            let meant = strangers.compactMap { nearestName(to: $0, among: known) }.first
            guard let meant else {
                let count = variables.count
                let access = checks.isEmpty ? ", only you can read it" : ""
                return checks + [
                    make(
                        "env", .ok,
                        "\(count) \(count == 1 ? "variable" : "variables")\(access)", nil)
                ]
            }
            return checks + [
                make(
                    "env", .warning, "a name in it is not known, and looks like \(meant)",
                    "spell it \(meant) in \(path)")
            ]
        }
    }
}
