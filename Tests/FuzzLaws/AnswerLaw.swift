internal import HTTP
internal import Market

/// An exchange's pages: candles that it told, in order, closed and possible; and no others.
///
/// An input begins with a digit, `0` or `1` for Binance, `2` or `3` for Bybit, the odd ones for a
/// new trader. Then follow the bodies of one answer after another, each but the last ended by the
/// record separator, 0x1E.
enum AnswerLaw: Law {
    private static let maximumAnswers = 8

    static func check(_ input: [UInt8]) throws(BrokenLaw) {
        guard let kind = input.first, let bodies = EchoedSecret.planted(in: input.dropFirst())
        else { return }
        let answers = bodies.split(separator: 0x1e, omittingEmptySubsequences: false)
            .prefix(maximumAnswers)
            .map { HTTPResponse(status: 200, body: Array($0), dateSeconds: 1_760_055_000) }
        try FedTrader(
            kind & 2 == 0 ? .binance : .bybit, isNew: kind & 1 != 0, answers: answers
        ).check()
    }
}
