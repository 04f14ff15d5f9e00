import Market
import Seeds
import Testing

@testable import Rules

/// TA-Lib's answers for made candles, kept as facts: version 0.8.1, at candles 999 and 1,499 of
/// 1,500, where seeds no longer matter.
struct TALibTests {
    private static let answers: [(text: String, at999: Double, at1499: Double)] = [
        ("sma(close, 30)", 723.8169999999999, 924.0506666666665),
        ("ema(close, 20)", 715.1344267137923, 917.3152785635192),
        ("wma(close, 15)", 707.225999999999, 912.3624166666683),
        ("dema(close, 10)", 697.5282688725797, 907.7626461884407),
        ("tema(close, 10)", 696.4128799997362, 908.1272319958206),
        ("kama(close, 10, 2, 30)", 710.0451521479015, 918.5736981660425),
        ("rsi(close, 14)", 30.898080435728282, 44.02510664619327),
        ("macd(12, 26)", -10.584599985306568, -5.513456651804404),
        ("macd_signal(12, 26, 9)", -9.045831147439092, -4.608479113437982),
        ("bb_upper(close, 20, 2)", 745.0701044002452, 938.6327654040488),
        ("bb_lower(close, 20, 2)", 691.1548955997579, 898.7122345959524),
        ("stdev(close, 20)", 13.478802200121843, 9.980132702024067),
        ("stoch_k(14, 3)", 10.84160514300607, 23.542379483303645),
        ("stoch_d(14, 3, 3)", 11.661688078140827, 24.25996695663308),
        ("williams_r(14)", -90.52768166089966, -71.55094679891795),
        ("cci(20)", -109.79595112382687, -69.9391297734363),
        ("atr(14)", 8.728605390116458, 10.654858963668348),
        ("natr(14)", 1.248941934254301, 1.1686675547782022),
        ("adx(14)", 32.336205778806004, 18.65196348200623),
        ("plus_di(14)", 9.530879291046164, 11.512890045310122),
        ("minus_di(14)", 28.10702899704219, 17.45208946555912),
        ("dx(14)", 49.35489391124055, 20.504759611586415),
        ("aroon_up(14)", 7.142857142857143, 0.0),
        ("aroon_down(14)", 92.85714285714286, 57.142857142857146),
        ("mfi(14)", 7.208608182126648, 7.3386501796234755),
        ("linreg(close, 14)", 694.6051428571398, 903.6445714285859),
        ("slope(close, 14)", -2.6953626373631434, -1.8508351648329455),
        ("correlation(high, low, 30)", 0.9677861221340915, 0.9584323291231001),
        ("psar(0.02, 0.2)", 713.1422414725415, 923.6107465331077),
        ("roc(close, 10)", -2.5231181220971677, -1.0538082524798598),
        ("change(close, 10)", -18.090000000000032, -9.709999999999923),
        ("highest(high, 20)", 740.74, 943.9),
        ("lowest(low, 20)", 694.5, 899.09),
        ("tr", 6.139999999999986, 6.240000000000009),
    ]

    /// A walk in hundredths, as the answers were made over.
    static func candles() -> [Candle] {
        var random = SplitMix64(seed: 20_260_101)
        var close: Int64 = 100_000
        func below(_ bound: UInt64) -> Int64 { Int64(clamping: random.next() % bound) }
        let hundredth: Int64 = 1_000_000
        return (0..<1_500).map { index in
            let open = close
            close = max(5_000, open + below(2_001) - 1_000)
            let high = max(open, close) + below(500)
            let low = min(open, close) - below(500)
            return Candle(
                openTime: Timestamp(milliseconds: Int64(index) * 3_600_000),
                open: Price(units: open * hundredth), high: Price(units: high * hundredth),
                low: Price(units: low * hundredth), close: Price(units: close * hundredth),
                volume: Volume(units: Int128(below(100_000) + 1) * Int128(hundredth)))
        }
    }

    @Test func `TA-Lib's answers are met`() throws {
        let rows = try Evaluations.values(Self.answers.map(\.text), over: Self.candles())
        for (answer, values) in zip(Self.answers, rows) {
            for (index, expected) in [(999, answer.at999), (1_499, answer.at1499)] {
                let value = try #require(values[index], "\(answer.text)")
                #expect(
                    abs(value - expected) <= 1e-7 * max(1, abs(expected)),
                    "\(answer.text) at \(index)")
            }
        }
    }
}
