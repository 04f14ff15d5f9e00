import JSON
import Testing

@testable import Jobs
@testable import Text
@testable import Watch

struct DoctorResultTests {
    private static let long = String(repeating: "a sentence of some length ", count: 12)

    private func result(_ verdicts: [DoctorCheck.Verdict], isOffline: Bool = false) -> DoctorResult
    {
        DoctorResult(
            checks: verdicts.enumerated().map { index, verdict in
                DoctorCheck(
                    .home, "check\(index)", index == 0 ? "a subject that is long" : "subject",
                    verdict, Self.long + String(repeating: "x", count: 120),
                    verdict == .ok ? nil : Remedy(Self.long))
            }, home: "/h", isOffline: isOffline)
    }

    @Test(arguments: [40, 60, 80, 100, 200])
    func `no line is wider than the screen`(width: Int) {
        let text = result([.ok, .warning, .wrong, .skipped]).text(width: width, isColoured: false)
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            #expect(line.count <= width, "\(line)")
        }
        #expect(!text.contains("\u{1b}"))
    }

    @Test func `the sum decides the exit code, and warnings do not`() {
        #expect(result([.ok]).status == .ok)
        #expect(result([.ok, .warning, .skipped]).status == .ok)
        #expect(result([.ok, .wrong]).status == .wrong)
        #expect(result([.ok, .warning]).summary == "ready to go live: nothing wrong, 1 warning")
        #expect(result([.wrong, .wrong, .warning]).summary == "not ready: 2 wrong, 1 warning")
        #expect(result([.ok], isOffline: true).summary.hasSuffix("as far as can be seen offline"))
    }

    @Test func `the document is one line of JSON with an id for each check`() throws {
        let text = result([.ok, .wrong]).json
        #expect(!text.contains("\n"))
        let json = try JSONReader.parse(Array(text.utf8))
        #expect(json["status"]?.scalarText == "1")
        let ids = json["checks"]?.elements?.compactMap { $0["id"]?.string }
        #expect(ids == ["home/check0", "home/check1"])
        #expect(json["checks"]?.elements?.last?["verdict"]?.string == "wrong")
    }

    @Test func `what is foreign breaks no line and moves no cursor`() {
        let check = DoctorCheck(.keys, "k", "k", .wrong, "a\u{1b}[31m\nb", "c\rd")
        #expect(check.seen == "a?[31m?b" && check.remedy == "c?d")
    }
}
