import Foundation
import JSON
import LoopbackExchange
import Market
import Seeds
import Testing

/// The formats of `BinanceKlines` and `BybitKlines`, against what was recorded where that is there.
struct LoopbackFormatTests {
    private static let candles = RandomCandles.array(seed: 2, count: 1_500)
    private static let opens = candles.map(\.openTime.milliseconds)

    private static func exchange(
        _ exchange: Exchange, _ candles: [Candle] = candles, _ timeframe: Timeframe = .fiveMinutes,
        closed: Bool = false
    ) throws -> LoopbackExchange {
        let loopback = try LoopbackExchange(
            exchange: exchange, candles: candles, timeframe: timeframe, symbol: Symbol("BTC/USDT"))
        if closed { loopback.advance(byMilliseconds: timeframe.milliseconds) }
        return loopback
    }

    private static let binance = "/api/v3/klines?symbol=BTCUSDT&interval=5m"
    private static let bybit = "/v5/market/kline?category=spot&symbol=BTCUSDT&interval=5"

    @Test(arguments: [
        ("", 1_000..<1_500), ("&limit=2", 1_498..<1_500), ("&limit=5000", 500..<1_500),
        ("&startTime=\(opens[7])&limit=3", 7..<10), ("&startTime=\(opens[7] + 1)&limit=3", 8..<11),
        ("&startTime=\(opens[7])", 7..<507), ("&startTime=\(opens[7])&limit=1001", 7..<1_007),
        ("&startTime=\(opens[3])&endTime=\(opens[5])", 3..<6), ("&endTime=\(opens[5])", 0..<6),
        ("&startTime=\(opens[5])&endTime=\(opens[4])", 0..<0),
    ])
    func `Binance answers from the start, oldest first`(query: String, expected: Range<Int>) throws
    {
        let exchange = try Self.exchange(.binance)
        let answer = try RawGet(port: exchange.port, Self.binance + query)
        #expect(try answer.rows.map(\.openTime) == Array(Self.opens[expected]))
    }

    @Test(arguments: [
        ("", 1_300..<1_500), ("&limit=2", 1_498..<1_500), ("&limit=5000", 500..<1_500),
        ("&start=\(opens[7])&limit=3", 7..<10), ("&start=\(opens[7] + 1)&limit=3", 7..<10),
        ("&start=\(opens[7])", 7..<207), ("&start=\(opens[7])&limit=1001", 7..<1_007),
        ("&start=\(opens[3])&end=\(opens[5])", 3..<6), ("&end=\(opens[5])", 0..<6),
    ])
    func `Bybit answers from the floored start, newest first`(
        query: String, expected: Range<Int>
    ) throws {
        let exchange = try Self.exchange(.bybit)
        let answer = try RawGet(port: exchange.port, Self.bybit + query)
        #expect(try answer.listRows.map(\.openTime) == Self.opens[expected].reversed())
    }

    @Test(arguments: [
        ("symbol=NONEUSDT&interval=5m", "-1121"), ("symbol=BTCUSDT&interval=7m", "-1120"),
        ("symbol=BTCUSDT&interval=5", "-1120"), ("interval=5m", "-1102"),
        ("symbol=BTCUSDT&interval=5m&start=1", "-1104"),
        ("symbol=BTCUSDT&interval=5m&limit=x", "-1100"),
        ("symbol=BTCUSDT&interval=5m&limit=0", "-1130"),
    ])
    func `Binance refuses with 400 and a code`(query: String, code: String) throws {
        let exchange = try Self.exchange(.binance)
        let answer = try RawGet(port: exchange.port, "/api/v3/klines?\(query)")
        #expect(answer.status == 400)
        #expect(try answer.parsed["code"] == .number(code))
        #expect(try answer.parsed["msg"]?.string?.isEmpty == false)
    }

