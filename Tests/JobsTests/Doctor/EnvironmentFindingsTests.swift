import Store
import Testing

@testable import Jobs
@testable import Text
@testable import Watch

struct EnvironmentFindingsTests {
    private func checks(
        _ written: Result<[String: String], JobError>?, mode: UInt32 = 0o600
    ) -> [DoctorCheck] {
        EnvironmentFindings.checks(
            written,
            FileStatus(isDirectory: false, mode: mode, owner: 1, user: 1, isWritable: true),
            path: "/h/.env", known: ["EXCHANGE", "TWITTER_API_KEY"])
    }

    @Test func `a file is judged by what it says and who can read it`() {
        #expect(checks(nil).map(\.verdict) == [.ok])
        #expect(
            checks(.success(["EXCHANGE": "sim"])).map(\.seen)
                == ["1 variable, only you can read it"])
        let open = checks(.success([:]), mode: 0o640)
        #expect(open.map(\.verdict) == [.warning, .ok])
        #expect(open.first?.remedy?.description == "chmod 600 /h/.env")
        let error = JobError(.configuration, ".env line 3: expected NAME=value")
        #expect(checks(.failure(error), mode: 0o644).map(\.verdict) == [.warning, .wrong])
    }

    @Test func `a mistyped name is told by the one it looks like, never itself`() {
        let told = checks(.success(["TWITER_API_KEY": "x", "OTHER": "y"]), mode: 0o644)
        #expect(told.map(\.verdict) == [.warning, .warning])
        #expect(told.last?.seen.contains("TWITTER_API_KEY") == true)
        #expect(!"\(told)".contains("TWITER_API_KEY"))
    }
}
