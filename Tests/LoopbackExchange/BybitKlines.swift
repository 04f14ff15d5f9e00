internal import Market

/// Bybit's `GET /v5/market/kline`: rows of 7 texts, newest first; errors come as HTTP 200.
struct BybitKlines: KlineFormat {
    let symbol: Symbol
    let timeframe: Timeframe

    let path = "/v5/market/kline"
    let listPath = "/v5/market/instruments-info"

    private static let defaultLimit = 200
    private static let highestLimit = 1_000

    func query(of request: LoopbackRequest, at now: Timestamp) throws(Refusal) -> KlineQuery {
        guard request["category"] == "spot" else {
            throw Refusal(answer: Self.error(10001, "Illegal category", at: now))
        }
        guard request["symbol"] == symbol.joined else {
            throw Refusal(answer: Self.error(10001, "Not supported symbols", at: now))
        }
        guard request["interval"] == interval else {
            throw Refusal(answer: Self.error(10001, "Invalid period!", at: now))
        }
        let limit = try number("limit", of: request, at: now) ?? Int64(Self.defaultLimit)
        guard limit > 0 else {
            throw Refusal(answer: Self.error(10001, "Illegal limit", at: now))
        }
        // The venue floors the start, so an answer may hold a row from before it.
        let start = try number("start", of: request, at: now).map {
            timeframe.floor(Timestamp(milliseconds: $0))
        }
        let end = try number("end", of: request, at: now).map { Timestamp(milliseconds: $0) }
        return KlineQuery(
            start: start, end: end, limit: Int(min(limit, Int64(Self.highestLimit))),
            keepsOldest: start != nil && end == nil)
    }

    func answer(_ rows: [KlineRow], at now: Timestamp) -> Answer {
        let list = rows.reversed().map(json).joined(separator: ",")
        let result = #"{"category":"spot","symbol":"\#(symbol.joined)","list":[\#(list)]}"#
        return Self.envelope(code: 0, message: "OK", result: result, at: now)
    }

    func unknownPath(at now: Timestamp) -> Answer {
        Answer(status: 404, headers: [.init("Content-Type", "text/plain")], body: "404 not found")
    }

    /// A refusal, in the shape that all of Bybit's have.
    static func error(_ code: Int, _ message: String, at now: Timestamp) -> Answer {
        envelope(code: code, message: message, result: "{}", at: now)
    }

    /// The shape that all of Bybit's answers have.
    static func envelope(
        code: Int, message: String, result: String, at now: Timestamp
    ) -> Answer {
        .json(
            #"{"retCode":\#(code),"retMsg":"\#(message)","result":\#(result),"retExtInfo":{},"#
                + #""time":\#(now.milliseconds)}"#)
    }

    /// Minutes as a number, and a letter for the day.
    private var interval: String { timeframe == .oneDay ? "D" : "\(timeframe.minutes)" }

    private func json(_ row: KlineRow) -> String {
        let candle = row.candle
        return row.json([
            .quoted(.openTime, "\(candle.openTime.milliseconds)"),
            .quoted(.open, candle.open.description),
            .quoted(.high, candle.high.description),
            .quoted(.low, candle.low.description),
            .quoted(.close, candle.close.description),
            .quoted(.volume, candle.volume.description),
            .quoted(.turnover, candle.turnover.description),
        ])
    }

    private func number(
        _ name: String, of request: LoopbackRequest, at now: Timestamp
    ) throws(Refusal) -> Int64? {
        guard let text = request[name] else { return nil }
        guard let number = Int64(text), number >= 0 else {
            throw Refusal(answer: Self.error(10001, "Illegal \(name)", at: now))
        }
        return number
    }
}
