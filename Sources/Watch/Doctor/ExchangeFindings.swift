internal import Feeds
internal import HTTP
internal import Market
internal import Reporting
internal import Text

/// Whether an exchange can be reached from here, agrees with the clock, and has the markets.
enum ExchangeFindings {
    /// A clock that is this far off is worth a word: a candle is closed 2 s after its end.
    private static let maximumMilliseconds: Int64 = 2_000
    /// As a tick warns; signed questions are refused by then.
    private static let gravestMilliseconds: Int64 = 30_000

    // MARK: Reach

    /// What came of asking each address for the time.
    static func reach(
        _ exchange: Exchange, _ probe: ExchangeProbe, _ attempts: [DoctorAttempt]
    ) -> [DoctorCheck] {
        let judged = attempts.map { (attempt: $0, flaw: flaw(of: $0, probe)) }
        let isServed = judged.contains { $0.flaw == nil }
        let name = exchange.rawValue
        return judged.enumerated().map { index, judged in
            let host = judged.attempt.host
            let id = index == 0 ? "\(name)/reach" : "\(name)/reach/\(index + 1)"
            guard let flaw = judged.flaw else {
                return DoctorCheck(
                    .exchanges, id, name, .ok,
                    "\(host) answers in \(judged.attempt.milliseconds) ms")
            }
            // Where another address serves, this one costs a moment at each tick.
            return DoctorCheck(
                .exchanges, id, name, isServed ? .warning : .wrong, flaw.seen, flaw.remedy)
        }
    }

    private static func flaw(
        of attempt: DoctorAttempt, _ probe: ExchangeProbe
    ) -> (seen: String, remedy: Remedy)? {
        switch attempt.result {
        case .failure(let error): return ("\(error)", error.remedy)
        case .success(let response):
            switch probe.answer(response, about: nil) {
            case .candles: return nil
            case .blocked(let words):
                return (
                    "\(attempt.host) blocks this place: \(words)",
                    "run it where the exchange serves, or set \(probe.baseVariable) to an address"
                        + " that does"
                )
            case .busy(let words):
                return ("\(attempt.host) asks to be left alone: \(words)", "wait ten minutes")
            case .refused(let words, _), .unclear(let words):
                return (
                    "\(attempt.host) is not understood: \(words)",
                    "look at \(probe.baseVariable)"
                )
            }
        }
    }

    // MARK: Clock

    /// This machine's clock against the first address that told the time.
    static func clock(
        _ exchange: Exchange, _ probe: ExchangeProbe, _ attempts: [DoctorAttempt]
    ) -> DoctorCheck? {
        for attempt in attempts {
            guard case .success(let response) = attempt.result,
                let told = probe.time(in: response)
            else { continue }
            // A header has whole seconds, and was written half the way ago.
            let doubt = (told.isExact ? 0 : 500) + attempt.milliseconds / 2
            let ahead = attempt.endedAt.since(told.moment) - doubt
            return clock(exchange, ahead: ahead, doubt: doubt)
        }
        return nil
    }

    /// A clock that is so many milliseconds ahead, give or take others.
    static func clock(_ exchange: Exchange, ahead: Int64, doubt: Int64) -> DoctorCheck {
        let off = abs(ahead)
        let tenths = (off + 50) / 100
        let seconds =
            off < 600_000
            ? "\(tenths / 10).\(tenths % 10) s" : Figures.duration(milliseconds: off)
        let way = ahead > 0 ? "ahead of" : "behind"
        let seen =
            off < 100
            ? "this machine agrees with \(exchange.rawValue) to 0.1 s"
            : "this machine is \(seconds) \(way) \(exchange.rawValue)"
        let id = "\(exchange.rawValue)/clock"
        guard off > maximumMilliseconds + doubt else {
            return DoctorCheck(.exchanges, id, "clock", .ok, seen)
        }
        return DoctorCheck(
            .exchanges, id, "clock", off > gravestMilliseconds + doubt ? .wrong : .warning, seen,
            "\(Command("timedatectl set-ntp true", home: nil)) (or: \(Command("apt-get install systemd-timesyncd", home: nil)))"
        )
    }

    // MARK: Markets

    /// What came of asking for a market's last candles.
    static func market(
        _ market: Market, _ probe: ExchangeProbe, _ attempts: [DoctorAttempt]
    ) -> DoctorCheck {
        let name = "\(market.symbol) \(market.timeframe.rawValue)"
        let make = DoctorCheck.maker(.exchanges, "\(market.exchange.rawValue)/market/\(name)", name)
        let exchange = market.exchange.rawValue
        guard let last = attempts.last else {
            return make(.skipped, "\(exchange) was not asked", nil)
        }
        switch last.result {
        case .failure(let error):
            return make(.skipped, "not known: \(error)", nil)
        case .success(let response):
            switch probe.answer(response, about: market) {
            case .candles(0):
                return make(
                    .warning, "\(exchange) has no candle of the last 10",
                    "see whether it is traded there still; the symbol stands in algom.json")
            case .candles: return make(.ok, "\(exchange) has it", nil)
            case .refused(let words, let advice):
                return make(.wrong, "\(exchange) refuses it: \(words)", Remedy(advice))
            case .blocked(let words), .busy(let words), .unclear(let words):
                return make(.skipped, "not known: \(words)", nil)
            }
        }
    }
}
