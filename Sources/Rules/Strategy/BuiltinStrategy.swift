/// A strategy that the program knows without a file.
package struct BuiltinStrategy: Sendable {
    package let text: StrategyText
    /// Who described it first, or where it is described best.
    package let source: String

    /// All of them, the default first.
    package static let all: [BuiltinStrategy] = trends + reversions + breakouts + yardsticks

    /// The one of this name.
    package static func named(_ name: String) -> BuiltinStrategy? {
        all.first { $0.text.name == name }
    }

    private init(
        _ name: String, _ about: String, source: String, _ parameters: [(String, String)],
        require: String? = nil, enter: String, exit: [TaggedText] = [], stop: String? = nil,
        target: String? = nil, trail: [String] = [], size: String? = nil
    ) {
        self.source = source
        text = StrategyText(
            name: name, about: about,
            parameters: parameters.compactMap { name, value in
                ExactNumber(value).map { .init(name: name, value: $0) }
            },
            require: require, enter: [TaggedText(enter)], exit: exit, stop: stop, target: target,
            trail: trail, size: size)
    }

    // MARK: Trends

    private static let trends: [BuiltinStrategy] = [
        BuiltinStrategy(
            "ma-crossover",
            "Buys when the quick average crosses above the slow one, unless the RSI says overbought.",
            source:
                "Brock, Lakonishok and LeBaron, Journal of Finance 47, 1992; Wilder 1978 for the RSI",
            [
                ("fast", "7"), ("slow", "25"), ("rsiPeriod", "14"), ("overbought", "70"),
                ("stopLossPercent", "2"), ("takeProfitPercent", "6"),
            ],
            require: "fast < slow",
            enter: "sma(close, fast) crosses above sma(close, slow) "
                + "and rsi(close, rsiPeriod) < overbought",
            exit: [TaggedText("sma(close, fast) crosses below sma(close, slow)")],
            stop: "stopLossPercent%", target: "takeProfitPercent%"),
        BuiltinStrategy(
            "ema-crossover",
            "Holds while the quick exponential average is above the slow one.",
            source: "Appel 1979: where the MACD is above 0",
            [("fast", "12"), ("slow", "26"), ("room", "3")],
            require: "fast < slow",
            enter: "ema(close, fast) crosses above ema(close, slow)",
            exit: [TaggedText("ema(close, fast) crosses below ema(close, slow)")],
            stop: "entry_price - room * atr(14)"),
        BuiltinStrategy(
            "golden-cross",
            "Buys when the average of 50 candles crosses above that of 200, sells at the death cross.",
            source:
                "50 and 200 days by custom; averages that cross are tested by Brock, Lakonishok "
                + "and LeBaron, Journal of Finance 47, 1992",
            [("fast", "50"), ("slow", "200")],
            require: "fast < slow",
            enter: "sma(close, fast) crosses above sma(close, slow)",
            exit: [TaggedText("sma(close, fast) crosses below sma(close, slow)")]),
        BuiltinStrategy(
            "macd",
            "Buys when the MACD crosses above its signal, sells when it crosses below.",
            source: "Appel 1979: the MACD and its signal",
            [("fast", "12"), ("slow", "26"), ("smooth", "9"), ("room", "3")],
            require: "fast < slow",
            enter: "macd(fast, slow) crosses above macd_signal(fast, slow, smooth)",
            exit: [TaggedText("macd(fast, slow) crosses below macd_signal(fast, slow, smooth)")],
            stop: "entry_price - room * atr(14)"),
        BuiltinStrategy(
            "supertrend",
            "Holds while the close is above the supertrend line.",
            source: "Seban's line, as TradingView's ta.supertrend draws it",
            [("length", "10"), ("factor", "3")],
            enter: "close crosses above supertrend(length, factor)",
            exit: [TaggedText("close < supertrend(length, factor)")]),
        BuiltinStrategy(
            "ichimoku",
            "Buys when the conversion line crosses above the base line while the close is above the cloud.",
            source: "Hosoda, Ichimoku Kinko Hyo, 1969; Elliott, Ichimoku Charts, 2007",
            [],
            enter: "tenkan crosses above kijun and close > max(span_a, span_b)",
            exit: [
                TaggedText(tag: "cross", "tenkan crosses below kijun"),
                TaggedText(tag: "cloud", "close < min(span_a, span_b)"),
            ]),
        BuiltinStrategy(
            "momentum",
            "Holds what has risen over the lookback, until it has not.",
            source: "Moskowitz, Ooi and Pedersen, Time Series Momentum, "
                + "Journal of Financial Economics 104, 2012",
            [("lookback", "168"), ("least", "2")],
            enter: "roc(close, lookback) > least",
            exit: [TaggedText("roc(close, lookback) < 0")]),
    ]

    // MARK: Reversions

    private static let reversions: [BuiltinStrategy] = [
        BuiltinStrategy(
            "bollinger-reversion",
            "Buys a close below the lower band, sells at the mean.",
            source:
                "The bands of Bollinger, Bollinger on Bollinger Bands, 2001; by his rules a touch "
                + "alone is no signal",
            [("length", "20"), ("width", "2"), ("stopPercent", "4")],
            enter: "close < bb_lower(close, length, width)",
            exit: [
                TaggedText(tag: "mean", "close > sma(close, length)"),
                TaggedText(tag: "late", "bars_held >= 2 * length"),
            ],
            stop: "stopPercent%"),
        BuiltinStrategy(
            "rsi-reversion",
            "Buys a sharp dip in a long rise: an RSI of 2 candles below 10 above the average of 200.",
            source: "Connors and Alvarez, High Probability ETF Trading, 2009; Short Term Trading "
                + "Strategies That Work, 2009, asks for an RSI below 5",
            [("oversold", "10"), ("trend", "200"), ("recovery", "5")],
            enter: "close > sma(close, trend) and rsi(close, 2) < oversold",
            exit: [TaggedText("close > sma(close, recovery)")]),
    ]

    // MARK: Breakouts

    private static let breakouts: [BuiltinStrategy] = [
        BuiltinStrategy(
            "turtle",
            "Buys a high of 20 candles, sells a low of 10; stakes so much that one average range is "
                + "1 % of the balance.",
            source: "Dennis and Eckhardt 1983; Faith, The Original Turtle Trading Rules, 2003",
            [("entry", "20"), ("leave", "10"), ("room", "2"), ("risk", "1"), ("most", "30")],
            require: "leave < entry",
            enter: "close > highest(high, entry)[1]",
            exit: [TaggedText("close < lowest(low, leave)[1]")],
            stop: "entry_price - room * atr(20)",
            size: "min(most, risk * entry_price / atr(20))"),
        BuiltinStrategy(
            "bollinger-breakout",
            "Buys a close above the upper band after the bands were narrow, sells at the mean.",
            source: "Bollinger, Bollinger on Bollinger Bands, 2001: Method I, the squeeze",
            [("length", "20"), ("width", "2"), ("squeeze", "25")],
            enter: "close > bb_upper(close, length, width) "
                + "and percent_rank(bb_width(close, length, width), 120)[1] < squeeze",
            exit: [TaggedText("close < sma(close, length)")],
            trail: ["peak - 3 * atr(length)"]),
        BuiltinStrategy(
            "keltner-breakout",
            "Buys when the close crosses above the channel, sells at its middle.",
            source:
                "Keltner, How to Make Money in Commodities, 1960; channel of average ranges by Raschke",
            [("length", "20"), ("width", "2"), ("range", "10")],
            enter: "close crosses above keltner_upper(length, width, range)",
            exit: [TaggedText("close < ema(close, length)")],
            stop: "entry_price - width * atr(range)"),
    ]

    // MARK: Yardsticks

    private static let yardsticks: [BuiltinStrategy] = [
        BuiltinStrategy(
            "buy-and-hold",
            "Buys once with all there is and never sells: what a strategy has to beat.",
            source: "Malkiel, A Random Walk Down Wall Street, 1973",
            [],
            enter: "true",
            size: "100"),
        BuiltinStrategy(
            "coin",
            "Buys at random and sells after so many candles: what chance alone makes.",
            source: "Tharp, Trade Your Way to Financial Freedom, 1998, on random entries; Aronson, "
                + "Evidence-Based Technical Analysis, 2006, on rules against chance",
            [("seed", "0"), ("chance", "0.02"), ("hold", "24")],
            require: "hold >= 1",
            enter: "noise(seed) < chance",
            exit: [TaggedText("bars_held >= hold")]),
    ]
}
