import Feeds
import Foundation
import Glibc
import HTTP
import LoopbackExchange
import Market
import Seeds
import Store
import Testing

@testable import Jobs
@testable import Text
@testable import Settings
@testable import Watch

/// What is kept of reports, alerts and health, when it is damaged: no tick is disturbed, and whoever
/// keeps it says so and sends nothing twice.
struct ToldDamageTests {
    private let fixture: TickFixture
    private let whole: URL
    private let candles = RandomCandles.array(seed: 90, count: 400)

    init() throws {
        fixture = try TickFixture.record(seed: 90)
        whole = fixture.home.appending(path: "whole")
    }

    private var state: URL { fixture.home.appending(path: "state") }

    private func settings() throws -> Settings {
        try Settings(
            environment: [
                "BINANCE_BASE_URL": fixture.binance.baseURL, "NTFY_TOPIC": "topicsecret",
                "TWITTER_BASE_URL": "http://127.0.0.1:1", "TWITTER_API_KEY": "x-key",
                "TWITTER_API_SECRET": "x-secret", "TWITTER_ACCESS_TOKEN": "17-token",
                "TWITTER_ACCESS_TOKEN_SECRET": "17-secret",
            ], options: Settings.Options(home: fixture.home.path))
    }

    private func report(at now: Timestamp) throws -> ReportResult {
        var nonce = 0
        return try ReportJob(
            settings: try settings(), kind: nil, transport: CurlTransport(trust: .system),
            clock: FeedClock(wall: { now }, monotonicMilliseconds: { 0 }), holder: "a test",
            nonce: {
                nonce += 1
                return "n\(nonce)"
            }
        ).run()
    }

    private func alert(at now: Timestamp) throws -> AlertsResult {
        try AlertsJob(
            settings: try settings(), transport: CurlTransport(trust: .system),
            mail: CurlMailTransport(trust: .system),
            clock: FeedClock(wall: { now }, monotonicMilliseconds: { 0 }), holder: "a test"
        ).run()
    }

    private func look(at now: Timestamp) throws -> HealthResult {
        fixture.binance.setNow(now)
        return try HealthJob(
            settings: try settings(), transport: CurlTransport(trust: .system),
            clock: FeedClock(wall: { now }, monotonicMilliseconds: { 0 }), holder: "a test"
        ).run()
    }

    /// A home whose post and alert wait, since nobody answers.
    private func prepare(at now: Timestamp) throws {
        try fixture.write(
            """
            { traders: [{ exchange: "binance", warmUp: 30, fast: 3, slow: 8, rsiPeriod: 5,
                          overbought: 90 }],
              alerts: { ntfy: { server: "http://127.0.0.1:1" } } }
            """, to: "algom.json")
        #expect(try report(at: now).status == .tryLater)
        #expect(try alert(at: now).status == .ok)
        #expect(try look(at: now).status == .ok)
        try FileManager.default.copyItem(at: state, to: whole)
    }

    private func documents() throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: whole.path).sorted().filter { name in
            name.hasSuffix(".json")
                && ["alerts/", "outbox/", "health", "reporter"].contains {
                    name.hasPrefix($0)
                }
        }
    }

    /// What lies at a path, and what is in it.
    private func sight(_ path: String) throws -> String {
        var status = stat()
        try #require(lstat(path, &status) == 0)
        let isRegular = status.st_mode & S_IFMT == S_IFREG
        let bytes = isRegular ? [UInt8](try Data(contentsOf: URL(filePath: path))) : []
        return "\(status.st_mode) \(bytes)"
    }

    @Test(arguments: DamageTests.Damage.allCases)
    func `every document keeps its promise`(damage: DamageTests.Damage) throws {
        let now = TickFixture.moment(after: candles[398])
        try prepare(at: now)
        let names = try documents()
        #expect(names.count == 4, "\(names)")
        var damages = 0
        for name in names {
            let path = state.appending(path: name).path
            let copy = whole.appending(path: name).path
            guard try damage.apply(to: path, whole: copy) else { continue }
            damages += 1
            try expect(of: name, damage, at: now)
            try FileManager.default.removeItem(at: state)
            try FileManager.default.copyItem(at: whole, to: state)
        }
        #expect(damages == 4 || [.older, .foreign, .otherOwner].contains(damage))
    }

    /// Nothing but what reads a damaged document is disturbed, and that refuses it or, where it is
    /// but a memory, begins it anew.
    private func expect(
        of name: String, _ damage: DamageTests.Damage, at now: Timestamp
    ) throws {
        let path = state.appending(path: name).path
        let before = try sight(path)
        let place = "\(name) \(damage.rawValue)"
        let isDamaged = { (begin: String) in name.hasPrefix(begin) }

        let told = Result { try report(at: now) }
        if isDamaged("reporter") || isDamaged("outbox") {
            let refusal = #expect(throws: JobError.self, "\(place)") { try told.get() }
            #expect(refusal?.status == .configuration, "\(place)")
            #expect(refusal?.description.contains(path) == true, "\(place)")
        } else {
            #expect(try told.get().status == .tryLater, "\(place)")
        }
        let alerts = try alert(at: now)
        #expect(alerts.status == (isDamaged("alerts") ? .configuration : .ok), "\(place)")
        if isDamaged("alerts") {
            #expect(alerts.failures.first?.contains(path) == true, "\(place)")
        }
        let isForeign = [.groupWritable, .otherOwner].contains(damage)
        if isDamaged("health"), isForeign {
            let refusal = #expect(throws: JobError.self, "\(place)") { try look(at: now) }
            #expect(refusal?.status == .configuration, "\(place)")
            #expect(refusal?.description.contains(path) == true, "\(place)")
        } else if isDamaged("health"), damage == .directory {
            // What is wrong is said, and then that it cannot be kept.
            let health = try look(at: now)
            #expect(health.failure?.status == .io, "\(place)")
            #expect(health.failure?.description.contains(path) == true, "\(place)")
        } else {
            let health = try look(at: now)
            let isMemory = isDamaged("health")
            #expect(health.status == (isMemory ? .ok : .wrong), "\(place)")
            #expect(health.problems.count == (isMemory ? 0 : 1), "\(place): \(health.problems)")
            #expect(health.lines.contains { $0.contains(path) } != isMemory, "\(place)")
            #expect(health.warnings.count == (isMemory ? 1 : 0), "\(place)")
        }
        if !isDamaged("health") || isForeign { #expect(try sight(path) == before, "\(place)") }
        let next = TickFixture.moment(after: candles[399])
        let tick = try fixture.tick(at: next)
        #expect(tick.status == .ok && tick.traders.map(\.candles) == [1], "\(place)")
    }
}
