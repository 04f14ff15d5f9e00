internal import Market

/// Binance's `GET /api/v3/klines`: rows of 12 columns, oldest first, prices with 8 decimals.
struct BinanceKlines: KlineFormat {
    let symbol: Symbol
    let timeframe: Timeframe

    let path = "/api/v3/klines"
    let listPath = "/api/v3/exchangeInfo"

    private static let parameters: Set = [
        "symbol", "interval", "startTime", "endTime", "timeZone", "limit",
    ]
    private static let defaultLimit = 500
    private static let highestLimit = 1_000

    func query(of request: LoopbackRequest, at now: Timestamp) throws(Refusal) -> KlineQuery {
        let read = request.query.count { Self.parameters.contains($0.name) }
        guard read == request.query.count else {
            throw refusal(
                -1104,
                "Not all sent parameters were read; read '\(read)' parameter(s) but was sent "
                    + "'\(request.query.count)'.")
        }
        for name in ["symbol", "interval"] where (request[name] ?? "").isEmpty {
            throw refusal(
                -1102,
                "Mandatory parameter '\(name)' was not sent, was empty/null, or malformed.")
        }
        guard request["interval"] == timeframe.rawValue else {
            throw refusal(-1120, "Invalid interval.")
        }
        guard request["symbol"] == symbol.joined else { throw refusal(-1121, "Invalid symbol.") }
        let limit = try number("limit", of: request) ?? Int64(Self.defaultLimit)
        guard limit > 0 else {
            throw refusal(-1130, "Data sent for parameter 'limit' is not valid.")
        }
        let start = try number("startTime", of: request)
        let end = try number("endTime", of: request)
        return KlineQuery(
            start: start.map { Timestamp(milliseconds: $0) },
            end: end.map { Timestamp(milliseconds: $0) },
            limit: Int(min(limit, Int64(Self.highestLimit))), keepsOldest: start != nil)
    }

    func answer(_ rows: [KlineRow], at now: Timestamp) -> Answer {
        .json("[" + rows.map(json).joined(separator: ",") + "]")
    }

    func unknownPath(at now: Timestamp) -> Answer {
        .html(status: 404, "<html><body><h2>404 Not found</h2></body></html>")
    }

    private func json(_ row: KlineRow) -> String {
        let candle = row.candle
        let closeTime = candle.closeTime(timeframe).milliseconds - 1
        // Takers are taken to have bought half of everything.
        let takerVolume = Volume(units: candle.volume.units / 2)
        let takerTurnover = Volume(units: candle.turnover.units / 2)
        return row.json([
            .bare(.openTime, "\(candle.openTime.milliseconds)"),
            .quoted(.open, eightDecimals(Int128(candle.open.units))),
            .quoted(.high, eightDecimals(Int128(candle.high.units))),
            .quoted(.low, eightDecimals(Int128(candle.low.units))),
            .quoted(.close, eightDecimals(Int128(candle.close.units))),
            .quoted(.volume, eightDecimals(candle.volume.units)),
            .bare(nil, "\(closeTime)"),
            .quoted(.turnover, eightDecimals(candle.turnover.units)),
            .bare(nil, "\(1 + candle.volume.units / 1_000_000 % 10_000)"),
            .quoted(nil, eightDecimals(takerVolume.units)),
            .quoted(nil, eightDecimals(takerTurnover.units)),
            .quoted(nil, "0"),
        ])
    }

    /// A count of 10⁻⁸ with every one of its decimals.
    private func eightDecimals(_ units: Int128) -> String {
        let (whole, fraction) = units.magnitude.quotientAndRemainder(dividingBy: 100_000_000)
        let digits = String(fraction)
        let zeros = String(repeating: "0", count: 8 - digits.utf8.count)
        return "\(units < 0 ? "-" : "")\(whole).\(zeros)\(digits)"
    }

    private func number(
        _ name: String, of request: LoopbackRequest
    ) throws(Refusal) -> Int64? {
        guard let text = request[name] else { return nil }
        guard let number = Int64(text), number >= 0 else {
            throw refusal(
                -1100,
                "Illegal characters found in parameter '\(name)'; legal range is "
                    + "'^[0-9]{1,20}$'.")
        }
        return number
    }

    private func refusal(_ code: Int, _ message: String) -> Refusal {
        Refusal(answer: .json(status: 400, #"{"code":\#(code),"msg":"\#(message)"}"#))
    }
}
