internal import Market
internal import Seeds

/// The candles of one market as an exchange will tell them: late, revised, or never.
struct PublishedMarket {
    let market: Market
    let candles: [Candle]
    /// The moment from which a candle is told, where it is not that of its opening: later than its
    /// end, so that it is seen open, is gone, and comes back; or never.
    private var hidden: [Int: Hidden] = [:]
    /// How a candle is told otherwise, and from when on.
    private var revisions: [Int: [(from: Timestamp, candle: Candle)]] = [:]

    private enum Hidden {
        case until(Timestamp)
        case forEver
    }

    /// - Parameters:
    ///   - market: where it is traded.
    ///   - start: the open time of the first candle, a multiple of the timeframe.
    ///   - count: how many there are.
    ///   - trouble: the share of candles that are late, missing or revised, in thousandths.
    ///   - random: what prices and troubles follow from.
    init(
        _ market: Market, start: Timestamp, count: Int, trouble: Int,
        using random: inout SplitMix64
    ) {
        self.market = market
        candles = RandomCandles.array(
            seed: random.next(), timeframe: market.timeframe, start: start, count: count)
        for index in candles.indices where Int.random(in: 0..<1_000, using: &random) < trouble {
            switch Int.random(in: 0..<4, using: &random) {
            case 0: leaveOut(from: index, using: &random)
            case 1: delay(index, using: &random)
            default: revise(index, using: &random)
            }
        }
    }

    private mutating func leaveOut(from index: Int, using random: inout SplitMix64) {
        let most = [1, 1, 3, 40].randomElement(using: &random) ?? 1
        for missing in index..<index + Int.random(in: 1...most, using: &random) {
            hidden[missing] = .forEver
        }
    }

    private mutating func delay(_ index: Int, using random: inout SplitMix64) {
        let most: Int64 = [5_000, 120_000, 1_200_000, 7_200_000].randomElement(using: &random) ?? 0
        let delay = Int64.random(in: 1...most / 1_000, using: &random) * 1_000
        if hidden[index] == nil {
            hidden[index] = .until(end(index).advanced(byMilliseconds: delay))
        }
    }

    private mutating func revise(_ index: Int, using random: inout SplitMix64) {
        var from = end(index)
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            let span = Int64.random(in: 1...3 * market.timeframe.minutes * 60, using: &random)
            from = from.advanced(byMilliseconds: span * 1_000)
            let units = candles[index].volume.units
            let close = Bool.random(using: &random) ? candles[index].high : candles[index].low
            let told = Candle(
                openTime: candles[index].openTime, open: candles[index].open,
                high: candles[index].high, low: candles[index].low, close: close,
                volume: Volume(units: units + Int128.random(in: 0...3, using: &random) * 1_000))
            revisions[index, default: []].append((from, told))
        }
    }

    // MARK: What is told

    func index(of openTime: Timestamp) -> Int {
        Int(openTime.since(candles[0].openTime) / market.timeframe.milliseconds)
    }

    private func end(_ index: Int) -> Timestamp { candles[index].closeTime(market.timeframe) }

    /// Whether a candle is told at a moment, open or over.
    func isTold(_ index: Int, at now: Timestamp) -> Bool {
        guard candles.indices.contains(index), candles[index].openTime <= now else { return false }
        return switch hidden[index] {
        case .forEver: false
        case .until(let moment): now < end(index) || now >= moment
        case nil: true
        }
    }

    /// A candle that is over, as it is told at a moment.
    func told(_ index: Int, at now: Timestamp) -> Candle {
        revisions[index]?.last { $0.from <= now }?.candle ?? candles[index]
    }

    /// Whether a candle was ever told so up to a moment.
    func wasTold(_ candle: Candle, until now: Timestamp) -> Bool {
        let index = index(of: candle.openTime)
        guard candles.indices.contains(index), isTold(index, at: now) else { return false }
        return candles[index] == candle
            || revisions[index]?.contains { $0.from <= now && $0.candle == candle } ?? false
    }

    /// The last candle that is final and told at a moment.
    func newest(at now: Timestamp) -> Timestamp? {
        var index = min(candles.count - 1, index(of: now))
        while index >= 0 {
            let isFinal = now.since(end(index)) >= 2_000
            if isFinal, isTold(index, at: now) { return candles[index].openTime }
            index -= 1
        }
        return nil
    }

    /// Whether the last candles up to a moment came as they should, so that nothing is waited for.
    ///
    /// A machine's clock that is behind believes no hole before it is old by that clock as well.
    func isOrderly(at now: Timestamp, behindMilliseconds behind: Int64) -> Bool {
        let last = index(of: now)
        let span = 4 + Int((1_200_000 + max(0, behind)) / market.timeframe.milliseconds)
        return (last - span...last).allSatisfy { hidden[$0] == nil }
    }

    /// Whether it tells candles up to a moment and beyond.
    func covers(_ moment: Timestamp) -> Bool { moment < end(candles.count - 1) }
}
