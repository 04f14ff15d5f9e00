import Foundation
import LoopbackExchange
import Market
import Seeds
import Testing

@testable import Jobs
@testable import Settings

struct TickScheduleTests {
    @Test(arguments: [
        ([Timeframe.oneMinute], "*"), ([.fiveMinutes, .oneMinute], "*"), ([.threeMinutes], "*/3"),
        ([.threeMinutes, .fifteenMinutes, .oneDay], "*/3"), ([.threeMinutes, .fiveMinutes], "*"),
        ([.fiveMinutes], "*/5"), ([.oneHour, .oneDay], "*/5"),
        ([.thirtyMinutes, .fiveMinutes], "*/5"),
        ([], "*/5"),
    ])
    func `each candle closes when a tick starts`(timeframes: [Timeframe], minutes: String) {
        let schedule = TickSchedule(for: timeframes)
        #expect(schedule.cronMinutes == minutes)
        #expect(60 % schedule.minutes == 0, "cron counts minutes anew each hour")
        #expect(timeframes.allSatisfy { $0.minutes % Int64(schedule.minutes) == 0 })
    }

    // MARK: Lateness

    private static let midnight: Timestamp = "2026-01-05T00:00:00Z"

    private static func moment(_ minutes: Double) -> Timestamp {
        midnight.advanced(byMilliseconds: Int64(minutes * 60_000))
    }

    /// Walks through ticks at these moments, in minutes, each of which consumes every candle that has
    /// closed; returns how many minutes ago those had closed that were decided late.
    private static func late(
        _ timeframe: Timeframe, ticks: [Double], meant: Int? = nil
    ) -> [Double] {
        let schedule = meant.map(TickSchedule.init(minutes:)) ?? TickSchedule(for: [timeframe])
        var last: Timestamp?
        var seen: (close: Timestamp, consumedAt: Timestamp)?
        var late: [Double] = []
        for now in ticks.map({ moment($0) }) {
            let lateness = Lateness(schedule, timeframe, since: last, at: now) { seen }
            var close = seen?.close ?? timeframe.floor(now)
            while close.advanced(byMilliseconds: timeframe.milliseconds) <= now {
                close = close.advanced(byMilliseconds: timeframe.milliseconds)
                if lateness.isLate(after: now.since(close)) {
                    late.append(Double(now.since(close)) / 60_000)
                }
                seen = (close, now)
            }
            if seen == nil { seen = (close, now) }
            last = now.advanced(byMilliseconds: 2_000)
        }
        return late
    }

