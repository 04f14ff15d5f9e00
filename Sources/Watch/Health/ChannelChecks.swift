internal import Alerting
internal import Record
internal import Store
internal import Text

/// Whether the channels by which people are told work; what one cannot tell another may.
enum ChannelChecks {
    private static let maximumFailures = 3

    static func findings(
        _ channels: [String], in directory: StateDirectory
    ) -> [Finding] {
        var findings: [Finding] = []
        for channel in channels {
            let trial = Command("algom alert", "--test", channel, home: directory.ownHome)
            do throws(StoreError) {
                try directory.checkOwnership(of: [StateFiles.alertChannel(channel)])
                let queue = try AlertDocument.read(channel, in: directory).queue
                if let notice = queue.notice {
                    findings.append(
                        Finding(
                            "alerts/\(channel)",
                            "alerts by \(channel) need a hand: \(notice); then try: \(trial)"))
                    continue
                }
                guard queue.failures >= maximumFailures else { continue }
                findings.append(
                    Finding(
                        "alerts/\(channel)",
                        "alerts by \(channel) failed \(queue.failures) times in a row, at last: "
                            + "\(queue.remark); try: \(trial)"))
            } catch {
                findings.append(Finding("alerts/\(channel)", "\(JobError(error))"))
            }
        }
        return findings
    }
}
