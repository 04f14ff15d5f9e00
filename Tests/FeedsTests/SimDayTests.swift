import Market
import Testing

@testable import Feeds

struct SimDayTests {
    private static func day(_ day: Int64, of symbol: String = "BTC/USDT") throws -> SimDay {
        let asset = SimAsset(try Symbol(symbol))
        return SimDay(
            day: day, asset: asset,
            path: SimPath(
                noise: SimNoise(seed: 3, name: "path"), dailyVolatility: asset.dailyVolatility),
            noise: SimNoise(seed: 3, name: "minutes"))
    }

    private static func minutes(_ range: Range<Int>, of day: SimDay) -> [Candle] {
        range.map { minute in
            let openTime = Timestamp(startOfDay: day.day)
                .advanced(byMilliseconds: Int64(minute) * 60_000)
            return day.candle(openTime: openTime, minutes: 1)
        }
    }

    @Test(arguments: [0, 20_000, 2_932_896] as [Int64])
    func `minutes reach beyond their ends, each by its own distance`(number: Int64) throws {
        let minutes = Self.minutes(0..<SimPath.minutesPerDay, of: try Self.day(number))
        let above = minutes.map { $0.high.units - max($0.open, $0.close).units }
        let below = minutes.map { min($0.open, $0.close).units - $0.low.units }
        #expect(above.count { $0 > 0 } > 1_300)
        #expect(below.count { $0 > 0 } > 1_300)
        #expect(zip(above, below).count { $0 == $1 } < 100)
    }

    @Test func `a minute's range is about what a random walk's would be`() throws {
        // Of a random walk without drift the mean range is 2·√(2/π) times its deviation, and
        // the mean absolute move √(2/π) times it.
        var range = 0.0
        var move = 0.0
        for number in 20_000..<20_020 as Range<Int64> {
            for minute in Self.minutes(0..<SimPath.minutesPerDay, of: try Self.day(number)) {
                range += Double(minute.high.units - minute.low.units)
                move += Double(abs(minute.close.units - minute.open.units))
            }
        }
        #expect(abs(range / move - 2) < 0.05)
    }

    @Test func `more is traded where the price moves more`() throws {
        let minutes = Self.minutes(0..<SimPath.minutesPerDay, of: try Self.day(20_000))
            .sorted { $0.high.units - $0.low.units < $1.high.units - $1.low.units }
        let calm = minutes.prefix(480).reduce(0) { $0 + $1.volume.units }
        let wild = minutes.suffix(480).reduce(0) { $0 + $1.volume.units }
        #expect(minutes.allSatisfy { $0.volume > .zero })
        #expect(wild > calm * 2)
        #expect(minutes.allSatisfy { $0.volume.units % 1_000 == 0 })
    }
}
