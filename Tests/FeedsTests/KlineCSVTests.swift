import Market
import Testing

@testable import Feeds

struct KlineCSVTests {
    private static func candles(_ lines: [String]) throws(KlineCSVError) -> [Candle] {
        var rows = KlineCSV(.fiveMinutes)
        var candles: [Candle] = []
        for line in lines {
            if let candle = try rows.candle(on: Array(line.utf8)[...]) { candles.append(candle) }
        }
        return candles
    }

    @Test(arguments: ["1760054400000", "1760054400000000"])
    func `reads times in milliseconds and in microseconds`(time: String) throws {
        let candles = try Self.candles(["open_time,open", "", "\(time),100,102,99.5,101,7,more\r"])
        #expect(
            candles == [
                Candle(
                    openTime: Timestamp(milliseconds: 1_760_054_400_000),
                    open: try Price(decimal: "100"), high: try Price(decimal: "102"),
                    low: try Price(decimal: "99.5"), close: try Price(decimal: "101"),
                    volume: try Volume(decimal: "7"))
            ])
    }

    /// A hole further on may well be as long as another timeframe.
    @Test(arguments: [[], ["", "", ""], ["open_time,open"]])
    func `only the first two candles tell another timeframe`(heading: [String]) throws {
        let lines = [0, 1, 4, 7].map { "\(1_760_054_400_000 + $0 * 300_000),1,1,1,1,1" }
        #expect(try Self.candles(heading + lines).count == 4)
        let error = try #require(throws: KlineCSVError.self) {
            try Self.candles(heading + lines.dropFirst())
        }
        #expect(error.line == heading.count + 2)
        #expect(error.what.hasPrefix("the first candles are 15m apart, not 5m"))
    }

    @Test(arguments: ["x", "", "1760054400000001", "1760054400000999", "1e12"])
    func `refuses what is no open time`(time: String) {
        #expect(throws: KlineCSVError(line: 2, what: "'\(time)' is no open time")) {
            try Self.candles(["open_time,open", "\(time),1,1,1,1,1"])
        }
    }
}
