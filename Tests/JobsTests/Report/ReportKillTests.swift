import Foundation
import Glibc
import HTTP
import JSON
import LoopbackServices
import Market
import Reporting
import Store
import Synchronization
import Testing

@testable import Jobs

/// Reports that die at each call to the disk and at each request, and X that does not say what it
/// did: never two posts for one event, never an event lost without a line.
struct ReportKillTests {
    /// Runs reports, hours apart, until the first trade's post has come to its end.
    private func finish(_ fixture: ReportFixture) throws {
        for _ in 0..<12 {
            fixture.pass(hours: 1)
            if try !fixture.reported("trade").isEmpty { break }
            _ = try fixture.report(.trade)
        }
        // One that was killed between the log and the outbox leaves the second to the next.
        fixture.pass(hours: 1)
        _ = try fixture.report(.education)
    }

    private func expectOnce(_ fixture: ReportFixture, _ place: String) throws {
        let reported = try fixture.reported("trade")
        #expect(Set(reported).count == reported.count, "\(place): told twice: \(reported)")
        #expect(!reported.isEmpty, "\(place): lost")
        let texts = fixture.x.created.map(\.text)
        #expect(Set(texts).count == texts.count, "\(place): posted twice")
        let log = try fixture.log().filter { $0["kind"]?.string == "trade" }
        for line in log where line["status"]?.string == "posted" {
            for part in line["parts"]?.elements ?? [] {
                let text = part["text"]?.string ?? ""
                #expect(texts.contains(text), "\(place): said to be posted, and is not")
            }
        }
        #expect(try fixture.outbox() == [], "\(place)")
    }

    @Test func `killed at any call, a report's trade is posted exactly once`() throws {
        var kills = 0
        for number in 1..<400 {
            let fixture = try ReportFixture(seed: 131)
            let death = Death(at: number)
            _ = try? fixture.report(
                calls: MortalCalls(death), transport: { MortalTransport($0, death) })
            guard death.hasCome else { break }
            kills += 1
            try finish(fixture)
            try expectOnce(fixture, "killed at call \(number)")
            let line = try #require(
                try fixture.log().first { $0["kind"]?.string == "trade" })
            #expect(line["status"]?.string == "posted", "killed at call \(number)")
        }
        #expect(kills > 60)
        print("a report: \(kills) kills, each trade posted once")
    }

    static let faults: [(name: String, fault: XFault)] = [
        ("creates and hangs up", .createsAndHangsUp),
        ("creates and cuts short", .createsAndCutsShort), ("creates and fails", .createsAndFails),
        ("creates without a number", .createsWithoutNumber), ("hangs up", .hangsUp),
        ("a page", .page(status: 403)), ("wrong JSON", .wrongJSON(status: 200)),
        ("503", .answers(status: 503, body: "")),
        (
            "duplicate",
            .answers(
                status: 403,
                body: #"{"detail":"You are not allowed to create a Tweet with duplicate content.","#
                    + #""type":"about:blank","title":"Forbidden","status":403}"#)
        ),
        ("429 with a reset", .rateLimited(["x-rate-limit-reset": "1750000000"])),
        ("429 with a day's reset", .rateLimited(["x-app-limit-24hour-reset": "1750000000"])),
        ("429 bare", .rateLimited([:])),
    ]

    @Test(arguments: 0..<faults.count, [0, 1])
    func `whatever X says of a part, the trade is told once`(index: Int, part: Int) throws {
        let (name, fault) = Self.faults[index]
        let fixture = try ReportFixture(seed: 131)
        for _ in 0..<part { fixture.x.enqueue(.createsSlowly(milliseconds: 1)) }
        fixture.x.enqueue(fault)
        _ = try fixture.report(.trade)
        try finish(fixture)
        try expectOnce(fixture, "\(name), part \(part + 1)")
    }
}

/// The number of the call at which a process dies, and whether it has.
private final class Death: Sendable {
    private let left: Mutex<Int>

