import Foundation
import LoopbackExchange
import Market
import Reporting
import Seeds
import Testing
import Trading

@testable import Jobs
@testable import Text

struct TickJobTests {
    /// Short periods, so that few candles make trades.
    private static let lively = """
        { defaults: { warmUp: 30, fast: 3, slow: 8, rsiPeriod: 5, overbought: 90 },
          traders: [{ exchange: "binance" }, { exchange: "bybit" }] }
        """

    /// A moment at which the candle of an index has closed and is final.
    private static func after(_ candle: Candle) -> Timestamp {
        candle.closeTime(.fiveMinutes).advanced(byMilliseconds: 2_000)
    }

    @Test func `a new trader begins with exactly the warm-up, flat, and dates nothing back`() throws
    {
        let candles = RandomCandles.array(seed: 1, count: 700)
        let fixture = try TickFixture(binance: candles)
        let results = try fixture.tick(at: Self.after(candles[650]), exchange: "binance")
        #expect(results.status == .ok, "\(results.traders.map(\.failure))")
        let lines = try fixture.events(of: "binance")
        #expect(lines.count == 501)
        #expect(lines[0].contains(#""type":"start""#))
        #expect(lines[1].contains(#""time":\#(candles[151].openTime.milliseconds),"#))
        #expect(lines[500].contains(#""time":\#(candles[650].openTime.milliseconds),"#))
        #expect(lines.dropFirst().allSatisfy { $0.contains(#""type":"candle""#) })
        #expect(try fixture.text("binance_trading_stats.json").contains("\"balance\": 10000,"))
        #expect(
            try fixture.text("trading_stats.json") == fixture.text("binance_trading_stats.json"))
    }

    @Test func `a second tick on the same candles changes nothing but the stats' time`() throws {
        let candles = RandomCandles.array(seed: 2, count: 200)
        let fixture = try TickFixture(binance: candles, configuration: Self.lively)
        try fixture.tick(at: Self.after(candles[150]))
        let journal = try fixture.text("traders/bybit/journal.jsonl")
        let checkpoint = try fixture.text("traders/bybit/checkpoint.json")
        let stats = try fixture.stats(of: "bybit")
        let again = try fixture.tick(at: Self.after(candles[150]).advanced(byMilliseconds: 60_000))
        #expect(again.status == .ok)
        #expect(
            again.traders.allSatisfy {
                $0.candles == 0 && $0.line?.contains("no new candle") == true
            })
        #expect(try fixture.text("traders/bybit/journal.jsonl") == journal)
        #expect(try fixture.text("traders/bybit/checkpoint.json") == checkpoint)
        #expect(try fixture.stats(of: "bybit") == stats)
        #expect(try fixture.text("bybit_trading_stats.json").contains("+") == false)
    }

    @Test(arguments: [UInt64](3..<9))
    func `however the candles are split over ticks, events and stats are the same`(
        seed: UInt64
    ) throws {
        let candles = RandomCandles.array(seed: seed, count: 400)
        let whole = try TickFixture(binance: candles, configuration: Self.lively)
        try whole.tick(at: Self.after(candles[49]))
        try whole.tick(at: Self.after(candles[398]))

        let split = try TickFixture(binance: candles, configuration: Self.lively)
        var random = SplitMix64(seed: seed)
        var index = 49
        while true {
            #expect(try split.tick(at: Self.after(candles[index])).status == .ok)
            guard index < 398 else { break }
            index = min(398, index + Int.random(in: 1...40, using: &random))
        }
        for trader in ["binance", "bybit"] {
            let events = try whole.events(of: trader)
            #expect(try split.events(of: trader) == events)
            #expect(try split.stats(of: trader) == whole.stats(of: trader))
            #expect(
                events.contains { $0.contains(#""type":"closed""#) }, "seed \(seed) never traded")
        }
    }

    @Test func `catching up takes pages, and is one with the journal of small steps`() throws {
        let candles = RandomCandles.array(seed: 10, count: 3_600)
        let fixture = try TickFixture(binance: candles, configuration: Self.lively)
        try fixture.tick(at: Self.after(candles[100]))
        let results = try fixture.tick(at: Self.after(candles[3_500]))
        #expect(results.status == .ok)
        #expect(results.traders.map(\.candles) == [3_400, 3_400])
        #expect(fixture.binance.requests.count > 4)
        let times = try fixture.events(of: "binance").filter { $0.contains(#""type":"candle""#) }
        #expect(times.count == 3_430)
        #expect(try fixture.text("traders/binance/journal.jsonl").contains(#""late":true"#))
    }

    @Test func `a decision in time is not called late`() throws {
        let candles = RandomCandles.array(seed: 11, count: 400)
        let fixture = try TickFixture(binance: candles, configuration: Self.lively)
        for index in 60..<200 {
            try fixture.tick(at: Self.after(candles[index]), exchange: "binance")
        }
        let journal = try fixture.text("traders/binance/journal.jsonl")
        #expect(journal.contains(#""type":"ordered""#))
        #expect(!journal.contains(#""late":true"#))
    }

    @Test func `one trader's failure stops no other, and the worst code counts`() throws {
        let candles = RandomCandles.array(seed: 12, count: 200)
        let fixture = try TickFixture(binance: candles, configuration: Self.lively)
        fixture.binance.always(.binanceInvalidSymbol)
        let results = try fixture.tick(at: Self.after(candles[150]))
        #expect(results.traders.map(\.status) == [.configuration, .ok])
        #expect(results.status == .configuration)
        #expect(results.traders[0].failure?.description.contains("Invalid symbol") == true)
        #expect(fixture.exists("bybit_trading_stats.json"))
        #expect(fixture.exists("binance_trading_stats.json"), "its state could be read")
    }

    @Test func `a bad row stops before it, and what came before is kept`() throws {
        let candles = RandomCandles.array(seed: 13, count: 200)
        let fixture = try TickFixture(binance: candles, configuration: Self.lively)
        try fixture.tick(at: Self.after(candles[100]), exchange: "binance")
        fixture.binance.always(.editRow(candles[110].openTime, replacing: [.high: "-1"]))
        let results = try fixture.tick(at: Self.after(candles[120]), exchange: "binance")
        #expect(results.status == .badData)
        #expect(results.traders[0].candles == 9)
        fixture.binance.always(nil)
        #expect(try fixture.tick(at: Self.after(candles[120]), exchange: "binance").status == .ok)

        let undisturbed = try TickFixture(binance: candles, configuration: Self.lively)
        try undisturbed.tick(at: Self.after(candles[100]), exchange: "binance")
        try undisturbed.tick(at: Self.after(candles[120]), exchange: "binance")
        #expect(try fixture.events(of: "binance") == undisturbed.events(of: "binance"))
    }

    @Test func `a rate limit is remembered, and the next tick asks nothing`() throws {
        let candles = RandomCandles.array(seed: 14, count: 200)
        let fixture = try TickFixture(binance: candles, configuration: Self.lively)
        fixture.binance.enqueue(.binanceRateLimit429(retryAfter: 3_600))
        let now = Self.after(candles[150])
        #expect(try fixture.tick(at: now, exchange: "binance").status == .tryLater)
        #expect(fixture.exists("exchanges/binance.json"))
        fixture.binance.forgetRequests()
        let soon = now.advanced(byMilliseconds: 600_000)
        #expect(try fixture.tick(at: soon, exchange: "binance").status == .tryLater)
        #expect(fixture.binance.requests.isEmpty)
        let later = now.advanced(byMilliseconds: 3_700_000)
        #expect(try fixture.tick(at: later, exchange: "binance").status == .ok)
    }

    @Test func `a rate limit kept by a clock gone wrong is no reason to forget the next`() throws {
        let candles = RandomCandles.array(seed: 14, count: 200)
        let fixture = try TickFixture(binance: candles, configuration: Self.lively)
        let now = Self.after(candles[150])
        for ahead in [10 * Timestamp.millisecondsPerDay, 0] {
            fixture.binance.enqueue(.binanceRateLimit429(retryAfter: 3_600))
            let results = try fixture.tick(at: now, exchange: "binance", localClockAhead: ahead)
            #expect(results.status == .tryLater)
        }
        fixture.binance.forgetRequests()
        let soon = now.advanced(byMilliseconds: 600_000)
        #expect(try fixture.tick(at: soon, exchange: "binance").status == .tryLater)
        #expect(fixture.binance.requests.isEmpty)
    }

    @Test func `a revised candle is written down once, and history stays`() throws {
        let candles = RandomCandles.array(seed: 15, count: 200)
        let fixture = try TickFixture(binance: candles, configuration: Self.lively)
        try fixture.tick(at: Self.after(candles[100]), exchange: "binance")
        let before = try fixture.events(of: "binance")
        let old = candles[99]
        let other = Candle(
            openTime: old.openTime, open: old.open, high: old.high, low: old.low,
            close: old.close, volume: Volume(units: old.volume.units + 1))
        fixture.binance.revise(other)
        let results = try fixture.tick(at: Self.after(candles[101]), exchange: "binance")
        #expect(results.traders[0].warnings.count == 1)
        try fixture.tick(at: Self.after(candles[101]), exchange: "binance")
        let lines = try fixture.events(of: "binance")
        #expect(lines.prefix(before.count) == before[...])
        let revised = lines.filter { $0.contains(#""type":"revised""#) }
        #expect(revised.count == 1)
        #expect(revised[0].contains(#""volume":"\#(old.volume)""#))
        #expect(revised[0].contains(#""volume":"\#(other.volume)""#))
    }

    @Test func `a hole that is believed stands in the journal`() throws {
        let candles = RandomCandles.array(seed: 16, count: 200)
        let fixture = try TickFixture(binance: candles, configuration: Self.lively)
        try fixture.tick(at: Self.after(candles[100]), exchange: "binance")
        fixture.binance.hide(openTimes: [candles[103].openTime, candles[104].openTime])
        let waits = try fixture.tick(at: Self.after(candles[105]), exchange: "binance")
        #expect(waits.status == .ok)
        #expect(waits.traders[0].candles == 2)
        #expect(waits.traders[0].waiting != nil)
        let believes = try fixture.tick(at: Self.after(candles[108]), exchange: "binance")
        #expect(believes.traders[0].candles == 4)
        let gap = try fixture.events(of: "binance").filter { $0.contains(#""type":"gap""#) }
        #expect(gap.count == 1)
        #expect(gap.first?.contains(#""missing":2"#) == true)
    }

    @Test func `a second tick leaves at once and says who holds the lock`() throws {
        let candles = RandomCandles.array(seed: 17, count: 200)
        let fixture = try TickFixture(binance: candles, configuration: Self.lively)
        try fixture.tick(at: Self.after(candles[100]))
        let lock = open(fixture.home.appending(path: "state/traders/binance/lock").path, O_RDWR)
        defer { close(lock) }
        #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
        fixture.binance.forgetRequests()
        let results = try fixture.tick(at: Self.after(candles[110]))
        #expect(results.traders.map(\.status) == [.tryLater, .ok])
        #expect(results.traders[0].failure?.description.contains("held by a test") == true)
        #expect(fixture.binance.requests.isEmpty)
    }

    @Test func `other parameters are refused and the record is left alone`() throws {
        let candles = RandomCandles.array(seed: 18, count: 200)
        let fixture = try TickFixture(binance: candles, configuration: Self.lively)
        try fixture.tick(at: Self.after(candles[100]))
        let before = try fixture.text("traders/binance/checkpoint.json")
        try fixture.write(
            Self.lively.replacingOccurrences(of: "fast: 3", with: "fast: 4"), to: "algom.json")
        let results = try fixture.tick(at: Self.after(candles[110]))
        #expect(results.status == .configuration)
        #expect(results.traders[0].failure?.description.contains("other settings: fast") == true)
        #expect(try fixture.text("traders/binance/checkpoint.json") == before)
    }

    @Test func `a journal without its checkpoint is damage, never a fresh start`() throws {
        let candles = RandomCandles.array(seed: 19, count: 200)
        let fixture = try TickFixture(binance: candles, configuration: Self.lively)
        try fixture.tick(at: Self.after(candles[100]))
        let journal = try fixture.text("traders/binance/journal.jsonl")
        try FileManager.default.removeItem(
            at: fixture.home.appending(path: "state/traders/binance/checkpoint.json"))
        let results = try fixture.tick(at: Self.after(candles[110]))
        #expect(results.traders.map(\.status) == [.configuration, .ok])
        #expect(try fixture.text("traders/binance/journal.jsonl") == journal)
    }

    @Test func `a local clock an hour off is warned about and decides nothing`() throws {
        let candles = RandomCandles.array(seed: 20, count: 700)
        let now = Self.after(candles[650])
        let right = try TickFixture(binance: candles)
        try right.tick(at: now, exchange: "bybit")
        for ahead: Int64 in [3_600_000, -3_600_000] {
            let wrong = try TickFixture(binance: candles)
            let results = try wrong.tick(at: now, exchange: "bybit", localClockAhead: ahead)
            #expect(results.status == .ok)
            #expect(results.traders[0].warnings.contains { $0.contains("clock") })
            #expect(try wrong.events(of: "bybit") == right.events(of: "bybit"))
        }
    }

    @Test func `a figure out of range is passed by, and the position held on`() throws {
        // It falls, then rises once: a crossing, a position at the next open, and a price at which
        // no position's value fits any more, its target among them.
        let start = RandomCandles.array(seed: 21, count: 1)[0].openTime
        let closes: [Int64] =
            (0..<30).map { 1_000 - $0 } + [2_000, 2_000, .max / 100_000_000, 2_000]
        let candles = closes.enumerated().map { index, close in
            let price = Price(units: close * 100_000_000)
            return Candle(
                openTime: start.advanced(byMilliseconds: Int64(index) * 300_000), open: price,
                high: price, low: price, close: price, volume: .zero)
        }
        let configuration = """
            { traders: [{ exchange: "bybit", warmUp: 10, fast: 1, slow: 2, rsiPeriod: 9,
              overbought: 100, positionSizePercent: 90, takeProfitPercent: 100 }] }
            """
        let fixture = try TickFixture(binance: candles, configuration: configuration)
        try fixture.tick(at: Self.after(candles[20]))
        let results = try fixture.tick(at: Self.after(candles[32]))
        #expect(results.status == .ok)
        #expect(results.traders[0].candles == 12)
        let sale = Event.skipped(.outOfRange(.sell), at: candles[32].openTime)
        #expect(results.traders[0].news.events.last == sale)
        let stats = try fixture.text("bybit_trading_stats.json")
        #expect(stats.contains("\"lastPrice\": 92233720368,"))
        #expect(stats.contains("\"equity\": 92233720368.54775807,"))
        try fixture.tick(at: Self.after(candles[33]))
        #expect(try fixture.text("bybit_trading_stats.json").contains("\"lastPrice\": 2000,"))
        let proof = try VerifyJob(home: fixture.home.path, traders: [], head: nil).run()
        #expect(proof.status == .ok, "\(proof.failures)")
    }
}
