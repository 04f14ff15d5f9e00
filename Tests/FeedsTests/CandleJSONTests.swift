import Market
import Seeds
import Testing

@testable import Feeds

struct CandleJSONTests {
    /// The candles of a text that comes in pieces of so many bytes.
    private func read(_ text: String, piece: Int = .max) throws -> [Candle] {
        var rows = CandleJSON(.fiveMinutes)
        var candles: [Candle] = []
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            try rest.prefix(piece).withUnsafeBufferPointer { (bytes) throws(CandleJSONError) in
                try rows.read(bytes, into: &candles)
            }
            rest = rest.dropFirst(piece)
        }
        try rows.finish()
        return candles
    }

    private static func row(_ candle: Candle) -> String {
        "[\(candle.openTime.milliseconds), \(candle.open), \(candle.high), \(candle.low), "
            + "\(candle.close), \(candle.volume)]"
    }

    @Test(arguments: 0..<8 as Range<UInt64>)
    func `what was written is read, in whatever pieces it comes`(seed: UInt64) throws {
        let candles = RandomCandles.array(seed: seed, count: 60)
        let text =
            "[" + candles.map(Self.row).joined(separator: seed % 2 == 0 ? "," : ",\n ") + "]\n"
        for piece in [1, 2, 7, 63, .max] {
            #expect(try read(text, piece: piece) == candles, "seed \(seed), pieces of \(piece)")
        }
    }

    @Test func `figures are exact, also with an exponent or in quotation marks`() throws {
        let candles = try read("[[1760054400000, 1e-05, 2e-05, \"0.00000999\", 1.5E-5, 1e3, 7]]")
        let candle = try #require(candles.first)
        #expect(candle.open.description == "0.00001")
        #expect(candle.low.description == "0.00000999")
        #expect(candle.close.description == "0.000015")
        #expect(candle.volume.description == "1000")
    }

    @Test func `an empty list holds no candle`() throws { #expect(try read(" [ ] \n") == []) }

    @Test(arguments: [
        ("[[1760054400000,1,1,1,1]]", "row 1: it has 5 of 6 columns"),
        ("[[1760054400000,1,1,1,null,1]]", "row 1: 'null' is no number"),
        ("[[1760054400000,1,1,1,\"1,2\",1]]", "row 1: '1,2' is no number"),
        ("[[-1760054400000,1,1,1,1,1]]", "row 1: the candle of 1914-03-25"),
        ("[[1.7e12,1,1,1,1,1]]", "row 1: '1.7e12' is no open time"),
        ("[[1760054400000,1,1,2,1,1]]", "row 1: the candle of 2025-10-10T00:00:00.000Z"),
        ("[[1760054400001,1,1,1,1,1]]", "row 1: the candle of 2025-10-10T00:00:00.001Z"),
        (
            "[[1760054400000,1,1,1,1,1],[1760054400000,1,1,1,1,1]]",
            "row 2: the candle of 2025-10-10T00:00:00.000Z"
        ),
        (
            "[[1760054400000,1,1,1,1,1],[1760055300000,1,1,1,1,1]]",
            "row 2: most candles are 15m apart, not 5m; choose --timeframe 15m"
        ),
        ("{\"a\": 1}", "row 1: a list of candles was expected"),
        ("[1]", "row 1: a list of figures was expected"),
        ("[[1760054400000,1,1,1,1,1] 1]", "row 2: a comma or the end of the list was expected"),
        ("[[1760054400000,1,1,1,1,1],]", "row 2: a list of figures was expected"),
        ("[]1", "row 1: nothing was expected behind the list"),
        ("[[1760054400000,1,1,1,1,1]", "row 2: the file ends before the list does"),
        ("[[1760054400000,1", "row 1: the file ends before the list does"),
        ("", "row 1: the file ends before the list does"),
        ("[[[1],1,1,1,1,1]]", "row 1: line 1, column"),
    ])
    func `a row that is none is named`(text: String, words: String) {
        let error = #expect(throws: CandleJSONError.self) { try read(text, piece: 3) }
        #expect(error.map { "\($0)".hasPrefix(words) } == true, "\(String(describing: error))")
    }

    @Test func `a row is not read without end`() {
        let error = #expect(throws: CandleJSONError.self) {
            try read("[[1" + String(repeating: "0", count: 5_000))
        }
        #expect(error?.what == "it is longer than 4096 bytes")
    }
}
