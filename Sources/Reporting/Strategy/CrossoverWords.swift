internal import Indicators
internal import Market
internal import Rules
internal import Trading

/// What people are told of `ma-crossover`: what its averages are called, how their values are spelled,
/// and the rules that go by them.
struct CrossoverWords: StrategyWords {
    private let crossover: Crossover
    private let signals: Signals
    private let close: Price?

    /// Without signals and a close there are words about the rules alone.
    init(rules crossover: Crossover, signals: Signals? = nil, close: Price? = nil) {
        self.crossover = crossover
        self.signals = signals ?? Signals(crossover)
        self.close = close
    }

    private var fastName: String { crossover.fastName }
    private var slowName: String { crossover.slowName }
    private var overbought: Percent { crossover.overbought }

    // MARK: The rules

    var strategyName: String? { nil }

    var rules: String {
        "\(fastName)/\(crossover.slow) cross, RSI\(crossover.rsiPeriod) under \(overbought), "
            + "stop -\(crossover.stopLoss)%, target +\(crossover.takeProfit)%"
    }

    var entryRule: String { "\(fastName) crossed above \(slowName) with RSI under \(overbought)" }
    var exitRule: String { "\(fastName) crossed below \(slowName)" }
    var exitCondition: String? { "\(fastName) crosses below \(slowName)" }
    func exitReason(tag _: Tag?) -> String { "the averages crossed back" }
    var purposeOfWarmUp: String { "do its averages mean anything" }
    var lineWords: String { "two moving averages" }
    var linesWord: String { "averages" }

    var introduction: [String] {
        [
            "What it waits for: \(fastName) crossing above \(slowName) at a candle's close while "
                + "RSI\(crossover.rsiPeriod) is under \(overbought). It then buys at the next open.",
            "What ends a position: a stop \(crossover.stopLoss)% below the entry, a target "
                + "\(crossover.takeProfit)% above it, or \(fastName) crossing back below \(slowName).",
        ]
    }

    // MARK: What was read

    /// Both averages and by how much the fast one stands above the slow one, with as many digits as
    /// the last close; `nil` until both are warm.
    private var averages: (fast: String, slow: String, difference: String)? {
        guard let close, let fast = signals.fast.value, let slow = signals.slow.value,
            let difference = signals.difference
        else { return nil }
        return (
            Figures.average(fast.doubleValue, beside: close),
            Figures.average(slow.doubleValue, beside: close),
            Figures.signedDifference(difference, beside: close)
        )
    }

    private var rsi: String? { signals.rsi.value.map { Figures.decimal($0, digits: 1) } }

    var readings: [Figure] {
        let averages = averages.map {
            Figure("\(fastName) / \(slowName)", "\($0.fast) / \($0.slow) (\($0.difference))")
        }
        return [averages, rsi.map { Figure("RSI", $0) }].compactMap { $0 }
    }

    var readingRows: [[Figure]] { [readings] }
    var readingsInPost: String? { nil }

    var readingsInLine: [String] {
        guard let (fast, slow, difference) = averages else { return [] }
        return ["\(fastName) \(fast) \(slowName) \(slow) diff \(difference)"]
            + (rsi.map { ["RSI \($0)"] } ?? [])
    }

    var waitsToBuy: String {
        guard let difference = signals.difference, difference > 0 else {
            return "waits for \(fastName) to cross above \(slowName) with RSI under \(overbought)"
        }
        return "waits for \(fastName) to fall below \(slowName) and cross above it again"
    }

    // MARK: What happened

    func observations(closeBefore: Price?) -> [String] {
        [standing(closeBefore: closeBefore), index].compactMap { $0 }
    }

    var obstacles: [String] {
        [
            signals.crossedUp ? nil : "\(fastName) did not cross above \(slowName)",
            signals.isUnder(overbought) ? nil : "RSI is not under \(overbought)",
        ].compactMap { $0 }
    }

    func cause(of side: Side, tag _: Tag?) -> String { side == .buy ? entryRule : exitRule }

    var tree: [RuleTreeLine] { [] }
    var reasonToHold: String { "\(fastName) did not cross below \(slowName)" }

    private func standing(closeBefore: Price?) -> String? {
        guard let close, let (fast, slow, _) = averages, let standing = signals.current
        else { return nil }
        let now =
            "\(fastName) is \(fast) and \(slowName) \(slow): "
            + "\(fastName) stands \(words(standing, signals.difference, close))"
        guard let previous = signals.previous else { return "\(now)." }
        return "\(now). \(before(previous, close, closeBefore)); \(crossing)."
    }

    private func words(
        _ standing: Signals.Standing, _ difference: Double?, _ close: Price
    ) -> String {
        guard standing != .equal else { return "level with it" }
        return
            "\(Figures.difference((difference ?? 0).magnitude, beside: close)) \(standing.rawValue)"
    }

    /// The averages after the candle before, as far as they are known.
    private func before(
        _ previous: Signals.Standing, _ close: Price, _ closeBefore: Price?
    ) -> String {
        let standing = previous == .equal ? "level with it" : previous.rawValue
        guard let closeBefore else { return "A candle before, it stood \(standing)" }
        let closes = [closeBefore] + signals.slow.window.dropLast()
        let values = [crossover.fast, crossover.slow].map { period in
            SimpleMovingAverage(period: period, window: closes.suffix(period)).value.map {
                Figures.average($0.doubleValue, beside: close)
            } ?? "unknown"
        }
        return "A candle before, they were \(values[0]) and \(values[1]), and it stood \(standing)"
    }

    private var crossing: String {
        if signals.crossedUp { return "so it has just crossed above" }
        if signals.crossedDown { return "so it has just crossed below" }
        return "so it has not crossed on this candle"
    }

    private var index: String? {
        guard let rsi = signals.rsi.value else { return nil }
        let side = signals.isUnder(overbought) ? "under" : "not under"
        return "RSI is \(rsiWords(rsi)), \(side) its limit of \(overbought)."
    }

    /// With as many digits as it takes not to look like the limit that it is under.
    private func rsiWords(_ rsi: Double) -> String {
        let limit = overbought.doubleValue
        let digits = [1, 2, 4].first { digits in
            rsi == limit
                || Figures.decimal(rsi, digits: digits) != Figures.decimal(limit, digits: digits)
        }
        return digits.map { Figures.decimal(rsi, digits: $0) } ?? "\(rsi)"
    }
}

extension Crossover {
    /// The fast average's name, `MA7`.
    var fastName: String { "MA\(fast)" }
    /// The slow average's name, `MA25`.
    var slowName: String { "MA\(slow)" }
}
