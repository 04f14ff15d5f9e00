internal import HTTP
internal import Market

/// An exchange's refusals: no candle comes of them, and what is said of them may be shown.
///
/// An input begins with three letters: one for the exchange (even for Binance), one for the status
/// (`a` for the first of the list), one for `Retry-After` and `Date`. The rest is the body.
enum RefusalLaw: Law {
    private static let statuses = [
        200, 204, 301, 400, 401, 403, 404, 408, 418, 425, 429, 451, 500, 502, 503, 599,
    ]
    private static let waits: [Int64?] = [nil, 0, 5, 600, 31_622_400, -1, .max]

    static func check(_ input: [UInt8]) throws(BrokenLaw) {
        guard input.count >= 3, let body = EchoedSecret.planted(in: input[3...]) else { return }
        let status = statuses[(Int(input[1]) + 15) % 16]
        let options = Int(input[2])
        let answer = HTTPResponse(
            status: status, body: body, dateSeconds: options & 1 == 0 ? nil : 1_760_055_000,
            retryAfterSeconds: waits[options / 2 % waits.count])
        try FedTrader(input[0] & 1 == 0 ? .binance : .bybit, isNew: false, answers: [answer])
            .check()
    }
}