    init(at number: Int) { left = Mutex(number) }

    var hasCome: Bool { left.withLock { $0 <= 0 } }

    /// Whether the next call is still made.
    func isAlive() -> Bool {
        left.withLock { left in
            left -= 1
            return left > 0
        }
    }
}

/// The kernel's calls, until the process is dead: after that nothing of it reaches the disk.
private struct MortalCalls: FileSystemCalls {
    private let death: Death
    private let kernel = KernelCalls()

    init(_ death: Death) { self.death = death }

    private func made<Result: SignedInteger>(_ call: () -> Result) -> Result {
        if death.isAlive() { return call() }
        errno = EIO
        return -1
    }

    func openat(_ directory: Int32, _ entry: String, _ flags: Int32, _ mode: mode_t) -> Int32 {
        made { kernel.openat(directory, entry, flags, mode) }
    }
    // A dead process's files are closed for it, and its locks go with them.
    func close(_ file: Int32) -> Int32 { kernel.close(file) }
    func fstat(_ file: Int32, _ status: inout stat) -> Int32 {
        made { kernel.fstat(file, &status) }
    }
    func fchmod(_ file: Int32, _ mode: mode_t) -> Int32 { made { kernel.fchmod(file, mode) } }
    func flock(_ file: Int32, _ operation: Int32) -> Int32 {
        made { kernel.flock(file, operation) }
    }
    func write(_ file: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
        made { kernel.write(file, bytes) }
    }
    func pread(_ file: Int32, _ bytes: UnsafeMutableRawBufferPointer, at offset: Int64) -> Int {
        made { kernel.pread(file, bytes, at: offset) }
    }
    func ftruncate(_ file: Int32, _ length: Int64) -> Int32 {
        made { kernel.ftruncate(file, length) }
    }
    func fsync(_ file: Int32) -> Int32 { made { kernel.fsync(file) } }
    func fdatasync(_ file: Int32) -> Int32 { made { kernel.fdatasync(file) } }
    func syncfs(_ file: Int32) -> Int32 { made { kernel.syncfs(file) } }
    func fstatat(
        _ directory: Int32, _ entry: String, _ status: inout stat, _ flags: Int32
    ) -> Int32 {
        made { kernel.fstatat(directory, entry, &status, flags) }
    }
    func mkdirat(_ directory: Int32, _ entry: String, _ mode: mode_t) -> Int32 {
        made { kernel.mkdirat(directory, entry, mode) }
    }
    func renameat(
        _ directory: Int32, _ entry: String, _ otherDirectory: Int32, _ target: String
    ) -> Int32 {
        made { kernel.renameat(directory, entry, otherDirectory, target) }
    }
    func unlinkat(_ directory: Int32, _ entry: String) -> Int32 {
        made { kernel.unlinkat(directory, entry) }
    }
    func entries(of directory: Int32, _ visit: (String) -> Void) -> Int32 {
        made { kernel.entries(of: directory, visit) }
    }
}

/// A transport that dies before a request is sent, or before its answer is seen.
private final class MortalTransport: HTTPTransport {
    private let transport: any HTTPTransport
    private let death: Death
    private var last = -1

    init(_ transport: any HTTPTransport, _ death: Death) {
        self.transport = transport
        self.death = death
    }

    func start(_ request: HTTPRequest) -> Int {
        last = death.isAlive() ? transport.start(request) : -1
        return last
    }

    func next(withinMilliseconds limit: Int) -> HTTPCompletion? {
        let error = HTTPError.broken(host: "x", detail: "the process is dead")
        guard !death.hasCome else { return HTTPCompletion(request: last, result: .failure(error)) }
        let completion = transport.next(withinMilliseconds: limit)
        // Between the answer and its being seen the process may die as well.
        guard let completion, !death.isAlive() else { return completion }
        return HTTPCompletion(request: completion.request, result: .failure(error))
    }

    func cancelAll() { transport.cancelAll() }
}
