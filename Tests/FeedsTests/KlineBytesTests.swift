import Market
import Seeds
import Testing

@testable import Feeds

struct KlineBytesTests {
    private static func row(_ line: String) -> [Int64]? {
        Array((line + "\n").utf8).withUnsafeBufferPointer { bytes in
            bytes.baseAddress.flatMap { start in
                var scan = KlineBytes(at: start)
                return scan.row().map {
                    [$0.time, $0.open, $0.high, $0.low, $0.close, $0.volume]
                }
            }
        }
    }

    @Test(
        arguments: [
            ("1,2,3,4,5,6", [1, 2_0000_0000, 3_0000_0000, 4_0000_0000, 5_0000_0000, 6_0000_0000]),
            (
                "0,0.1,0.12,0.123,0.1234,0.12345",
                [0, 1000_0000, 1200_0000, 1230_0000, 1234_0000, 1234_5000]
            ),
            (
                "7,.5,5.,0.1234567,0.12345678,0.123456\r",
                [7, 5000_0000, 5_0000_0000, 1234_5670, 1234_5678, 1234_5600]
            ),
            (
                "1,1,1,1,1,1,more,x",
                [1, 1_0000_0000, 1_0000_0000, 1_0000_0000, 1_0000_0000, 1_0000_0000]
            ),
            (
                "999999999999999999,9999999999.99999999,1,1,1,1",
                [
                    999_999_999_999_999_999, 999_999_999_999_999_999, 1_0000_0000, 1_0000_0000,
                    1_0000_0000, 1_0000_0000,
                ]
            ),
        ] as [(String, [Int64])])
    func `reads plain figures`(line: String, figures: [Int64]) {
        #expect(Self.row(line) == figures)
    }

    @Test(arguments: [
        "", "1", "1,1,1,1,1", ",1,1,1,1,1", "1,,1,1,1,1", "1,.,1,1,1,1", "-1,1,1,1,1,1",
        "1,+1,1,1,1,1", "1,1e2,1,1,1,1", "1,1.1.1,1,1,1,1", "1,1,1,1,1,1 ", "1,1,1,1,1,1\r\r",
        "1,1\r,1,1,1,1", "1,0.123456789,1,1,1,1", "1,12345678901,1,1,1,1",
        "1234567890123456789,1,1,1,1,1", "open,1,1,1,1,1", "1,1,1,1,1,x",
    ])
    func `leaves what is spelled otherwise to the general reader`(line: String) {
        #expect(Self.row(line) == nil)
    }

    /// Lines of a market, some of them bent: a byte changed, dropped or doubled.
    private static func text(seed: UInt64) -> [UInt8] {
        var random = SplitMix64(seed: seed)
        var text: [UInt8] = []
        for candle in RandomCandles.array(seed: seed, count: 40) {
            let time = candle.openTime.milliseconds * (seed % 3 == 0 ? 1_000 : 1)
            var line = Array(
                "\(time),\(candle.open),\(candle.high),\(candle.low),\(candle.close),\(candle.volume)"
                    .utf8)
            if seed % 2 == 0 { line += Array(",1,2".utf8) }
            if Int.random(in: 0..<30, using: &random) == 0 {
                let place = Int.random(in: 0..<line.count, using: &random)
                let letters = Array("0123456789.,-+eE\r\n x".utf8)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: line[place] = letters.randomElement(using: &random) ?? 0
                case 1: line.remove(at: place)
                default: line.insert(line[place], at: place)
                }
            }
            text += line + [UInt8(ascii: "\n")]
        }
        return text
    }

    @Test(arguments: 0..<300 as Range<UInt64>)
    func `many lines at once give what they give one by one`(seed: UInt64) {
        let text = Self.text(seed: seed)
        var (rows, candles) = (KlineCSV(.fiveMinutes), [Candle]())
        let oneByOne = Result { () throws(KlineCSVError) in
            for line in text.dropLast().split(
                separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            {
                if let candle = try rows.candle(on: line) { candles.append(candle) }
            }
        }
        var (others, together) = (KlineCSV(.fiveMinutes), [Candle]())
        let atOnce = Result { () throws(KlineCSVError) in
            try text.withUnsafeBufferPointer { (bytes) throws(KlineCSVError) in
                try others.read(lines: bytes, into: &together)
            }
        }
        #expect(together == candles, "seed \(seed)")
        #expect(others.lines == rows.lines, "seed \(seed)")
        switch (oneByOne, atOnce) {
        case (.success, .success): break
        case (.failure(let error), .failure(let other)): #expect(error == other, "seed \(seed)")
        default: Issue.record("seed \(seed): \(oneByOne) one by one, \(atOnce) at once")
        }
    }

    /// The comparison is worth something only where lines are refused as well.
    @Test func `the seeds hold good files and bad ones`() {
        let bad = (0..<300 as Range<UInt64>).count { seed in
            var (rows, candles) = (KlineCSV(.fiveMinutes), [Candle]())
            return
                (try? Self.text(seed: seed).withUnsafeBufferPointer {
                    (bytes) throws(KlineCSVError) in
                    try rows.read(lines: bytes, into: &candles)
                }) == nil
        }
        #expect((50..<250).contains(bad))
    }
}
