import Foundation
import LoopbackServices
import Synchronization
import Testing

/// The pings of every program that cron starts, and what they must not do.
struct WatchTests {
    private static let secret = "pLaNtEd-0123-uuid"

    private final class Pings: Sendable {
        private let kept = Mutex<[String]>([])
        var all: [String] { kept.withLock { $0 } }
        func add(_ path: String) { kept.withLock { $0.append(path) } }
    }

    @Test(arguments: [
        ("algom-tick", "HEALTHCHECKS_TICK_URL", ["--exchange", "sim"], Int32(0)),
        ("algom-report", "HEALTHCHECKS_REPORT_URL", ["--kind", "education"], 0),
        ("algom-health", "HEALTHCHECKS_HEALTH_URL", [], 1),
    ])
    func `each program tells that it begins and how it ends, and its exit code stays`(
        program: String, variable: String, arguments: [String], status: Int32
    ) throws {
        let pings = Pings()
        for answer in [200, 404, 500] {
            let server = RawServer { request in
                pings.add("\(request.method) \(request.path)")
                return .answer(status: answer, body: Self.secret)
            }
            let home = try TemporaryHome(isHome: false)
            try home.write("", to: ".env")
            let outcome = try Command(name: program).run(
                arguments + ["--home", home.path],
                environment: [variable: "\(server.baseURL)/\(Self.secret)"])
            #expect(outcome.status == status, "\(outcome)")
            #expect(outcome.errors.contains("look at \(variable)") == (answer == 404))
            #expect(!(outcome.output + outcome.errors).contains(Self.secret))
            for name in try FileManager.default.subpathsOfDirectory(atPath: home.path) {
                let bytes = FileManager.default.contents(atPath: "\(home.path)/\(name)") ?? Data()
                #expect(!String(decoding: bytes, as: UTF8.self).contains(Self.secret), "\(name)")
            }
        }
        let one = ["POST /\(Self.secret)/start", "POST /\(Self.secret)/\(status)"]
        #expect(pings.all == one + one + one)
    }

    @Test func `a run that its settings stop is told of, and a wrong address stops none`() throws {
        let pings = Pings()
        let server = RawServer { request in
            pings.add(request.path)
            return .answer(status: 200, body: "OK")
        }
        let home = try TemporaryHome()
        try home.write("{ nonsense", to: "algom.json")
        try home.write("HEALTHCHECKS_TICK_URL=\(server.baseURL)/x", to: ".env")
        let stopped = try Command(name: "algom-tick")("--home", home.path)
        #expect(stopped.status == 78)
        #expect(pings.all == ["/x/start", "/x/78"])
        let other = try TemporaryHome()
        let outcome = try Command(name: "algom-tick")(
            "--exchange", "sim", "--home", other.path,
            environment: ["HEALTHCHECKS_TICK_URL": "http://hc-ping.com/\(Self.secret)"])
        #expect(outcome.status == 0)
        #expect(outcome.errors.contains("warning: HEALTHCHECKS_TICK_URL: http:// to hc-ping.com"))
        #expect(!outcome.errors.contains(Self.secret))
    }

    @Test func `a dry run of a report is no run`() throws {
        let pings = Pings()
        let server = RawServer { request in
            pings.add(request.path)
            return .answer(status: 200, body: "OK")
        }
        let home = try TemporaryHome()
        _ = try Command(name: "algom-report")(
            "--dry-run", "--home", home.path,
            environment: ["HEALTHCHECKS_REPORT_URL": "\(server.baseURL)/x"])
        #expect(pings.all.isEmpty)
    }
}
