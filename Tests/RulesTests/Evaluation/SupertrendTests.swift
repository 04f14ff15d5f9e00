import Testing

@testable import Rules

/// talipp's answers for the candles of ``TALibTests``, kept as facts: version 2.7.0, from candle 499 on,
/// where its seed (bands of 0, the first range without a close before it) no longer matters.
///
/// pandas-ta 0.8.32 (classic) draws another line on 2, 17 and 13 of the last 1,000 candles: it asks
/// where the close lies of the last candle's bands, and follows the shown band alone.
struct SupertrendTests {
    private static let candles = [499, 749, 999, 1_249, 1_499]

    @Test(arguments: [
        (
            "supertrend(10, 3)",
            [
                845.733771781874, 864.73405789583, 725.000155950637, 827.7695851385749,
                937.3584544440429,
            ]
        ),
        (
            "supertrend(7, 2)",
            [
                835.3833351238125, 875.2046193038553, 716.086665470512, 818.4369431005182,
                926.9749679865142,
            ]
        ),
        (
            "supertrend(14, 1.5)",
            [
                829.4985314098583, 879.1093641608677, 712.1529080851747, 813.9519086598673,
                920.6723978518304,
            ]
        ),
    ])
    func `talipp's line is met`(text: String, lines: [Double]) throws {
        let values = try Evaluations.values(of: text, over: TALibTests.candles())
        for (index, line) in zip(Self.candles, lines) {
            let value = try #require(values[index])
            #expect(abs(value - line) <= 1e-9 * line, "\(text) at \(index)")
        }
    }

    @Test(arguments: [
        (
            "supertrend(10, 3)",
            [
                529, 553, 624, 642, 657, 686, 706, 715, 729, 771, 862, 903, 922, 949, 1008, 1025,
                1075, 1083, 1095, 1107, 1133, 1204, 1261, 1407, 1438, 1491,
            ]
        ),
        (
            "supertrend(7, 2)",
            [
                518, 542, 580, 601, 623, 636, 651, 674, 697, 713, 724, 768, 775, 780, 857, 867, 878,
                897, 921, 939, 1005, 1024, 1063, 1081, 1092, 1102, 1114, 1125, 1129, 1151, 1163,
                1200, 1229, 1246, 1255, 1274, 1287, 1324, 1337, 1343, 1350, 1391, 1398, 1406, 1434,
                1468, 1474, 1480, 1485, 1491,
            ]
        ),
    ])
    func `it turns where talipp's does`(text: String, turns: [Int]) throws {
        let rows = try Evaluations.values([text, "close"], over: TALibTests.candles())
        let rises = zip(rows[0], rows[1]).map { line, close in
            line.flatMap { line in close.map { $0 > line } }
        }
        #expect((500..<1_500).filter { rises[$0] != rises[$0 - 1] } == turns)
    }
}
