internal import Jobs
internal import Market
internal import Record

extension TraderAudit {
    /// After a tick that nothing stood in the way of, the trader has every candle that was final
    /// before it began.
    func checkIsCurrent(since started: Timestamp) throws(Breach) {
        guard let market, let newest = market.newest(at: started) else { return }
        guard let lastOpenTime, lastOpenTime >= newest else {
            throw Breach(
                "a tick ended well with the candle of \(newest) not consumed, the last being "
                    + (lastOpenTime.map { "that of \($0)" } ?? "none"))
        }
    }

    /// After long enough without trouble, the trader stands where its market does.
    func checkIsAtRest(at now: Timestamp) throws(Breach) {
        let timeframe = settings.market.timeframe
        let settled = now.advanced(byMilliseconds: -600_000 - 2 * timeframe.milliseconds)
        let newest = market.map { $0.newest(at: settled) } ?? timeframe.floor(settled)
        guard let newest else { throw Breach("the market has not one candle") }
        guard let lastOpenTime, lastOpenTime >= newest else {
            throw Breach(
                "it has not caught up with the candle of \(newest), the last being "
                    + (lastOpenTime.map { "that of \($0)" } ?? "none"))
        }
    }
}