    @Test(arguments: [
        "category=spot&symbol=NONEUSDT&interval=5", "category=spot&symbol=BTCUSDT&interval=5m",
        "category=linear&symbol=BTCUSDT&interval=5", "symbol=BTCUSDT&interval=5",
    ])
    func `Bybit refuses inside HTTP 200`(query: String) throws {
        let exchange = try Self.exchange(.bybit)
        let answer = try RawGet(port: exchange.port, "/v5/market/kline?\(query)")
        #expect(answer.status == 200)
        #expect(try answer.parsed["retCode"] == .number("10001"))
        #expect(try answer.parsed["result"] == .object([]))
    }

    @Test func `Binance counts weight, by the minute`() throws {
        let exchange = try Self.exchange(.binance)
        let weights = try [0, 0, 60_000].map { (wait: Int64) in
            exchange.advance(byMilliseconds: wait)
            return try RawGet(port: exchange.port, Self.binance).headers["x-mbx-used-weight-1m"]
        }
        #expect(weights == ["2", "4", "2"])
    }

    @Test(.enabled(if: RecordedData.isPresent, "\(RecordedData.absence)"))
    func `writes Binance's recorded candles as Binance did`() throws {
        let name = "http/binance-klines-BTCUSDT-1m-500rows-testnet.json"
        let recorded = try #require(try RecordedData.text(name))
        let rows = Self.rowTexts(recorded)
        let candles = try rows.map { try $0.fields.map(\.unquoted).candle() }
        let exchange = try Self.exchange(.binance, candles, .oneMinute, closed: true)
        let target = "/api/v3/klines?symbol=BTCUSDT&interval=1m"
        let body = try RawGet(port: exchange.port, target).body
        let served = Self.rowTexts(body)
        #expect(served.count == 500 && rows.count == 500)
        // Of the other columns only the shape can be told from a candle.
        #expect(served.map { $0.fields[..<7] } == rows.map { $0.fields[..<7] })
        #expect(Set(served.map(\.shape)) == Set(rows.map(\.shape)))
        #expect(body.hasPrefix("[[") && body.hasSuffix(#","0"]]"#) && !body.contains(" "))
    }

    @Test(.enabled(if: RecordedData.isPresent, "\(RecordedData.absence)"))
    func `writes Bybit's recorded candle as Bybit did`() throws {
        let name = "http/bybit-kline-spot-BTCUSDT-1D-one-unclosed.json"
        let recorded = try #require(try RecordedData.text(name)).trimmingCharacters(in: .newlines)
        let row = try #require(Self.rowTexts(recorded).first)
        let candle = try row.fields.map(\.unquoted).candle()
        let exchange = try Self.exchange(.bybit, [candle], .oneDay, closed: true)
        let target = "/v5/market/kline?category=spot&symbol=BTCUSDT&interval=D"
        let body = try RawGet(port: exchange.port, target).body
        #expect(Self.rowTexts(body).first?.fields[..<6] == row.fields[..<6])
        // All of the text but the turnover and the time, which a candle does not tell.
        let ends = try [body, recorded].map { text in
            let turnover = try #require(Self.rowTexts(text).first?.fields.last)
            let parts = text.components(separatedBy: turnover)
            return [parts[0], parts[1].components(separatedBy: #""time":"#)[0]]
        }
        #expect(ends[0] == ends[1])
    }

    /// The inner lists of a body, as they are written.
    private static func rowTexts(_ body: String) -> [String] {
        body.split(separator: "[").filter {
            $0.contains(",") && $0.contains("]") && $0.first != "{"
        }
        .map { String($0[..<($0.firstIndex(of: "]") ?? $0.endIndex)]) }
    }
}

extension String {
    fileprivate var fields: [String] { components(separatedBy: ",") }

    fileprivate var unquoted: String { trimmingCharacters(in: CharacterSet(charactersIn: "\"")) }

    /// The text with whole numbers of any length made one digit, decimals keeping their number.
    fileprivate var shape: String {
        replacing(/\d+(\.\d+)?/) { "9" + ($0.output.1.map { "." + String($0.count - 1) } ?? "") }
    }
}