    /// Whatever the timeframe, whenever the minute, and however long a tick takes to begin.
    @Test(arguments: UInt64(0)..<200)
    func `ticks that miss none decide nothing late`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for timeframe in Timeframe.allCases {
            // By the crontab, by an older one, once a candle at whatever minute, or as is said.
            let every = [
                Double(TickSchedule(for: [timeframe]).minutes), 5,
                max(5, Double(timeframe.minutes)),
            ]
            for (index, distance) in every.enumerated() {
                let phase = Double.random(in: 0..<distance, using: &random)
                let ticks = (0..<60).map {
                    phase + Double($0) * distance + Double.random(in: 0...0.7, using: &random)
                }
                let late = Self.late(timeframe, ticks: ticks)
                #expect(late == [], "seed \(seed), \(timeframe.rawValue), \(index)")
            }
            let own = Int.random(in: 1...600, using: &random)
            let ticks = (0..<40).map {
                Double($0 * own) + Double.random(in: 0...0.7, using: &random)
            }
            #expect(Self.late(timeframe, ticks: ticks, meant: own) == [], "seed \(seed), \(own)")
        }
    }

    @Test(arguments: UInt64(0)..<100)
    func `after downtime what is older than a tick and a half is late, and nothing else`(
        seed: UInt64
    ) {
        var random = SplitMix64(seed: seed)
        for timeframe in Timeframe.allCases {
            let off = Double.random(in: 8...3_000, using: &random)
            // The last tick before is one that found no candle, where candles last longer.
            let last = 1_450.0
            let back = last + off
            let late = Self.late(
                timeframe, ticks: [1_435, 1_440, 1_445, last, back, back + 5, back + 10])
            let length = Double(timeframe.minutes)
            let closed = stride(from: 0, through: back, by: length).filter { $0 > last }
            let expected = closed.filter {
                Self.moment(back).since(Self.moment($0)) > 450_000
                    && Self.moment(back).since(Self.moment(last)) > 452_000
            }
            #expect(late.count == expected.count, "seed \(seed), \(timeframe.rawValue), \(off)")
        }
    }

    @Test func `a first tick, and a clock that was set back, miss none`() {
        for last in [nil, Self.moment(600)] {
            let lateness = Lateness(
                TickSchedule.usual, .fiveMinutes, since: last, at: Self.moment(0)
            ) {
                Issue.record("nothing has to be looked at")
                return nil
            }
            #expect(!lateness.isLate(after: .max))
        }
    }

    // MARK: Ticks

    private func fixture(_ timeframe: String) throws -> TickFixture {
        try TickFixture(
            binance: [],
            configuration: """
                { traders: [{ name: "a", exchange: "sim", symbol: "ETH/USDT", timeframe: "\(timeframe)",
                    warmUp: 60, maxConsecutiveLosses: null, minWinRatePercent: null,
                    overbought: 90 }] }
                """)
    }

    /// How many decisions the journal holds, and how many of them are late.
    private func decisions(_ fixture: TickFixture) throws -> (all: Int, late: Int) {
        let lines = try fixture.text("traders/a/journal.jsonl").split(separator: "\n")
        return (
            lines.count { $0.contains(#","late":"#) }, lines.count { $0.contains(#","late":true"#) }
        )
    }

    @Test(arguments: ["1m", "3m"])
    func `candles shorter than the distance of ticks are no downtime, and a night off is`(
        timeframe: String
    ) throws {
        let fixture = try fixture(timeframe)
        for index in 0..<80 { try fixture.tick(at: Self.moment(Double(index) * 5 + 0.1)) }
        let before = try decisions(fixture)
        #expect(before.all > 5 && before.late == 0)
        try fixture.tick(at: Self.moment(400 + 600))
        let after = try decisions(fixture)
        #expect(after.late > 0)
        try fixture.tick(at: Self.moment(1_005))
        #expect(try decisions(fixture).late == after.late)
    }

    @Test func `an hour's candle that waited for a machine is late, one that did not is not`()
        throws
    {
        let fixture = try fixture("1h")
        for index in 0..<(80 * 12) where index % 12 < 2 || index % 12 > 10 {
            try fixture.tick(at: Self.moment(Double(index) * 5 + 0.1))
        }
        let before = try decisions(fixture)
        #expect(before.late == 0)
        // Five minutes before the hour, and then not for half an hour after it, until all came late.
        var hours = 80
        while try decisions(fixture).late == 0, hours < 400 {
            try fixture.tick(at: Self.moment(Double(hours) * 60 - 5))
            try fixture.tick(at: Self.moment(Double(hours) * 60 + 30))
            hours += 1
        }
        let after = try decisions(fixture)
        #expect(after.late > 0 && after.late == after.all - before.all)
    }

    @Test func `a candle that is published late, or waited for, is no downtime`() throws {
        let candles = RandomCandles.array(seed: 16, count: 400)
        let fixture = try TickFixture(binance: candles, configuration: TickFixture.lively)
        for index in 60..<320 {
            let times = candles[(index - index % 10)...].map(\.openTime)
            if index % 10 == 0 { fixture.binance.hide(openTimes: times) }
            // Now one that is missing alone, now all of them for half an hour.
            if index % 20 == 2 { fixture.binance.unhide(openTimes: times.dropFirst()) }
            if index % 10 == 5 { fixture.binance.unhide(openTimes: times) }
            try fixture.tick(at: TickFixture.moment(after: candles[index]))
        }
        let journal = try fixture.text("traders/binance/journal.jsonl")
        #expect(journal.contains(#","late":false"#) && !journal.contains(#","late":true"#))
    }
}
