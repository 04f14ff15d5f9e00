import Market
import Seeds
import Testing

@testable import Reporting

struct HolesTests {
    private static func candles(_ hours: [Int64]) -> [Candle] {
        hours.map { hour in
            Candle(
                openTime: Timestamp(milliseconds: 1_735_689_600_000 + hour * 3_600_000), open: "1",
                high: "1", low: "1", close: "1", volume: Volume(units: 1))
        }
    }

    @Test func `the largest three are told, of equals the earlier first`() {
        let holes = Holes(in: Self.candles([0, 1, 4, 5, 8, 9, 60, 62, 64]), .oneHour)
        #expect(holes.count == 5 && holes.missing == 2 + 2 + 50 + 1 + 1)
        #expect(holes.largest.map(\.missing) == [50, 2, 2])
        #expect(
            holes.words(.oneHour)
                == "56 candles absent in 5 holes, the largest from 2025-01-01 10:00 (2 d 2 h), from "
                + "2025-01-01 02:00 (2 h 0 m), from 2025-01-01 06:00 (2 h 0 m)")
        #expect(
            Holes(in: Self.candles([0, 3]), .oneHour).words(.oneHour)
                == "2 candles absent in 1 hole, from 2025-01-01 01:00 (2 h 0 m)")
        #expect(
            Holes(in: Self.candles([0, 1, 2]), .oneHour).words(.oneHour) == "no candle is absent")
    }

    @Test(arguments: 0..<50 as Range<UInt64>)
    func `what is there and what is not make up the whole`(seed: UInt64) {
        var walk = RandomWalk(seed: seed)
        let candles = walk.candles(300)
        let holes = Holes(in: candles, .oneHour)
        let span = (candles.last?.openTime.since(candles[0].openTime) ?? 0) / 3_600_000 + 1
        #expect(Int64(candles.count) + holes.missing == span, "seed \(seed)")
    }
}
