internal import Jobs
internal import Market
internal import Publishing
internal import Record
internal import Reporting
internal import Store
internal import Text

/// Whether posts that were written down went out.
struct PostChecks {
    /// A post that waits longer than this is stuck, unless it waits as configured.
    private static let longestWait: Int64 = 6 * 3_600_000
    /// For how long a post that was given up is wrong.
    private static let givenUpMilliseconds: Int64 = 24 * 3_600_000

    let directory: StateDirectory
    let home: String
    let now: Timestamp

    /// Whether reports are made at all here.
    func isUsed() throws(StoreError) -> Bool { try directory.exists(StateFiles.reporter) }

    func findings() throws(StoreError) -> [Finding] {
        var findings: [Finding] = []
        do throws(StoreError) {
            try directory.checkOwnership(of: [StateFiles.reporter, StateFiles.posts])
            _ = try ReporterState.read(in: directory)
        } catch {
            findings.append(Finding("reporter", "\(JobError(error))"))
        }
        do throws(StoreError) {
            try directory.checkOwnership(in: StateFiles.outbox)
            for document in try Outbox(directory).documents().prefix(1) {
                if let why = document.entry.accountRefusal {
                    findings.append(
                        Finding(
                            "account",
                            "X refuses the account: \(why); posts wait. "
                                + "\(XRefusal.remedy(for: why)); ask X: \(Command("algom doctor", home: home))"
                        ))
                }
                let written = Timestamp(seconds: document.entry.createdAtSeconds)
                let age = now.since(written)
                guard age > Self.longestWait, Timestamp.credible.contains(written),
                    document.entry.ending == nil
                else { continue }
                let why = document.entry.remark.isEmpty ? "" : " (\(document.entry.remark))"
                findings.append(
                    Finding(
                        "outbox",
                        "the \(document.kind) post has waited "
                            + "\(Figures.duration(milliseconds: age))\(why); "
                            + "look: \(Command("algom posts", home: home))"))
            }
        } catch {
            findings.append(Finding("outbox", "\(JobError(error))"))
        }
        findings += try Drafts(directory).documents().damaged.map {
            Finding("drafts/\($0.id)", Drafts.words(on: $0, home: home))
        }
        let given = try PostLog(directory).lines().filter {
            $0.status == "givenUp" && $0.at <= now
                && now.since($0.at) < Self.givenUpMilliseconds
        }
        if let last = given.last {
            findings.append(
                Finding(
                    "post",
                    "\(counted(given.count, "post")) given up in the last 24 h, at last: "
                        + "\(last.words ?? last.kind); look: "
                        + "\(Command("algom posts", home: home))"))
        }
        return findings
    }
}
