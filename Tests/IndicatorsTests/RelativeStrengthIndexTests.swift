import Market
import Seeds
import Testing

@testable import Indicators

struct RelativeStrengthIndexTests {
    private static func values(_ period: Int, _ prices: [Price]) -> [Double?] {
        var index = RelativeStrengthIndex(period: period)
        return prices.map { index.next($0) }
    }

    /// The worked example of StockCharts' school, "Relative Strength Index (RSI)".
    @Test func `equals the published example for 14 periods`() throws {
        let closes: [Price] = [
            "44.3389", "44.0902", "44.1497", "43.6124", "44.3278", "44.8264", "45.0955", "45.4245",
            "45.8433", "46.0826", "45.8931", "46.0328", "45.614", "46.282", "46.282", "46.0028",
            "46.0328", "46.4116", "46.2222", "45.6439", "46.2122", "46.2521", "45.7137", "46.4515",
            "45.7835", "45.3548", "44.0288", "44.1783", "44.2181", "44.5672", "43.4205", "42.6628",
            "43.1314",
        ]
        let published = [
            70.53278948, 66.31856181, 66.54982994, 69.40630534, 66.35516906, 57.97485571,
            62.92960675, 63.25714756, 56.05929872, 62.37707144, 54.70757308, 50.42277441,
            39.98982315, 41.46048198, 41.86891609, 45.46321245, 37.30404209, 33.07952299,
            37.77295211,
        ]
        let values = Self.values(14, closes)
        #expect(values.prefix(14).allSatisfy { $0 == nil })
        for (value, expected) in zip(values.dropFirst(14), published) {
            #expect(abs(try #require(value) - expected) < 5e-9)
        }
        #expect(values.count == 14 + published.count)
    }

    private static let prices: [Price] = [
        "81", "24", "75", "21", "34", "25", "72", "92", "99", "2", "86", "80", "76", "8", "87",
        "75", "32", "65", "41", "9", "13", "26", "56", "28", "65", "58", "17", "90", "87", "86",
        "99", "3", "70", "1", "27", "9", "92", "68", "9",
    ]

    /// The table that TA-Lib gives for these prices, as Gekko publishes it.
    @Test(arguments: [
        (
            2,
            [
                47.22222222222223, 23.611111111111114, 38.43283582089553, 30.294117647058826,
                78.2967032967033, 86.31639722863741, 89.12844036697248, 13.311866264730071,
                64.95013850415512, 59.85653017461453, 54.19016363132106, 12.8454188854557,
                68.56748255340673, 57.41553886370404, 26.512530826658676, 59.75774345724092,
                36.04149739852744, 17.51008036340795, 26.905774699598737, 58.00044863973779,
                85.82728624443239, 38.371227493966536, 74.96090570884536, 61.21019495608749,
                19.438903652597787, 76.51344601664712, 72.30324117451528, 69.74473974944168,
                84.24228523539779, 10.429850167468388, 59.707866801087974, 27.99023519523047,
                48.57675474701421, 34.80106793288934, 81.96579567492182, 57.78953245436237,
                23.585658801479056,
            ]
        ),
        (
            12,
            [
                49.44320712694878, 42.432667245873155, 51.2017782300719, 49.94116787991835,
                45.55663590860508, 49.284333951746184, 46.74501674557244, 43.4860123510052,
                44.01823674189631, 45.82704797004994, 49.90209564896179, 46.351969981868436,
                51.34208640997234, 50.37501845071388, 44.96351306736635, 54.464714123844956,
                54.04642006918241, 53.895901697369816, 55.6476477612053, 42.60631369413207,
                51.2964732419777, 43.83906729252931, 47.00600661743475, 45.08586375053323,
                54.44633399991266, 51.6681674437389, 45.44886082103851,
            ]
        ),
        (
            26,
            [
                46.44444444444444, 50.61070579555701, 50.44298978067838, 50.385107396174675,
                51.143071170125296, 45.77270174725033, 49.6130641968312, 46.115177339098764,
                47.56394036014283, 46.660676933508505, 51.11283316502063, 49.861270146262456,
                46.92369439491447,
            ]
        ),
    ])
    func `equals the published tables`(period: Int, published: [Double]) throws {
        let values = Self.values(period, Self.prices)
        #expect(values.prefix(period).allSatisfy { $0 == nil })
        #expect(values.count == period + published.count)
        for (value, expected) in zip(values.dropFirst(period), published) {
            #expect(abs(try #require(value) - expected) < 1e-10)
        }
    }

    @Test func `is 50 for a market that does not move`() {
        #expect(Self.values(3, Array(repeating: "0.1", count: 6)) == [nil, nil, nil, 50, 50, 50])
    }

    @Test func `is 100 where nothing fell and 0 where nothing rose`() {
        #expect(Self.values(2, ["1", "2", "3", "3.5"]) == [nil, nil, 100, 100])
        #expect(Self.values(2, ["4", "3", "2", "0.00000001"]) == [nil, nil, 0, 0])
    }

    /// Prices in weak currencies have more digits than a Double holds; their changes do not.
    @Test func `sees the smallest rise of the largest price`() {
        let price = Int64.max - 10
        let prices = (0..<4).map { Price(units: price + $0) }
        #expect(Self.values(2, prices) == [nil, nil, 100, 100])
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func `stays within 0 and 100`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var walk = RandomWalk(seed: seed)
        let period = Int.random(in: 1...20, using: &random)
        for value in Self.values(period, walk.candles(150).map(\.close)).dropFirst(period) {
            #expect(value.map { (0...100).contains($0) } == true, "seed \(seed)")
        }
    }

    @Test(arguments: 0..<60 as Range<UInt64>)
    func `goes on from its parts as if it had never stopped`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var walk = RandomWalk(seed: seed)
        var original = RelativeStrengthIndex(period: Int.random(in: 1...14, using: &random))
        for candle in walk.candles(Int.random(in: 0...40, using: &random)) {
            original.next(candle.close)
        }
        var restored = RelativeStrengthIndex(
            gain: WilderAverage(
                period: original.period, count: original.gain.count,
                accumulated: original.gain.accumulated),
            loss: WilderAverage(
                period: original.period, count: original.loss.count,
                accumulated: original.loss.accumulated),
            last: original.last)
        #expect(restored == original, "seed \(seed)")
        for candle in walk.candles(30) {
            #expect(restored.next(candle.close) == original.next(candle.close), "seed \(seed)")
        }
    }
}
