import Market
import Seeds
import Testing

@testable import Jobs
@testable import Text
@testable import Watch

struct ScheduleFindingsTests {
    private func verdicts(
        _ result: CronResult, hasCron: Bool = true, timer: String? = nil
    ) -> [DoctorCheck.Verdict] {
        ScheduleFindings.checks(
            crontab: .success(result), hasCron: hasCron, mailer: "/m", hasChannels: false,
            timer: timer, home: "/h"
        ).filter { $0.subject != "mail" }.map(\.verdict)
    }

    @Test(arguments: [
        ("/usr/sbin/sendmail" as String?, false, DoctorCheck.Verdict.ok), (nil, false, .warning),
        (nil, true, .ok),
    ])
    func `without a mail system it says where warnings are`(
        mailer: String?, hasChannels: Bool, verdict: DoctorCheck.Verdict
    ) throws {
        let checks = { (timer: String?) in
            ScheduleFindings.checks(
                crontab: .success(timer == nil ? current : none), hasCron: true, mailer: mailer,
                hasChannels: hasChannels, timer: timer, home: "/h")
        }
        let mail = try #require(checks(nil).first { $0.id == "schedule/mail" })
        #expect(mail.verdict == verdict)
        #expect(mail.seen.contains("journalctl -t algom") == (mailer == nil))
        // Systemd's journal takes what its services say.
        #expect(!checks("active").contains { $0.id == "schedule/mail" })
    }

    @Test(arguments: [
        ("1m", 5, nil as Int?, true), ("5m", 5, nil, false), ("1m", 1, nil, false),
        ("1m", 5, 5, true),
        ("1h", 60, 60, true), ("1h", 5, nil, false),
    ])
    func `ticks that are fewer than candles ask for are told`(
        timeframe: String, every: Int64, meant: Int?, isTold: Bool
    ) throws {
        let home = try ScratchHome()
        try home.put(
            """
            { traders: [{ exchange: "sim", timeframe: "\(timeframe)" }],
              alerts: { tickMinutes: \(meant.map { "\($0)" } ?? "null") } }
            """, in: "algom.json")
        let now = Timestamp(milliseconds: 1_760_000_000_000)
        let runs = (0...120).reversed().filter { $0 % every == 0 }.map {
            RunHistory.Run(
                at: now.advanced(byMilliseconds: -$0 * 60_000), program: "algom-tick",
                traders: ["sim"])
        }
        let checks = ScheduleFindings.pace(
            RunHistory(runs), of: try home.settings(), now: now, home: "/h")
        #expect(checks.map(\.verdict) == (isTold ? [.warning] : []), "\(checks)")
        #expect(checks.allSatisfy { $0.remedy?.description.contains("--home /h") == true })
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
            mailer: nil, hasChannels: false, timer: nil, home: "/h")
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
            at: "2026-01-05T12:00:00Z", program: program, traders: ["a"],
            status: status)
        let checks = ScheduleFindings.runs(
            RunHistory([run]), now: "2026-01-05T12:02:00Z", home: "/h")
        let told = checks.first { $0.subject == program }
        #expect(told?.verdict == verdict && told?.seen.contains("2 m") == true, "\(checks)")
    }
}
