internal import Jobs
internal import Market
internal import Record
internal import Seeds
internal import Settings
internal import Trading

extension Scenario {
    /// The exchanges with everything they will ever tell, and a look at each trader's record.
    func world(
        plant: Plant, time: VirtualTime, using random: inout SplitMix64
    ) -> (exchanges: [VirtualExchange], audits: [TraderAudit]) {
        var markets: [Market: PublishedMarket] = [:]
        for trader in settings.traders where trader.market.exchange != .sim {
            markets[trader.market] = market(of: trader, using: &random)
        }
        let exchanges = [Exchange.binance, .bybit].map { exchange in
            let own = settings.traders.compactMap { markets[$0.market] }
            return VirtualExchange(
                exchange, markets: own.filter { $0.market.exchange == exchange },
                weather: Weather(from: start, to: end, spells: spells, using: &random),
                time: time, plant: plant, seed: random.next())
        }
        let audits = settings.traders.map {
            TraderAudit($0, market: markets[$0.market], state: settings.stateDirectory)
        }
        return (exchanges, audits)
    }

    /// Candles from long enough before the first tick to long enough after the last.
    private func market(
        of trader: TraderSettings, using random: inout SplitMix64
    ) -> PublishedMarket {
        let timeframe = trader.market.timeframe
        let before = Int64(trader.parameters.warmUp + 300) * timeframe.milliseconds
        let first = timeframe.floor(start.advanced(byMilliseconds: -before))
        let last = end.advanced(byMilliseconds: 8 * Timestamp.millisecondsPerDay)
        return PublishedMarket(
            trader.market, start: first, count: Int(last.since(first) / timeframe.milliseconds),
            trouble: candleTrouble, using: &random)
    }

    /// What a person reads before the days.
    var summary: String {
        let traders = settings.traders.map { "\($0.name): \($0.market)" }.joined(separator: ", ")
        return "from \(start) to \(end), every \(periodMinutes) minutes; \(disturbances) of 1000 "
            + "ticks disturbed, \(candleTrouble) of 1000 candles in trouble, \(spells) spells an "
            + "exchange; \(traders)"
    }
}
