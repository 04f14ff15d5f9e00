import Feeds
import Foundation
import HTTP
import LoopbackExchange
import Market
import Seeds

@testable import Jobs
@testable import Settings

/// A home in a temporary directory, and exchanges on loopback whose clock the ticks go by.
final class TickFixture {
    let home: URL
    let binance: LoopbackExchange
    let bybit: LoopbackExchange

    static let symbol = "BTC/USDT"

    init(
        binance candles: [Candle], bybit others: [Candle]? = nil,
        timeframe: Timeframe = .fiveMinutes, configuration: String? = nil
    ) throws {
        home = FileManager.default.temporaryDirectory.appending(path: "algom-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: home.appending(path: "state"), withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        let symbol = try Symbol(Self.symbol)
        binance = try LoopbackExchange(
            exchange: .binance, candles: candles, timeframe: timeframe, symbol: symbol)
        bybit = try LoopbackExchange(
            exchange: .bybit, candles: others ?? candles, timeframe: timeframe, symbol: symbol)
        if let configuration { try write(configuration, to: "algom.json") }
    }

    deinit {
        binance.stop()
        bybit.stop()
        try? FileManager.default.removeItem(at: home)
    }

    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: home.appending(path: name))
    }

    /// One tick at a moment of the exchanges' clock; the local clock is told the same, or so far off.
    @discardableResult
    func tick(
        at now: Timestamp, exchange: String? = nil, environment: [String: String] = [:],
        localClockAhead: Int64 = 0, progress: TickJob.Progress? = nil
    ) throws -> TickResults {
        binance.setNow(now)
        bybit.setNow(now)
        let variables = environment.merging([
            "BINANCE_BASE_URL": binance.baseURL, "BYBIT_BASE_URL": bybit.baseURL,
        ]) { given, _ in given }
        let settings = try Settings(
            environment: variables, options: Settings.Options(home: home.path, exchange: exchange))
        let start = DispatchTime.now().uptimeNanoseconds
        let elapsed = { Int64((DispatchTime.now().uptimeNanoseconds - start) / 1_000_000) }
        let clock = FeedClock(
            wall: { now.advanced(byMilliseconds: localClockAhead + elapsed()) },
            monotonicMilliseconds: elapsed)
        let job = TickJob(
            settings: settings, transport: CurlTransport(trust: settings.trust), clock: clock,
            holder: "a test")
        var random = SplitMix64(seed: 1)
        return try job.run(random: &random, progress: progress)
    }

    func text(_ name: String) throws -> String {
        try String(contentsOf: home.appending(path: "state/\(name)"), encoding: .utf8)
    }

    func exists(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: home.appending(path: "state/\(name)").path)
    }

    /// The journal's lines, without what the clock has to do with: `observed`, and the hashes.
    func events(of trader: String) throws -> [String] {
        try text("traders/\(trader)/journal.jsonl").split(separator: "\n").map { line in
            String(line).replacing(#/"prev":"[0-9a-f]{64}",/#, with: "")
                .replacing(#/,"observed":\{[^}]*\}/#, with: "")
        }
    }

    /// The stats file without the time it was written, and the head that covers `observed`.
    func stats(of trader: String) throws -> String {
        try text("\(trader)_trading_stats.json").split(separator: "\n")
            .filter { !$0.contains("\"timestamp\": \"") || $0.hasPrefix("      ") }
            .filter { !$0.contains("\"journalHead\"") }.joined(separator: "\n")
    }
}
