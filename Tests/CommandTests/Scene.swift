import Foundation
import LoopbackExchange
import Market
import Seeds
import Testing

/// A tick that is going to be disturbed: what came before it, and what time it is.
///
/// Every disturbed run begins with a copy of the home as the ticks before left it.
final class Scene {
    /// What a tick has to do when it is disturbed.
    struct Plan: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// The times of the ticks before, and of the one that is disturbed.
        var before: [String] = []
        let now: String
        /// Whether the candles come over HTTP, from an exchange on loopback.
        var isOverHTTP = false
    }

    static let plans = [
        Plan(testDescription: "a first tick", now: "2026-01-05T12:00:00Z"),
        Plan(
            testDescription: "an ordinary tick", before: ["2026-01-05T12:00:00Z"],
            now: "2026-01-05T12:05:00Z"),
        Plan(
            testDescription: "a catch-up of 300 candles with trades",
            before: ["2026-01-05T12:00:00Z"], now: "2026-01-06T13:00:00Z"),
        Plan(
            testDescription: "a tick without news", before: ["2026-01-05T12:00:00Z"],
            now: "2026-01-05T12:01:00Z"),
        Plan(
            testDescription: "a tick over HTTP", before: ["2026-01-05T12:00:02Z"],
            now: "2026-01-05T12:20:02Z", isOverHTTP: true),
    ]

    let plan: Plan
    let trader: String
    private let exchange: LoopbackExchange?
    /// The home before the tick.
    private let template: TemporaryHome
    /// What disturbed runs left behind so far.
    private var left: Set<[String]> = []
    private let tick = Command(name: "algom-tick")

    init(_ plan: Plan) throws {
        self.plan = plan
        trader = plan.isOverHTTP ? "binance" : "sim"
        template = try TemporaryHome()
        exchange = plan.isOverHTTP ? try Self.exchange() : nil
        for now in plan.before { try clean(template, at: now) }
    }

    deinit { exchange?.stop() }

    /// An exchange that has some two days of candles, up to noon and a little more.
    private static func exchange() throws -> LoopbackExchange {
        let start = try #require(Timestamp(iso8601: "2026-01-03T12:00:00Z"))
        return try LoopbackExchange(
            exchange: .binance, candles: RandomCandles.array(seed: 7, start: start, count: 600),
            timeframe: .fiveMinutes, symbol: try Symbol("BTC/USDT"))
    }

    /// A home of its own, as the ticks before left it.
    func home() throws -> TemporaryHome { try TemporaryHome(copying: template) }

    /// Runs the tick as cron would, undisturbed.
    func clean(_ home: TemporaryHome, at now: String? = nil) throws {
        try setClock(now ?? plan.now)
        let outcome = try tick.run(arguments(home, at: now ?? plan.now), environment: environment)
        try #require(outcome.status == 0, "\(plan.testDescription): \(outcome.errors)")
    }

    /// Runs the tick with more in its environment.
    func run(_ home: TemporaryHome, with variables: [String: String]) throws -> Command.Outcome {
        try setClock(plan.now)
        return try tick.run(
            arguments(home, at: plan.now),
            environment: environment.merging(variables) { _, new in new })
    }

    /// The tick as a command whose calls can be disturbed.
    func traced(_ home: TemporaryHome) throws -> TracedCommand {
        try setClock(plan.now)
        return TracedCommand(
            name: "algom-tick", arguments: arguments(home, at: plan.now), environment: environment)
    }

    /// Every call of these kinds that the tick makes.
    func points(of calls: [String]) throws -> [TracedCommand.Point] {
        let home = try home()
        return try traced(home).points(of: calls, in: home)
    }

    /// The record that the tick leads to when nobody disturbs it.
    func undisturbed() throws -> Record {
        let home = try home()
        try clean(home)
        return try Record(home, trader: trader)
    }

    private func setClock(_ now: String) throws {
        exchange?.setNow(try #require(Timestamp(iso8601: now)))
    }

    private func arguments(_ home: TemporaryHome, at now: String) -> [String] {
        let place = ["--exchange", trader, "--home", home.path]
        return plan.isOverHTTP ? place : place + ["--now", now]
    }

    private var environment: [String: String] {
        exchange.map { ["BINANCE_BASE_URL": $0.baseURL] } ?? [:]
    }
}

extension Scene {
    /// Sees that the tick, run once more, ends where an undisturbed one would have.
    ///
    /// What was left the same before was seen to be made good before.
    func expectMadeGood(
        _ home: TemporaryHome, _ undisturbed: Record, _ point: TracedCommand.Point, _ what: String
    )
        throws
    {
        guard left.insert(try home.remains()).inserted else { return }
        try clean(home)
        try expectWhole(home, undisturbed, point, what)
    }

    /// Sees that a home holds what an undisturbed tick leaves.
    ///
    /// Where the call was one that changes files, `algom verify` has to agree.
    func expectWhole(
        _ home: TemporaryHome, _ undisturbed: Record, _ point: TracedCommand.Point, _ what: String
    )
        throws
    {
        let place = "\(plan.testDescription), \(point) \(what)"
        let difference = try Record(home, trader: trader).difference(from: undisturbed)
        #expect(difference == nil, "\(place)")
        guard !["openat", "close", "flock", "newfstatat"].contains(point.call) else { return }
        let proof = try Command(name: "algom")("verify", "--home", home.path)
        #expect(proof.status == 0, "\(place): \(proof.errors)")
    }
}
