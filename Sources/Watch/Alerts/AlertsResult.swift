internal import Alerting
internal import Jobs
internal import Market
internal import Reporting
package import Text

/// What became of telling people.
package struct AlertsResult: Sendable {
    /// A line a channel.
    package private(set) var lines: [String] = []
    /// What the operator should know, though the run goes on.
    package internal(set) var warnings: [String] = []
    /// What went wrong, a line each.
    package private(set) var failures: [String] = []
    package private(set) var status = ExitStatus.ok

    /// A channel that cannot be used.
    mutating func fail(_ channel: String, _ error: JobError) {
        let words = error.description
        failures.append(words.contains(channel) ? words : "\(channel): \(words)")
        status = max(status, error.status)
    }

    /// How a channel stands after its messages; `isFailing` where its messages wait because it failed,
    /// in this run or before, and `trouble` is what went wrong in this one.
    mutating func tell(
        _ channel: String, _ counts: [AlertQueue.Ending.Status: Int], waiting: Int,
        wait: (until: Int64, why: String)?, isFailing: Bool, trouble: String
    ) {
        var parts: [String] = []
        if let sent = counts[.delivered] { parts.append("\(counted(sent, "message")) sent") }
        let lost = (counts[.givenUp] ?? 0) + (counts[.inDoubt] ?? 0)
        if lost > 0 { parts.append("\(counted(lost, "message")) given up") }
        if waiting > 0 {
            let until = wait.map {
                " until \(Figures.moment(Timestamp(seconds: $0.until))) UTC: \($0.why)"
            }
            parts.append("\(waiting) waiting\(until ?? "")")
        }
        if parts.isEmpty { parts.append("nothing to tell") }
        lines.append("\(channel): \(parts.joined(separator: ", "))")
        guard !trouble.isEmpty else {
            if isFailing { status = max(status, .tryLater) }
            return
        }
        failures.append("\(channel): \(trouble)")
        status = max(status, lost > 0 ? .unavailable : .tryLater)
    }
}
