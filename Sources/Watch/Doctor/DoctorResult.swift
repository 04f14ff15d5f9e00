internal import JSON
internal import Record
internal import Reporting
package import Text

/// What was found, for people and for programs.
package struct DoctorResult: Sendable {
    let checks: [DoctorCheck]
    let home: String
    let isOffline: Bool

    /// What is left out where no network is asked.
    static let leftOut = "exchanges, clock, markets, keys, X, services, channels"

    /// Warnings are no reason not to begin.
    package var status: ExitStatus { count(.wrong) == 0 ? .ok : .wrong }

    private func count(_ verdict: DoctorCheck.Verdict) -> Int {
        checks.count { $0.verdict == verdict }
    }

    /// One line that sums it up.
    var summary: String {
        let warnings = counted(count(.warning), "warning")
        guard count(.wrong) == 0 else {
            return "not ready: \(count(.wrong)) wrong, \(warnings)"
        }
        let told = count(.warning) == 0 ? "nothing wrong" : "nothing wrong, \(warnings)"
        guard !isOffline else { return "\(told), as far as can be seen offline" }
        let isUrgent = checks.contains(where: \.isUrgent)
        return isUrgent
            ? "ready but for the WARNING above: \(told)" : "ready to go live: \(told)"
    }

    /// The same as one JSON document.
    package var json: String {
        var writer = JSONWriter()
        writer.object { (writer: inout JSONWriter) in
            writer.member("schema", 1)
            writer.member("home", home)
            writer.member("status", Int(status.rawValue))
            writer.member("offline", isOffline)
            writer.member("wrong", count(.wrong))
            writer.member("warnings", count(.warning))
            writer.member("summary", summary)
            writer.name("checks")
            writer.array { (writer: inout JSONWriter) in
                for check in checks {
                    writer.object { (writer: inout JSONWriter) in
                        writer.member("id", check.id)
                        writer.member("subject", check.subject)
                        writer.member("verdict", check.verdict.rawValue)
                        writer.member("urgent", check.isUrgent)
                        writer.member("seen", check.seen)
                        writer.member("remedy", check.remedy?.description)
                    }
                }
            }
        }
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
