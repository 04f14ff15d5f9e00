import JSON
import Market
import Testing

@testable import Feeds

struct KlineRowTests {
    private func row(_ text: String) throws -> JSONValue { try JSONReader.parse(Array(text.utf8)) }

    @Test(arguments: [
        #"[1760054400000,"100","110","90","105","7.5",0,"0",1,"0","0","0"]"#,
        #"["1760054400000","100","110","90","105","7.5","0"]"#,
        #"[1760054400000,100,110.0,9e1,105,7.50]"#,
    ])
    func `reads figures spelled as numbers or strings`(text: String) throws {
        let candle = try KlineRow(row(text)).candle(in: .fiveMinutes, after: nil)
        #expect(candle.openTime == Sample.epoch)
        #expect("\(candle.open) \(candle.high) \(candle.low) \(candle.close)" == "100 110 90 105")
        #expect(candle.volume.description == "7.5")
    }

    @Test(arguments: [
        (#"{"open":1}"#, "it is no list"),
        (#"[1760054400000,"1","1","1","1"]"#, "it has 5 columns and not 6"),
        (#"["soon","1","1","1","1","1"]"#, "its open time is no time in milliseconds"),
        (#"[1.7e12,"1","1","1","1","1"]"#, "its open time is no time in milliseconds"),
        (#"[1760054400000000,"1","1","1","1","1"]"#, "its open time is no time in milliseconds"),
        (#"[9223372036854775807,"1","1","1","1","1"]"#, "its open time is no time in milliseconds"),
        (#"[-300000,"1","1","1","1","1"]"#, "its open time is no time in milliseconds"),
        (#"[1760054400000,null,"1","1","1","1"]"#, "its open is no number"),
        (#"[1760054400000,"1","NaN","1","1","1"]"#, "its high 'NaN' is not a decimal number"),
        (#"[1760054400000,"1","1","","1","1"]"#, "its low '' is not a decimal number"),
        (
            #"[1760054400000,"1","1","1","1e30","1"]"#,
            "its close '1e30' is outside the range of exact decimals"
        ),
        (#"[1760054400000,"1","1","1","1",[]]"#, "its volume is no number"),
        (
            #"[1760054400001,"1","1","1","1","1"]"#,
            "its open time is not a multiple of the timeframe"
        ),
        (#"[1760054400000,"0","0","0","0","1"]"#, "a price is not positive"),
        (#"[1760054400000,"2","1","1","1","1"]"#, "its high is below its open or close"),
        (#"[1760054400000,"1","3","2","2","1"]"#, "its low is above its open or close"),
        (#"[1760054400000,"1","1","1","1","-1"]"#, "its volume is negative"),
    ])
    func `says what is wrong with a row`(text: String, flaw: String) throws {
        let json = try row(text)
        let error = #expect(throws: KlineRowError.self) {
            try KlineRow(json).candle(in: .fiveMinutes, after: nil)
        }
        #expect(error?.description == flaw)
    }

    @Test func `refuses a row that does not come after the one before it`() throws {
        let json = try row(#"[1760054400000,"1","1","1","1","1"]"#)
        #expect(throws: KlineRowError.impossible(.notAfterPrevious)) {
            try KlineRow(json).candle(in: .fiveMinutes, after: Sample.epoch)
        }
    }
}
