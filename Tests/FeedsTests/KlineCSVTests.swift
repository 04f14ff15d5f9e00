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
        try rows.finish()
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

    // MARK: The timeframe

    private static func lines(_ places: [Int64]) -> [String] {
        places.map { "\(1_760_054_400_000 + $0 * 300_000),1,1,1,1,1" }
    }

    @Test(arguments: [
        [0, 3, 4, 5], [0, 12, 24, 25, 26, 27], [0, 1, 4], [0, 2, 4, 6, 7], [0], [],
        [0, 1, 2, 3, 6, 9],
    ])
    func `a file is of the timeframe that most candles are apart`(places: [Int64]) throws {
        #expect(try Self.candles(Self.lines(places)).count == places.count)
    }

    @Test(
        arguments: [
            ([0, 3, 6, 9], "15m", "choose --timeframe 15m"), ([0, 36, 48, 60, 72], "1h", "1h"),
            ([0, 1, 4, 7, 10], "15m", "choose --timeframe 15m"), ([0, 3], "15m", "15m"),
            ([0, 96, 192, 480], "480 minutes", "no trader has that timeframe"),
        ] as [([Int64], String, String)])
    func `a file of another timeframe is refused by what it is`(
        places: [Int64], name: String, way: String
    ) throws {
        let error = try #require(throws: KlineCSVError.self) {
            try Self.candles(Self.lines(places))
        }
        #expect(error.what.hasPrefix("most candles are \(name) apart, not 5m; "))
        #expect(error.what.hasSuffix(way))
    }

    // MARK: The heading

    @Test(arguments: [
        "open_time,open", "date,open,high,low,close,volume",
        "Open time,Open,High,Low,Close,Volume,x", "t,o,h,l,c,v",
        "unix,open,high,low,close,Volume BTC,Volume USDT", "\"Date\",\"Open\"", "#",
    ])
    func `a first line without a figure is a heading`(heading: String) throws {
        #expect(try Self.candles([heading] + Self.lines([0, 1])).count == 2)
    }

    @Test(arguments: [
        ("time,close,high,low,open,volume", "names another column 2"),
        ("open,high,low,close,volume,time", "begins with another column"),
        ("unix,date,symbol,open,high,low,close", "names another column 2"),
        ("Date,Open,High,Low,Close,Adj Close,Volume", "names another column 6"),
        ("id,price,qty,quote_qty,time,is_buyer_maker", "names another column 2"),
    ])
    func `a heading of other columns is refused`(heading: String, flaw: String) throws {
        let error = try #require(throws: KlineCSVError.self) { try Self.candles([heading]) }
        #expect(error.line == 1 && error.what.hasPrefix("its heading \(flaw)"))
    }

    @Test(arguments: [" 1", "\"1\"", "+1", "-1", "1.0", "\u{feff}1", "\u{a0}1"])
    func `a first line with figures is a candle, read or refused`(time: String) throws {
        #expect(throws: KlineCSVError.self) { try Self.candles(["\(time),1,1,1,1,1"]) }
        #expect(throws: KlineCSVError.self) { try Self.candles(["x,1,1,1,1,1"]) }
    }

    @Test(arguments: ["x", "", "1760054400000001", "1760054400000999", "1e12"])
    func `refuses what is no open time`(time: String) {
        #expect(throws: KlineCSVError(line: 2, what: "'\(time)' is no open time")) {
            try Self.candles(["open_time,open", "\(time),1,1,1,1,1"])
        }
    }
}
