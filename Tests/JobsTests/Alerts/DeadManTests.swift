import Alerting
import Foundation
import HTTP
import LoopbackServices
import Market
import Synchronization
import Testing

@testable import Jobs
@testable import Text
@testable import Settings
@testable import Watch

struct DeadManTests {
    private static let secret = "pLaNtEd-uuid"

    private final class Pings: Sendable {
        private let kept = Mutex<[ServedRequest]>([])
        var all: [ServedRequest] { kept.withLock { $0 } }
        func add(_ request: ServedRequest) { kept.withLock { $0.append(request) } }
    }

    private func entry(_ status: Text.ExitStatus) -> RunEntry {
        var entry = RunEntry(at: Timestamp(milliseconds: 0), program: "algom-tick")
        if status != .ok { entry.record(JobError(status, "what went wrong")) }
        return entry
    }

    private func watch(_ url: String, home: ScratchHome) throws -> DeadMan? {
        try DeadMan(
            of: "algom-tick", environment: ["HEALTHCHECKS_TICK_URL": url],
            options: Settings.Options(home: home.path), random: (1, 2))
    }

    @Test func `a run begins and ends with its status, tied together`() throws {
        let pings = Pings()
        let server = RawServer { request in
            pings.add(request)
            return .answer(status: 200, body: "OK")
        }
        let home = try ScratchHome()
        for status in [Text.ExitStatus.ok, .unavailable, .configuration, .tryLater] {
            let watch = try #require(try watch("\(server.baseURL)/\(Self.secret)", home: home))
            #expect(watch.end(entry(status), lines: ["a line"]) == nil)
        }
        let paths = pings.all.map(\.path)
        #expect(
            paths
                == ["start", "0", "start", "69", "start", "78", "start", "log"].map {
                    "/\(Self.secret)/\($0)"
                })
        let ids = Set(pings.all.flatMap(\.query).filter { $0.name == "rid" }.map(\.value))
        #expect(ids == ["00000000-0000-4001-8000-000000000002"])
        #expect(pings.all[3].bodyText.hasPrefix("a line\n{\"schema\":1,"))
        #expect(pings.all[3].bodyText.contains("what went wrong"))
    }

    @Test func `a run identifier is a UUID of version 4`() {
        for (high, low) in [(UInt64.min, UInt64.min), (.max, .max), (0x0123_4567_89AB_CDEF, 17)] {
            let text = DeadManPing.runID(high, low)
            #expect(UUID(uuidString: text)?.uuidString.lowercased() == text)
            let digits = Array(text)
            #expect(digits[14] == "4" && "89ab".contains(digits[19]))
        }
    }

    @Test func `where it is written down does not matter, and nobody need watch`() throws {
        let server = RawServer { _ in .answer(status: 200, body: "OK") }
        let home = try ScratchHome()
        #expect(
            try DeadMan(
                of: "algom-tick", environment: [:], options: Settings.Options(home: home.path),
                random: (1, 2)) == nil)
        try home.put("HEALTHCHECKS_TICK_URL=\(server.baseURL)/x", in: ".env")
        #expect(
            try DeadMan(
                of: "algom-tick", environment: [:], options: Settings.Options(home: home.path),
                random: (1, 2)) != nil)
        // A settings file that stops the run itself does not stop the ping.
        try home.put("{ nonsense", in: "algom.json")
        #expect(
            try DeadMan(
                of: "algom-tick", environment: [:], options: Settings.Options(home: home.path),
                random: (1, 2)) != nil)
    }

    @Test func `silence costs three seconds at most and not a word`() throws {
        let server = RawServer { _ in .silence }
        let start = DispatchTime.now().uptimeNanoseconds
        let watch = try #require(
            try watch("\(server.baseURL)/\(Self.secret)", home: try ScratchHome()))
        #expect(watch.end(entry(.ok)) == nil)
        let seconds = Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
        #expect((2.5...20).contains(seconds))
    }

    @Test(arguments: [
        (200, false), (404, true), (301, true), (429, false), (500, false), (503, false),
    ])
    func `only a wrong address is worth a word, and it tells no secret`(
        status: Int, isTold: Bool
    ) throws {
        let server = RawServer { _ in .answer(status: status, body: "not found \(Self.secret)") }
        let watch = try #require(
            try watch("\(server.baseURL)/\(Self.secret)", home: try ScratchHome()))
        let warning = watch.end(entry(.ok))
        #expect((warning != nil) == isTold)
        #expect(!(warning ?? "").contains(Self.secret))
        if isTold {
            #expect(
                warning
                    == "the ping was answered HTTP \(status); look at HEALTHCHECKS_TICK_URL")
        }
    }

    @Test(arguments: [
        "http://hc-ping.com/pLaNtEd-uuid", "nonsense pLaNtEd-uuid", "https://a:pLaNtEd-uuid@b/",
        "ftp://127.0.0.1/pLaNtEd-uuid",
    ])
    func `an address that is none is refused without telling it`(url: String) throws {
        let home = try ScratchHome()
        let error = try #require(throws: JobError.self) { try watch(url, home: home) }
        #expect(error.status == .configuration)
        #expect(error.description.hasPrefix("HEALTHCHECKS_TICK_URL: "))
        #expect(!error.description.contains(Self.secret))
    }
}
