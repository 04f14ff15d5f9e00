import Market
import Testing

@testable import Jobs

struct ScheduleFindingsTests {
    private func verdicts(
        _ result: CronResult, hasCron: Bool = true, timer: String? = nil
    ) -> [DoctorCheck.Verdict] {
        ScheduleFindings.checks(
            crontab: .success(result), hasCron: hasCron, timer: timer, home: "/h"
        ).map(\.verdict)
    }

    private let none = CronResult(["no lines"], status: .wrong)
    private let current = CronResult(["block", "", "current"])
    private let old = CronResult(["block", "", "old", "new"], status: .wrong)

    @Test func `the crontab is judged with the daemon`() {
        #expect(verdicts(current) == [.ok, .ok])
        #expect(verdicts(none) == [.wrong, .ok])
        #expect(verdicts(old) == [.warning, .ok])
        #expect(verdicts(current, hasCron: false) == [.ok, .wrong])
        let stray = CronResult(["no lines"], status: .wrong, complaints: ["a line"])
        #expect(verdicts(stray) == [.ok, .ok])
        let both = CronResult(["block", "", "current"], complaints: ["a line"])
        #expect(verdicts(both) == [.warning, .ok])
    }

    @Test func `a timer serves in place of cron, and not beside it`() {
        #expect(verdicts(none, hasCron: false, timer: "active") == [.skipped, .ok])
        #expect(verdicts(none, timer: "inactive") == [.wrong, .ok, .warning])
        #expect(verdicts(current, timer: "active") == [.warning, .ok, .ok])
    }

    @Test func `a crontab that cannot be read is wrong`() {
        let checks = ScheduleFindings.checks(
            crontab: .failure(JobError(.configuration, "no crontab program")), hasCron: true,
            timer: nil, home: "/h")
        #expect(checks.first?.verdict == .wrong)
    }

    @Test(arguments: [
        ("algom-tick", 0, DoctorCheck.Verdict.ok), ("algom-tick", 75, .warning),
        ("algom-tick", 69, .wrong), ("algom-report", 69, .warning), ("algom-health", 1, .warning),
    ])
    func `a last run is judged by how it ended`(
        program: String, status: Int, verdict: DoctorCheck.Verdict
    ) {
        let run = RunHistory.Run(
            at: Timestamp(milliseconds: 1_000_000), program: program, traders: ["a"],
            isForMore: false, lateMilliseconds: nil, status: status, error: nil)
        let checks = ScheduleFindings.runs(
            RunHistory([run]), now: Timestamp(milliseconds: 1_120_000), home: "/h")
        let told = checks.first { $0.subject == program }
        #expect(told?.verdict == verdict && told?.seen.contains("2 m") == true, "\(checks)")
    }
}
