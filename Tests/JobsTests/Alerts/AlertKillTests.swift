import Feeds
import Foundation
import HTTP
import JSON
import LoopbackServices
import Market
import Store
import Testing
import WatchedCalls

@testable import Jobs
@testable import Text
@testable import Watch

/// Runs that die at each call to the disk and at each request: nothing is lost without a line, and
/// a short message never comes twice.
struct AlertKillTests {
    private static let told = ["opened", "closed", "paused", "revised"]

    /// What a run is killed in: a home in which some events wait to be told.
    private struct Scene {
        let fixture: AlertFixture
        let events: Int
        let now: Timestamp

        init() throws {
            fixture = try AlertFixture(
                seed: 90,
                alerts: """
                    messagesPerHour: 1000, webhook: {},
                    sms: { from: "+15005550006", to: ["+15005550007"] }
                    """)
            try fixture.tell(at: try fixture.tick(upTo: 60))
            let lines = try fixture.ticks.journal.count
            now = try fixture.tick(upTo: 110)
            events = try fixture.events(of: AlertKillTests.told, behind: lines).count
        }

        /// A copy of the home, as it was before the run.
        func copy() throws -> URL {
            let place = FileManager.default.temporaryDirectory
                .appending(path: "algom-alerts-\(UUID().uuidString)")
            try FileManager.default.copyItem(at: fixture.ticks.home, to: place)
            return place
        }

        func run(
            in home: URL, _ services: LoopbackMessages, minutesLater: Int64, _ death: Death? = nil
        ) throws {
            let now = now.advanced(byMilliseconds: minutesLater * 60_000)
            let transport = CurlTransport(trust: .system)
            let job = AlertsJob(
                settings: try fixture.settings(home: home, services: services),
                transport: death.map { MortalTransport(transport, $0) } ?? transport,
                mail: CurlMailTransport(trust: .system),
                clock: FeedClock(wall: { now }, monotonicMilliseconds: { 0 }), holder: "a test",
                calls: death.map { WatchedCalls(until: $0, sparesLooks: true) } ?? KernelCalls())
            // A process that another test starts holds copies of our locks until it runs its program.
            for _ in 0..<200 {
                do throws(JobError) {
                    _ = try job.run()
                    return
                } catch {
                    guard error.status == .tryLater, death == nil else { throw error }
                    usleep(20_000)
                }
            }
        }
    }

    @Test func `killed at any call, nothing is lost, and no short message comes twice`() throws {
        let scene = try Scene()
        try #require(scene.events >= 2)
        var kills = 0
        var repeated = 0
        for number in 1..<2_000 {
            let services = LoopbackMessages()
            let home = try scene.copy()
            defer { try? FileManager.default.removeItem(at: home) }
            let death = Death(at: number)
            _ = try? scene.run(in: home, services, minutesLater: 0, death)
            guard death.hasCome else { break }
            kills += 1
            try scene.run(in: home, services, minutesLater: 5)
            let place = "killed at call \(number)"
            let ids = services.messages.filter { $0.service == "webhook" }
                .compactMap { $0.headers["x-algom-id"] }
            #expect(Set(ids).count == scene.events, "\(place): lost")
            #expect(ids.count <= scene.events + 1, "\(place): repeated more than once")
            repeated += ids.count - scene.events
            let texts = services.texts("sms")
            #expect(Set(texts).count == texts.count, "\(place): a short message came twice")
            let log = try String(
                contentsOf: home.appending(path: "state/alerts.jsonl"), encoding: .utf8)
            let doubts = log.split(separator: "\n").count {
                $0.contains("\"sms\"") && $0.contains("\"inDoubt\"")
            }
            #expect(doubts <= 1 && texts.count >= scene.events - doubts, "\(place): lost unsaid")
        }
        #expect(kills > 50)
        #expect(repeated > 0, "no kill fell between sending and receipt")
        print("alerts: \(kills) kills, \(repeated) messages repeated, no short one")
    }

    @Test(arguments: [
        Reply.hangUp, .cutShort(status: 200, body: "{\"ok\":"), .answer(status: 502, body: ""),
        .answer(status: 200, body: "garbage"), .answer(status: 408, body: ""),
    ])
    func `taken and not said so, each comes again but the short one`(reply: Reply) throws {
        let scene = try Scene()
        let services = LoopbackMessages()
        let home = try scene.copy()
        defer { try? FileManager.default.removeItem(at: home) }
        for name in ["webhook", "sms"] { services.enqueue(reply, for: name, isTaken: true) }
        for minutes in [Int64(0), 5, 10] {
            try scene.run(in: home, services, minutesLater: minutes)
        }
        #expect(services.texts("sms").count == scene.events)
        // Any 2xx is a yes to a webhook.
        let isYes = if case .answer(status: 200, _, _) = reply { true } else { false }
        #expect(services.texts("webhook").count == scene.events + (isYes ? 0 : 1))
    }
}
