import Indicators
import JSON
import Market
import Seeds
import Testing
import Trading

@testable import Jobs
@testable import Record

struct TraderStateJSONTests {
    private static func text(_ state: TraderState) -> String {
        var writer = JSONWriter()
        state.write(to: &writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private static func state(_ text: String) throws -> TraderState {
        try TraderState(json: try JSONReader.parse(Array(text.utf8)))
    }

    @Test func `a new trader's is spelled in one way`() {
        #expect(
            Self.text(TraderState(Parameters())) == """
                {"candles":0,"lastOpenTime":null,"lastClose":null,\
                "signals":{"fast":{"period":7,"window":[]},"slow":{"period":25,"window":[]},\
                "rsi":{"gain":{"period":14,"count":0,"accumulated":0},\
                "loss":{"period":14,"count":0,"accumulated":0},"last":null},"previous":null},\
                "account":{"balance":"10000","position":null,"pendingOrder":null},\
                "risk":{"day":null,"dailyPnL":"0","dayStartEquity":"10000",\
                "consecutiveLosses":0,"ratedTrades":0,"ratedWins":0,"controlPeak":"10000",\
                "pausedUntil":null,"pauseReasons":[]},\
                "record":{"tally":{"wins":0,"losses":0,"grossProfit":"0","grossLoss":"0",\
                "best":null,"worst":null,"fees":"0","streak":0},\
                "drawdown":{"equity":"10000","peak":"10000","maximumPercent":0},\
                "returns":{"day":null,"equity":"10000","base":"10000",\
                "finished":{"count":0,"mean":0,"squaredDeviations":0,"squaredLosses":0}},\
                "exposure":{"candles":0,"exposed":0},"recentTrades":[]}}
                """)
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `is read as it was written, after every candle`(seed: UInt64) throws {
        var record = try TraderRecord(seed: seed)
        for candle in RandomCandles.array(seed: seed, count: 120) {
            try record.consume([candle])
            let state = record.checkpoint.state
            #expect(try Self.state(Self.text(state)) == state, "seed \(seed)")
        }
    }

    @Test(arguments: [
        ("\"period\":7", "\"period\":0", "'signals.fast.window' is not at most the period long"),
        (
            "\"period\":7", "\"period\":9223372036854775807",
            "'signals.fast.window' is not at most the period long"
        ),
        (
            "\"period\":7,\"window\":[]", "\"period\":2,\"window\":[\"1\",\"2\",\"3\"]",
            "'signals.fast.window' is not at most the period long"
        ),
        (
            "\"period\":14,\"count\":0", "\"period\":14,\"count\":15",
            "'signals.rsi.gain.count' is not at most the period"
        ),
        (
            "\"period\":14,\"count\":0", "\"period\":0,\"count\":0",
            "'signals.rsi.gain.count' is not at most the period"
        ),
        (
            "\"accumulated\":0", "\"accumulated\":-1",
            "'signals.rsi.gain.count' is not at most the period"
        ),
        (
            "\"accumulated\":0", "\"accumulated\":1e999",
            "'signals.rsi.gain.accumulated' is not a finite number, but a number"
        ),
        ("{\"candles\":0", "{\"candles\":-1", "'candles' is not a count"),
        ("{\"candles\":0", "{\"candles\":9223372036854775807", "'candles' is not a count"),
        ("\"ratedWins\":0", "\"ratedWins\":1000000000001", "'risk.ratedWins' is not a count"),
        (
            "\"streak\":0", "\"streak\":-9223372036854775808",
            "'record.tally.streak' is not within wins and losses"
        ),
        ("\"peak\":\"10000\"", "\"peak\":\"0\"", "'record.drawdown.peak' is not above 0"),
        ("\"previous\":null", "\"previous\":\"beside\"", "'signals.previous' is not a known name"),
        (
            "\"pauseReasons\":[]", "\"pauseReasons\":[\"FEAR\"]",
            "'risk.pauseReasons[0]' is not a known name"
        ),
        (
            "\"balance\":\"10000\"", "\"balance\":\"1e20\"",
            "'account.balance' is not a number small enough for exact decimals, but 1e20"
        ),
        (
            "\"balance\":\"10000\"", "\"balance\":\"\"",
            "'account.balance' is not a decimal number, but other text"
        ),
        (
            "\"lastOpenTime\":null", "\"lastOpenTime\":-1",
            "'lastOpenTime' is not a time in milliseconds since 1970"
        ),
        (
            "\"candles\":0,\"lastOpenTime\":null,", "\"lastOpenTime\":null,",
            "'candles' is not where it belongs"
        ),
        (
            "\"lastOpenTime\":null,\"lastClose\":null", "\"lastClose\":null,\"lastOpenTime\":null",
            "'lastOpenTime' is not where it belongs"
        ),
        (
            "\"recentTrades\":[]", "\"recentTrades\":[],\"more\":1",
            "'record.more' is not a known field"
        ),
        (
            "\"recentTrades\":[]", "\"recentTrades\":[{}]",
            "'record.recentTrades[0].id' is not where it belongs"
        ),
    ])
    func `what no trader can be is refused by its field`(
        old: String, new: String, message: String
    ) throws {
        let text = Self.text(TraderState(Parameters()))
        let edited = text.replacing(old, with: new, maxReplacements: 1)
        try #require(edited != text)
        let error = try #require(throws: JSONError.self) { try Self.state(edited) }
        #expect(error.description == message)
    }
}
