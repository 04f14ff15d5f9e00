import Feeds
import JSON
import Market
import Seeds
import Testing

@testable import Jobs
@testable import Record

struct CandleJSONTests {
    private static func text(_ value: some JSONCodable) -> String {
        var writer = JSONWriter()
        value.write(to: &writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private static let golden = """
        {"time":1760130600000,"open":"113587.99","high":"113600","low":"113000.5",\
        "close":"113500.00000001","volume":"123456789012345.12345678"}
        """

    private static func candle() throws -> Candle {
        Candle(
            openTime: Timestamp(milliseconds: 1_760_130_600_000),
            open: try Price(decimal: "113587.99"), high: try Price(decimal: "113600"),
            low: try Price(decimal: "113000.5"), close: try Price(decimal: "113500.00000001"),
            volume: try Volume(decimal: "123456789012345.12345678"))
    }

    @Test func `decimals are strings with all their digits, the time is a number`() throws {
        #expect(Self.text(try Self.candle()) == Self.golden)
        #expect(
            try Candle(json: try JSONReader.parse(Array(Self.golden.utf8))) == Self.candle())
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `is read as it was written`(seed: UInt64) throws {
        for candle in RandomCandles.array(seed: seed, count: 20) {
            let bytes = Array(Self.text(candle).utf8)
            #expect(try Candle(json: try JSONReader.parse(bytes)) == candle, "seed \(seed)")
        }
    }

    @Test(arguments: [
        ("7", "it is not a candle, but a number"),
        ("{}", "'time' is not where it belongs"),
        (golden.replacing("time", with: "tine"), "'time' is not where it belongs"),
        (golden.replacing("\"high\":\"113600\",", with: ""), "'high' is not where it belongs"),
        (
            golden.replacing("113600", with: "high"),
            "'high' is not a decimal number, but other text"
        ),
        (
            golden.replacing("1760130600000", with: "-1"),
            "'time' is not a time in milliseconds since 1970"
        ),
        (golden.replacing("\"}", with: "\",\"trades\":1}"), "'trades' is not a known field"),
    ])
    func `what is no candle is refused by its field`(text: String, message: String) throws {
        let error = try #require(throws: JSONError.self) {
            try Candle(json: try JSONReader.parse(Array(text.utf8)))
        }
        #expect(error.description == message)
    }

    @Test func `a seen candle keeps the versions that were told later`() throws {
        let candle = try Self.candle()
        let seen = ObservedCandle(candle, revisions: [candle, candle])
        let text = Self.text(seen)
        #expect(text == "{\"candle\":\(Self.golden),\"told\":[\(Self.golden),\(Self.golden)]}")
        #expect(try ObservedCandle(json: try JSONReader.parse(Array(text.utf8))) == seen)
    }
}
