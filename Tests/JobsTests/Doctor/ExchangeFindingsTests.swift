import Feeds
import HTTP
import Market
import Testing
import Text

@testable import Jobs
@testable import Watch

struct ExchangeFindingsTests {
    @Test(arguments: [
        (0, 0, DoctorCheck.Verdict.ok), (2_000, 0, .ok), (2_001, 0, .warning), (-2_400, 500, .ok),
        (-2_501, 500, .warning), (30_000, 0, .warning), (30_001, 0, .wrong), (-99_000, 500, .wrong),
    ])
    func `a clock is judged beyond what is in doubt`(
        ahead: Int64, doubt: Int64, verdict: DoctorCheck.Verdict
    ) {
        let check = ExchangeFindings.clock(.binance, ahead: ahead, doubt: doubt)
        #expect(check.verdict == verdict)
        #expect((check.remedy == nil) == (verdict == .ok))
    }

    @Test func `a clock's distance is told with its direction`() {
        #expect(
            ExchangeFindings.clock(.bybit, ahead: -3_449, doubt: 0).seen
                == "this machine is 3.4 s behind bybit")
    }

    private func attempt(_ result: Result<HTTPResponse, HTTPError>) -> DoctorAttempt {
        DoctorAttempt(
            host: "a.example", isEncrypted: true, result: result,
            endedAt: Timestamp(milliseconds: 0), milliseconds: 10)
    }

    @Test func `names and certificates are judged over all hosts`() {
        let good = attempt(.success(HTTPResponse(status: 404, body: [])))
        #expect(NetworkFindings.checks([good]).map(\.verdict) == [.ok, .ok])
        let insecure = attempt(
            .failure(.insecure(host: "a.example", detail: "self-signed certificate")))
        let told = NetworkFindings.checks([good, insecure])
        #expect(told.map(\.verdict) == [.ok, .wrong])
        #expect(told.last?.remedy?.description.contains("SSL_CERT_FILE") == true)
        let lost = attempt(.failure(.nameNotResolved(host: "a.example")))
        #expect(NetworkFindings.checks([lost]).map(\.verdict) == [.wrong, .skipped])
        #expect(NetworkFindings.checks([]).isEmpty)
    }
}
