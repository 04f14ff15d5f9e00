import JSON
import Market
import Testing
import Trading

@testable import Jobs
@testable import Record

struct JournalLineTests {
    private static let at = Timestamp(milliseconds: 1_760_130_902_345)
    private static let time = Timestamp(milliseconds: 1_760_130_600_000)
    private static let later = Timestamp(milliseconds: 1_760_130_900_000)

    private static func text(_ line: JournalLine, isLate: Bool = false) -> String {
        var writer = JSONWriter()
        writer.object { (writer: inout JSONWriter) in
            line.write(JournalLine.Observed(at: at, isLate: isLate), to: &writer)
        }
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private static func candle(close: Int64) -> Candle {
        Candle(
            openTime: time, open: Price(units: 100_0000_0000), high: Price(units: 101_5000_0000),
            low: Price(units: 99_0000_0001), close: Price(units: close),
            volume: Volume(units: 5_0000_0000))
    }

    private static let position = Position(
        entryPrice: Price(units: 100_0300_0000), quantity: Quantity(units: 29_9910_0000),
        cost: Money(units: 2_999_9997_3000), entryFee: Money(units: 2_9999_9974),
        stop: Price(units: 98_0294_0000), target: Price(units: 106_0318_0000), openTime: time,
        entryReason: .signal)

    private static let trade = Trade(
        id: later, entryPrice: Price(units: 100_0300_0000), exitPrice: Price(units: 98_0000_0000),
        quantity: Quantity(units: 29_9910_0000), invested: Money(units: 2_999_9997_3000),
        pnl: Money(units: -66_8205_1754), fees: Money(units: 5_9391_1774), reason: .stopLoss,
        entryReason: .signal, entryTime: time, exitTime: later,
        outlay: Money(units: 3_002_9997_2974))

    @Test func `the start names its schema, the market and every parameter`() throws {
        let settings = try TraderSettingsTests.settings(name: "btc")
        var parameters = JSONWriter()
        settings.parameters.write(to: &parameters)
        #expect(
            Self.text(.start(settings, follows: nil)) == """
                {"type":"start","schema":1,"trader":"btc","exchange":"binance",\
                "symbol":"BTC/USDT","timeframe":"5m","fingerprint":"\(settings.fingerprint)",\
                "parameters":\(String(decoding: parameters.bytes, as: UTF8.self)),\
                "observed":{"at":1760130902345}}
                """)
    }

    @Test func `the start of a record that follows another names it and why`() throws {
        let settings = try TraderSettingsTests.settings(name: "btc")
        let follows = Predecessor(at: Self.time, reason: "other stops", head: nil)
        #expect(
            Self.text(.start(settings, follows: follows)).contains(
                """
                },"follows":{"at":\(Self.time.milliseconds),"reason":"other stops","head":null},\
                "observed":{
                """))
    }

    @Test func `a candle is told with its open time and exact decimals`() {
        #expect(
            Self.text(.candle(Self.candle(close: 100_5000_0000)), isLate: true) == """
                {"type":"candle","time":1760130600000,"open":"100","high":"101.5",\
                "low":"99.00000001","close":"100.5","volume":"5",\
                "observed":{"at":1760130902345}}
                """)
    }

    @Test func `a revised candle is told in both versions`() {
        let line = JournalLine.revised(
            consumed: Self.candle(close: 100_5000_0000), told: Self.candle(close: 100_6000_0000))
        #expect(
            Self.text(line) == """
                {"type":"revised","time":1760130600000,\
                "consumed":{"open":"100","high":"101.5","low":"99.00000001","close":"100.5",\
                "volume":"5"},"told":{"open":"100","high":"101.5","low":"99.00000001",\
                "close":"100.6","volume":"5"},"observed":{"at":1760130902345}}
                """)
    }

    private static let events: [(Event, String)] = [
        (
            .gap(from: time, to: later, missing: 12),
            #""type":"gap","from":1760130600000,"to":1760130900000,"missing":12"#
        ),
        (.resumed(at: time), #""type":"resumed","time":1760130600000"#),
        (
            .ordered(Order(side: .buy, reason: .signal, decidedAt: later, price: Price(units: 1))),
            #""type":"ordered","side":"BUY","reason":"SIGNAL","decidedAt":1760130900000,"#
                + #""price":"0.00000001""#
        ),
        (
            .opened(position),
            #""type":"opened","entryPrice":"100.03","amount":"29.991","invested":"2999.99973","#
                + #""entryFee":"2.99999974","stopLoss":"98.0294","takeProfit":"106.0318","#
                + #""openTime":1760130600000,"entryReason":"SIGNAL""#
        ),
        (
            .skipped(.belowMinimumNotional(cost: Money(units: 4_9000_0000)), at: time),
            #""type":"skipped","time":1760130600000,"reason":"MINIMUM_NOTIONAL","cost":"4.9""#
        ),
        (
            .skipped(.insufficientBalance(cost: Money(units: 9_0000_0000)), at: time),
            #""type":"skipped","time":1760130600000,"reason":"INSUFFICIENT_BALANCE","cost":"9""#
        ),
        (
            .skipped(.outOfRange(.sell), at: time),
            #""type":"skipped","time":1760130600000,"reason":"OUT_OF_RANGE","side":"SELL""#
        ),
        (
            .closed(trade),
            #""type":"closed","id":1760130900000,"entryPrice":"100.03","exitPrice":"98","#
                + #""amount":"29.991","invested":"2999.99973","outlay":"3002.99972974","#
                + #""pnl":"-66.82051754","fees":"5.93911774","reason":"STOP_LOSS","#
                + #""entryReason":"SIGNAL","entryTime":1760130600000,"exitTime":1760130900000"#
        ),
        (
            .paused(reasons: [.losingStreak, .drawdown], until: later),
            #""type":"paused","reasons":["LOSING_STREAK","DRAWDOWN"],"until":1760130900000"#
        ),
    ]

    @Test(arguments: events)
    func `an event is told by its fields, and whether it came late`(event: Event, fields: String) {
        for isLate in [false, true] {
            #expect(
                Self.text(.event(event), isLate: isLate)
                    == #"{\#(fields),"observed":{"at":1760130902345,"late":\#(isLate)}}"#)
        }
    }
}
